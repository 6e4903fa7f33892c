#!/usr/bin/env bash
# The window and the command-line program, with the UI inside (`custom-protocol`; without it the window asks the
# dev server). Unoptimised: it builds in a third of the time, and the hot crates are optimised by their profiles.
set -euo pipefail
. "$(dirname "$0")/env.sh"

npm run --silent build -- --logLevel warn
cargo build --locked ${CI:+--quiet} --bins --features packbench/custom-protocol
