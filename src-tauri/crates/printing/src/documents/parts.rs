//! Opening many documents: on several threads, handed over in order.

use std::sync::mpsc::sync_channel;
use std::thread;

use super::pdf::{self, Opened};
use super::picture::{self, Picture};
use super::sniff::{self, Kind};
use super::{DocumentError, guard, refuse};

/// Reading is half of the work of putting labels together; with more threads the writing thread is the limit.
const READERS_MAX: usize = 4;

/// Documents that one reader may be ahead: enough that nobody waits, little enough that memory stays small.
const AHEAD_MAX: usize = 16;

/// A document that has pages to put somewhere.
pub(super) enum Part {
    Pdf(Box<Opened>),
    Picture(Picture),
}

/// Opens all documents and hands them to `take`, in order, with their place (from 0).
///
/// # Errors
/// The first in order, of opening or of `take`; it says which document (from 1).
pub(super) fn each(
    documents: &[&[u8]],
    mut take: impl FnMut(usize, Part) -> Result<(), DocumentError>,
) -> Result<(), DocumentError> {
    let readers =
        thread::available_parallelism().map_or(1, usize::from).min(READERS_MAX).min(documents.len());
    let which = |place: usize, error: DocumentError| {
        DocumentError(format!("Document {} of {}: {error}", place + 1, documents.len()))
    };
    thread::scope(|scope| {
        let (mut queues, mut threads) = (Vec::with_capacity(readers), Vec::with_capacity(readers));
        for first in 0..readers {
            let (opened, queue) = sync_channel(AHEAD_MAX);
            let read = move || {
                for bytes in documents.iter().skip(first).step_by(readers) {
                    let part = guard::caught(|| open(bytes));
                    let failed = part.is_err();
                    // Nobody listens any more once another document has failed.
                    if opened.send(part).is_err() || failed {
                        return;
                    }
                }
            };
            let reader = thread::Builder::new().name("documents".to_owned()).stack_size(guard::STACK_BYTES);
            match reader.spawn_scoped(scope, read) {
                Ok(thread) => threads.push(thread),
                Err(error) => return refuse(format!("The documents cannot be opened now: {error}")),
            }
            queues.push(queue);
        }
        let taken = (0..documents.len()).zip(queues.iter().cycle()).try_for_each(|(place, queue)| {
            let part = queue.recv().map_err(|_| DocumentError("It was not read".to_owned()));
            part.flatten().and_then(|part| take(place, part)).map_err(|error| which(place, error))
        });
        drop(queues);
        // They catch what they panic with, so there is nothing to learn from their ends.
        threads.into_iter().for_each(|thread| drop(thread.join()));
        taken
    })
}

fn open(bytes: &[u8]) -> Result<Part, DocumentError> {
    guard::size(bytes)?;
    match sniff::kind(bytes)? {
        Kind::Pdf => Ok(Part::Pdf(Box::new(pdf::open(bytes)?))),
        Kind::Png => Ok(Part::Picture(picture::read(bytes)?)),
        Kind::Zpl { .. } => refuse("It is ZPL, which cannot be put into a PDF; print it on a label printer"),
    }
}
