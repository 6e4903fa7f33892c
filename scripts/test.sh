#!/usr/bin/env bash
# Every test. Quiet: each part prints its runner's closing lines and how long it took; a failure prints everything.
set -euo pipefail
. "$(dirname "$0")/env.sh"

export NO_COLOR=1
LOGS=$ROOT/out/test-logs
mkdir -p "$LOGS"
FEATURES="--features packbench/custom-protocol"

# part NAME LINES COMMAND...: prints the last LINES lines of the command's output, or all of it when it fails.
part() {
  local name=$1 lines=$2 start=$SECONDS log
  shift 2
  log=$LOGS/${name// /-}.log
  if "$@" >"$log" 2>&1 </dev/null; then
    printf '== %s: ok, %d s\n' "$name" $((SECONDS - start))
    tail -n "$lines" "$log"
  else
    cat "$log"
    printf '== %s: FAILED after %d s (%s)\n' "$name" $((SECONDS - start)) "$*"
    exit 1
  fi
}

rust_tests() {
  if cargo nextest --version >/dev/null 2>&1; then
    # shellcheck disable=SC2086  # the options are words
    cargo nextest run --locked --workspace $FEATURES --cargo-quiet --status-level fail --final-status-level fail
  else
    # shellcheck disable=SC2086
    cargo test --locked --quiet --workspace $FEATURES
  fi
}

part "app build" 0 scripts/build.sh
part "rust format" 0 cargo fmt --all --check
# shellcheck disable=SC2086
part "rust lints" 0 cargo clippy --locked --quiet --workspace --all-targets $FEATURES -- -D warnings
part "rust tests" 4 rust_tests
part "ui types" 0 npm run check
part "ui lints" 0 npm run lint
part "ui types are seen to fail" 0 npm run test:types-fail
part "ui unit tests" 6 npm run test
part "ui in Chromium" 6 npm run test:ui
part "real window" 8 scripts/run-headless.sh node --test --test-concurrency=1 tests/e2e/*.e2e.mjs
