# After a start, a call that was asked and never answered counts as never sent.
about "without the unknown rule (after a crash)"
caught_by scenarios money killed_between_request_and_answer_it_buys_nothing_again

mutate() {
  local journal=src-tauri/crates/engine/src/store/journal.rs
  replace $journal "UPDATE attempt SET state = 'unknown', ended_at = ?1," \
    "UPDATE attempt SET state = 'planned', ended_at = ?1," &&
    replace $journal "UPDATE call SET state = 'answered', ended_at = ?1, words = 'never answered' WHERE state = 'requested'" \
      "UPDATE call SET state = 'planned', ended_at = ?1 WHERE state = 'requested'"
}
