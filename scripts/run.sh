#!/usr/bin/env bash
# Builds Packbench and opens it with a data folder of its own, so that trying it out never touches a real station's.
# Without a display it drives the same window under Xvfb: see scripts/run-headless.sh.
set -euo pipefail
. "$(dirname "$0")/env.sh"

scripts/build.sh
if has_display; then
  export PACKBENCH_DATA_DIR=${PACKBENCH_DATA_DIR:-$ROOT/out/station}
  say "Opening Packbench; its data is in $PACKBENCH_DATA_DIR. Choose practice mode: nothing is bought, nothing is sent."
  exec target/debug/packbench
fi
say "No display: shipping practice orders through the real window under Xvfb"
exec scripts/run-headless.sh node tests/e2e/demo.mjs
