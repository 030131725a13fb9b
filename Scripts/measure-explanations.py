#!/usr/bin/env python3
"""Measures whether explanations point at the mistakes planted in Samples/netkit.

Trains on Samples/pixkit (its labels say which functions hold a mistake, never where), adapts to Samples/netkit without
labels, explains each function with a planted mistake, and compares the statements that add most to the score with the
lines of Samples/netkit-lines.csv, which training never reads. Beside it: the longest lines first, and what random
order reaches in the mean.

  Scripts/measure-explanations.py --program .build/release/vulnadapt [--model MODEL] [--seeds 1 2 3] [--output FILE]
"""
import argparse
import csv
import json
import math
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOPS = (1, 3, 5)


def random_hit(statements, hits, top):
    """The chance that `top` of `statements` drawn at random hold one of `hits`."""
    top = min(top, statements)
    return 1 - math.comb(statements - hits, top) / math.comb(statements, top)


def measure(program, model, truth):
    """The mean of each ranker's figures over the functions."""
    sums = {name: {f"hit@{top}": 0.0 for top in TOPS} | {"reciprocal rank": 0.0}
            for name in ("integrated gradients", "left out", "longest line", "random")}
    count = 0
    worst = 0.0
    for row in truth:
        marked = {int(line) for line in row["lines"].split()}
        first = min(marked)
        target = f"{ROOT}/Samples/netkit/{row['path']}:{first}"
        result = subprocess.run([program, "explain", target, "--model", model, "--format", "json"],
                                check=True, capture_output=True, text=True)
        explanation = json.loads(result.stdout)
        assert explanation["function"] == row["function"], (row, explanation["function"])
        worst = max(worst, explanation["completenessError"])
        # A statement is hit when it begins on a marked line; the head is no statement to point at.
        parts = explanation["statements"][1:]
        is_hit = [part["startLine"] in marked for part in parts]
        if not any(is_hit):
            print(f"no statement begins on the lines of {row['function']}", file=sys.stderr)
            continue
        count += 1
        orders = {
            "integrated gradients": sorted(range(len(parts)), key=lambda i: -parts[i]["contribution"]),
            "left out": sorted(range(len(parts)), key=lambda i: parts[i].get("scoreWithout", 1)),
            "longest line": sorted(range(len(parts)), key=lambda i: -len(parts[i]["text"])),
        }
        for name, order in orders.items():
            rank = 1 + next(place for place, index in enumerate(order) if is_hit[index])
            for top in TOPS:
                sums[name][f"hit@{top}"] += rank <= top
            sums[name]["reciprocal rank"] += 1 / rank
        hits = sum(is_hit)
        for top in TOPS:
            sums["random"][f"hit@{top}"] += random_hit(len(parts), hits, top)
        at_most = [0.0] + [random_hit(len(parts), hits, top) for top in range(1, len(parts) + 1)]
        sums["random"]["reciprocal rank"] += sum(
            (at_most[k] - at_most[k - 1]) / k for k in range(1, len(at_most)))
    means = {name: {key: value / count for key, value in figures.items()} for name, figures in sums.items()}
    return {"functions": count, "largest completeness error (logit)": worst, "rankers": means}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--model", help="a model to explain with, in place of training one")
    parser.add_argument("--method", help="the training method; the program's default")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--output", help="a file for the figures in JSON")
    arguments = parser.parse_args()
    truth = list(csv.DictReader(open(ROOT / "Samples/netkit-lines.csv")))
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in [None] if arguments.model else arguments.seeds:
            model = arguments.model
            if model is None:
                model = f"{folder}/{seed}.vulnmodel"
                subprocess.run(
                    [arguments.program, "train", "--labeled", str(ROOT / "Samples/pixkit"), "--unlabeled",
                     str(ROOT / "Samples/netkit"), "-o", model, "--seed", str(seed), "--quiet"]
                    + (["--method", arguments.method] if arguments.method else []), check=True)
            results.append({"seed": seed} | measure(arguments.program, model, truth))
    names = list(results[0]["rankers"])
    keys = list(results[0]["rankers"]["random"])
    print(f"{results[0]['functions']} functions, {len(results)} models")
    print("| Statements first | " + " | ".join(keys) + " |\n|---|" + "---:|" * len(keys))
    for name in names:
        figures = [sum(r["rankers"][name][key] for r in results) / len(results) for key in keys]
        print(f"| {name} | " + " | ".join(f"{figure:.2f}" for figure in figures) + " |")
    print("largest completeness error:", max(r["largest completeness error (logit)"] for r in results))
    if arguments.output:
        pathlib.Path(arguments.output).write_text(json.dumps(results, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
