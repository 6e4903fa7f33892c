#!/usr/bin/env bash
# A picture of every screen and state, light and dark: out/screenshots/<language>-<theme>/NAME.png, and index.html to look
# through them. Fails when a state cannot be reached. Needs Chromium; PACKBENCH_HOST names a host that is built already.
#
#   scripts/screenshots.sh [playwright options]      LANGUAGES=nl,en,de,fr
set -euo pipefail
. "$(dirname "$0")/env.sh"

[ -n "${PACKBENCH_HOST:-}" ] || cargo build --locked --quiet --workspace --bin host --bin packbench-cli
npm run --silent build >/dev/null
npx --no-install playwright test --config tests/ui/screenshots/playwright.config.ts "$@"
say "$ROOT/out/screenshots/index.html"
