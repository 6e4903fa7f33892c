//! The parts of a run as processes of their own: a platform, and who works with it.

use std::path::Path;
use std::process::Stdio;

use serde::de::DeserializeOwned;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::simulate::Seen;
use crate::{BenchResult, Server};

/// A running `bench simulate`. Dropping it ends it.
pub struct Simulator {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    pub server: Server,
}

impl Simulator {
    /// A fresh account with so many orders.
    pub async fn start(profile: &Path, orders: usize) -> BenchResult<Self> {
        let mut command = itself("simulate")?;
        command.arg("--profile").arg(profile).args(["--orders", &orders.to_string()]).stdin(Stdio::piped());
        let mut child = command.spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let line = lines.next_line().await?.ok_or("the simulator did not start")?;
        Ok(Self { child, lines, server: serde_json::from_str(&line)? })
    }

    /// Ends it and asks what it has seen.
    pub async fn end(mut self) -> BenchResult<Seen> {
        drop(self.child.stdin.take());
        let line = self.lines.next_line().await?.ok_or("the simulator ended early")?;
        self.child.wait().await?;
        Ok(serde_json::from_str(&line)?)
    }
}

/// Runs a mode of this program against a platform and reads the one line that it prints.
pub async fn against<T: DeserializeOwned>(server: &Server, mode: &str, args: &[&str]) -> BenchResult<T> {
    let mut command = itself(mode)?;
    command.args([
        "--url",
        &server.url,
        "--public-key",
        &server.public_key,
        "--secret-key",
        &server.secret_key,
    ]);
    let output = command.args(args).stdin(Stdio::null()).spawn()?.wait_with_output().await?;
    match output.status.success() {
        true => Ok(serde_json::from_slice(&output.stdout)?),
        false => Err(format!("{mode} {}: {}", args.join(" "), output.status).into()),
    }
}

fn itself(mode: &str) -> BenchResult<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(mode).stdout(Stdio::piped()).kill_on_drop(true);
    Ok(command)
}
