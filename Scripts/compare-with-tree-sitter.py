#!/usr/bin/env python3
"""Checks that `vulnadapt functions` finds whatever tree-sitter's grammar of C reads without an error.

  compare-with-tree-sitter.py FOLDER… [--program .build/release/vulnadapt] [--show]

Needs `pip install tree-sitter tree-sitter-c`. Of each file whose syntax tree has no error, every function definition
outside of others is looked for:

  found     a function of ours holds its opening brace
  skipped   a region that vulnadapt reports as skipped does, such as dead code
  lost      neither does: to be looked at
  end       both find it, with different last lines

Folders whose name begins with a dot are left out. --show prints what is lost or ends elsewhere, with its place. Exits with 1 when anything is lost.
"""
import bisect
import collections
import json
import os
import subprocess
import sys

sys.dont_write_bytecode = True
import tree_counts
import tree_sitter
import tree_sitter_c

CONTAINERS = {"translation_unit", "preproc_if", "preproc_ifdef", "preproc_else", "preproc_elif", "preproc_elifdef",
              "linkage_specification", "declaration_list"}


def canonical(data):
    """The text that vulnadapt's lines count in."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ").encode()


def has_parameters(declarator):
    """Whether a declarator is a function's: `struct ATTRIBUTE name {` has none, and is no function."""
    while declarator is not None:
        if declarator.type == "function_declarator":
            return True
        named = [child for child in declarator.named_children if child.type.endswith("declarator")]
        declarator = declarator.child_by_field_name("declarator") or (named[-1] if named else None)
    return False


def definitions(node):
    for child in node.children:
        if child.type == "function_definition" and has_parameters(child.child_by_field_name("declarator")):
            body = child.child_by_field_name("body")
            if body is not None and body.type == "compound_statement":
                yield body.start_point.row + 1, body.start_point.column + 1, body.end_point.row + 1
        elif child.type in CONTAINERS:
            yield from definitions(child)


def place_among(entries, place):
    """The entry that holds a line and column, of entries in order."""
    index = bisect.bisect_right(entries, place, key=lambda entry: (entry["startLine"], entry["startColumn"])) - 1
    if index >= 0 and place < (entries[index]["endLine"], entries[index]["endColumn"]):
        return entries[index]
    return None


def compare(program, folder, parser, shows):
    output = subprocess.run([program, "functions", folder, "--no-ignore", "--format", "json"], check=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    listing = json.loads(output)
    functions, regions = collections.defaultdict(list), collections.defaultdict(list)
    for entry in listing["functions"]:
        functions[entry["file"]].append(entry)
    for entry in listing["skippedRegions"]:
        regions[entry["file"]].append(entry)
    counts = collections.Counter()
    for root, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(root, name)
            if not name.endswith((".c", ".h")) or os.path.islink(path) or os.path.getsize(path) > 1 << 20:
                continue
            with open(path, "rb") as file:
                data = canonical(file.read())
            tree = parser.parse(data)
            counts["files"] += 1
            if tree.root_node.has_error:
                continue
            counts["without error"] += 1
            own = os.path.relpath(path, folder)
            for line, column, end in definitions(tree.root_node):
                function = place_among(functions[own], (line, column))
                if function is not None:
                    kind = "found" if function["endLine"] == end else "end"
                elif any(region["startLine"] <= line <= region["endLine"] for region in regions[own]):
                    kind = "skipped"
                else:
                    kind = "lost"
                counts[kind] += 1
                if shows and kind in ("lost", "end"):
                    print(f"  {kind}: {own}:{line}")
    return counts


def main():
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_c.language()))
    sums = tree_counts.main(
        __doc__, ["files", "without error", "found", "skipped", "end", "lost"],
        lambda program, folder, shows: compare(program, folder, parser, shows))
    sys.exit(1 if sums["lost"] else 0)


if __name__ == "__main__":
    main()
