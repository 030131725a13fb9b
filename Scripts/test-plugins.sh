#!/bin/sh
# Tests the plug-ins of the package manager on a package of C code that uses them as others do.
#
#   Scripts/test-plugins.sh PROGRAM
set -eu

program=$(realpath "${1:?usage: Scripts/test-plugins.sh PROGRAM}")
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/vulnadapt-plugins.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
swift=${SWIFT:-swift}
export VULNADAPT="$program"

mkdir -p "$work/Sources/netkit/include"
cp "$root"/Samples/netkit/*.[ch] "$work/Sources/netkit"
echo 'int nk(void);' >"$work/Sources/netkit/include/nk.h"
identity=$(basename "$root" | tr '[:upper:]' '[:lower:]')
cat >"$work/Package.swift" <<PACKAGE
// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "sample", dependencies: [.package(path: "$root")],
  targets: [.target(name: "netkit", plugins: [.plugin(name: "VulnAdaptCheck", package: "$identity")])])
PACKAGE
cd "$work"

fail() {
  echo "test-plugins: $1" >&2
  sed 's/^/    /' "$work/said" >&2
  exit 1
}
run() { "$@" >"$work/said" 2>&1; }
suspects() { grep -c "^$work/.*: warning: .*\[vulnadapt/suspect-function\]" "$work/said" || true; }

run "$swift" build || fail "a package with suspects does not build"
found=$(suspects)
[ "$found" -gt 0 ] || fail "the build shows no suspects"
run "$swift" build || fail "a second build fails"
[ "$(suspects)" -eq 0 ] || fail "nothing changed, and the build scanned again"
echo '/* changed */' >>Sources/netkit/ws.c
run "$swift" build || fail "a build after a change fails"
[ "$(suspects)" -eq "$found" ] || fail "a build after a change shows other suspects"
find .build -name '*.bundle' | grep -q . && fail "the scan left something in the product"

printf 'version: 1\nfail-on: count:1\n' >.vulnadapt.yml
echo '/* changed again */' >>Sources/netkit/ws.c
if run "$swift" build; then fail "fail-on does not fail the build"; fi
rm .vulnadapt.yml

run "$swift" package vulnadapt --top 3 || fail "the command does not scan"
grep -q '^   1  0\.' "$work/said" || fail "the command shows no ranking"
if run "$swift" package vulnadapt --fail-on count:1; then fail "the command does not fail on suspects"; fi
if VULNADAPT=/nowhere run "$swift" package vulnadapt; then fail "a program that is missing is not missed"; fi
grep -q "VULNADAPT names /nowhere" "$work/said" || fail "it is not said that the program is missing"
echo '/* and again */' >>Sources/netkit/ws.c
VULNADAPT=/nowhere run "$swift" build || fail "a build without the program fails"
grep -q "warning: VULNADAPT names /nowhere" "$work/said" || fail "a build does not say that the program is missing"
echo "plug-ins: $found suspects shown, all well"
