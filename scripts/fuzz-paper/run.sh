#!/usr/bin/env bash
# Feeds damaged PDFs, PNGs and ZPL to the readers of crate `printing`, all three at once, with cargo-fuzz.
# Needs a nightly compiler (rustup). What it finds interesting stays in target/fuzz; a crash prints the file's name.
#
#   SECONDS_EACH=600 scripts/fuzz-paper/run.sh
set -euo pipefail
. "$(dirname "$0")/../env.sh"

SECONDS_EACH=${SECONDS_EACH:-600}
SEEDS=$ROOT/src-tauri/crates/printing/tests/corpus
OUT=$ROOT/target/fuzz

rustup run nightly rustc --version >/dev/null 2>&1 || fail "Fuzzing needs a nightly compiler: rustup toolchain install nightly"
[ -x "$TOOLS/bin/cargo-fuzz" ] || cargo install --locked --quiet --root "$TOOLS" cargo-fuzz
# The versions that are shipped.
cp "$ROOT/Cargo.lock" "$ROOT/scripts/fuzz-paper/Cargo.lock"
cd "$ROOT/scripts/fuzz-paper"
fuzz() { rustup run nightly env CARGO_TARGET_DIR="$OUT/build" cargo fuzz "$@"; }
fuzz build --fuzz-dir .

jobs=()
for target in pdf png zpl; do
  mkdir -p "$OUT/corpus/$target" "$OUT/found/$target"
  fuzz run --fuzz-dir . "$target" "$OUT/corpus/$target" "$SEEDS/$target" -- \
    -max_total_time="$SECONDS_EACH" -max_len=65536 -timeout=30 -rss_limit_mb=3000 \
    -artifact_prefix="$OUT/found/$target/" -print_final_stats=1 >"$OUT/$target.log" 2>&1 &
  jobs+=($!)
done
failed=0
for job in "${jobs[@]}"; do wait "$job" || failed=1; done
for target in pdf png zpl; do
  say "== $target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$OUT/$target.log") runs, $(find "$OUT/found/$target" -type f | wc -l) crashes"
  grep "^CAUGHT" "$OUT/$target.log" | sort -u || true
done
exit $failed
