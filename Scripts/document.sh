#!/usr/bin/env bash
# Builds the documentation of Core with DocC; a broken link or an unknown symbol is an error.
#
#   Scripts/document.sh [FOLDER]     default: .build-documentation/Core.doccarchive
set -euo pipefail
cd "$(dirname "$0")/.."
output=${1:-.build-documentation/Core.doccarchive}

if command -v xcrun >/dev/null; then docc=(xcrun docc); else docc=("$(dirname "$(readlink -f "$(command -v swift)")")/docc"); fi

swift package dump-symbol-graph --minimum-access-level public --skip-synthesized-members >/dev/null
graphs=$(mktemp -d)
trap 'rm -rf "$graphs"' EXIT
# Of all modules that were dumped, Core alone is documented.
find .build -path '*symbolgraph/*' \( -name 'Core.symbols.json' -o -name 'Core@*.symbols.json' \) -exec cp {} "$graphs" \;
mkdir -p "$(dirname "$output")"
"${docc[@]}" convert Core/Core.docc --additional-symbol-graph-dir "$graphs" --warnings-as-errors \
  --fallback-display-name Core --fallback-bundle-identifier org.vulnadapt.Core --output-path "$output"
echo "document: wrote $output"
