//! What became of a batch, on paper: who got which parcel, and what was refused and why.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use printing::papers::{self, Report, ReportColumn, ReportRow};

use crate::engine::{Engine, Shared};
use crate::error::{AppError, Code};
use crate::papers::{blocking, save};
use crate::store::{history, meta};
use crate::wire::{BatchDetail, BatchOrder, Language, OneBatch, OrderState, SavedFile};

use super::job::batch_words;

impl Engine {
    /// Saves the report of a batch as PDF in the export folder; an earlier one of the batch is replaced.
    ///
    /// # Errors
    /// [`Code::NotFound`]; [`Code::Storage`] or [`Code::DiskFull`].
    pub async fn report_save(&self, one: OneBatch) -> Result<SavedFile, AppError> {
        let pdf = made(&self.shared, one.batch_id.0).await?;
        let path = self.shared.export_dir.join(format!("packbench-report-{}.pdf", one.batch_id));
        let pages = printing::documents::inspect(&pdf).map(|inspected| inspected.pages).unwrap_or_default();
        let shown = path.display().to_string();
        save(path, pdf).await?;
        Ok(SavedFile { path: shown, labels: 0, pages })
    }
}

/// The report as it is now: what is printed later tells what became of the batch until then.
///
/// # Errors
/// [`Code::NotFound`]; a report that cannot be made.
pub(super) async fn made(shared: &Shared, batch_id: i64) -> Result<Vec<u8>, AppError> {
    let times = shared.search_times();
    let (detail, language) = shared
        .store
        .read(move |db| Ok((history::batch_detail(db, batch_id, &times)?, meta::settings(db)?.language)))
        .await?;
    let detail = detail.ok_or_else(|| AppError::new(Code::NotFound).message("There is no such batch"))?;
    blocking(move || {
        papers::report(&report_of(&detail, language, &TimeZone::system()))
            .map_err(|error| AppError::new(Code::Internal).message(error.to_string()))
    })
    .await
}

/// As the ledger and the page name it.
pub(super) fn title(language: Language, batch: i64) -> String {
    format!("{} \u{2013} {}", batch_words(language, batch), words(language).title)
}

fn report_of(detail: &BatchDetail, language: Language, zone: &TimeZone) -> Report {
    let (words, batch) = (words(language), &detail.batch);
    let counts = &batch.counts;
    let count = |state: OrderState, n: u32| (n > 0).then(|| format!("{} {n}", state_word(language, state)));
    let outcome = [
        count(OrderState::Labelled, counts.labelled),
        count(OrderState::Refused, counts.refused),
        count(OrderState::LeftOut, counts.left_out),
        count(OrderState::Unknown, counts.unknown),
        count(OrderState::Waiting, counts.waiting + counts.sent),
        count(OrderState::Planned, counts.planned),
    ];
    let facts = [
        (words.date, when(&batch.created_at, zone)),
        (words.shops, batch.shops.join(", ")),
        (words.orders, counts.orders.to_string()),
        (words.outcome, outcome.into_iter().flatten().collect::<Vec<_>>().join(", ")),
        (words.printed, counts.printed.to_string()),
    ];
    let column = |title: &str, share| ReportColumn { title: title.to_owned(), share };
    Report {
        title: title(language, batch.id.0),
        facts: facts.map(|(name, value)| (name.to_owned(), value)).to_vec(),
        columns: vec![
            column(words.order, 17),
            column(words.name, 24),
            column(words.country, 7),
            column(words.carrier, 14),
            column(words.tracking, 22),
            column(words.state, 16),
        ],
        rows: detail.orders.iter().map(|order| row(order, language)).collect(),
        page: words.page.to_owned(),
    }
}

fn row(order: &BatchOrder, language: Language) -> ReportRow {
    let why = match order.state {
        OrderState::Labelled => None,
        _ => order.message.clone(),
    };
    ReportRow {
        cells: vec![
            order.order_number.clone(),
            order.name.clone(),
            order.country.clone(),
            order.carrier.clone().unwrap_or_default(),
            order.tracking_number.clone().unwrap_or_default(),
            state_word(language, order.state).to_owned(),
        ],
        below: why.unwrap_or_default(),
    }
}

/// Day and time at the station; a time that cannot be read stays as it is.
fn when(at: &str, zone: &TimeZone) -> String {
    match at.parse::<Timestamp>() {
        Ok(time) => time.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string(),
        Err(_) => at.to_owned(),
    }
}

struct Words {
    title: &'static str,
    date: &'static str,
    shops: &'static str,
    orders: &'static str,
    outcome: &'static str,
    printed: &'static str,
    order: &'static str,
    name: &'static str,
    country: &'static str,
    carrier: &'static str,
    tracking: &'static str,
    state: &'static str,
    page: &'static str,
}

fn words(language: Language) -> Words {
    match language {
        Language::Nl => Words {
            title: "Rapport",
            date: "Datum",
            shops: "Winkels",
            orders: "Orders",
            outcome: "Uitkomst",
            printed: "Geprint",
            order: "Order",
            name: "Naam",
            country: "Land",
            carrier: "Vervoerder",
            tracking: "Volgnummer",
            state: "Toestand",
            page: "Pagina",
        },
        Language::En => Words {
            title: "Report",
            date: "Date",
            shops: "Shops",
            orders: "Orders",
            outcome: "Outcome",
            printed: "Printed",
            order: "Order",
            name: "Name",
            country: "Country",
            carrier: "Carrier",
            tracking: "Tracking number",
            state: "State",
            page: "Page",
        },
        Language::De => Words {
            title: "Bericht",
            date: "Datum",
            shops: "Shops",
            orders: "Bestellungen",
            outcome: "Ergebnis",
            printed: "Gedruckt",
            order: "Bestellung",
            name: "Name",
            country: "Land",
            carrier: "Zusteller",
            tracking: "Sendungsnummer",
            state: "Zustand",
            page: "Seite",
        },
        Language::Fr => Words {
            title: "Rapport",
            date: "Date",
            shops: "Boutiques",
            orders: "Commandes",
            outcome: "Résultat",
            printed: "Imprimées",
            order: "Commande",
            name: "Nom",
            country: "Pays",
            carrier: "Transporteur",
            tracking: "Numéro de suivi",
            state: "État",
            page: "Page",
        },
    }
}

/// As the window says it.
fn state_word(language: Language, state: OrderState) -> &'static str {
    let [nl, en, de, fr] = match state {
        OrderState::Planned => ["In de rij", "In line", "Eingereiht", "En file"],
        OrderState::Sent => ["Verstuurd", "Sent", "Gesendet", "Envoyée"],
        OrderState::Waiting => {
            ["Wacht op label", "Waiting for label", "Wartet auf Etikett", "Attend l’étiquette"]
        }
        OrderState::Labelled => ["Label gemaakt", "Label made", "Etikett erstellt", "Étiquette créée"],
        OrderState::Refused => ["Geweigerd", "Refused", "Abgelehnt", "Refusée"],
        OrderState::LeftOut => ["Overgeslagen", "Left out", "Übersprungen", "Écartée"],
        OrderState::Unknown => ["Onbekend", "Unknown", "Unbekannt", "Inconnu"],
        OrderState::Failed => {
            ["Fout bij vervoerder", "Failed at carrier", "Zusteller-Fehler", "Échec transport"]
        }
        OrderState::Cancelled => ["Geannuleerd", "Cancelled", "Storniert", "Annulée"],
        OrderState::LabelElsewhere => {
            ["Had al een label", "Had a label already", "Hatte ein Etikett", "Déjà étiquetée"]
        }
        OrderState::Withdrawn => ["Teruggenomen", "Withdrawn", "Zurückgenommen", "Retirée"],
    };
    match language {
        Language::Nl => nl,
        Language::En => en,
        Language::De => de,
        Language::Fr => fr,
    }
}
