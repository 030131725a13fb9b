#!/usr/bin/env bash
# Installs the program, its starter model, its shell completions and its manual pages.
#   install.sh PROGRAM PREFIX     DESTDIR is put before PREFIX, as packagers expect
set -euo pipefail
cd "$(dirname "$0")/.."
program=$1
prefix=${DESTDIR:-}$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

Scripts/make-manual.py "$program" "$work/man"
for shell in bash zsh fish; do "$program" --generate-completion-script "$shell" >"$work/$shell"; done

install -d "$prefix/bin" "$prefix/share/man/man1" "$prefix/share/bash-completion/completions" \
  "$prefix/share/zsh/site-functions" "$prefix/share/fish/vendor_completions.d"
install -m 755 "$program" "$prefix/bin/vulnadapt"
install -d "$prefix/share/vulnadapt"
install -m 644 Core/Resources/starter.vulnmodel "$prefix/share/vulnadapt/"
# The OpenBLAS that the build brought, where it did.
blas=$(dirname "$program")/VulnAdapt_CBLAS.resources/OpenBLAS
if [ -e "$blas/libscipy_openblas.so" ]; then
  install -d "$prefix/lib/vulnadapt" "$prefix/share/doc/vulnadapt"
  install -m 644 "$blas/libscipy_openblas.so" "$prefix/lib/vulnadapt/"
  install -m 644 "$blas/LICENSE.txt" "$prefix/share/doc/vulnadapt/OpenBLAS-LICENSE.txt"
fi
install -m 644 "$work"/man/*.1 "$prefix/share/man/man1/"
install -m 644 "$work/bash" "$prefix/share/bash-completion/completions/vulnadapt"
install -m 644 "$work/zsh" "$prefix/share/zsh/site-functions/_vulnadapt"
install -m 644 "$work/fish" "$prefix/share/fish/vendor_completions.d/vulnadapt.fish"
echo "install: vulnadapt is in $prefix/bin"
