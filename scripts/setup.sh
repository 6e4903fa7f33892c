#!/usr/bin/env bash
# Prepares a Debian or Ubuntu machine: system packages, Rust, Node, npm and cargo packages.
#   scripts/setup.sh          what `make run` needs
#   scripts/setup.sh test     also what `make test` and `make check-windows` need
# Looks before it installs, so a second run takes a second or two.
set -euo pipefail
. "$(dirname "$0")/env.sh"

WHAT=${1:-run}

BUILD="build-essential pkg-config ca-certificates libwebkit2gtk-4.1-dev fonts-dejavu-core"
# Where there is no display, the window runs under Xvfb and is driven by WebDriver.
HEADLESS="xvfb xauth dbus dbus-x11 webkit2gtk-driver"
TEST="chromium cups cups-client printer-driver-cups-pdf ghostscript gnome-keyring poppler-utils qpdf mupdf-tools zbar-tools openbox strace wmctrl xdotool"
WINDOWS="gcc-mingw-w64-x86-64-win32 binutils-mingw-w64-x86-64 wine wine64 rustc-web libstd-rust-web-dev rust-web-src"

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "Installing system packages needs root: install sudo, or run as root: $*"
  fi
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

lists_are_fresh=
apt_lists() {
  [ -z "$lists_are_fresh" ] || return 0
  as_root apt-get update -qq
  lists_are_fresh=yes
}

apt_install() {
  local package missing=()
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${#missing[@]} system packages: ${missing[*]}"
  apt_lists
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Use-Pty=0 "${missing[@]}" >/dev/null
}

apt_version() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: \([0-9.]*\).*/\1/p'; }

system_packages() {
  command -v apt-get >/dev/null || fail "Packbench sets itself up on Debian and Ubuntu. Elsewhere, install Rust $RUST_MIN, Node $NODE_MIN and webkit2gtk 4.1 by hand."
  # shellcheck disable=SC2086  # the lists are words
  {
    apt_install $BUILD
    if [ "$WHAT" = test ] || ! has_display; then apt_install $HEADLESS; fi
    if [ "$WHAT" = test ]; then apt_install $TEST $WINDOWS; fi
  }
}

setup_rust() {
  if ! use_rust; then
    if command -v rustup >/dev/null; then
      say "Rust is older than $RUST_MIN: asking rustup for the newest"
      rustup update stable || true
    fi
    use_rust || debian_rust
  fi
  if [ "$WHAT" = test ]; then rust_test_tools; fi
}

debian_rust() {
  local version
  apt_lists
  version=$(apt_version rustc-web)
  if [ -n "$version" ] && version_at_least "$version" "$RUST_MIN"; then
    apt_install rustc-web libstd-rust-web-dev cargo-web
  elif [ -n "$(apt_version rustup)" ]; then
    apt_install rustup
    rustup toolchain install stable --profile minimal
    rustup default stable
  fi
  use_rust || fail "No Rust $RUST_MIN or newer: this system offers none. Install it with rustup (https://rustup.rs), then run this again."
}

# rustup keeps them as components, Debian as packages.
rust_test_tools() {
  cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 && return 0
  if rustup component add rustfmt clippy 2>/dev/null; then return 0; fi
  apt_install rustfmt-web rust-web-clippy
}

# Debian 12's own Node is 18. It is enough to install the npm package that brings a newer one.
setup_node() {
  use_node && return 0
  command -v npm >/dev/null || apt_install nodejs npm
  node_is_new_enough && return 0
  say "Installing Node into .tools"
  mkdir -p "$TOOLS/node"
  npm install --prefix "$TOOLS/node" --no-fund --no-audit --loglevel=error node@22 npm@11 >/dev/null
  hash -r
  use_node || fail "No Node $NODE_MIN or newer could be installed: see the messages above."
}

# npm ci starts from nothing, so it only runs where the lock file is newer than what npm noted at its last install.
npm_packages() {
  local installed=node_modules/.package-lock.json
  [ ! -e $installed ] || [ package-lock.json -nt $installed ] || return 0
  say "Installing npm packages"
  npm ci --no-fund --no-audit --loglevel=error
  touch $installed
}

cargo_packages() { cargo fetch --locked --quiet; }

# Drives the real window; part of the test and of `make run` without a display.
tauri_driver() {
  if [ "$WHAT" != test ] && has_display; then return 0; fi
  [ ! -x "$TOOLS/bin/tauri-driver" ] || return 0
  say "Building tauri-driver into .tools"
  cargo install --locked --quiet --root "$TOOLS" tauri-driver@2.1.0
}

system_packages
setup_rust
setup_node
npm_packages
cargo_packages
tauri_driver
say "Ready: $(cargo --version | cut -d' ' -f1-2), node $(node --version)"
