#!/usr/bin/env python3
"""Checks that nothing is called public inside a type that is not: there the word says what does not hold.

    Scripts/check-access.py          fails, and names file and line of each
    Scripts/check-access.py --fix    takes the word away
"""
import pathlib
import re
import sys

sys.dont_write_bytecode = True
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
    fixes = "--fix" in sys.argv[1:]
    raw = {file: file.read_text() for file in sorted((ROOT / "Core").rglob("*.swift"))}
    texts = {file: code(text) for file, text in raw.items()}
    hidden = hidden_types(texts.values())
    count = 0
    for file, text in texts.items():
        around = types_around(text, [match.start(1) for match in WORD.finditer(text)])
        places = [place for place, headers in around.items() if any(is_hidden(header, hidden) for header in headers)]
        count += len(places)
        for place in reversed(places):
            if fixes:
                raw[file] = raw[file][:place] + re.sub(r"\A\w+ ", "", raw[file][place:])
            else:
                line = text.count("\n", 0, place) + 1
                print(f"{file.relative_to(ROOT)}:{line}: public in a type that is not", file=sys.stderr)
        if fixes and places:
            file.write_text(raw[file])
    if count and not fixes:
        sys.exit(f"{count} declarations say public where nobody can see them. Run Scripts/check-access.py --fix.")


if __name__ == "__main__":
    main()
