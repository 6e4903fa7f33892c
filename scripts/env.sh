# Sourced by every script: puts the Rust and the Node that this checkout uses first in PATH.
# Own tools (tauri-driver, node where the system's is too old) live in .tools and nowhere else.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
TOOLS=$ROOT/.tools
RUST_MIN=$(sed -n 's/^rust-version = "\([0-9.]*\)"$/\1/p' "$ROOT/Cargo.toml")
NODE_MIN=20

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# version_at_least 1.95.0 1.95
version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

cargo_version() { "$1" --version 2>/dev/null | sed -n 's/^cargo \([0-9.]*\).*/\1/p'; }

# The first cargo that is new enough: PATH, rustup's usual place, then Debian's own.
use_rust() {
  local dir version
  for dir in "" "${CARGO_HOME:-$HOME/.cargo}/bin" /usr/bin; do
    version=$(cargo_version "${dir:+$dir/}cargo")
    if [ -n "$version" ] && version_at_least "$version" "$RUST_MIN"; then
      [ -z "$dir" ] || PATH=$dir:$PATH
      return 0
    fi
  done
  return 1
}

node_is_new_enough() {
  local version
  version=$(node --version 2>/dev/null) || return 1
  version_at_least "${version#v}" "$NODE_MIN"
}

use_node() {
  if [ -x "$TOOLS/node/node_modules/.bin/node" ]; then
    PATH=$TOOLS/node/node_modules/.bin:$PATH
    # An npm outside /usr would not read the machine's settings (proxy, certificates) by itself.
    [ ! -e /etc/npmrc ] || export NPM_CONFIG_GLOBALCONFIG=/etc/npmrc
  fi
  node_is_new_enough && command -v npm >/dev/null
}

# A display that is named but not there (an ssh session's leftover) does not count.
has_display() {
  local number
  [ -z "${WAYLAND_DISPLAY:-}" ] || [ ! -S "${XDG_RUNTIME_DIR:-/run/user/$(id -u)}/$WAYLAND_DISPLAY" ] || return 0
  case ${DISPLAY:-} in
    "") return 1 ;;
    :*) number=${DISPLAY#:}; [ -S "/tmp/.X11-unix/X${number%%.*}" ] ;;
    *) return 0 ;; # on another host: only starting tells
  esac
}

PATH=$TOOLS/bin:$PATH
use_rust || true
use_node || true
export PATH
cd "$ROOT" || exit 1
