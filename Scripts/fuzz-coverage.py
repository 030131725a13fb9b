#!/usr/bin/env python3
"""Tries the readers of foreign bytes with libFuzzer, which looks for inputs that reach new code.

Usage: fuzz-coverage.py [SECONDS [READER…]] [--jobs N] [--slice SECONDS] [--no-build]
600 seconds of processor time each unless said otherwise, all readers in turns of at most 60 seconds, one at a time. The harnesses are
optimised, and keep every check of a release build; addresses are checked everywhere, and code is counted in Swift and in the C that
SwiftPM builds. At the end the inputs that were kept are read once more, and leaks are looked for.

Inputs that reached something new are kept in .build-fuzzing/corpus for the next time, and what crashes a reader or
takes it longer than 25 seconds, twice, in .build-fuzzing/found. Exits with 1 when there is any.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / ".build-fuzzing"
PROGRAM = WORK / "release/FuzzReaders"
READERS = ("adaptation agreement baseline c-text cache checkpoint configuration experiment git history ignore labels-csv labels-jsonl lsp mended messages"
           " model osv points run scoring snapshot wording").split()
# The longest input of a reader whose good inputs do not fit into 64 KB.
LIMITS = {"model": 1 << 18, "checkpoint": 1 << 18, "cache": 1 << 17}
lock = threading.Lock()


def build():
    flags = ["-sanitize=fuzzer", "-enable-testing", "-no-whole-module-optimization", "-enable-batch-mode"]
    subprocess.run(
        [os.environ.get("SWIFT", "swift"), "build", "--package-path", "Fuzzing", "--scratch-path", WORK, "-c", "release",
         "--sanitize", "address", *(word for flag in flags for word in ("-Xswiftc", flag)), "-Xcc", "-fsanitize=fuzzer-no-link"],
        cwd=ROOT, check=True)


def fuzz(reader, arguments, log, limit=None):
    """Runs the harness, for so many seconds of processor time; its exit status, and the processor time that it took."""
    environment = dict(os.environ, VULNADAPT_FUZZ_READER=reader,
                       VULNADAPT_FUZZ_MODEL=str(WORK / "seeds/model/starter.vulnmodel"))
    with open(log, "wb") as file:
        process = subprocess.Popen([PROGRAM, *arguments], stdout=file, stderr=file, env=environment)
        while limit:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if processor_time(process.pid) >= limit:
                process.send_signal(signal.SIGINT)
                break
            time.sleep(0.5)
        else:
            done = 0
        if not done:
            _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime


def processor_time(process):
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def turn(reader, seconds):
    """Tries a reader for a while and writes down how far it came; true unless something was found."""
    corpus, log, found = WORK / "corpus" / reader, WORK / f"{reader}.log", WORK / "found"
    corpus.mkdir(parents=True, exist_ok=True)
    before = {path.name for path in found.iterdir()}
    start = time.monotonic()
    _, processor = fuzz(reader, [
        corpus, WORK / "seeds" / reader, "-timeout=25", "-rss_limit_mb=4096", "-detect_leaks=0",
        f"-max_len={LIMITS.get(reader, 1 << 16)}", f"-dict={WORK / 'seeds' / (reader + '.dict')}",
        f"-artifact_prefix={found / reader}-", "-print_final_stats=1"], log, limit=seconds)
    text = log.read_text(errors="replace")
    inputs = re.findall(r"^stat::number_of_executed_units: (\d+)", text, re.M) or re.findall(r"^#(\d+)", text, re.M)
    edges = re.findall(r"cov: (\d+)", text)
    kept = []
    for path in sorted(found.iterdir()):
        if path.name in before or not path.name.startswith(reader + "-"):
            continue
        # A machine that does other things makes inputs slow.
        if path.name.startswith(reader + "-timeout-") and fuzz(reader, [path, "-timeout=25"], WORK / f"{reader}.again.log")[0] == 0:
            path.unlink()
            continue
        if path.name.startswith(reader + "-slow-unit-"):
            continue
        kept.append(path.name)
        (WORK / f"{path.name}.log").write_text(text)
    row = {"reader": reader, "seconds": round(time.monotonic() - start), "processor": round(processor),
           "inputs": int(inputs[-1]) if inputs else 0, "edges": int(edges[-1]) if edges else 0, "found": kept}
    with lock:
        with open(WORK / "turns.jsonl", "a") as file:
            file.write(json.dumps(row) + "\n")
        print("{reader}: {processor} s of processor time, {inputs} inputs, {edges} edges".format(**row), *kept, flush=True)
    return not kept


def leaks_nothing(reader):
    """Whether reading all that was kept leaves nothing behind."""
    log = WORK / f"{reader}.leaks.log"
    status, _ = fuzz(reader, [WORK / "corpus" / reader, "-runs=0", "-timeout=25", "-rss_limit_mb=4096", "-detect_leaks=1"], log)
    if status != 0:
        print(f"{reader}: {log} tells of a leak", flush=True)
    return status == 0


def summary():
    """A row for each reader over all turns since the corpus began."""
    totals = {}
    with open(WORK / "turns.jsonl") as file:
        for line in file:
            row = json.loads(line)
            seconds, inputs, edges = totals.get(row["reader"], (0, 0, 0))
            totals[row["reader"]] = (seconds + row["processor"], inputs + row["inputs"], max(edges, row["edges"]))
    print("| Reader | Seconds | Inputs | Edges |\n|---|---:|---:|---:|")
    for reader, (seconds, inputs, edges) in sorted(totals.items()):
        print(f"| {reader} | {seconds:,} | {inputs:,} | {edges:,} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seconds", nargs="?", type=int, default=600)
    parser.add_argument("readers", nargs="*", metavar="reader", help=", ".join(READERS))
    parser.add_argument("--jobs", type=int, default=1, help="how many readers are tried at a time")
    parser.add_argument("--slice", type=int, default=60, help="the longest turn, in seconds of processor time")
    parser.add_argument("--no-build", action="store_true", help="use the harness that is there")
    options = parser.parse_args()
    if unknown := set(options.readers) - set(READERS):
        parser.error(f"unknown reader {', '.join(sorted(unknown))}; there are {', '.join(READERS)}")
    if not options.no_build:
        build()
    subprocess.run([ROOT / "Scripts/make-fuzz-seeds.py", WORK / "seeds", os.environ.get("VULNADAPT", ".build/release/vulnadapt")],
                   cwd=ROOT, check=True)
    (WORK / "found").mkdir(exist_ok=True)
    left = {reader: options.seconds for reader in options.readers or READERS}
    clean = True
    with concurrent.futures.ThreadPoolExecutor(max(1, options.jobs)) as pool:
        while left:
            clean &= all(list(pool.map(lambda reader: turn(reader, min(options.slice, left[reader])), left)))
            left = {reader: rest - options.slice for reader, rest in left.items() if rest > options.slice}
        clean &= all(list(pool.map(leaks_nothing, options.readers or READERS)))
    summary()
    sys.exit(0 if clean else 1)


main()
