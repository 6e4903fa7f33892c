#!/usr/bin/env bash
# Runs a command with a screen (Xvfb), a session bus of its own and an empty home for the window's settings.
# WEBKIT_DISABLE_* must stay unset: with them, screenshots of the window hang.
set -euo pipefail
. "$(dirname "$0")/env.sh"

HOME_DIR=$ROOT/out/headless
rm -rf "$HOME_DIR"
mkdir -p -m 700 "$HOME_DIR/run"
unset WAYLAND_DISPLAY WEBKIT_DISABLE_DMABUF_RENDERER WEBKIT_DISABLE_COMPOSITING_MODE
export NO_AT_BRIDGE=1 GDK_BACKEND=x11 LIBGL_ALWAYS_SOFTWARE=1
export XDG_RUNTIME_DIR=$HOME_DIR/run XDG_DATA_HOME=$HOME_DIR/data XDG_CONFIG_HOME=$HOME_DIR/config XDG_CACHE_HOME=$HOME_DIR/cache
# In containers the bus may not raise its limit of open files, and says so; nothing here needs it raised.
xvfb-run --auto-servernum --server-args "-screen 0 1440x960x24" dbus-run-session -- "$@" \
  2> >(grep --line-buffered -v 'Failed to set fd limit' >&2)
