# After a 429 the call goes out again with the look of the first try.
about "with retry of 429 without a look"
caught_by scenarios money a_label_made_elsewhere_while_throttled_is_not_bought

mutate() {
  replace src-tauri/crates/engine/src/batch/run.rs "                not_before = Instant::now();" ""
}
