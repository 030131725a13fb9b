#!/usr/bin/env python3
"""Checks that Core's texts name no option of the command line: they are shown in the app and in editors, too.

What an option does stands in CLI (CommandLineAdvice), which puts it behind or in place of Core's words.

    Scripts/check-shell-words.py     fails, and names file, line and option of each
"""
import argparse
import pathlib
import re
import sys

sys.dont_write_bytecode = True
from swift_sources import literals

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Texts that only people at a command line read.
FOR_THE_COMMAND_LINE = {
    "Serving/Doctor": "the checks of `vulnadapt doctor`",
    "Serving/LSP": "a server that an editor starts as `vulnadapt lsp`, which its user can change",
    "Workspace/BuildSetup.swift": "a script that calls the command line tool",
    "Reports/MethodListing.swift": "what `vulnadapt methods` prints",
    "Reports/SARIF/SARIFReport+Rule.swift": "tells readers of code scanning the command that accepts findings",
}
PROPERTY = re.compile(r"@(?:Option|Flag)\b.*?\bvar (\w+)", re.S)
NAMED = re.compile(r'customLong\("([a-z][\w-]*)"\)|\boption: "([a-z][\w-]*)"')


def options(root):
    """The options that the command line takes, without the dashes before them."""
    names = {"help", "version"}
    for file in [*(root / "CLI").rglob("*.swift"), *(root / "Core/Learning/Training").glob("TrainingSetting*.swift")]:
        text = file.read_text()
        names.update(first or second for first, second in NAMED.findall(text))
        names.update(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower() for name in PROPERTY.findall(text))
    return names | {"no-" + name for name in names}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", default=ROOT, type=pathlib.Path)
    root = parser.parse_args().root
    known = options(root)
    count = 0
    for file in sorted((root / "Core").rglob("*.swift")):
        path = str(file.relative_to(root / "Core"))
        if any(path == place or path.startswith(place + "/") for place in FOR_THE_COMMAND_LINE):
            continue
        for line, text in literals(file.read_text()):
            # What is an argument by itself, such as those of git, stands at the beginning of its literal.
            for match in re.finditer(r"(?<=[\s(`'])--([a-z][\w-]*)", text):
                if match[1] in known and not text[:match.start()].endswith(("git fetch ", "var(")):
                    count += 1
                    print(f"Core/{path}:{line + text.count(chr(10), 0, match.start())}: names {match[0]}", file=sys.stderr)
    if count:
        sys.exit("Core's words fit every shell: leave the option to CommandLineAdvice (docs/decisions.md).")


if __name__ == "__main__":
    main()
