#!/usr/bin/env python3
"""Checks that public means used from outside: nothing is called so inside a type that is not, where the word says what
does not hold, and nothing that neither a shell uses nor Core's documentation lists (Core/Core.docc).

    Scripts/check-access.py          fails, and names file and line of each
    Scripts/check-access.py --fix    takes the word away
"""
import argparse
import collections
import pathlib
import re
import sys

sys.dont_write_bytecode = True
from public_api import public_in_vain
from swift_sources import DECLARATION, code, types_around

ROOT = pathlib.Path(__file__).resolve().parent.parent
NAME = re.compile(r"\b(?:struct|enum|class|extension|protocol|actor)\s+([\w.]+)")
PUBLIC = re.compile(r"\b(?:public|open)\b")
WORD = re.compile(r"^ +(?:@\w+(?:\([^)]*\))? +)*(?:\w+ +)*?(public|open) ", re.M)


def hidden_types(texts):
    """The names of types that are declared without `public`, at the top of a file or in another type."""
    shown, hidden = set(), set()
    for text in texts:
        for match in DECLARATION.finditer(text):
            if match["kind"] in ("struct", "enum", "class", "protocol", "actor", "typealias"):
                (shown if PUBLIC.search(match.group()) else hidden).add(match["name"])
    return hidden - shown


def is_hidden(header, hidden):
    name = NAME.search(header)[1].split(".")
    if re.search(r"\bextension\b", header):
        return any(part in hidden for part in name)
    return not PUBLIC.search(header)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fix", action="store_true", help="take the word away")
    parser.add_argument("--root", default=ROOT, type=pathlib.Path)
    options = parser.parse_args()
    root, fixes = options.root, options.fix
    raw = {file: file.read_text() for file in sorted((root / "Core").rglob("*.swift"))}
    texts = {file: code(text) for file, text in raw.items()}
    hidden = hidden_types(texts.values())
    found = collections.defaultdict(dict)
    for one in public_in_vain(root, texts):
        found[one.file][one.place] = "public, but used by no shell and not among the topics of Core.docc"
    for file, text in texts.items():
        around = types_around(text, [match.start(1) for match in WORD.finditer(text)])
        for place, headers in around.items():
            if any(is_hidden(header, hidden) for header in headers):
                found[file][place] = "public in a type that is not"
    for file, places in sorted(found.items()):
        for place, problem in sorted(places.items(), reverse=True):
            if fixes:
                raw[file] = raw[file][:place] + re.sub(r"\A\w+ (?:internal\(set\) )?", "", raw[file][place:])
            else:
                line = texts[file].count("\n", 0, place) + 1
                print(f"{file.relative_to(root)}:{line}: {problem}", file=sys.stderr)
        if fixes:
            file.write_text(raw[file])
    if found and not fixes:
        count = sum(map(len, found.values()))
        sys.exit(f"{count} declarations say public to nobody. Run Scripts/check-access.py --fix.")


if __name__ == "__main__":
    main()
