#!/usr/bin/env python3
"""Lists the blocks that `vulnadapt functions` neither takes for functions nor reports as skipped.

  check-left-out-braces.py FOLDER… [--program .build/release/vulnadapt] [--show]

Reads no grammar: a block is a line of a C file that begins with `{`, or one that begins in the first column and ends with
`) {`, outside of comments. Types, values and C++ in headers are blocks too, so the lists are for reading:

  blocks    such lines
  inside    in a function of ours
  skipped   in a region that vulnadapt reports as skipped
  type      a type, or values: behind `struct`, `union`, `enum`, `typedef`, `extern "C"`, `=` or a comma
  other     none of these: to be looked at

--show prints the others, each with its place and the line before it.
"""
import bisect
import collections
import json
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
import tree_counts

BLOCK = re.compile(r"\{|[A-Za-z_].*\)[ \t]*\{[ \t]*$")
TYPE = re.compile(r"\s*(static |const |extern |typedef )*(struct|union|enum|typedef|class|namespace)\b"
                  r"|.*=\s*(\{.*)?$|.*extern \"C\"")
VALUES = re.compile(r"\{[^;]*,[^;]*$")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S)


def blank(match):
    text = match.group()
    return text if text[0] in "\"'" else re.sub(r"[^\n]", " ", text)


def is_type(line):
    return bool(TYPE.match(line)) and not line.rstrip("{ \t").endswith(")")


def compare(program, folder, shows):
    output = subprocess.run([program, "functions", folder, "--no-ignore", "--format", "json"], check=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    listing = json.loads(output)
    counts = collections.Counter()
    spans = collections.defaultdict(lambda: ([], []))
    for kind, key in enumerate(("functions", "skippedRegions")):
        for entry in listing[key]:
            spans[entry["file"]][kind].append((entry["startLine"], entry["endLine"]))
    for root, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(root, name)
            if not name.endswith((".c", ".h")) or os.path.islink(path):
                continue
            with open(path, "rb") as file:
                text = file.read().decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
            lines = COMMENT.sub(blank, text).split("\n")
            functions, skipped = (sorted(part) for part in spans[os.path.relpath(path, folder)])
            starts = [start for start, _ in functions]
            in_macro = False
            for number, line in enumerate(lines, 1):
                line = line[:300]
                is_macro = in_macro or line.lstrip().startswith("#")
                in_macro = is_macro and lines[number - 1].endswith("\\")
                if is_macro or not BLOCK.match(line):
                    continue
                counts["blocks"] += 1
                place = bisect.bisect_right(starts, number) - 1
                before = next((other.strip() for other in reversed(lines[max(0, number - 9):number - 1])
                               if other.strip() and not other.lstrip().startswith("#")), "")
                if place >= 0 and number <= functions[place][1]:
                    counts["inside"] += 1
                elif any(start <= number <= end for start, end in skipped):
                    counts["skipped"] += 1
                elif is_type(before if line[0] == "{" else line) or line[0] == "{" and (
                        before.endswith((",", "{")) or VALUES.match(line)):
                    counts["type"] += 1
                else:
                    counts["other"] += 1
                    if shows:
                        print(f"  {path}:{number}: {before} / {line.strip()}")
    return counts


if __name__ == "__main__":
    tree_counts.main(__doc__, ["blocks", "inside", "skipped", "type", "other"], compare)
