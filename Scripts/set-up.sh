#!/usr/bin/env bash
# Gets what a build needs and what is missing here; safe to run again at any time.
#
#   macOS   nothing to install: Xcode's Swift fetches the packages by itself
#   Debian  libsqlite3-dev, libssl-dev, pkg-config, python3-pip (apt); the tree-sitter runtime and C grammar (PyPI
#           source archives, pinned by SHA-256, unpacked into Linux/ThirdParty); a current OpenBLAS (PyPI, pinned, into
#           Linux/CBLAS/OpenBLAS)
#   --tests also what tests need: universal-ctags, python3-jsonschema (apt), the reader of Xcode projects (PyPI,
#           pinned, into .build-python)
#
#   BLAS=system  uses the system's OpenBLAS in place of PyPI's
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'set-up: %s\n' "$*"; }
fail() { printf 'set-up: %s\n' "$*" >&2; exit 1; }

for_tests=
[ "${1:-}" != --tests ] || for_tests=1
command -v swift >/dev/null || fail "swift was not found. Install Swift 6.2 or later (https://www.swift.org/install) and run this again."

if [ "$(uname -s)" = Darwin ]; then
  say "nothing to install on macOS"
  exit 0
fi

apt_packages=()
need() { command -v "$1" >/dev/null 2>&1 || apt_packages+=("$2"); }
need pkg-config pkg-config
need python3 python3
need cc gcc
if [ -n "$for_tests" ]; then
  need ctags universal-ctags
  python3 -c 'import jsonschema' >/dev/null 2>&1 || apt_packages+=(python3-jsonschema)
fi
python3 -m pip --version >/dev/null 2>&1 || apt_packages+=(python3-pip)
pkg-config --exists libcrypto 2>/dev/null || apt_packages+=(libssl-dev)
pkg-config --exists sqlite3 2>/dev/null || apt_packages+=(libsqlite3-dev)

if [ "${#apt_packages[@]}" -gt 0 ]; then
  command -v apt-get >/dev/null || fail "missing: ${apt_packages[*]}. This is not a Debian system: install their equivalents and run this again."
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "missing: ${apt_packages[*]}. Run as root: apt-get install ${apt_packages[*]}"
    as_root=(sudo)
  fi
  say "installing ${apt_packages[*]}"
  if ! { "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${apt_packages[@]}" >/dev/null; }; then
    fail "apt-get could not install ${apt_packages[*]}. Check the network connection, then run this again."
  fi
fi

# What is unpacked into the clone needs a clone that can be written.
needs_writing() {
  [ -w "$1" ] || fail "$PWD/$1 cannot be written, and what belongs there is missing. Run this once as its owner, or clone again elsewhere."
}

third_party=Linux/ThirdParty
stamp=$third_party/.tree-sitter-0.23.0-c-0.23.4
if [ ! -e "$stamp" ]; then
  needs_writing Linux
  say "getting tree-sitter 0.23.0 and tree-sitter-c 0.23.4 from PyPI"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  cat >"$work/requirements.txt" <<'EOF'
tree-sitter==0.23.0 --hash=sha256:4c0d186f262a6b186e155a327150064abbf02b5659f7bc580eb965374025f2c2
tree-sitter-c==0.23.4 --hash=sha256:9215c7888dd019038f162ea5646178f6e129cd2b49fc506d14becf5e426121d7
EOF
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: --require-hashes \
    -r "$work/requirements.txt" -d "$work" ||
    fail "the tree-sitter sources could not be downloaded from PyPI. Check the network connection, then run this again."
  for archive in "$work"/*.tar.gz; do tar -xzf "$archive" -C "$work"; done
  rm -rf "$third_party"
  mkdir -p "$third_party/TreeSitterC/include" "$third_party/TreeSitterC/src/tree_sitter"
  cp -R "$work"/tree-sitter-0.23.0/tree_sitter/core/lib "$third_party/TreeSitter"
  cp "$work"/tree_sitter_c-0.23.4/src/parser.c "$third_party/TreeSitterC/src/"
  cp "$third_party/TreeSitter/src/parser.h" "$third_party/TreeSitterC/src/tree_sitter/"
  cat >"$third_party/TreeSitterC/include/tree_sitter_c.h" <<'EOF'
#ifndef TREE_SITTER_C_H_
#define TREE_SITTER_C_H_

typedef struct TSLanguage TSLanguage;

const TSLanguage *tree_sitter_c(void);

#endif
EOF
  touch "$stamp"
fi

openblas=Linux/CBLAS/OpenBLAS
openblas_version=0.3.34.481.3
case ${BLAS:-} in
  "") ;;
  system)
    rm -rf "$openblas"/[!.]* "$openblas"/.version-*
    ldconfig -p 2>/dev/null | grep -q 'libopenblas\.so\.0' ||
      say "the system has no OpenBLAS: install libopenblas0, or the own kernels of the program multiply, more slowly"
    ;;
  *) fail "BLAS=$BLAS is unknown. Leave it out for OpenBLAS $openblas_version, or set BLAS=system." ;;
esac
if [ "${BLAS:-}" != system ] && [ ! -e "$openblas/.version-$openblas_version" ]; then
  needs_writing "$openblas"
  say "getting OpenBLAS $openblas_version from PyPI"
  work_blas=$(mktemp -d)
  cat >"$work_blas/requirements.txt" <<EOF
scipy-openblas32==$openblas_version \
  --hash=sha256:0595f94cd58c1f8a0d90c975621f4587337a003916b1979e834ebdf2cb5d9504 \
  --hash=sha256:e085dddbc5b9aa130f83def515d31c440e69f387a90c7e63b154a5575b4466bc
EOF
  if python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    -r "$work_blas/requirements.txt" -d "$work_blas"; then
    rm -rf "$openblas"/[!.]* "$openblas"/.version-*
    python3 - "$work_blas"/*.whl "$openblas" <<'PYTHON'
import pathlib, sys, zipfile

wheel, folder = zipfile.ZipFile(sys.argv[1]), pathlib.Path(sys.argv[2])
for name in wheel.namelist():
    if name.endswith(("/lib/libscipy_openblas.so", "/licenses/LICENSE.txt")):
        (folder / pathlib.PurePosixPath(name).name).write_bytes(wheel.read(name))
PYTHON
    touch "$openblas/.version-$openblas_version"
  else
    say "OpenBLAS could not be downloaded from PyPI; the system's is used, or the program's own kernels, more slowly"
  fi
  rm -rf "$work_blas"
fi

python_packages=.build-python
if [ -n "$for_tests" ] && [ ! -e "$python_packages/openstep_parser" ]; then
  say "getting openstep-parser 2.0.3 from PyPI"
  requirements=$(mktemp)
  echo "openstep-parser==2.0.3 --hash=sha256:f219954501e92ced2d3589781201786a930e9a8738128f193b4a425bbee517be" >"$requirements"
  # Only the check of the Xcode project needs it; that test says that it was skipped.
  python3 -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --root-user-action=ignore \
    --target "$python_packages" --requirement "$requirements" ||
    say "openstep-parser could not be downloaded; the Xcode project will not be checked"
  rm -f "$requirements"
fi
say "ready"
