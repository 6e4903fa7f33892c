# The database takes a second claim on an order.
about "without the unique index"
caught_by engine lib store::journal::tests::a_second_claim_cannot_be_written

mutate() {
  replace src-tauri/crates/engine/src/store/migrations/0001_first.sql \
    "CREATE UNIQUE INDEX attempt_one_claim" "CREATE INDEX attempt_one_claim"
}
