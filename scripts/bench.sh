#!/usr/bin/env bash
# How fast Packbench ships, measured against the simulator over loopback HTTP: a table, and target/bench/bench.json.
# Optimised as a release; symbols stay in, so that a profiler can name what it finds.
#
#   scripts/bench.sh [--orders 20,100,500,2000] [--once] [--only-station]
set -euo pipefail
. "$(dirname "$0")/env.sh"

export CARGO_PROFILE_RELEASE_STRIP=none CARGO_PROFILE_RELEASE_DEBUG=line-tables-only
cargo build --locked --quiet --release -p scenarios --bin bench
exec target/release/bench "$@"
