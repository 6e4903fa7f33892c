#!/usr/bin/env bash
# Are the tests that guard the money awake? Each file of scripts/mutants/ takes one safeguard out of a copy of this tree
# and names the tests that must notice. Every named test passes on the copy as it is, and fails without the safeguard;
# anything else is a failure of this script. The copy is in target/mutants/tree; nothing here is changed.
#
#   scripts/mutants.sh [NAME...]        all mutants, or these
set -euo pipefail
. "$(dirname "$0")/env.sh"

# The intent is proven durable under strace: a skipped test would prove nothing.
export CI_REQUIRES_STRACE=1 RUST_BACKTRACE=0 NO_COLOR=1
export CARGO_TARGET_DIR=$ROOT/target/mutants/build CARGO_PROFILE_DEV_DEBUG=0 CARGO_INCREMENTAL=1
TREE=$ROOT/target/mutants/tree
LOGS=$ROOT/target/mutants/logs
# No scenario takes longer; a mutant may well hang.
TEST_SECONDS_MAX=300

# --- the copy -------------------------------------------------------------------------------------------------------

# Copies what differs, so that cargo builds only that anew. (A restored file gets a new time: an old one would look
# as if it had been built already.)
refresh() {
  local file
  mkdir -p "$TREE"
  while IFS= read -r -d '' file; do
    [ -f "$file" ] || continue
    cmp --silent -- "$file" "$TREE/$file" || { mkdir -p "$TREE/$(dirname "$file")" && cp -- "$file" "$TREE/$file"; }
  done < <(git ls-files -z --cached --others --exclude-standard -- Cargo.toml Cargo.lock src-tauri tests assets ui/src/ipc)
  (cd "$TREE" && find . -type f -print0) | while IFS= read -r -d '' file; do
    [ -e "$ROOT/$file" ] || rm -- "$TREE/$file"
  done
}

# --- for the mutants ------------------------------------------------------------------------------------------------

# about WORDS: what the mutant does without
about() { WORDS=$*; }

# caught_by PACKAGE TARGET TEST: one test that must fail; TARGET is an integration test or "lib".
caught_by() { TESTS+=("$*"); }

# replace FILE OLD NEW: OLD stands exactly once in FILE, else the mutant has to be brought up to date.
replace() {
  local file=$TREE/$1 old=$2 new=$3 text rest
  text=$(cat "$file" && printf x) || return 1
  text=${text%x}
  case $text in
    *"$old"*"$old"*) say "  $1 holds more than once: $old" && return 1 ;;
    *"$old"*) ;;
    *) say "  $1 does not hold: $old" && return 1 ;;
  esac
  rest=${text#*"$old"}
  printf '%s' "${text%%"$old"*}$new$rest" >"$file"
}

# --- running --------------------------------------------------------------------------------------------------------

in_tree() { (cd "$TREE" && "$@"); }

target_of() { [ "$1" = lib ] && printf -- '--lib' || printf -- '--test %s' "$1"; }

# builds LOG: the test programs of the tests in TESTS.
builds() {
  local test package target
  for test in "${TESTS[@]}"; do
    read -r package target _ <<<"$test"
    # shellcheck disable=SC2046  # two words
    in_tree cargo test --quiet --locked -p "$package" $(target_of "$target") --no-run || return 1
  done >"$1" 2>&1
}

# passes PACKAGE TARGET TEST LOG: 0 when exactly this test ran and passed, 1 when it ran and failed, 2 when it did not run.
passes() {
  local status=0
  # shellcheck disable=SC2046
  in_tree timeout "$TEST_SECONDS_MAX" cargo test --quiet --locked -p "$1" $(target_of "$2") -- --exact "$3" --nocapture \
    >"$4" 2>&1 </dev/null || status=$?
  case $status in
    0) grep -q 'test result: ok. 1 passed' "$4" || return 2 ;;
    124) return 1 ;;
    *) grep -q 'test result: FAILED. 0 passed; 1 failed' "$4" && return 1 || return 2 ;;
  esac
}

load() {
  WORDS="" TESTS=()
  unset -f mutate
  # shellcheck source=/dev/null
  . "$1"
  [ -n "$WORDS" ] && [ "${#TESTS[@]}" -gt 0 ] && declare -F mutate >/dev/null || fail "$1 says not enough"
}

row() { printf '%-9s %4s s  %-42s %s\n' "$@"; }

NAMES=("$@")
if [ "${#NAMES[@]}" -eq 0 ]; then
  for file in scripts/mutants/*.sh; do NAMES+=("$(basename "$file" .sh)"); done
fi
mkdir -p "$LOGS"
FAILED=0

refresh
# What cannot be noticed in an unharmed tree proves nothing about a harmed one.
declare -A SEEN=()
ALL=()
for name in "${NAMES[@]}"; do
  load "scripts/mutants/$name.sh"
  for test in "${TESTS[@]}"; do
    [ -n "${SEEN[$test]:-}" ] || ALL+=("$test")
    SEEN[$test]=1
  done
done
say "the tree as it is: ${#ALL[@]} tests"
TESTS=("${ALL[@]}")
builds "$LOGS/unharmed.log" || { cat "$LOGS/unharmed.log"; fail "The tree as it is does not build"; }
for test in "${ALL[@]}"; do
  read -r package target path <<<"$test"
  # shellcheck disable=SC2310
  passes "$package" "$target" "$path" "$LOGS/unharmed.log" || {
    cat "$LOGS/unharmed.log"
    fail "Fails, or is not there, in the tree as it is: $test"
  }
done

row result time mutant "noticed by"
for name in "${NAMES[@]}"; do
  started=$SECONDS
  load "scripts/mutants/$name.sh"
  # shellcheck disable=SC2310
  if ! mutate; then
    row BROKEN $((SECONDS - started)) "$WORDS" "scripts/mutants/$name.sh does not fit the code any more"
    FAILED=1
  elif ! builds "$LOGS/$name.log"; then
    tail -n 30 "$LOGS/$name.log"
    row BROKEN $((SECONDS - started)) "$WORDS" "does not build"
    FAILED=1
  else
    for test in "${TESTS[@]}"; do
      read -r package target path <<<"$test"
      status=0
      # shellcheck disable=SC2310
      passes "$package" "$target" "$path" "$LOGS/$name.${path##*::}.log" || status=$?
      case $status in
        0) result=SURVIVED FAILED=1 ;;
        1) result=caught ;;
        *) result=BROKEN FAILED=1 ;;
      esac
      row $result $((SECONDS - started)) "$WORDS" "$target: $path"
      started=$SECONDS
    done
  fi
  refresh
done
[ "$FAILED" -eq 0 ] || fail "Not every mutant was caught; see $LOGS"
