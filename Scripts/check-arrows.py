#!/usr/bin/env python3
"""Checks that no part of Core uses what lies above it.

Core's folders form the order of README's table: a file may use what its own folder and folders before it declare. The script reads the
sources as a graph: who declares a name (types and functions of a file, members that a file adds to types of other
folders) and who writes it. It goes by names, so it does not see the use of an initialiser or of a member whose name
several folders declare. The folders inside one of Core's folders need no order, but form no cycle either.

    Scripts/check-arrows.py             fails, and names file, line and identifier, when an arrow points up
    Scripts/check-arrows.py --measure   prints lines, files, public declarations, arrows and cycles
"""
import argparse
import collections
import copy
import pathlib
import re
import sys

sys.dont_write_bytecode = True
from swift_sources import DECLARATION, HIDDEN, code, members

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Learning is divided further, from the bottom to the top.
LEARNING = ["Metrics", "Encoding", "Network", "Linear", "Adaptation", "Ranking", "Model", "Scoring", "Training"]


def order():
    """Core's folders from the bottom to the top, as README's table has them."""
    rows = re.findall(r"^\| `Core/(\w+)` \|", (ROOT / "README.md").read_text(), re.M)
    return [part for row in rows for part in ([f"Learning/{name}" for name in LEARNING] if row == "Learning" else [row])]


WORD = re.compile(r"[A-Za-z_]\w*")


def folder(path):
    parts = path.split("/")
    if parts[0] == "Learning" and len(parts) > 2:
        return "/".join(parts[:2])
    return parts[0]


def inner_folder(path):
    return "/".join(path.split("/")[:-1][:2])


class Source:
    def __init__(self, root, path):
        self.path = path
        self.folder = folder(path)
        self.raw = (root / path).read_text()
        self.text = code(self.raw)

    def placed(self, folder):
        """The same file as one of another folder."""
        other = copy.copy(self)
        other.folder = folder
        return other


def graph(sources):
    """Name → the folders that declare it, for names that one folder alone declares and that are not common words."""
    types = {}
    for source in sources:
        for match in DECLARATION.finditer(source.text):
            if not match["indent"] and match["kind"] not in ("extension", "let", "var", "func", "case"):
                if not HIDDEN.match(match.group()):
                    types[match["name"]] = source.folder
    owners = collections.defaultdict(set)
    everywhere = collections.defaultdict(set)
    for source in sources:
        for names in re.findall(r"\{ *case ([\w, ]+)", source.text):
            for name in re.findall(r"\w+", names):
                everywhere[name].add(source.folder)
        extended = None
        inside = members(source.text)
        for match in DECLARATION.finditer(source.text):
            name, kind = match["name"].strip("`"), match["kind"]
            if not match["indent"]:
                extended = name if kind == "extension" else None
                if extended and source.text[match.end():match.end() + 1] == ".":
                    extended = re.match(r"[\w.]+", source.text[match.start("name"):]).group().split(".")[0]
                if kind != "extension" and not HIDDEN.match(match.group()):
                    owners[name].add(source.folder)
                continue
            if match.start("name") not in inside:
                continue
            everywhere[name].add(source.folder)
            if kind == "case":
                rest = source.text[match.end():source.text.find("\n", match.end())]
                for other in re.findall(r", *(\w+)", rest):
                    everywhere[other].add(source.folder)
            if len(match["indent"]) == 2 and extended and not HIDDEN.match(match.group()):
                # A member of a type of another folder, or of another module.
                if types.get(extended) != source.folder and kind != "case":
                    owners["." + name].add(source.folder)
    return {
        name: next(iter(folders)) for name, folders in owners.items()
        if len(folders) == 1 and (not name.startswith(".") or len(everywhere[name[1:]]) == 1)
    }


# Labels, parameters, and what patterns, loops and closures bind.
BOUND = re.compile(r"(\w+)(?=:)|\b(?:let|var) \(?(\w+)|(\w+)(?=(?:, \w+)*\)? in\b)|, (\w+)\) = ")


def arrows(sources, owners):
    """(from, to) → list of (path, line, name)."""
    found = collections.defaultdict(list)
    for source in sources:
        own = {m["name"].strip("`") for m in DECLARATION.finditer(source.text) if m["kind"] not in ("extension",)}
        own |= {name for names in BOUND.findall(source.text) for name in names if name}
        for match in WORD.finditer(source.text):
            name = match.group()
            before = source.text[match.start() - 1:match.start()]
            owner = owners.get("." + name) if before == "." else None
            if owner is None and name not in own and before != ".":
                # A lower-case name is a function where it is called, and a local name anywhere else.
                after = source.text[match.end():match.end() + 1]
                owner = owners.get(name) if name[0].isupper() or after == "(" else None
                # A member that is used without `self`.
                owner = owner or (owners.get("." + name) if after != ":" else None)
            if owner and owner != source.folder:
                line = source.text.count("\n", 0, match.start()) + 1
                found[source.folder, owner].append((source.path, line, name))
    return found


def cycles(folders, found):
    """Groups of folders that reach each other."""
    reach = {f: {f} for f in folders}
    for _ in folders:
        for (start, end) in found:
            for f in folders:
                if start in reach[f]:
                    reach[f].add(end)
    groups = {frozenset(g for g in folders if g in reach[f] and f in reach[g]) for f in folders}
    return [sorted(g) for g in groups if len(g) > 1]


def inner_cycles(sources):
    """Groups of folders inside one of Core's folders that reach each other → the uses that lead around."""
    inner = [source.placed(inner_folder(source.path)) for source in sources]
    found = {
        (start, end): places for (start, end), places in arrows(inner, graph(inner)).items()
        if "/" in start and "/" in end and start.split("/")[0] == end.split("/")[0]
    }
    groups = cycles(sorted({source.folder for source in inner}), found)
    return {
        frozenset(group): [place for pair, places in sorted(found.items()) if set(pair) <= set(group) for place in places]
        for group in groups
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true", help="print figures in place of checking")
    parser.add_argument("--core", default=ROOT / "Core", type=pathlib.Path)
    options = parser.parse_args()
    paths = sorted(str(p.relative_to(options.core)) for p in options.core.rglob("*.swift"))
    sources = [Source(options.core, path) for path in paths]
    folders = sorted({s.folder for s in sources})
    rank = {name: place for place, name in enumerate(order())}
    unknown = [f for f in folders if f not in rank]
    if unknown and not options.measure:
        sys.exit(f"{', '.join(unknown)} has no place in README's table of folders. Give it one.")
    found = arrows(sources, graph(sources))
    upward = {pair: places for pair, places in found.items() if rank.get(pair[1], -1) > rank.get(pair[0], 99)}
    if options.measure:
        lines = sum(s.raw.count("\n") for s in sources)
        public = sum(len(re.findall(r"\bpublic\b", s.text)) for s in sources)
        print(f"files {len(sources)}, lines {lines}, public {public}, arrows between folders {len(found)}, "
              f"upward {len(upward)} ({sum(map(len, upward.values()))} uses), "
              f"folders in cycles {sum(map(len, cycles(folders, found)))}, inside folders {sum(map(len, inner_cycles(sources)))}")
        return
    for (start, end), places in sorted(upward.items()):
        for path, line, name in places:
            print(f"Core/{path}:{line}: {start} may not use {name} of {end}", file=sys.stderr)
    circles = inner_cycles(sources)
    for group, places in circles.items():
        for path, line, name in places:
            print(f"Core/{path}:{line}: uses {name}, so that {' and '.join(sorted(group))} know each other", file=sys.stderr)
    if circles:
        sys.exit("Folders form a cycle: move the declaration down, or the use of it up.")
    if upward:
        sys.exit("An arrow points up: move the declaration down, or the use of it up (README.md, Inside).")


if __name__ == "__main__":
    main()
