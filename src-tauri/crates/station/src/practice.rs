//! The practice world: the simulated platform and printer. No socket, no keychain, no paper.

use std::path::Path;
use std::sync::Arc;

use api_client::{Api, Limiter, Pictures};
use engine::{AppError, Code, WemasyPart, sendcloud_limits};
use printing::Spooler;
use simulator::{Config, InProcess, Platform, PracticePictures, PracticePrinter, WemasyInProcess};
use wemasy::Host;

pub const HOST: &str = "practice";
/// The practice database's only Wemasy shop, and its first.
pub const WEMASY_SHOP: i64 = 1;

/// # Errors
/// When the practice platform's state cannot be kept.
pub fn platform(state_file: &Path) -> Result<(Api, WemasyPart), AppError> {
    if let Some(folder) = state_file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| trouble(&error))?;
    }
    let platform = Platform::open(Config::practice(), state_file, || {
        use engine::clock::Clock as _;
        engine::clock::SystemClock.now()
    })
    .map_err(|error| trouble(&error))?;
    let host = Host::new("https://api.wemasy.nl")
        .ok_or_else(|| AppError::new(Code::Internal).message("Wemasy's address cannot be read"))?;
    let shop = WemasyInProcess::new(platform.clone());
    let wemasy = WemasyPart { shop_id: WEMASY_SHOP, api: wemasy::api(Arc::new(shop)), host };
    Ok((Api::new(Arc::new(InProcess::new(platform)), Arc::new(Limiter::new(sendcloud_limits()))), wemasy))
}

pub fn spooler() -> Arc<dyn Spooler> {
    Arc::new(PracticePrinter::new())
}

pub fn pictures() -> Arc<dyn Pictures> {
    Arc::new(PracticePictures)
}

fn trouble(error: &std::io::Error) -> AppError {
    AppError::new(Code::Storage).message(format!("The practice platform cannot be kept: {error}"))
}
