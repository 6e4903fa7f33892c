#!/usr/bin/env bash
# Simulated days at a packing station, each decided by its seed (tests/src/simulation).
#
#   SEEDS=n [FROM=m] scripts/simulate.sh    n days; stops at the first broken promise (ALL=1: goes on)
#   SEED=n scripts/simulate.sh              one day again, with everything that happened
#   TWICE=1 SEEDS=n scripts/simulate.sh     how many of the days differ when they are lived through again
set -euo pipefail
. "$(dirname "$0")/env.sh"

export RUST_BACKTRACE=${RUST_BACKTRACE:-0}
cargo test --locked --quiet -p scenarios --test simulation -- --ignored --exact simulate --nocapture
