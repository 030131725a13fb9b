#!/usr/bin/env python3
"""Times scans side by side with flawfinder and cppcheck, and prints a Markdown table.

    Scripts/compare-scanners.py PROGRAM MODEL [--corpora FOLDER] [--runs N]

PROGRAM scans ffmpeg to SARIF without a cache and again with one; flawfinder scans the same tree, cppcheck and
PROGRAM scan libpng (cppcheck takes hours for ffmpeg). The corpora are those of Scripts/fetch-corpora.sh. What is not
installed is said and left out: on Debian, apt-get install flawfinder cppcheck. Run it on an idle machine; medians are
given with the range, and the highest memory of a run.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


class ScannerFailure(Exception):
    """A scanner ended with a status other than done or findings."""


def measure(command, runs):
    """Seconds of each run and the peak memory of all in MB, of the command and what it starts."""
    seconds, memory = [], 0
    for _ in range(runs):
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds.append(time.monotonic() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise ScannerFailure(process.returncode)
        memory = max(memory, usage.ru_maxrss)
    # Bytes on a Mac, KiB elsewhere.
    return seconds, memory / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def row(name, tree, command, runs):
    if not shutil.which(command[0]):
        print(f"| {name} | {tree} | {command[0]} is not installed | |", flush=True)
        return None
    try:
        seconds, memory = measure(command, runs)
    except ScannerFailure as failure:
        # flawfinder gives up, with status 15, on files that are not UTF-8.
        print(f"| {name} | {tree} | gave up with status {failure.args[0]} | |", flush=True)
        return None
    median = statistics.median(seconds)
    span = f" ({min(seconds):.2f}–{max(seconds):.2f})" if runs > 1 else ""
    print(f"| {name} | {tree} | {median:.2f} s{span} | {memory:.0f} MB |", flush=True)
    return median


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("model")
    parser.add_argument("--corpora", default=pathlib.Path(__file__).parent.parent / ".build-corpora", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    ffmpeg, libpng = (options.corpora / name for name in ("ffmpeg-5.1.9", "libpng-1.6.39"))
    for tree in (ffmpeg, libpng):
        if not tree.is_dir():
            sys.exit(f"compare-scanners: {tree} is missing. Run Scripts/fetch-corpora.sh first.")
    program = str(pathlib.Path(options.program).resolve())
    print(f"{options.runs} runs each; load before: {os.getloadavg()[0]:.1f}\n")
    print("| | Tree | Median (range) | Peak memory |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        def scan(tree, *arguments):
            output = os.path.join(folder, "report.sarif")
            return [program, "scan", str(tree), "--model", options.model, "--no-config", "--quiet",
                    "--output", f"sarif={output}", *arguments]

        cache = ["--cache", os.path.join(folder, "cache")]
        cold = row("vulnadapt scan, no cache", "ffmpeg", scan(ffmpeg, "--no-cache"), options.runs)
        measure(scan(ffmpeg, *cache), 1)
        warm = row("vulnadapt scan, nothing changed", "ffmpeg", scan(ffmpeg, *cache), options.runs)
        row("flawfinder --sarif", "ffmpeg", ["flawfinder", "--sarif", str(ffmpeg)], 1)
        row("vulnadapt scan, no cache", "libpng", scan(libpng, "--no-cache"), options.runs)
        row("flawfinder --sarif", "libpng", ["flawfinder", "--sarif", str(libpng)], options.runs)
        jobs = str(os.cpu_count() or 1)
        row("cppcheck -q", "libpng", ["cppcheck", "-q", "-j", jobs, str(libpng)], 1)
    if warm and cold:
        print(f"\nThe second scan takes {100 * warm / cold:.0f} % of the first.")


main()
