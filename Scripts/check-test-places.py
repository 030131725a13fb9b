#!/usr/bin/env python3
"""Checks that tests lie where what they test lies: CoreTests/A/B/NameTests.swift beside Core/A/B/Name.swift.

    Scripts/check-test-places.py          fails, and names each test that lies elsewhere
    Scripts/check-test-places.py --fix    moves them, with git
"""
import collections
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    folders = collections.defaultdict(set)
    for file in (ROOT / "Core").rglob("*.swift"):
        folders[file.stem].add(file.parent.relative_to(ROOT / "Core"))
    astray = []
    for test in sorted((ROOT / "CoreTests").rglob("*Tests.swift")):
        wanted = folders[test.stem.removesuffix("Tests")]
        if wanted and test.parent.relative_to(ROOT / "CoreTests") not in wanted:
            astray.append((test, ROOT / "CoreTests" / min(wanted) / test.name))
    for test, place in astray:
        if "--fix" in sys.argv[1:]:
            place.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["git", "-C", ROOT, "mv", test, place], check=True)
        else:
            print(f"{test.relative_to(ROOT)} belongs into {place.parent.relative_to(ROOT)}", file=sys.stderr)
    if astray and "--fix" not in sys.argv[1:]:
        sys.exit("Tests lie elsewhere than what they test. Run Scripts/check-test-places.py --fix.")


if __name__ == "__main__":
    main()
