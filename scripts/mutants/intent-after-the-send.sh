# The journal hears of a call only with its answer. A process that dies in between does not know that it bought.
about "without the commit before the send"
caught_by packbench-cli strace every_purchase_is_on_the_disk_before_its_first_byte_is_sent
caught_by scenarios money crashes_all_along_a_batch_lose_and_repeat_nothing

mutate() {
  local run=src-tauri/crates/engine/src/batch/run.rs
  replace $run "    journal::set_requested(tx, call, now)?;" "" &&
    replace $run "move |tx| journal::answer_call(tx, call, &stored)" \
      "move |tx| { journal::set_requested(tx, call, &stored.now)?; journal::answer_call(tx, call, &stored) }" &&
    replace $run "move |tx| journal::put_back(tx, call, &words, &now)" \
      "move |tx| { journal::set_requested(tx, call, &now)?; journal::put_back(tx, call, &words, &now) }"
}
