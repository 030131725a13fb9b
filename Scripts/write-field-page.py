#!/usr/bin/env python3
"""Writes docs/field.md from the figures in the starter model.

  write-field-page.py [--model Core/Resources/starter.vulnmodel] [-o docs/field.md]
"""
import argparse
import json
import math
import pathlib
import random
import struct

PREFIX = "leave-one-project-out"


def read(file):
    content = file.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    return json.loads(content[8 : 8 + length])["__metadata__"]


def ratios(metrics, prefix):
    """For each project average precision and longest first's."""
    end = "/average-precision"
    return {key[len(prefix) + 1 : -len(end)]: (value, metrics[key + "/longest-first"])
            for key, value in metrics.items() if key.startswith(prefix + "/") and key.endswith(end)}


def mean_and_interval(pairs):
    """The geometric mean of ratios, and its 95 % interval over projects drawn with replacement."""
    logs = [math.log(ours / longest) for ours, longest in pairs]
    generator = random.Random(1)
    means = sorted(sum(generator.choices(logs, k=len(logs))) / len(logs) for _ in range(2000))
    return [math.exp(x) for x in (sum(logs) / len(logs), means[50], means[1949])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=pathlib.Path, default="Core/Resources/starter.vulnmodel")
    parser.add_argument("-o", "--output", type=pathlib.Path, default="docs/field.md")
    arguments = parser.parse_args()
    metadata = read(arguments.model)
    metrics = json.loads(metadata["metrics"])
    projects = json.loads(metadata["provenance"])["labeled"]
    past, text = ratios(metrics, PREFIX), ratios(metrics, PREFIX + "-without-history")
    lines = [
        "# In the field", "",
        "<!-- written by Scripts/write-field-page.py -->", "",
        "Would the ranking have helped? A project is put back to a commit. All functions of its library code are ranked with",
        "nothing but what was known then. Right are those that fixes changed later: fixes that name a CVE, and fixes of OSV",
        "records. What nobody found, or nobody named, counts as clean, so figures are low and are read as ratios to *longest",
        "first* on the same functions. The model never saw the project that it is measured on: it learnt from the others of",
        f"the {len(projects)} that [Experiments/starter-projects.csv](../Experiments/starter-projects.csv) lists.", "",
        "| Ranker | Times longest first, geometric mean [95 % interval over projects] | Ahead of it |", "|---|---|---|",
    ]
    for title, figures in (("text and history", past), ("text alone", text)):
        mean, low, high = mean_and_interval(figures.values())
        ahead = sum(ours > longest for ours, longest in figures.values())
        lines.append(f"| {title} | {mean:.2f} [{low:.2f} {high:.2f}] | {ahead} of {len(figures)} |")
    lines += ["", "Average precision of each project with eight such functions or more:", "",
              "| Project | Text and history | Text alone | Longest first |", "|---|---|---|---|"]
    for name in sorted(past, key=str.lower):
        lines.append(f"| {name} | {past[name][0]:.3f} | {text[name][0]:.3f} | {past[name][1]:.3f} |")
    lines += ["", NOTES]
    arguments.output.write_text("\n".join(lines), encoding="utf-8")


NOTES = """## How it is learnt

Counts of the text are logarithms in units of the training projects' spread, so that a function's score without a history
depends on the function alone. The history's are in units of the project's own spread. A logistic regression weighs the
counts; a second one weighs its outcome and the history. Projects count alike. Functions that fixes changed which speak of
security without naming anything are learnt from with less weight. Size keeps a weight of its own, so that the ranking stays
near longest first where nothing else speaks.

**Not yet as it should be:** the listings behind today's weights and figures were made by a port of the counts to Python, and told
changed functions by git's hunk headers, because that was quick to explore with. `vulnadapt features` reads the versions of each
file instead, which is more exact; a run of `Scripts/train-starter-model.py` over clones replaces both weights and figures.

## What did not help

Tried with the same split into left-out projects, and not kept: words of functions' names, paths, calls and variables
(the gain on some projects is lost on others); boosted trees on ranks within the project (ahead on codecs, behind on servers
and tools); products of text and history; the words of functions that past fixes changed; a weight for each kind of project.
"""


if __name__ == "__main__":
    main()
