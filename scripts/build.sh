#!/usr/bin/env bash
# The window and the command-line program, with the UI inside (`custom-protocol`; without it the window asks the
# dev server). Unoptimised: it builds in a third of the time, and the hot crates are optimised by their profiles.
set -euo pipefail
. "$(dirname "$0")/env.sh"

# Writing ui/dist anew makes the window be linked anew, so only when something in it changed.
if [ ! -e ui/dist/index.html ] || [ -n "$(find ui/src ui/index.html ui/*.ts ui/*.js package-lock.json -newer ui/dist/index.html -print -quit)" ]; then
  npm run --silent build -- --logLevel warn
fi
cargo build --locked ${CI:+--quiet} --bins --features packbench/custom-protocol
