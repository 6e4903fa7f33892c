//! What crosses about printers and print jobs.

use serde::{Deserialize, Serialize};

use super::RowId;

#[cfg(feature = "ts")]
pub(super) fn typescript() -> Vec<String> {
    declarations()
}

wire! {
    pub struct PrinterInfo {
        pub name: String,
        pub description: String,
        pub state: PrinterStatus,
        pub accepts_jobs: bool,
        pub is_default: bool,
        /// Why it is stopped, in the spooler's words.
        pub message: Option<String>,
    }

    #[derive(Copy, Eq)]
    pub enum PrinterStatus { Idle, Printing, Stopped }

    /// What a printer can do: as it was told last, or asked once more.
    pub struct AbilitiesQuery { pub printer: String, pub again: bool }

    /// As the driver tells, when a person asked; empty where it tells nothing.
    pub struct PrinterAbilities {
        pub media: Vec<PrinterMedia>,
        pub default_mm: Option<(f32, f32)>,
        /// What lies in it, where it can tell.
        pub ready_mm: Vec<(f32, f32)>,
        pub dpi: Vec<u32>,
        pub default_dpi: Option<u32>,
        /// MIME types.
        pub formats: Vec<String>,
        pub at: String,
    }

    pub struct PrinterMedia { pub name: String, pub mm: (f32, f32) }

    /// Prints all papers of a batch, in its order, or the named ones.
    pub struct PrintRequest {
        pub batch_id: RowId,
        /** `null`: all. */
        pub labels: Option<Vec<RowId>>,
        /** `null`: the printers of the settings. */
        pub printer: Option<String>,
        /** Several labels on a sheet of office paper; `null`: each on its own. */
        #[serde(default)]
        pub sheet: Option<SheetChoice>,
    }

    #[derive(Copy, Eq)]
    pub struct SheetChoice {
        pub sheet: SheetKind,
        /// The first free place, from 0.
        pub start: u32,
    }

    #[derive(Copy, Eq)]
    pub enum SheetKind { FourA6, TwoA5 }

    pub struct PrintJobInfo {
        pub id: RowId,
        /// `null`: belongs to no batch.
        pub batch_id: Option<RowId>,
        /// As the print service lists it.
        pub title: String,
        pub prints: PrintKind,
        /// The order that it is of; `null`: of a batch or of nothing.
        pub order_number: Option<String>,
        /// The stored paper that it prints, while its file is kept.
        pub label: Option<RowId>,
        pub printer: String,
        pub state: PrintState,
        /// A person is to say something about it.
        pub asks: Option<PrintAsks>,
        /// The spooler's words.
        pub message: Option<String>,
        pub at: String,
    }

    #[derive(Copy, Eq)]
    pub enum PrintKind { Label, Customs, Slip, Separator, Sheet, Test, Report }

    /// The newest jobs, or those older than `before`.
    #[derive(Default)]
    #[serde(default)]
    pub struct PrintJobsQuery { pub before: Option<RowId> }

    /// Newest first.
    pub struct PrintJobs { pub jobs: Vec<PrintJobInfo>, /** There are older ones. */ pub more: bool }

    #[derive(Copy, Eq)]
    pub enum PrintState {
        /// In the station's own queue.
        Waiting,
        /// Being given to the spooler.
        Handing,
        Queued, Held, Printing, Done, Failed, Cancelled, Unknown,
    }

    #[derive(Copy, Eq)]
    pub enum PrintAsks {
        /// Nothing came out: again, or leave it? The jobs behind it wait.
        Failed,
        /// Did it come out? The jobs behind it wait.
        Missing,
        /// It may have come out twice.
        Twice,
    }

    /// A printer's queue, as far as it is not empty.
    pub struct PrintQueue {
        pub printer: String,
        pub waiting: u32,
        /// Given to the spooler, or just being given, and not over.
        pub spooled: u32,
        /// Why nothing goes on, in words.
        pub stands: Option<String>,
        /// Jobs that wait for a person's word, in order.
        pub asking: Vec<PrintJobInfo>,
    }

    pub struct PrintAnswer { pub job_id: RowId, pub answer: PrintWord }

    #[derive(Copy, Eq)]
    pub enum PrintWord {
        CameOut,
        /// Once more, in its old place of the queue.
        Again,
        /// Not printed, and it stays so.
        Leave,
    }

    /// Takes back what is not over. Whoever names a job that is asked about has answered: it is not wanted any more.
    pub struct CancelPrints { pub printer: String, /** `null`: the whole queue. */ pub jobs: Option<Vec<RowId>> }

    /// What has not been printed at one printer goes to another. Whoever names a job that is asked about has answered:
    /// it did not come out, and is to come out there.
    pub struct MovePrints { pub from: String, pub to: String, /** `null`: the whole queue. */ pub jobs: Option<Vec<RowId>> }

    pub struct OnePrinter { pub printer: String }

    /// Which printer takes what, and how. `label_printer` of the settings takes what nothing here names.
    #[derive(Default)]
    #[serde(default)]
    pub struct PrintSettings {
        pub setups: Vec<PrinterSetup>,
        pub routes: Vec<PrinterRoute>,
        /// Printers that the system does not list: `tcp://HOST:PORT`, `folder:///PATH`.
        pub own: Vec<String>,
        /// The last label first: a stack that lies face up is then in the batch's order.
        pub reverse: bool,
        /// A paper with the batch's number before its labels.
        pub separator: bool,
        pub slips: SlipChoice,
    }

    /// What goes to a printer of its own.
    pub struct PrinterRoute { pub kind: PaperKind, pub printer: String }

    #[derive(Copy, Eq)]
    pub enum PaperKind {
        /// Labels up to 4 x 6 inches and A6.
        Label,
        /// Labels that are larger.
        LargeLabel,
        /// Customs declarations and air waybills.
        Customs,
        Slip,
        /// What became of a batch: a page of office paper.
        Report,
    }

    #[derive(Copy, Eq, Default)]
    pub enum SlipChoice { #[default] None, Before, Behind }

    /// How one printer is fed.
    #[serde(default)]
    pub struct PrinterSetup {
        pub printer: String,
        pub language: PrinterLanguage,
        /// The head's dots per inch: 203, 300 or 600.
        pub dpi: u16,
        /// Width and height of its paper in millimetres; `null`: the queue knows.
        pub paper_mm: Option<(f32, f32)>,
        /// Quarter turns, clockwise.
        pub turns: u8,
        /// To the right and down, in millimetres.
        pub offset_mm: (f32, f32),
        /// 1 to 9.
        pub copies: u8,
        /// The format that labels for it are asked for in.
        pub asks_for: LabelFormat,
    }

    #[derive(Copy, Eq, Default)]
    pub enum PrinterLanguage {
        /// The system's driver draws: documents go as they are.
        #[default] Driver,
        /// Zebra's: documents are drawn here and sent as ZPL.
        Zpl,
    }

    #[derive(Copy, Eq, Default)]
    pub enum LabelFormat { #[default] Pdf, Png, Zpl }
}

impl Default for PrinterSetup {
    fn default() -> Self {
        Self {
            printer: String::new(),
            language: PrinterLanguage::Driver,
            dpi: 203,
            paper_mm: None,
            turns: 0,
            offset_mm: (0.0, 0.0),
            copies: 1,
            asks_for: LabelFormat::Pdf,
        }
    }
}
