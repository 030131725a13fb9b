#!/usr/bin/env python3
"""Compares `vulnadapt functions` with universal-ctags over folders of C sources.

  compare-with-ctags.py FOLDER… [--program .build/release/vulnadapt] [--show KIND] [--limit N]

A function of both is one whose name ctags reads on a line of ours in the same file, or that ends on the same line,
as where ctags takes the macro call before a function for it; each counts once. What differs is sorted by kind, to be
looked at, since either can be wrong:

  name      both find it, under different names
  end       both find it, with different last lines
  ctags     only ctags has it: in a region that vulnadapt reports as skipped, or anywhere else (`ctags-silent`)
  vulnadapt only vulnadapt has it
  skipped   a region that vulnadapt reports as skipped, dead code aside

--show prints each difference of a kind (or of all) with its place. Folders whose name begins with a dot are left
out.
"""
import argparse
import collections
import json
import subprocess


def own(program, folder):
    output = subprocess.run([program, "functions", folder, "--no-ignore", "--format", "json"], check=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    listing = json.loads(output)
    return visible(listing["functions"]), visible(listing["skippedRegions"])


def visible(entries):
    return [entry for entry in entries if not any(part.startswith(".") for part in entry["file"].split("/"))]


def ctags(folder):
    files = subprocess.run(["find", ".", "-not", "-path", "*/.*", "-name", "*.[ch]", "-type", "f"], cwd=folder,
                           check=True, stdout=subprocess.PIPE).stdout
    output = subprocess.run(["ctags", "--options=NONE", "--languages=C", "--langmap=C:.c.h", "--kinds-C=f",
                             "--fields=+e", "-x", "--_xformat=%F\t%N\t%n\t%e", "-L", "-", "-f", "-"], cwd=folder,
                            check=True, input=files, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    tags = set()
    for line in output.decode(errors="replace").splitlines():
        path, name, start, end = line.split("\t")
        tags.add((path[2:], name, int(start), int(end or 0)))
    return sorted(tags)


def compare(program, folder):
    functions, regions = own(program, folder)
    by_file = collections.defaultdict(list)
    for function in functions:
        by_file[function["file"]].append(function)
    skipped = collections.defaultdict(list)
    for region in regions:
        skipped[region["file"]].append(region)
    differences = collections.defaultdict(list)
    tags = ctags(folder)
    taken = set()
    for path, name, start, end in tags:
        around = [f for f in by_file[path] if id(f) not in taken
                  and (f["startLine"] <= start <= f["endLine"] or start < f["startLine"] and f["endLine"] == end)]
        same = [f for f in around if f["name"] == name] or around
        if not same:
            reasons = [r["reason"] for r in skipped[path] if r["startLine"] <= start <= r["endLine"]]
            differences["ctags" if reasons else "ctags-silent"].append((path, start, name, " ".join(reasons)))
            continue
        function = same[0]
        taken.add(id(function))
        if function["name"] != name:
            differences["name"].append((path, start, name, function["name"]))
        if end and function["endLine"] != end:
            differences["end"].append((path, start, name, f"{end} {function['endLine']}"))
    for function in functions:
        if id(function) not in taken:
            differences["vulnadapt"].append((function["file"], function["startLine"], function["name"],
                                             function["signature"]))
    for region in regions:
        if region["reason"] != "deadCode":
            differences["skipped"].append((region["file"], region["startLine"], region["reason"], region["endLine"]))
    return len(tags), len(functions), len(taken), differences


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--program", default=".build/release/vulnadapt")
    parser.add_argument("--show", metavar="KIND")
    parser.add_argument("--limit", type=int, default=10**9)
    arguments = parser.parse_args()
    kinds = ["ctags-silent", "ctags", "vulnadapt", "name", "end", "skipped"]
    print("\t".join(["folder", "ctags", "vulnadapt", "both"] + kinds))
    for folder in arguments.folders:
        theirs, ours, both, differences = compare(arguments.program, folder)
        counts = [len(differences[kind]) for kind in kinds]
        print("\t".join(map(str, [folder.rstrip("/").rsplit("/", 1)[-1], theirs, ours, both] + counts)), flush=True)
        for kind in kinds:
            if arguments.show in (kind, "all"):
                for path, line, name, detail in differences[kind][:arguments.limit]:
                    print(f"  {kind}: {path}:{line}: {name} {detail}".rstrip())


if __name__ == "__main__":
    main()
