#!/usr/bin/env bash
# Draws the icon files from assets/icons/packbench.svg. Needs rsvg-convert (Debian: librsvg2-bin). Run it by hand after
# changing the drawing, and commit what it wrote.
set -euo pipefail
. "$(dirname "$0")/env.sh"

WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
rsvg-convert -w 1024 -h 1024 assets/icons/packbench.svg -o "$WORK/icon.png"
npx --yes @tauri-apps/cli@2.12.5 icon "$WORK/icon.png" -o "$WORK/icons" >/dev/null 2>&1
cp "$WORK"/icons/{32x32.png,128x128.png,128x128@2x.png,icon.icns,icon.ico,icon.png} assets/icons/
