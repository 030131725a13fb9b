#!/usr/bin/env bash
# Builds everything, tests included, with an older Swift than the machine's own, so that no source needs a newer one
# than README names: Debian sid's `swiftlang`, unpacked beside the system and run there, never installed.
#
#   Scripts/check-older-swift.sh [--fetch]     --fetch only gets the compiler
#
# Exit status: 0 all compiles, 1 something does not, 3 the older compiler could not be had (a sentence says why).
#
#   VULNADAPT_SWIFT_CACHE  where the compiler is kept (4 GB), by default ~/.cache/vulnadapt-swift
#   DEBIAN_MIRROR          by default http://deb.debian.org/debian
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
say() { printf 'check-older-swift: %s\n' "$*"; }
missing() { printf 'check-older-swift: not checked: %s\n' "$*" >&2; exit 3; }

case ${1:-} in "" | --fetch) ;; *) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 64 ;; esac
[ "$(uname -s)" = Linux ] || missing "this check needs Debian; on a Mac, build with an older Xcode."
for tool in apt-get dpkg-deb unshare chroot; do
  command -v "$tool" >/dev/null || missing "$tool was not found; this check needs Debian."
done
keys=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e "$keys" ] || missing "$keys is missing: install debian-archive-keyring."
cache=${VULNADAPT_SWIFT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/vulnadapt-swift}
mkdir -p "$cache/apt/lists/partial" "$cache/apt/cache/archives/partial" || missing "$cache cannot be written."
tree=$cache/T
stamp=$tree/.complete

# The system's own lists and packages stay as they are: apt works on folders of ours, as on an empty system.
if [ ! -e "$stamp" ]; then
  echo "deb [signed-by=$keys] ${DEBIAN_MIRROR:-http://deb.debian.org/debian} sid main" >"$cache/apt/sources.list"
  apt=(-o "Dir::Etc::SourceList=$cache/apt/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$cache/apt/lists"
    -o "Dir::Cache=$cache/apt/cache" -o Dir::State::status=/dev/null -o APT::Sandbox::User= -o APT::Install-Recommends=false)
  say "getting Debian sid's Swift (once: 0.7 GB, unpacked 3.3 GB in $cache)"
  apt-get "${apt[@]}" update -qq || missing "Debian's package lists could not be read. Check the network connection."
  apt-get "${apt[@]}" install --download-only -y -qq base-files swiftlang bash coreutils sed grep findutils g++ libc6-dev \
    libsqlite3-dev libssl-dev pkg-config git ca-certificates >/dev/null ||
    missing "Debian sid has no swiftlang that can be fetched today."
  rm -rf "$tree"
  mkdir -p "$tree"
  # Debian's folders are links since 2025; they come with base-files, before what lies in them.
  for package in "$cache"/apt/cache/archives/base-files_*.deb "$cache"/apt/cache/archives/*.deb; do
    dpkg-deb -x "$package" "$tree" || missing "$package cannot be unpacked; remove $cache and run this again."
  done
  mkdir -p "$tree/proc" "$tree/dev" "$tree/src" "$tree/scratch" "$tree/root"
  rm -f "$cache"/apt/cache/archives/*.deb
  touch "$stamp"
fi

# Runs a command among the unpacked packages, with the clone to be read at /src; needs no root.
scratch=$cache/build
mkdir -p "$scratch" "$tree/src" "$tree/scratch" "$tree/root"
inside() {
  unshare --map-root-user --mount bash -euc '
    tree=$1 source=$2 scratch=$3
    shift 3
    mount --rbind /proc "$tree/proc"
    mount --rbind /dev "$tree/dev"
    mount --rbind "$source" "$tree/src"
    mount --rbind "$scratch" "$tree/scratch"
    swift=/usr/libexec/swift
    exec chroot "$tree" /usr/bin/env -i PATH="$swift/bin:/usr/bin" HOME=/root TMPDIR=/tmp LANG=C.UTF-8 \
      LD_LIBRARY_PATH="$swift/lib/swift/linux:$swift/lib/swift/host:$swift/lib/swift/host/compiler" "$@"
  ' - "$tree" "$root" "$scratch" "$@"
}
version=$(inside swiftc --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9.]+).*/\1/p' | head -n 1) || true
[ -n "$version" ] || missing "the unpacked compiler does not run here (user namespaces may be forbidden); remove $cache to fetch it again."
own=$(swift --version 2>&1 | sed -nE 's/.*Swift version ([0-9.]+).*/\1/p' | head -n 1)
oldest=$(printf '%s\n%s\n' "$version" "$own" | sort -V | head -n 1)
if [ "$version" = "$own" ] || [ "$oldest" != "$version" ]; then
  missing "Debian sid has Swift $version, which is not older than this machine's $own."
fi
say "Swift $version is in $tree"
[ "${1:-}" != --fetch ] || exit 0

# The packages are those that this machine's own Swift has resolved and fetched: no network is needed inside.
swift package --package-path "$root" resolve >/dev/null || missing "the packages could not be fetched. Check the network connection."
for part in checkouts repositories workspace-state.json; do
  rm -rf "${scratch:?}/$part"
  cp -a ".build/$part" "$scratch/$part"
done
# A warning is printed by the compile that finds it only, so nothing of an earlier build may stay.
rm -rf "${scratch:?}"/*-linux-gnu "$scratch/build.db"
# Debian's package has this module but not its library; nothing here runs, so an empty one does for the linker.
libraries=$scratch/libraries
mkdir -p "$libraries"
printf '!<arch>\n' >"$libraries/lib_Testing_Foundation.a"
say "building everything with Swift $version"
if inside bash -c 'cd /src && swift build --build-tests --scratch-path /scratch --disable-automatic-resolution \
  --disable-sandbox -Xlinker -L/scratch/libraries -Xlinker --unresolved-symbols=ignore-all -Xswiftc -Xfrontend -Xswiftc -warn-long-expression-type-checking=500' >"$scratch/log" 2>&1; then
  grep -E '^/src/.*: warning: ' "$scratch/log" | sort -u | sed "s#^/src/##" >"$scratch/warnings" || true
  cat "$scratch/warnings"
  if grep -q 'to type-check (limit' "$scratch/warnings"; then
    # How long depends on the machine and its load, so it is a remark and no failure.
    say "expressions that take this long are too long for some compiler: divide them, or name their types"
  fi
  say "everything compiles with Swift $version"
else
  grep -E ': error: ' "$scratch/log" | sort -u | sed "s#^/src/##" || tail -n 20 "$scratch/log"
  say "this does not compile with Swift $version (the whole output: $scratch/log)"
  exit 1
fi
