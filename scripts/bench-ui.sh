#!/usr/bin/env bash
# How fast the list of orders is: keys, scrolling, selecting, the events of a batch. A table in milliseconds (medians
# unless it says p95; the number of measurements in brackets), and out/bench-ui.json. Needs Chromium, no engine.
#
#   scripts/bench-ui.sh [playwright options]      ROUNDS=3
set -euo pipefail
. "$(dirname "$0")/env.sh"

npm run --silent build >/dev/null
exec npx --no-install playwright test --config tests/ui/bench/playwright.config.ts desk.bench "$@"
