#!/usr/bin/env bash
# How fast labels are merged, put on sheets and drawn, against qpdf, pdfunite, mutool and pdftoppm on this machine, and
# how far the dots differ from pdftoppm's. Whole processes, medians; fails when a bar is missed.
#
#   scripts/bench-paper.sh [RUNS]
set -euo pipefail
. "$(dirname "$0")/env.sh"

for program in qpdf pdfunite mutool pdftoppm; do
  command -v "$program" >/dev/null || fail "$program is missing: apt-get install qpdf poppler-utils mupdf-tools"
done
cargo build --locked --quiet --release -p printing --example paper
exec target/release/examples/paper bench "${1:-9}"
