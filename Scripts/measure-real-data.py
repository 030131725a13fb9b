#!/usr/bin/env python3
"""Trains and measures on real labelled projects; writes a JSON line a run and prints Markdown tables.

  measure-real-data.py --program .build/release/vulnadapt --data FOLDER --output runs.jsonl [--seeds 3]
                       [--pairs …] [--methods …] [-- options of `vulnadapt train`]

FOLDER holds raw/vlc, raw/libpng, normalised/ffmpeg and normalised/libpng, each with folders of vulnerable and
other functions, one a file. Runs that the output file has already are not repeated. The target's labels are read
by `vulnadapt evaluate` alone, after training.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

PAIRS = {
    "vlc-libpng": ("raw/vlc", "raw/libpng"),
    "libpng-vlc": ("raw/libpng", "raw/vlc"),
    "ffmpeg-libpng": ("normalised/ffmpeg", "normalised/libpng"),
    "libpng-ffmpeg": ("normalised/libpng", "normalised/ffmpeg"),
}


def run(command):
    """Runs a command; gives its output, seconds and peak memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"measure: {' '.join(command)} ended with status {process.returncode}")
    return output, time.monotonic() - start, usage.ru_maxrss / 1024


def flat(values):
    """Figures under the names that older records have."""
    return {"areaUnderCurve": values["auc"], "averagePrecision": values["average-precision"],
            "hits": {"10": 10 * values["precision@10"], "20": 20 * values["precision@20"]},
            "initialFalseAlarms": values["initial-false-alarms"]}


def measure(arguments, pair, method, seed):
    source, target = (os.path.join(arguments.data, folder) for folder in PAIRS[pair])
    with tempfile.TemporaryDirectory() as folder:
        model = os.path.join(folder, "run.vulnmodel")
        options = ["--method", method, "--seed", str(seed), *arguments.options]
        _, seconds, memory = run(
            [arguments.program, "train", "--labeled", source, "--unlabeled", target, "-o", model, "--quiet", *options])
        info = json.loads(run([arguments.program, "model", "info", model, "--format", "json"])[0])
        info.pop("file", None)
        record = {"pair": pair, "method": method, "seed": seed, "options": arguments.options, "seconds": round(seconds, 1),
                  "peak_mb": round(memory), "model": info, "rankers": {}}
        for route in ("target", "source") if method.startswith("dual") else ("source",):
            output, _, _ = run([arguments.program, "evaluate", target, "--model", model, "--through", route,
                                "--format", "json"])
            comparison = json.loads(output)
            for figures in comparison["figures"]:
                name = {"length": "longest first"}.get(figures["ranker"], figures["ranker"])
                row = flat({figure: estimate.get("value") for figure, estimate in figures["perFunction"].items()})
                if name == method and method.startswith("dual"):
                    name += " through " + ("G_T" if route == "target" else "G_S")
                record["rankers"][name] = row
            record["functions"], record["vulnerable"] = comparison["functions"], comparison["vulnerable"]
    return record


def spread(values):
    mean = statistics.mean(values)
    return f"{mean:.3f}" if len(values) < 2 else f"{mean:.3f} ± {statistics.stdev(values):.3f}"


def tables(records):
    for pair in dict.fromkeys(r["pair"] for r in records):
        own = [r for r in records if r["pair"] == pair]
        print(f"\n### {pair} ({own[0]['vulnerable']} of {own[0]['functions']} functions are vulnerable)\n")
        print("| Ranker | AUC | Average precision | Hits in top 10 | Seconds | Peak MB |\n|---|---|---|---|---|---|")
        names = dict.fromkeys(name for r in own for name in r["rankers"])
        trivial = [n for n in names if n in ("longest first", "random")]
        for name in [n for n in names if n not in trivial] + trivial:
            rows = [r for r in own if name in r["rankers"]]
            cells = [r["rankers"][name] for r in rows]
            line = [spread([c[key] for c in cells]) for key in ("areaUnderCurve", "averagePrecision")]
            hits = statistics.mean(dict(zip(c["hits"][::2], c["hits"][1::2]))[10] if isinstance(c["hits"], list)
                                   else c["hits"]["10"] for c in cells)
            if name in trivial:
                line = [cell.split(" ±")[0] for cell in line] + [f"{hits:.1f}", "", ""]
            else:
                line += [f"{hits:.1f}", f"{statistics.mean(r['seconds'] for r in rows):.0f}",
                         f"{max(r['peak_mb'] for r in rows)}"]
            print(f"| {name} | {' | '.join(line)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=".build/release/vulnadapt")
    parser.add_argument("--data", default=os.environ.get("VULNADAPT_DATA"))
    parser.add_argument("--output", required=True)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--pairs", nargs="+", default=list(PAIRS), choices=PAIRS)
    parser.add_argument("--methods", nargs="+", default=["vuld", "ddan", "dual-gd-ddan"])
    parser.add_argument("options", nargs="*")
    arguments = parser.parse_args()
    if not arguments.data:
        sys.exit("measure: name the folder of the data with --data or VULNADAPT_DATA")
    records = []
    if os.path.exists(arguments.output):
        with open(arguments.output) as file:
            records = [json.loads(line) for line in file]
    done = {(r["pair"], r["method"], r["seed"], tuple(r["options"])) for r in records}
    for pair in arguments.pairs:
        for method in arguments.methods:
            for seed in range(1, arguments.seeds + 1):
                if (pair, method, seed, tuple(arguments.options)) in done:
                    continue
                record = measure(arguments, pair, method, seed)
                records.append(record)
                with open(arguments.output, "a") as file:
                    file.write(json.dumps(record, sort_keys=True) + "\n")
                print(f"measured {pair} {method} seed {seed} in {record['seconds']} s", file=sys.stderr)
    tables([r for r in records if r["options"] == arguments.options])


if __name__ == "__main__":
    main()
