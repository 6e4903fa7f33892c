# Any look since the click will do, however long ago it was.
about "with the look's age ignored"
caught_by scenarios money a_label_made_elsewhere_while_calls_wait_for_their_turn_is_not_bought

mutate() {
  replace src-tauri/crates/engine/src/batch/run.rs "let age_max = shared.tuning.look_age_max;" \
    "let age_max = Duration::from_secs(86_400);"
}
