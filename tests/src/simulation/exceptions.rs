//! What the engine is known to do wrong, as narrow as it can be said. Each is to be lifted with the fix: remove it here, and
//! the seed that is named must pass.

use simulator::{Fault, FaultKind};

/// A create answer that refuses an order and has an entry too, with a shipment and without the order's name: the order
/// counts as refused although its label was made, and the entry is not kept (`sendcloud` `ship_an_order/answer.rs`; seed
/// 2781). A look before the next purchase finds the label, so it is not bought again, but nobody fetches its file. Both
/// faults are believable alone, so only their meeting is kept apart.
pub fn keep_apart(faults: &mut Vec<Fault>) {
    let refuses = |fault: &Fault| fault.what == FaultKind::OrderInBoth;
    if faults.iter().any(refuses) {
        faults.retain(|fault| fault.what != FaultKind::EntryWithoutOrder);
    }
}
