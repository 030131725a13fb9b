#!/usr/bin/env python3
"""Runs the field test: puts projects back to pinned commits and measures every ranker there.

    Scripts/field-test.py CLONES --program .build/release/vulnadapt [--model FILE]... [--osv FOLDER] [-o docs/field.md]

CLONES holds a clone of each project of Experiments/field.yaml as OWNER+NAME, OWNER/NAME or NAME (bare or not, with the
repository itself or in a folder `repo`). Each truth is a call of `vulnadapt backtest`; answers are kept in
CLONES-independent JSON files (--keep) and reused. Writes a page with all rankers, all projects and both truths.
"""
import argparse
import json
import math
import os
import re
import resource
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROJECT = re.compile(r"^  ([\w.+-]+): \{ repository: ([\w.+-]+)/([\w.+-]+), at: ([0-9a-f]{40}) \}$")


def projects(path):
    """The projects of a field file, in its order."""
    found = []
    for number, line in enumerate(open(path), 1):
        if line.startswith("#") or line.strip() in ("", "projects:"):
            continue
        match = PROJECT.match(line.rstrip("\n"))
        if not match:
            sys.exit(f"{path}:{number}: not a project: {line.strip()}")
        found.append(match.groups())
    return found


def clone(folder, owner, name):
    """Where the clone of a project is; None without one."""
    for place in (f"{owner}+{name}", f"{owner}/{name}", name):
        for inner in ("repo", "repo/.git", ""):
            path = os.path.join(folder, place, inner)
            if os.path.isdir(os.path.join(path, ".git")) or os.path.isfile(os.path.join(path, "HEAD")):
                return path
    return None


def measure(program, repository, commit, arguments, keep):
    """The answer of a backtest, with its cost; kept, if there is a folder for that."""
    if keep and os.path.exists(keep):
        return json.load(open(keep))
    command = [program, "backtest", repository, "--at", commit, "--format", "json"] + arguments
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.time()
    done = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        print(done.stderr.strip(), file=sys.stderr)
        return None
    answer = json.loads(done.stdout)
    answer["seconds"] = time.time() - start
    answer["cpu"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # The largest child so far: of a run that is smaller, an upper bound.
    answer["megabytes"] = after.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    if keep:
        json.dump(answer, open(keep, "w"))
    return answer


def mean(values):
    values = [value for value in values if value is not None]
    return sum(values) / len(values) if values else None


def geometric(values):
    values = [value for value in values if value]
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def text(value, digits=3):
    return "–" if value is None else f"{value:.{digits}f}"


def star(ranker):
    gain = ranker.get("gain_over_length")
    return "" if not gain or gain["p"] >= 0.05 else "*" if gain["difference"] > 0 else "†"


def tables(answers):
    """Markdown for the answers of one truth, by project."""
    cuts = {project: answer["cuts"][0] for project, answer in answers.items() if answer and answer["cuts"]}
    names = list(dict.fromkeys(ranker["name"] for cut in cuts.values() for ranker in cut["rankers"]))
    by = {project: {ranker["name"]: ranker for ranker in cut["rankers"]} for project, cut in cuts.items()}
    title = {name: next(row[name]["title"] for row in by.values() if name in row) for name in names}
    out = [
        "| Ranker | AP | Lift | × length | AUC | Hits in 20 | In 5 % of lines | In 2,000 lines | In top 20 % | Ahead |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name in names:
        rows = [row[name] for row in by.values() if name in row]
        ahead = sum((row["ratio_to_length"] or 0) > 1 for row in rows)
        out.append(
            f"| {title[name]} | {text(mean(row['average_precision'].get('value') for row in rows))}"
            f" | {text(geometric(row.get('lift') for row in rows), 2)}"
            f" | {text(geometric(row.get('ratio_to_length') for row in rows), 2)}"
            f" | {text(mean(row['auc'].get('value') for row in rows))}"
            f" | {text(mean(row['hits']['20'] for row in rows), 1)}"
            f" | {text(mean(row['recall_in_share_of_lines']['0.05'] for row in rows))}"
            f" | {text(mean(row['recall_in_lines']['2000'] for row in rows))}"
            f" | {text(mean(row['recall_in_top_20_percent'] for row in rows))}"
            f" | {'–' if name == 'length' else f'{ahead} of {len(rows)}'} |"
        )
    out += ["", "Average precision by project, with its 95 % interval; * better and † worse than longest first by more than",
            "chance:", "", "| Project | Put back to | Functions | Fixed later | " + " | ".join(title[n] for n in names) + " |",
            "|---|---|---:|---:|" + "---:|" * len(names)]
    for project, cut in cuts.items():
        cells = []
        for name in names:
            row = by[project].get(name)
            if not row:
                cells.append("–")
                continue
            value = row["average_precision"]
            interval = f" ({text(value['low'])}–{text(value['high'])})" if value.get("low") is not None else ""
            cells.append(text(value.get("value")) + star(row) + interval)
        out.append(f"| {project} | `{cut['commit'][:12]}`, {cut['date']} | {cut['functions']:,} | {cut['fixed']} | "
                   + " | ".join(cells) + " |")
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clones")
    parser.add_argument("--program", default="vulnadapt")
    parser.add_argument("--field", default=os.path.join(ROOT, "Experiments", "field.yaml"))
    parser.add_argument("--model", action="append", default=[])
    parser.add_argument("--osv")
    parser.add_argument("--keep", help="a folder for answers, which are not asked for again")
    parser.add_argument("--only", action="append", help="a project; may be repeated")
    parser.add_argument("-o", "--output")
    options = parser.parse_args()
    truths = [("cve", "Fixes whose message names a CVE", [])]
    if options.osv:
        truths.append(("osv", "Fixes that OSV records name", ["--osv", options.osv]))
    models = [argument for model in options.model for argument in ("--model", model)]
    if options.keep:
        os.makedirs(options.keep, exist_ok=True)
    page, costs = [], []
    for key, heading, arguments in truths:
        answers = {}
        for project, owner, name, commit in projects(options.field):
            if options.only and project not in options.only:
                continue
            repository = clone(options.clones, owner, name)
            if repository is None:
                print(f"{project}: no clone of {owner}/{name} in {options.clones}", file=sys.stderr)
                continue
            keep = os.path.join(options.keep, f"{project}-{key}.json") if options.keep else None
            answer = measure(options.program, repository, commit, arguments + models, keep)
            if answer is None:
                print(f"{project}: no figures for {heading.lower()}", file=sys.stderr)
                continue
            answers[project] = answer
            costs.append((project, key, answer["seconds"], answer["cpu"], answer["megabytes"]))
            print(f"{project} {key}: {answer['seconds']:.0f} s", file=sys.stderr, flush=True)
        page += ["", f"## {heading}", ""] + (tables(answers) if answers else ["Nothing was measured."])
    page += ["", "## Cost", "", "| Project | Truth | Seconds | CPU seconds | MB, at most |", "|---|---|---:|---:|---:|"]
    page += [f"| {p} | {k} | {s:.0f} | {c:.0f} | {m:.0f} |" for p, k, s, c, m in costs]
    body = "\n".join(page).strip() + "\n"
    if not options.output:
        return print(body)
    mark = "<!-- figures: Scripts/field-test.py writes what follows -->\n"
    head = open(options.output).read().split(mark)[0] if os.path.exists(options.output) else "# The field test\n\n"
    with open(options.output, "w") as file:
        file.write(head.rstrip("\n") + "\n\n" + mark + "\n" + body)


if __name__ == "__main__":
    main()
