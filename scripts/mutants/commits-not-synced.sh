# A commit is in the file, but a power cut may take it back.
about "with synchronous=OFF"
caught_by packbench-cli strace every_purchase_is_on_the_disk_before_its_first_byte_is_sent

mutate() {
  replace src-tauri/crates/engine/src/store/open.rs '"synchronous", "FULL"' '"synchronous", "OFF"'
}
