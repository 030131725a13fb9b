#!/usr/bin/env python3
"""How often a ranker puts a function above its mended self.

    vulnadapt labels from-git REPO --mended -o FOLDER/labels.csv
    vulnadapt evaluate --labeled OTHERS --target FOLDER --method METHOD --run-folder RUN
    vulnadapt scan FOLDER --no-history --all-alike --top 0 --format json > SCAN.json
    Scripts/pair-accuracy.py FOLDER/labels.csv RUN/scores.csv|SCAN.json …

Prints, for every ranker of each table of scores, or the model of a scan, the share of pairs in which the function before the fix has the higher score,
ties counting half, with a 95 % interval from 2,000 bootstrap draws over fixes (one commit's pairs are one observation).
"""
import csv
import json
import random
import sys


def pairs_of(labels):
    """(before, after) keys of each pair, by fix."""
    with open(labels, newline="") as file:
        rows = [row for row in csv.DictReader(file) if row.get("pair")]
    found = {}
    for row in rows:
        key = (row["path"], row["function"], row["line"])
        found.setdefault((row["commit"], row["pair"]), {})[row["label"]] = key
    fixes = {}
    for (commit, _), sides in found.items():
        if set(sides) == {"0", "1"}:
            fixes.setdefault(commit, []).append((sides["1"], sides["0"]))
    return fixes


def scores_of(table):
    """The rankers, and their scores by function."""
    if table.endswith(".json"):
        with open(table) as file:
            report = json.load(file)
        found = {(f["file"], f["function"], str(f["startLine"])): {"score": f["score"]}
                 for f in report["findings"] + report["vendored"] + report["accepted"]}
        return ["score"], found
    with open(table, newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["domain"] == "target"]
    if not rows:
        sys.exit(f"{table}: no functions of the target")
    rankers = [name for name in rows[0] if name not in ("domain", "path", "function", "line", "label", "group")]
    return rankers, {(row["path"], row["function"], row["line"]): row for row in rows}


def main(labels, *tables):
    fixes = pairs_of(labels)
    for table in tables:
        rankers, scores = scores_of(table)
        known = {
            commit: [pair for pair in pairs if pair[0] in scores and pair[1] in scores]
            for commit, pairs in fixes.items()
        }
        known = {commit: pairs for commit, pairs in known.items() if pairs}
        count = sum(map(len, known.values()))
        if not count:
            sys.exit(f"{table}: none of the pairs of {labels} was scored")
        print(f"{table}: {count} pairs of {len(known)} fixes")
        for ranker in rankers:
            points = []
            for pairs in known.values():
                wins = 0.0
                for before, after in pairs:
                    first, second = float(scores[before][ranker]), float(scores[after][ranker])
                    wins += 1 if first > second else 0.5 if first == second else 0
                points.append((wins, len(pairs)))
            draw = random.Random(1)
            shares = []
            for _ in range(2000):
                sample = draw.choices(points, k=len(points))
                shares.append(sum(w for w, _ in sample) / sum(n for _, n in sample))
            shares.sort()
            share = sum(w for w, _ in points) / count
            print(f"  {ranker:24} {share:.3f}  [{shares[50]:.3f}, {shares[1949]:.3f}]")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
