#!/usr/bin/env python3
"""Kills commands at many moments and looks at what is left: every file old or new, every resumed run the same.

Usage: test-kill.py VULNADAPT [MOMENTS [JOB…]]; jobs: scan, train, experiment, labels, backtest, mark, evaluate, merge, triage, report,
outputs; 100 moments each unless said otherwise. A moment after a command's end is tried again, earlier, so that nearly every one is a kill.
Where strace is installed, every other moment is not one of time but the one before a system call that changes a file, so that each of these
is met however short it is.
"""
import collections
import csv
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
MOMENTS = int(sys.argv[2]) if len(sys.argv) > 2 else 100
JOBS = sys.argv[3:] or ["scan", "train", "experiment", "labels", "backtest", "mark", "evaluate", "merge", "triage", "report", "outputs"]
STRACE = shutil.which("strace")
CHANGES = "write,pwrite64,fsync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,mkdirat"
FUNCTION = "int copy_%d(char *to, const char *from, int n)\n{\n  while (n--) *to++ = *from++ %s %d;\n  return n;\n}\n"
HEAD = "path,function,line,label,cwe,cve\n"
random.seed(int(os.environ.get("SEED", "1")))


class Failure(Exception):
    pass


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def read(path):
    with open(path, "rb") as file:
        return file.read()


def run(root, arguments, ok=(0,)):
    done = subprocess.run([PROGRAM, *arguments], cwd=root, capture_output=True, env=environment(root))
    if done.returncode not in ok:
        raise Failure(f"{' '.join(arguments)}: status {done.returncode}: {done.stderr.decode()[-400:]}")
    return done.stdout


def environment(root):
    return dict(os.environ, XDG_CACHE_HOME=root + "/cache")


def timed(work):
    """What the work gives, and how long it takes when it is done again."""
    work()
    start = time.monotonic()
    result = work()
    return result, time.monotonic() - start


changes_of = {}


def kill_before_a_change(root, arguments, share):
    """Runs a command and kills it before one of its changes of files; True when it was. The first time its changes are counted."""
    def trace(*options):
        with tempfile.NamedTemporaryFile("w+", errors="replace") as log:
            done = subprocess.run([STRACE, "-f", "-qq", "-o", log.name, "-e", "trace=" + CHANGES, *options, PROGRAM, *arguments],
                                  cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(root))
            return done.returncode, log.read()

    key = (root, *arguments)
    if key not in changes_of:
        # Calls are counted for each thread by itself, as strace does when it is to stop at one.
        counts, places = collections.Counter(), {}
        for line in trace()[1].splitlines():
            thread, _, call = line.partition(" ")
            name = call.strip().partition("(")[0]
            if name in CHANGES.split(","):
                counts[thread, name] += 1
                places[name, counts[thread, name]] = None
        changes_of[key] = list(places)
        return False
    name, number = changes_of[key][min(int(share * len(changes_of[key])), len(changes_of[key]) - 1)]
    return trace("-e", f"inject={name}:signal=SIGKILL:when={number}")[0] == -signal.SIGKILL


def kill_somewhere(root, arguments, share, seconds):
    """Kills a command after a share of its time, or of its changes of files; True when it was still at work."""
    if STRACE and random.random() < 0.5:
        return kill_before_a_change(root, arguments, share)
    return kill(root, arguments, share * seconds)


def kill(root, arguments, seconds, stops_after=None):
    """Starts a command and kills it after a while; True when it was still at work. It may be told to stop before."""
    process = subprocess.Popen([PROGRAM, *arguments], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               env=environment(root))
    try:
        if stops_after is not None:
            process.wait(stops_after)
            return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(seconds)
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True


def pair(root):
    """Two labelled projects, a third of whose functions copy unchecked."""
    operators = "+-*/&|^%"
    for project, prefix in [("one", "f"), ("other", "g")]:
        code, rows = "", HEAD
        for index in range(96):
            copies = index % 3 == 0
            heart = "char b[16]; memcpy(b, p, n);" if copies else "if (n > 16) return -1;"
            line = f"n = n {operators[index % 8]} p[n] {operators[index // 12]} {index};"
            code += f"int {prefix}{index}(const char *p, int n) {{ {heart} {line} return n; }}\n"
            rows += f"a.c,{prefix}{index},{index + 1},{int(copies)},,\n"
        write(f"{root}/{project}/a.c", code)
        write(f"{root}/{project}/labels.csv", rows)


def temporaries(folder):
    return [os.path.join(path, name) for path, _, names in os.walk(folder) for name in names if name.startswith(".vulnadapt-")]


# Each job: prepares, and gives a function that is called for each moment with the share of the whole time.


def scan(root):
    for number in range(200):
        write(f"{root}/p/f{number}.c", "".join(FUNCTION % (number * 100 + i, "+*-"[i % 3], i) for i in range(60)))
    arguments = ["scan", "p", "--quiet", "--threshold", "0", "--output", "json=report.json", "--write-baseline", "b.json"]

    def forget():
        shutil.rmtree(root + "/cache", ignore_errors=True)

    def begin():
        # A scan of a part of the project goes on with the baseline that it writes.
        for name in ("report.json", "b.json"):
            write(f"{root}/{name}", '{"vulnadaptBaseline":1,"entries":[]}')

    seconds = {True: timed(lambda: (forget(), begin(), run(root, arguments)))[1]}
    time.sleep(4)  # Files changed just now are not remembered.
    seconds[False] = timed(lambda: (begin(), run(root, arguments)))[1]
    whole = [read(root + "/report.json"), read(root + "/b.json")]

    def moment(share):
        begin()
        forgets = random.random() < 0.7
        if forgets:
            forget()
        killed = kill_somewhere(root, arguments, share, seconds[forgets])
        for name, new in zip(("report.json", "b.json"), whole):
            if read(f"{root}/{name}") not in (new, b'{"vulnadaptBaseline":1,"entries":[]}'):
                raise Failure(f"{name} is neither old nor new")
        begin()
        run(root, arguments)
        if [read(root + "/report.json"), read(root + "/b.json")] != whole:
            raise Failure("the next scan, with the cache that was left, reports otherwise")
        for path in temporaries(root):
            os.remove(path)
        return killed

    return moment


def train(root):
    pair(root)
    arguments = ["train", "--labeled", "one", "--unlabeled", "other", "-o", "m.vulnmodel", "--method", "dual-gd-ddan",
                 "--preset", "small", "--steps", "60", "--threads", "1", "--quiet"]
    def forget():
        for name in ("m.vulnmodel", "m.vulncheckpoint"):
            if os.path.exists(f"{root}/{name}"):
                os.remove(f"{root}/{name}")

    _, seconds = timed(lambda: (forget(), run(root, arguments)))
    whole = read(root + "/m.vulnmodel")

    def moment(share):
        forget()
        kind = random.choice(["at work", "stopping", "resumed"])
        if kind == "at work":
            killed = kill_somewhere(root, arguments, share, seconds)
        else:
            # A training that is told to stop writes a checkpoint; it is killed as it does so, or as it goes on.
            killed = kill(root, arguments, share * 0.1 if kind == "stopping" else 60, stops_after=random.random() * seconds * 0.9)
            if kind == "resumed" and os.path.exists(root + "/m.vulncheckpoint"):
                killed = kill(root, arguments + ["--resume"], share * seconds * 0.5)
        if os.path.exists(root + "/m.vulnmodel"):
            if read(root + "/m.vulnmodel") != whole:
                raise Failure("there is a model that is not the whole one")
        resumes = os.path.exists(root + "/m.vulncheckpoint")
        # One that is stopped before its first step leaves neither.
        if killed or resumes or not os.path.exists(root + "/m.vulnmodel"):
            run(root, arguments + (["--resume"] if resumes else ["--overwrite"]))
        if read(root + "/m.vulnmodel") != whole:
            raise Failure("the resumed run made another model")
        for path in temporaries(root):
            os.remove(path)
        return killed

    return moment


def experiment(root):
    pair(root)
    write(root + "/x.yml", "pairs:\n  - labeled: one\n    target: other\nmethods: [linear, tfidf-lr]\nseeds: 3\n")

    def arguments(folder):
        return ["experiment", "x.yml", "-o", folder, "--jobs", "2", "--quiet"]

    def scores(folder):
        found = {}
        for path, _, names in os.walk(f"{root}/{folder}"):
            for name in names:
                if name == "scores.csv":
                    found[os.path.relpath(os.path.join(path, name), f"{root}/{folder}")] = read(os.path.join(path, name))
        return found

    _, seconds = timed(lambda: (shutil.rmtree(root + "/whole", ignore_errors=True), run(root, arguments("whole"))))
    whole = scores("whole")
    if len(whole) != 6:
        raise Failure(f"{len(whole)} of 6 runs have scores")

    def moment(share):
        shutil.rmtree(root + "/runs", ignore_errors=True)
        killed = kill_somewhere(root, arguments("runs"), share, seconds)
        finished = []
        if os.path.exists(root + "/runs/runs.jsonl"):
            for line in read(root + "/runs/runs.jsonl").split(b"\n")[:-1]:
                finished.append(json.loads(line)["id"])
        run(root, arguments("runs"))
        records = [json.loads(line)["id"] for line in read(root + "/runs/runs.jsonl").splitlines()]
        if len(set(records)) != 6 or any(records.count(name) != 1 for name in finished):
            raise Failure("a finished run was lost or made again")
        if scores("runs") != whole:
            raise Failure("the experiment that went on has other scores")
        return killed

    return moment


def labels(root):
    sources = {}
    for name, operators in [("a", "+-"), ("b", "*/")]:
        folder = f"{root}/{name}"
        for number in range(12):
            write(f"{folder}/f{number}.c", "".join(FUNCTION % (i, operators[0], i) for i in range(20)))
        for command in [["init", "-q"], ["config", "user.email", "a"], ["config", "user.name", "a"], ["add", "."],
                        ["commit", "-qm", "Add"]]:
            subprocess.run(["git", "-C", folder, *command], check=True, capture_output=True)
        for number in range(12):
            write(f"{folder}/f{number}.c", "".join(FUNCTION % (i, operators[i % 10 == 0], i) for i in range(20)))
            subprocess.run(["git", "-C", folder, "commit", "-qam", f"CVE-2020-{1000 + number}"], check=True, capture_output=True)
    arguments = {name: ["labels", "from-git", name, "-o", "out/labels.csv", "--force"] for name in "ab"}

    return labels_of_either(root, arguments)


def labels_of_either(root, arguments):
    """Two commands, "a" and "b", that replace each other's labels in `out`, and their sources with them."""
    def state():
        """The label file, and for each row what its source holds."""
        rows = read(root + "/out/labels.csv")
        texts = {}
        for row in csv.DictReader(rows.decode().splitlines()):
            texts[row["path"]] = hashlib.sha256(read(f"{root}/out/{row['path']}")).hexdigest()
        return rows, texts

    whole, seconds = {}, 0
    for name in "ab":
        _, seconds = timed(lambda: run(root, arguments[name]))
        whole[name] = state()
    if whole["a"] == whole["b"]:
        raise Failure("both write the same labels")

    def moment(share):
        old, new = random.choice(["ab", "ba"])
        run(root, arguments[old])
        killed = kill_somewhere(root, arguments[new], share, seconds)
        if state() not in (whole[old], whole[new]):
            raise Failure("the labels and sources do not belong together")
        run(root, arguments[new])
        if state() != whole[new]:
            raise Failure("the next run wrote other labels")
        listed = {os.path.relpath(os.path.join(path, name), root + "/out")
                  for path, _, names in os.walk(root + "/out/labels-sources") for name in names
                  if not name.startswith(".vulnadapt-")}
        if listed != set(whole[new][1]):
            raise Failure("sources that no row names stay")
        return killed

    return moment


def triage(root):
    """Labels of marks: those of one baseline, then those of another that speaks of other files too."""
    for number in range(30):
        write(f"{root}/p/f{number}.c", "".join(FUNCTION % (number * 100 + i, "+*-"[i % 3], i) for i in range(20)))
    arguments = {}
    for name, files in [("a", range(0, 20)), ("b", range(10, 30))]:
        places = [f"p/f{number}.c:copy_{number * 100 + 3}" for number in files]
        run(root, ["mark", *places, "--as", {"a": "confirmed", "b": "accepted"}[name], "--baseline", f"{name}.json"])
        arguments[name] = ["labels", "from-triage", "p", "-o", "out/labels.csv", "--baseline", f"{name}.json", "--force"]
    return labels_of_either(root, arguments)


def backtest(root):
    """The history that backtests and scans remember."""
    folder = f"{root}/p"

    def git(day, *command):
        date = f"{1_500_000_000 + day * 86_400} +0000"
        subprocess.run(["git", "-C", folder, "-c", "user.email=a", "-c", "user.name=a", *command], check=True,
                       capture_output=True, env=dict(os.environ, GIT_COMMITTER_DATE=date, GIT_AUTHOR_DATE=date))

    for number in range(30):
        write(f"{folder}/f{number}.c", "".join(FUNCTION % (number * 100 + i, "+", i) for i in range(30)))
    git(0, "init", "-q")
    git(0, "add", ".")
    git(0, "commit", "-qm", "Add")
    for number in range(90):
        name = f"{folder}/f{number % 30}.c"
        text = read(name).decode()
        place = number // 30 * 7 % 30
        changed = FUNCTION % (number % 30 * 100 + place, "+", place)
        write(name, text.replace(changed, changed.replace("return n;", f"return n + {number};")))
        git(1 + number * (1 if number < 60 else 5), "commit", "-qam",
            f"CVE-2020-{1000 + number}" if number % 3 == 0 else "Change")
    arguments = ["backtest", "p", "--at", "2017-09-15", "--format", "json"]

    def forget():
        shutil.rmtree(root + "/cache", ignore_errors=True)

    seconds = {True: timed(lambda: (forget(), run(root, arguments)))[1], False: timed(lambda: run(root, arguments))[1]}
    whole = run(root, arguments + ["--no-cache"])

    def moment(share):
        forgets = random.random() < 0.8
        if forgets:
            forget()
        killed = kill_somewhere(root, arguments, share, seconds[forgets])
        if run(root, arguments) != whole or run(root, arguments) != whole:
            raise Failure("the next backtest, with the cache that was left, has other figures")
        return killed

    return moment


def mark(root):
    """The baseline that marks are noted in."""
    write(f"{root}/p/a.c", "".join(FUNCTION % (i, "+", i) for i in range(400)))
    others = [f"p/a.c:copy_{number}" for number in range(50, 350)]
    run(root, ["mark", *others, "--as", "accepted", "--baseline", "b.json"])
    arguments = {kind: ["mark", "p/a.c:copy_7", "--as", kind, "--baseline", "b.json"] for kind in ("confirmed", "accepted")}
    states = {}
    for kind in arguments:
        _, seconds = timed(lambda: run(root, arguments[kind]))
        states[kind] = read(root + "/b.json")

    def moment(share):
        old, new = random.sample(sorted(arguments), 2)
        run(root, arguments[old])
        killed = kill_somewhere(root, arguments[new], share, seconds)
        if read(root + "/b.json") not in states.values():
            raise Failure("the baseline is neither old nor new")
        run(root, arguments[new])
        if read(root + "/b.json") != states[new]:
            raise Failure("the next mark is another")
        return killed

    return moment


def evaluate(root):
    """A run's folder, which an evaluation replaces: where it has a record, all that is in it is of one run."""
    pair(root)
    names = ["training.jsonl", "scores.csv", "joint.safetensors"]
    # A linear model has no joint space, so that the points of the other must go.
    methods = {"vuld": ["--preset", "small", "--steps", "4", "--minimum-steps", "1"], "linear": []}
    arguments = {name: ["evaluate", "--labeled", "one", "--target", "other", "--method", name, "--run-folder", "run", *rest]
                 for name, rest in methods.items()}

    def state():
        path = root + "/run/record.json"
        if not os.path.exists(path):
            return None
        files = [read(f"{root}/run/{name}") if os.path.exists(f"{root}/run/{name}") else None for name in names]
        return json.loads(read(path))["method"], files

    whole, seconds = {}, {}
    for name in arguments:
        _, seconds[name] = timed(lambda: run(root, arguments[name]))
        whole[name] = state()

    def moment(share):
        old, new = random.sample(sorted(arguments), 2)
        run(root, arguments[old])
        killed = kill_somewhere(root, arguments[new], share, seconds[new])
        if state() not in (None, *whole.values()):
            raise Failure("the run's folder has a record and files of another run")
        run(root, arguments[new])
        if state() != whole[new]:
            raise Failure("the next run's folder is another")
        return killed

    return moment


def sharded(root):
    """An experiment of six runs in two shards, in `runs`."""
    pair(root)
    write(root + "/x.yml", "pairs:\n  - labeled: one\n    target: other\nmethods: [linear, tfidf-lr]\nseeds: 3\n")
    for shard in ["1/2", "2/2"]:
        run(root, ["experiment", "x.yml", "-o", "runs", "--jobs", "1", "--shard", shard, "--quiet"])


def merge(root):
    """Gathering the runs of shards."""
    sharded(root)
    names = ["runs.jsonl", "tables.md", "tables.html"]

    def begin():
        for name in names:
            if os.path.exists(f"{root}/runs/{name}"):
                os.remove(f"{root}/runs/{name}")

    def state():
        return [read(f"{root}/runs/{name}") for name in names]

    arguments = ["experiment", "merge", "runs"]
    _, seconds = timed(lambda: (begin(), run(root, arguments)))
    whole = state()

    def moment(share):
        begin()
        killed = kill_somewhere(root, arguments, share, seconds)
        for name, new in list(zip(names, whole))[1:]:
            if os.path.exists(f"{root}/runs/{name}") and read(f"{root}/runs/{name}") != new:
                raise Failure(f"{name} is half a file")
        run(root, arguments)
        if state() != whole:
            raise Failure("the next merge has other runs or tables")
        return killed

    return moment


def report(root):
    """The pages and plots of an experiment."""
    sharded(root)
    run(root, ["experiment", "merge", "runs"])
    return old_or_new(root, {"report": (["report", "runs", "-o", "pages/r.html", "--plots", "plots"], ["pages", "plots"])})


def outputs(root):
    """Commands whose files stand beside nothing that belongs to them."""
    pair(root)
    learn = ["train", "--labeled", "one", "--unlabeled", "other", "--quiet", "--overwrite"]
    run(root, [*learn, "-o", "points.vulnmodel", "--method", "dual-gd-ddan", "--preset", "small", "--steps", "4", "--minimum-steps", "1"])
    return old_or_new(root, {
        "scan": (["scan", "one", "--quiet", "--no-cache", "--threshold", "0", *(
            word for form, ending in [("html", "html"), ("sarif", "sarif"), ("markdown", "md"), ("json", "json")]
            for word in ("--output", f"{form}=scan/r.{ending}"))], ["scan"]),
        "train": ([*learn, "--method", "linear-adapted", "-o", "model/m.vulnmodel"], ["model"]),
        "embed": (["embed", "--labeled", "one", "--unlabeled", "other", "--model", "points.vulnmodel", "-o", "z/z.csv", "--plot",
                   "z/z.svg", "--perplexity", "5"], ["z"]),
        "init": (["init", "settings", "--force"], ["settings"]),
    })


def old_or_new(root, commands):
    """Commands with the folders of all that they write: each file of them is the old one or the new one, and the next run's the new one."""
    def files(folders):
        return {os.path.join(path, name): read(os.path.join(path, name)) for folder in folders
                for path, _, names in os.walk(f"{root}/{folder}") for name in names if not name.startswith(".vulnadapt-")}

    whole, seconds = {}, {}
    for name, (arguments, folders) in commands.items():
        for folder in folders:
            os.makedirs(f"{root}/{folder}", exist_ok=True)
        run(root, arguments)
        whole[name] = files(folders)
        _, seconds[name] = timed(lambda: run(root, arguments))
        if files(folders) != whole[name] or not whole[name]:
            raise Failure(f"{name} does not write the same again")

    def moment(share):
        name = random.choice(list(commands))
        arguments, folders = commands[name]
        for path in whole[name]:
            write(path, "old")
        killed = kill_somewhere(root, arguments, share, seconds[name])
        for path, text in files(folders).items():
            if text not in (b"old", whole[name].get(path)):
                raise Failure(f"{name}: {path} is neither old nor new")
        run(root, arguments)
        if files(folders) != whole[name]:
            raise Failure(f"{name}: the next run wrote something else")
        for folder in folders:
            for path in temporaries(f"{root}/{folder}"):
                os.remove(path)
        return killed

    return moment


def main():
    failed = False
    for name in JOBS:
        with tempfile.TemporaryDirectory() as root:
            root = os.path.realpath(root)
            killed = number = 0
            try:
                moment = {"scan": scan, "train": train, "experiment": experiment, "labels": labels, "backtest": backtest, "mark": mark,
                          "evaluate": evaluate, "merge": merge, "triage": triage, "report": report, "outputs": outputs}[name](root)
                for number in range(MOMENTS):
                    share = (number + random.random()) / MOMENTS
                    # Later runs may be faster than the one that was timed.
                    for _ in range(6):
                        if moment(share):
                            killed += 1
                            break
                        share *= 0.8
                print(f"{name}: {MOMENTS} moments, {killed} kills, nothing lost", flush=True)
            except Failure as error:
                failed = True
                print(f"FAILED: {name}, moment {number + 1} of {MOMENTS}: {error}", flush=True)
    sys.exit(1 if failed else 0)


main()
