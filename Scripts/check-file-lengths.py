#!/usr/bin/env python3
"""Checks that no source file of the library and the shells is longer than 250 lines: one concept a file.

    Scripts/check-file-lengths.py     fails, and names each file that is longer without a reason below
"""
import argparse
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ["Core", "CLI", "App", "EditorExtension"]
LIMIT = 250
# Longer ones, and why they stay in one piece.
ALLOWED = {
    "Core/Learning/Training/TrainingSetting+All.swift": "one list, an entry a setting",
    "Core/Reports/HTML/HTMLReport+Script.swift": "one script for browsers, the functions of which share one closure",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", default=ROOT, type=pathlib.Path)
    root = parser.parse_args().root
    long = set()
    for folder in FOLDERS:
        for file in (root / folder).rglob("*.swift"):
            lines = file.read_text().count("\n")
            if lines > LIMIT:
                path = str(file.relative_to(root))
                long.add(path)
                if path not in ALLOWED:
                    print(f"{path}: {lines} lines, more than {LIMIT}", file=sys.stderr)
    if long - ALLOWED.keys():
        sys.exit("Give each concept a file of its own, named after it.")
    if root == ROOT and (short := ALLOWED.keys() - long):
        sys.exit(f"{', '.join(sorted(short))} need no exception: take them off the list.")


if __name__ == "__main__":
    main()
