#!/usr/bin/env bash
# Most stations run Windows. This type-checks every crate but the shell for it and runs the unit tests of the HTTP
# client, of printing, the store and the engine as Windows programs under Wine; then the printers' program prints from
# there into a CUPS of the test's own (src-tauri/crates/printing/tests/wine.rs, which lists what Wine cannot show). (printpdf also makes a DLL of itself, for which the linker
# would export more symbols than a DLL may have; nobody uses it here, so it exports none.)
#
# rustup's toolchain may have no Windows std, so Debian's compiler builds it from Debian's source. RUSTC_BOOTSTRAP
# unlocks that: fit for checking and testing; what users get is built on Windows itself.
set -euo pipefail
. "$(dirname "$0")/env.sh"

export RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$ROOT/target/win}
export WINEPREFIX=$CARGO_TARGET_DIR/wine WINDOWS_STANDIN=$CARGO_TARGET_DIR/bcryptprimitives.dll
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=$ROOT/scripts/windows/run-under-wine.sh
unset RUSTFLAGS RUSTDOCFLAGS
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS="-C link-arg=-Wl,--exclude-all-symbols"
WINDOWS="--locked -Zbuild-std=std,panic_abort --target x86_64-pc-windows-gnu"

[ -d "$($RUSTC --print sysroot)/lib/rustlib/src/rust/library" ] || fail "The source of std is missing: run scripts/setup.sh test"
mkdir -p "$CARGO_TARGET_DIR"
x86_64-w64-mingw32-gcc -shared -O1 -o "$WINDOWS_STANDIN" scripts/windows/bcryptprimitives.c -ladvapi32

[ -d "$WINEPREFIX" ] || /usr/lib/wine/wine64 wineboot --init >/dev/null 2>&1 || fail "Wine could not make its folder $WINEPREFIX"

say "Windows: every crate but the shell"
# shellcheck disable=SC2086  # the options are words
cargo check --quiet $WINDOWS --workspace --exclude packbench
say "Windows: unit tests of api-client, printing and engine under Wine"
# shellcheck disable=SC2086
cargo test --quiet $WINDOWS --lib -p api-client -p printing -p engine
say "Windows: printing under Wine"
# shellcheck disable=SC2086
cargo build --quiet $WINDOWS -p printing --example spool
export WINDOWS_SPOOL=$CARGO_TARGET_DIR/x86_64-pc-windows-gnu/debug/examples/spool.exe
export WINE_RUNNER=$CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER
# The tests that look at what arrives are this machine's own programs.
env -u RUSTC -u RUSTC_BOOTSTRAP CARGO_TARGET_DIR="$ROOT/target" \
  cargo test --quiet --locked -p printing --test wine -- --ignored --test-threads 1
say "Windows: all good"
