#!/usr/bin/env python3
"""Compares `vulnadapt functions` with universal-ctags over a folder of C sources.

  compare-with-ctags.py FOLDER [--program .build/release/vulnadapt] [--show]

A function counts as found when both name it in the same file, as often as both do. --show lists what only one of
them has, with the line, to be looked at: where the two differ, either can be wrong. Folders whose name begins with
a dot are left out, as `vulnadapt` leaves them out.
"""
import argparse
import collections
import json
import subprocess


def own(program, folder):
    output = subprocess.run([program, "functions", folder, "--format", "json"], check=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    return [(f["file"], f["name"], f["startLine"]) for f in json.loads(output)["functions"]]


def ctags(folder):
    files = subprocess.run(["find", ".", "-not", "-path", "*/.*", "-name", "*.[ch]", "-type", "f"], cwd=folder,
                           check=True, stdout=subprocess.PIPE).stdout
    output = subprocess.run(["ctags", "--options=NONE", "--languages=C", "--langmap=C:.c.h", "--kinds-C=f", "-x",
                             "--_xformat=%F\t%N\t%n", "-L", "-", "-f", "-"], cwd=folder, check=True, input=files,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    tags = set()
    for line in output.decode(errors="replace").splitlines():
        path, name, number = line.split("\t")
        tags.add((path[2:], name, int(number)))
    return sorted(tags)


def count(functions):
    return collections.Counter((path, name) for path, name, _ in functions)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--program", default=".build/release/vulnadapt")
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    ours, theirs = own(arguments.program, arguments.folder), ctags(arguments.folder)
    common = sum((count(ours) & count(theirs)).values())
    print(f"{len(theirs)} functions by ctags, {len(ours)} by vulnadapt, {common} by both")
    print(f"of those by ctags {common / len(theirs):.2%}, of those by vulnadapt {common / len(ours):.2%}")
    if arguments.show:
        for title, functions, others in (("only ctags", theirs, count(ours)), ("only vulnadapt", ours, count(theirs))):
            for path, name, line in functions:
                if not others[path, name]:
                    print(f"{title}: {path}:{line}: {name}")


if __name__ == "__main__":
    main()
