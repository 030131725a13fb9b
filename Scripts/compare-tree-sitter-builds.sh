#!/usr/bin/env bash
# Compares the two ways to build on Linux: with the pinned tree-sitter sources and the stand-in under
# Linux/SwiftTreeSitter, and with the packages of SwiftTreeSitter and tree-sitter-c, as on macOS.
#
#   Scripts/compare-tree-sitter-builds.sh PATH...     folders of C code, or single C files
#
# Builds the release tool both ways (the packages come from GitHub), then compares, byte for byte, what
# `vulnadapt functions --format json` prints and reports for each PATH, and what `vulnadapt statements`
# prints for each .c and .h file below it. Exit status: 0 equal, 1 different, 2 could not finish.
#
#   SWIFT         the Swift command, by default swift
#   COMPARE_KEEP  a folder that keeps the outputs, in release/ (pinned sources) and packages/
set -euo pipefail

say() { printf 'compare-tree-sitter-builds: %s\n' "$*"; }
fail() { printf 'compare-tree-sitter-builds: %s\n' "$*" >&2; exit 2; }

case "${1:-}" in
  -h | --help) sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 0 ;;
  "") sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
[ "$(uname -s)" = Linux ] || fail "on macOS there is one way to build only, with the packages."
swift=${SWIFT:-swift}
command -v "$swift" >/dev/null || fail "$swift was not found. Install Swift 6.2 or later and run this again."

paths=()
for path in "$@"; do
  [ -e "$path" ] || fail "$path does not exist."
  paths+=("$(realpath "$path")")
done
cd "$(dirname "$0")/.."
[ -e Linux/ThirdParty/TreeSitterC/src/parser.c ] ||
  fail "the tree-sitter sources are missing: run Scripts/set-up.sh once, then this again."

work=$(mktemp -d)
outputs=${COMPARE_KEEP:-$work}
mkdir -p "$outputs"
# The builds share Package.resolved, but not what it names: afterwards it is as it was.
[ ! -e Package.resolved ] || cp Package.resolved "$work/Package.resolved"
restore() {
  if [ -e "$work/Package.resolved" ]; then cp "$work/Package.resolved" Package.resolved; else rm -f Package.resolved; fi
  rm -rf "$work"
}
trap restore EXIT

say "building with the pinned sources"
env -u VULNADAPT_TREE_SITTER "$swift" build -c release --product vulnadapt --scratch-path .build-release ||
  fail "the build with the pinned sources failed."
say "building with the packages"
VULNADAPT_TREE_SITTER=packages "$swift" build -c release --product vulnadapt --scratch-path .build-packages ||
  fail "the build with the packages failed. They come from GitHub: check the network connection."

# What both tools say is compared whole: outputs, reasons for what was skipped, exit statuses.
observe() {
  local status=0
  "${@:2}" >"$1.out" 2>"$1.err" || status=$?
  echo "$status" >"$1.status"
}
functions=0 files=0 number=0
for path in "${paths[@]}"; do
  number=$((number + 1))
  for build in release packages; do
    folder=$outputs/$build/$number
    mkdir -p "$folder"
    program=.build-$build/release/vulnadapt
    observe "$folder/functions" "$program" functions "$path" --format json
    # One document a run, in the order of the paths.
    find "$path" -type f \( -name '*.c' -o -name '*.h' \) -print0 | LC_ALL=C sort -z >"$folder/files"
    xargs -0 -r -n 1 -P "$(nproc)" bash -c '
      name=$(printf %s "$2" | sha256sum | cut -c 1-32)
      "$0" statements "$2" >"$1/$name.statements" 2>&1 || echo "exit status $?" >>"$1/$name.statements"
    ' "$program" "$folder" <"$folder/files"
  done
  functions=$((functions + $(grep -c '"name"' "$outputs/release/$number/functions.out" || true)))
  files=$((files + $(tr -cd '\0' <"$outputs/release/$number/files" | wc -c)))
done

if diff -rq "$outputs/release" "$outputs/packages" >"$work/differences"; then
  say "equal: $functions functions, and the statements of $files files"
else
  head -n 20 "$work/differences"
  say "different in $(wc -l <"$work/differences") outputs; set COMPARE_KEEP to a folder to keep them"
  exit 1
fi
