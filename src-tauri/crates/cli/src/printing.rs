//! Printing from a script: papers enter the same queues as in the window, and are followed until nothing moves any more.

use std::time::{Duration, Instant};

use engine::AppError;
use engine::wire::{Nothing, PrintAnswer, PrintQueue, PrintRequest, PrintWord, RowId};
use station::Station;

use crate::args::Answer;
use crate::out::Out;
use crate::read::writable;

const LOOK_PAUSE: Duration = Duration::from_millis(100);
/// A queue that stands this long waits for a person.
const STANDING_MAX: Duration = Duration::from_secs(10);

pub async fn print(station: &Station, id: i64, printer: Option<String>, out: &Out) -> Result<u8, AppError> {
    writable(station).await?;
    let request = PrintRequest { batch_id: RowId(id), labels: None, printer, sheet: None };
    let jobs = station.engine().await?.print(request).await?;
    out.line(&format!("{} papers in the queue", jobs.len()));
    follow(station, out).await
}

/// Works on what an earlier run left, after saying what is known of single jobs.
pub async fn queue(station: &Station, answer: Answer, out: &Out) -> Result<u8, AppError> {
    writable(station).await?;
    let said = [
        (answer.came_out, PrintWord::CameOut),
        (answer.again, PrintWord::Again),
        (answer.leave, PrintWord::Leave),
    ];
    let engine = station.engine().await?;
    for (jobs, word) in said {
        for job in jobs {
            engine.print_answer(PrintAnswer { job_id: RowId(job), answer: word }).await?;
        }
    }
    follow(station, out).await
}

/// 0: everything came out; 1: a printer stands still; 3: a person is to look at something.
async fn follow(station: &Station, out: &Out) -> Result<u8, AppError> {
    let engine = station.engine().await?;
    let mut moved = (Instant::now(), Vec::new());
    let queues = loop {
        let queues = engine.print_queues(Nothing {}).await?;
        if queues != moved.1 {
            moved = (Instant::now(), queues.clone());
        }
        let over = queues.iter().all(|queue| (queue.waiting, queue.spooled) == (0, 0));
        if over || queues.iter().all(stuck) || moved.0.elapsed() > STANDING_MAX {
            break queues;
        }
        tokio::time::sleep(LOOK_PAUSE).await;
    };
    for queue in &queues {
        out.object(queue);
        let why = queue.stands.as_deref().unwrap_or_default();
        out.line(&format!(
            "{}: {} wait, {} at the printer {why}",
            queue.printer, queue.waiting, queue.spooled
        ));
        for job in &queue.asking {
            let words = job.message.as_deref().unwrap_or("did it come out?");
            out.line(&format!("  job {} ({}): {words}", job.id, job.title));
        }
    }
    Ok(match queues.as_slice() {
        [] => 0,
        queues if queues.iter().any(|queue| !queue.asking.is_empty()) => 3,
        _ => 1,
    })
}

/// Only a person can set it going.
fn stuck(queue: &PrintQueue) -> bool {
    queue.spooled == 0 && (queue.waiting == 0 || queue.stands.is_some() && !queue.asking.is_empty())
}
