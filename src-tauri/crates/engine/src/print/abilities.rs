//! What printers can do: asked for a person who sets one up, and kept while the program runs.

use printing::documents::PageSize;

use super::trouble;
use crate::engine::Engine;
use crate::error::AppError;
use crate::wire::{AbilitiesQuery, PrinterAbilities, PrinterMedia};

impl Engine {
    /// # Errors
    /// [`crate::Code::NoPrinter`]; a print service that does not answer.
    pub async fn printer_abilities(&self, query: AbilitiesQuery) -> Result<PrinterAbilities, AppError> {
        if let (false, Some(known)) = (query.again, self.shared.queues.abilities_of(&query.printer)) {
            return Ok(known);
        }
        let told = self.shared.spooler.abilities(&query.printer).await;
        let told = told.map_err(|error| trouble(error, Some(&query.printer)))?;
        let known = wire(told, self.shared.now_text());
        self.shared.queues.keep_abilities(&query.printer, known.clone());
        Ok(known)
    }
}

fn wire(told: printing::Abilities, at: String) -> PrinterAbilities {
    let mm = |size: PageSize| (size.width.0, size.height.0);
    let media = told.media.into_iter().map(|paper| PrinterMedia { name: paper.name, mm: mm(paper.size) });
    PrinterAbilities {
        media: media.collect(),
        default_mm: told.default_media.map(mm),
        ready_mm: told.ready_media.into_iter().map(mm).collect(),
        dpi: told.dpi,
        default_dpi: told.default_dpi,
        formats: told.formats,
        at,
    }
}
