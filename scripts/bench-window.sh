#!/usr/bin/env bash
# The figures of bench-ui.sh in the real window (WebKitGTK under Xvfb, drawn in software), with keys of the display and the
# real engine: a table in milliseconds, and out/bench-window.json. Optimised as a release, like bench.sh.
#
#   scripts/bench-window.sh [playwright options]      ROUNDS=3
set -euo pipefail
. "$(dirname "$0")/env.sh"

export CARGO_PROFILE_RELEASE_STRIP=none CARGO_PROFILE_RELEASE_DEBUG=line-tables-only
npm run --silent build >/dev/null
cargo build --locked --quiet --release --bin packbench --bin packbench-cli --features packbench/custom-protocol
export PACKBENCH_PROGRAM=$ROOT/target/release/packbench PACKBENCH_CLI=$ROOT/target/release/packbench-cli
exec scripts/run-headless.sh npx --no-install playwright test --config tests/ui/bench/playwright.config.ts window.bench "$@"
