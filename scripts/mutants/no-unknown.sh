# What is no answer counts as a refusal, and a call that was never answered as never sent.
about "without the unknown rule (answers)"
caught_by scenarios money answers_that_are_no_answers_leave_orders_unknown_until_found
caught_by scenarios money a_lost_reply_never_buys_twice

mutate() {
  replace src-tauri/crates/engine/src/batch/run.rs \
    "OrderAnswer::Unknown(error) => Outcome::Unknown { words: error.words() }," \
    "OrderAnswer::Unknown(error) => Outcome::Refused { words: error.words(), code: None, pointer: None },"
}
