#!/usr/bin/env bash
# Fetches the C projects that function finding and speed are measured on, as Debian source packages:
# libpng 1.6.39, tiff 4.5.0 and ffmpeg 5.1.x of Debian 12, and with --trees seventeen more of many styles of C.
# Safe to run again: what is there stays.
#
#   Scripts/fetch-corpora.sh [--trees] [FOLDER]     default: .build-corpora
#
# The system's apt configuration is not touched: the deb-src entry lives in a temporary folder.
set -euo pipefail

say() { printf 'fetch-corpora: %s\n' "$*"; }
fail() { printf 'fetch-corpora: %s\n' "$*" >&2; exit 1; }

case "${1:-}" in
  -h | --help) sed -n '2,8s/^# \{0,1\}//p' "$0"; exit 0 ;;
esac
withTrees=
if [ "${1:-}" = --trees ]; then
  withTrees=1
  shift
fi
root=$(cd "$(dirname "$0")/.." && pwd)
destination=${1:-$root/.build-corpora}
mkdir -p "$destination"
destination=$(cd "$destination" && pwd)

# Folder name, source package, upstream version; "-" for the one that Debian 12 has today.
corpora=(
  "libpng-1.6.39 libpng1.6 1.6.39"
  "tiff-4.5.0 tiff 4.5.0"
  "ffmpeg-5.1.9 ffmpeg 5.1.9"
)
if [ -n "$withTrees" ]; then
  for package in lua5.4 nginx zsh sqlite3 nvi bsdgames cvs unzip bash vim busybox apache2 openssl glib2.0 perl ruby3.1 \
    postgresql-15; do
    corpora+=("$package $package -")
  done
fi

missing=()
for corpus in "${corpora[@]}"; do
  read -r folder _ <<<"$corpus"
  if [ -e "$destination/$folder/.complete" ]; then say "$folder is there"; else missing+=("$corpus"); fi
done
[ "${#missing[@]}" -gt 0 ] || exit 0

command -v apt-get >/dev/null || fail "apt-get was not found: this script needs Debian 12 (or unpack the same versions into $destination/NAME-VERSION by hand)."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/parts"
cat >"$work/sources.list" <<'LIST'
deb-src http://deb.debian.org/debian bookworm main
deb-src http://deb.debian.org/debian bookworm-updates main
deb-src http://deb.debian.org/debian-security bookworm-security main
LIST
apt_options=(
  -o "Dir::Etc::SourceList=$work/sources.list" -o "Dir::Etc::SourceParts=$work/parts"
  -o "Dir::State::Lists=$work/lists" -o "Dir::Cache=$work/cache" -o "APT::Sandbox::User="
)
say "reading the source package lists of Debian 12"
apt-get "${apt_options[@]}" update -qq >"$work/log" 2>&1 || {
  cat "$work/log" >&2
  fail "the package lists could not be read. Check the network connection, then run this again."
}

for corpus in "${missing[@]}"; do
  read -r folder package version <<<"$corpus"
  # Debian revisions of exactly this upstream version, newest first; mirrors may lack the newest.
  pattern="^([0-9]+:)?${version//./\\.}(-|$)"
  [ "$version" != - ] || pattern=.
  revisions=$(apt-cache "${apt_options[@]}" showsrc "$package" 2>/dev/null |
    sed -n 's/^Version: //p' | grep -E "$pattern" | sort -ruV) || true
  [ -n "$revisions" ] || fail "Debian 12 no longer offers $package $version. Unpack that version into $destination/$folder by hand and create $destination/$folder/.complete."
  full=
  for revision in $revisions; do
    say "downloading $package $revision"
    rm -rf "${work:?}/$folder"
    mkdir -p "$work/$folder"
    if (cd "$work/$folder" &&
      apt-get "${apt_options[@]}" source --download-only -qq "$package=$revision" >"$work/log" 2>&1); then
      full=$revision
      break
    fi
    say "this mirror has no $revision"
    # A mirror may have the upstream sources and lack Debian's patches, which touch few functions.
    if [ "$version" = - ] && compgen -G "$work/$folder/*.orig.tar.*" >/dev/null; then
      say "taking the upstream sources of $revision"
      rm -f "$work/$folder"/*.dsc
      full=$revision
      break
    fi
  done
  [ -n "$full" ] || {
    cat "$work/log" >&2
    fail "$package $version could not be downloaded. Check the network connection, then run this again."
  }
  rm -rf "${destination:?}/$folder"
  if command -v dpkg-source >/dev/null && compgen -G "$work/$folder/*.dsc" >/dev/null; then
    dpkg-source --no-check -x "$work/$folder"/*.dsc "$work/$folder/unpacked" >"$work/log" 2>&1 || {
      cat "$work/log" >&2
      fail "$package $full could not be unpacked."
    }
  else
    # Without dpkg-source Debian's patches stay out; they touch few functions.
    mkdir "$work/$folder/unpacked"
    for archive in "$work/$folder"/*.orig.tar.*; do [[ $archive == *.asc ]] || break; done
    tar -xf "$archive" -C "$work/$folder/unpacked" --strip-components=1
  fi
  mv "$work/$folder/unpacked" "$destination/$folder"
  touch "$destination/$folder/.complete"
  say "$folder is ready"
done
