#!/usr/bin/env bash
# Runs all tests.
#   --accelerate  only those of kernels, networks and adaptation, with their reference values, through the Accelerate branch (Linux)
#   --busy        all of them three times, beside a busy loop on each core: no test may depend on the machine's speed
#   --sanitize thread|address [SUITE…]   all of them, or those whose names match, built to notice races or wrong addresses; see docs/security.md
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1:-} in
  "")
    # Without it, the test that needs it says that it was skipped.
    Scripts/fetch-sarif-schema.sh || true
    swift test
    ;;
  --accelerate)
    [ "$(uname -s)" = Linux ] || { echo "test: on this platform every build uses Accelerate"; exit 0; }
    # A scratch path of its own: canImport would see the module that the other build must not find.
    VULNADAPT_KERNELS=accelerate swift test --scratch-path .build-accelerate
    ;;
  --busy)
    swift build --build-tests
    loops=()
    stop() { kill "${loops[@]}" 2>/dev/null || true; }
    trap stop EXIT
    trap 'exit 130' INT TERM
    for _ in $(seq "$(getconf _NPROCESSORS_ONLN)"); do
      (while :; do :; done) &
      loops+=($!)
    done
    for pass in 1 2 3; do
      echo "test: pass $pass of 3, beside ${#loops[@]} busy loops"
      swift test --skip-build
    done
    ;;
  --sanitize)
    kind=${2:-}
    case $kind in
      thread) export TSAN_OPTIONS="suppressions=$PWD/Scripts/thread-sanitizer.txt second_deadlock_stack=1 ${TSAN_OPTIONS:-}" ;;
      address) export ASAN_OPTIONS="detect_leaks=0 ${ASAN_OPTIONS:-}" ;;
      *) echo "test: --sanitize takes thread or address" >&2; exit 64 ;;
    esac
    shift 2
    filters=()
    for suite in "$@"; do filters+=(--filter "$suite"); done
    # A scratch path of its own: everything is built anew, and what is built otherwise stays.
    swift test --sanitize "$kind" --scratch-path ".build-$kind" "${filters[@]}"
    ;;
  *) echo "test: unknown option $1; leave it out, or use --accelerate, --busy or --sanitize" >&2; exit 64 ;;
esac
