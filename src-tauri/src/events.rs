//! The one event channel: what the station says, the window hears.

use engine::wire::Event;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// The name under which the UI listens (`ui/src/ipc`).
pub const CHANNEL: &str = "packbench-event";

/// Hands every event to `emit` until the station closes. When the window was too slow for some of them, it is told to
/// read everything again instead: nothing it shows may stay old.
pub async fn forward(mut events: Receiver<Event>, emit: impl Fn(&Event)) {
    loop {
        match events.recv().await {
            Ok(event) => emit(&event),
            Err(RecvError::Lagged(missed)) => {
                tracing::warn!(missed, "the window was too slow for the events; it reads everything again");
                emit(&Event::StationChanged);
            }
            Err(RecvError::Closed) => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[tokio::test]
    async fn a_window_that_fell_behind_is_told_to_read_everything_again() {
        let (station, events) = tokio::sync::broadcast::channel(2);
        for _ in 0..5 {
            station.send(Event::OrdersStale).expect("somebody listens");
        }
        drop(station);

        let heard = RefCell::new(Vec::new());
        forward(events, |event| heard.borrow_mut().push(event.clone())).await;

        assert_eq!(
            heard.into_inner(),
            [Event::StationChanged, Event::OrdersStale, Event::OrdersStale],
            "three events were lost, so the station is read again; the two that were kept follow"
        );
    }

    #[tokio::test]
    async fn events_arrive_in_order_and_end_with_the_station() {
        let (station, events) = tokio::sync::broadcast::channel(8);
        station.send(Event::OrdersStale).expect("somebody listens");
        station.send(Event::StationChanged).expect("somebody listens");
        drop(station);

        let heard = RefCell::new(Vec::new());
        forward(events, |event| heard.borrow_mut().push(event.clone())).await;

        assert_eq!(
            heard.into_inner(),
            [Event::OrdersStale, Event::StationChanged],
            "both, in the order said"
        );
    }
}
