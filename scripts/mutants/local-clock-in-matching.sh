# A lost answer is looked for among the shipments that were made after the request by the station's clock.
about "with the local clock in the matching"
caught_by scenarios money a_lost_reply_never_buys_twice

mutate() {
  local history=src-tauri/crates/engine/src/store/history.rs
  replace $history "appeared: facts::appeared_after(db, account, &lost.order_number, lost.seen_up_to)?," \
    "appeared: facts::appeared_after(db, account, &lost.order_number, lost.seen_up_to)?.into_iter().filter(|seen| {
            let time = |text: &str| text.parse::<jiff::Timestamp>().ok();
            let at = db.query_row(\"SELECT requested_at FROM attempt WHERE id = ?1\", [lost.attempt_id], |row| row.get::<_, String>(0));
            seen.shipment.created_at.as_deref().and_then(time) >= at.ok().as_deref().and_then(time)
        }).collect(),"
}
