# Buys without asking the platform first whether somebody has made the label already.
about "without the look"
caught_by scenarios money a_label_made_elsewhere_meanwhile_is_not_bought

mutate() {
  local run=src-tauri/crates/engine/src/batch/run.rs
  replace $run "        look_ahead(&shared, &mut lanes);" "" &&
    replace $run "        let look = look::look(shared, fresh).await?;" "" &&
    replace $run "if look.age(shared) > age_max {" "if fresh < fresh {"
}
