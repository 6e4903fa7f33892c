//! The command line as typed. Names are a contract: scripts rely on them.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "packbench-cli", version, about = "Packbench without a window")]
pub struct Args {
    /// Data folder; else PACKBENCH_DATA_DIR, else this user's own
    #[arg(long, global = true)]
    pub data_dir: Option<PathBuf>,
    /// Work in practice mode: simulated platform, nothing is bought
    #[arg(long, global = true)]
    pub practice: bool,
    /// One JSON object per line instead of words and bars
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Test the connection and name the organisation
    Check,
    /// Read shops, orders and shipments
    Sync,
    /// List open orders, as last read
    Orders {
        /// Only orders that hold this text
        #[arg(long)]
        query: Option<String>,
    },
    /// Buy labels
    Ship(Ship),
    /// Finish what was begun: free work first, then the planned calls
    Resume {
        #[arg(long, default_value_t = WAIT_SECONDS, hide = true)]
        wait: u64,
    },
    /// List batches, newest first
    Batches,
    /// Show one batch
    Batch { id: i64 },
    /// Save the labels of a batch as one PDF
    Labels {
        id: i64,
        #[arg(long)]
        out: PathBuf,
    },
    /// List the printers
    Printers,
    /// Print the papers of a batch, and wait until they came out
    Print {
        id: i64,
        /// Instead of the printers of the settings: a queue, tcp://HOST:PORT or folder:///PATH
        #[arg(long)]
        printer: Option<String>,
    },
    /// Go on with what waits to be printed
    Queue(Answer),
    /// Practice mode
    Practice {
        #[command(subcommand)]
        command: PracticeCommand,
    },
    /// Serve a simulated platform on this machine
    Simulate(Simulate),
}

impl Command {
    /// Reading commands are never refused, whoever holds the database.
    pub fn only_reads(&self) -> bool {
        match self {
            Self::Orders { .. }
            | Self::Batches
            | Self::Batch { .. }
            | Self::Labels { .. }
            | Self::Printers => true,
            Self::Check
            | Self::Sync
            | Self::Ship(_)
            | Self::Resume { .. }
            | Self::Print { .. }
            | Self::Queue(_)
            | Self::Practice { .. }
            | Self::Simulate(_) => false,
        }
    }
}

/// What a person saw at the printer.
#[derive(Debug, clap::Args)]
pub struct Answer {
    /// This job did come out
    #[arg(long, value_name = "JOB")]
    pub came_out: Vec<i64>,
    /// This one did not, and is printed again
    #[arg(long, value_name = "JOB")]
    pub again: Vec<i64>,
    /// This one did not, and is not wanted any more
    #[arg(long, value_name = "JOB")]
    pub leave: Vec<i64>,
}

/// Seconds that labels are waited for after the last thing that happened.
const WAIT_SECONDS: u64 = 120;

#[derive(Debug, clap::Args)]
pub struct Ship {
    /// Every open order of all enabled shops, in one batch
    #[arg(long, conflicts_with = "numbers", required_unless_present = "numbers")]
    pub all: bool,
    /// Order numbers
    #[arg(value_name = "ORDER_NUMBER")]
    pub numbers: Vec<String>,
    /// Only this shop
    #[arg(long)]
    pub integration: Option<i64>,
    /// These order statuses count as open; "open": all that are not surely closed
    #[arg(long, num_args = 1.., value_name = "ID|open")]
    pub status: Vec<String>,
    /// Let Sendcloud's shipping rules choose
    #[arg(long)]
    pub apply_rules: bool,
    /// Shipping option code
    #[arg(long)]
    pub option: Option<String>,
    #[arg(long)]
    pub contract: Option<u64>,
    /// Sender address id
    #[arg(long)]
    pub sender: Option<u64>,
    /// Brand id
    #[arg(long)]
    pub brand: Option<u64>,
    /// Spend the money
    #[arg(long)]
    pub yes: bool,
    #[arg(long, default_value_t = WAIT_SECONDS, hide = true)]
    pub wait: u64,
}

#[derive(Debug, Subcommand)]
pub enum PracticeCommand {
    /// Throw the practice world away and begin anew
    Reset,
}

#[derive(Debug, clap::Args)]
pub struct Simulate {
    /// 0: any free port
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Open orders
    #[arg(long)]
    pub orders: Option<usize>,
    /// JSON: the whole configuration, or only the data to make up
    #[arg(long)]
    pub profile: Option<PathBuf>,
    /// "documented", "none", or JSON such as {"writes_per_minute":100}
    #[arg(long)]
    pub limits: Option<String>,
    /// JSON: a list of faults
    #[arg(long)]
    pub faults: Option<PathBuf>,
    /// Organisations, each with keys of its own
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=9))]
    pub accounts: u8,
}
