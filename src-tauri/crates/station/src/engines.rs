//! The engines of one database: one for each account, and one that prints, tells and remembers for all of them.

use std::time::Duration;

use api_client::Api;
use engine::{AppError, Code, Engine, Parts, WemasyPart};

/// What an account is reached with.
#[derive(Default)]
pub struct Keys {
    /// `None`: the platform says whose they are.
    pub account: Option<String>,
    /// `None`: no keys, or the account is switched off.
    pub api: Option<Api>,
    pub wemasy: Vec<WemasyPart>,
}

/// Nothing is open by default.
#[derive(Default)]
pub struct Engines {
    /// Works for the account of its own keys, where it has any.
    base: Option<Engine>,
    accounts: Vec<(String, Engine)>,
    shown: Option<String>,
}

impl Engines {
    /// # Errors
    /// As [`Engine::start`].
    pub async fn start(base: Parts, accounts: Vec<Keys>, shown: Option<String>) -> Result<Self, AppError> {
        let mut engines = Self { base: Some(Engine::start(base).await?), accounts: Vec::new(), shown };
        for keys in accounts {
            engines.put(keys).await?;
        }
        engines.mark();
        Ok(engines)
    }

    pub fn base(&self) -> Option<&Engine> {
        self.base.as_ref()
    }

    /// The engine of the account that the window shows.
    pub fn shown(&self) -> Option<&Engine> {
        self.shown.as_deref().and_then(|id| self.of(id)).or(self.base.as_ref())
    }

    pub fn of(&self, account: &str) -> Option<&Engine> {
        self.accounts.iter().find(|(id, _)| id == account).map(|(_, engine)| engine)
    }

    /// Every account has an engine of its own: the base works for none.
    pub fn are_by_account(&self) -> bool {
        !self.accounts.is_empty()
    }

    pub fn show(&mut self, account: Option<String>) {
        self.shown = account;
        self.mark();
    }

    /// Begins to work for an account. Its engine from before must have been taken out.
    ///
    /// # Errors
    /// A failing database.
    pub async fn put(&mut self, keys: Keys) -> Result<(), AppError> {
        let (Some(base), Some(account)) = (&self.base, keys.account) else { return Ok(()) };
        if self.of(&account).is_some() {
            return Err(AppError::new(Code::Internal).message("This account is worked for already"));
        }
        let engine = base.beside(account.clone(), keys.api, keys.wemasy).await?;
        self.accounts.push((account, engine));
        self.mark();
        Ok(())
    }

    /// Takes an account's engine out; whoever takes it closes it.
    pub fn take(&mut self, account: &str) -> Option<Engine> {
        let at = self.accounts.iter().position(|(id, _)| id == account)?;
        Some(self.accounts.remove(at).1)
    }

    pub async fn close(self, patience: Duration) {
        // All at once: each waits for its own answers.
        let mut closing = tokio::task::JoinSet::new();
        for (_, engine) in self.accounts {
            closing.spawn(async move { engine.close(patience).await });
        }
        closing.join_all().await;
        if let Some(base) = self.base {
            base.close(patience).await;
        }
    }

    fn mark(&self) {
        let shown = self.shown.as_deref().filter(|id| self.of(id).is_some());
        for (id, engine) in &self.accounts {
            engine.show(shown == Some(id));
        }
        if let Some(base) = &self.base {
            base.show(shown.is_none());
        }
    }
}
