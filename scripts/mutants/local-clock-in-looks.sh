# The delta of a look begins at the station's time; this station's clock is ahead of the platform's.
about "with the local clock in the looks"
caught_by scenarios money a_label_made_elsewhere_meanwhile_is_not_bought

mutate() {
  replace src-tauri/crates/engine/src/look.rs "    let mut highest = seen;" "    let mut highest = Some(shared.now());"
}
