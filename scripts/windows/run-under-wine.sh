#!/usr/bin/env bash
# Cargo's runner for Windows programs: puts the stand-in DLL beside the program and starts it under Wine.
set -euo pipefail
program=$1
shift
export WINEDEBUG=-all WINEPREFIX=${WINEPREFIX:?}
cp -u "$WINDOWS_STANDIN" "$(dirname "$program")/"
exec /usr/lib/wine/wine64 "$program" "$@"
