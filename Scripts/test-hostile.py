#!/usr/bin/env python3
"""Scans a project that attacks whoever scans it, and watches what the program does.

Usage: test-hostile.py VULNADAPT. With strace every system call that starts a program, or opens, creates or renames a file
is looked at; without it only the marks that an attack leaves are.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = os.path.abspath(sys.argv[1])
STRACE = shutil.which("strace")
CALLS = "execve,execveat,open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat,mkdir,mkdirat,truncate"
FUNCTION = "int copy_%d(char *to, const char *from, int n)\n{\n  while (n--) *to++ = *from++;\n  return n;\n}\n"
failures = []


def fail(text):
    failures.append(text)
    print("FAILED:", text)


def write(path, text, mode=0o644):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    os.chmod(path, mode)


def git(folder, *arguments):
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)


def make(root):
    """A victim beside a project whose every part points at it."""
    project, victim = root + "/project", root + "/victim"
    write(victim + "/secret.c", "int secret(void) { return 4242; }\n")
    write(victim + "/b.json", '{\n  "vulnadaptBaseline": 1,\n  "entries": [\n    {"file":"x.c","fingerprint":"' + "0" * 32
          + '","function":"gone"}\n  ]\n}\n')
    write(victim + "/.gitignore", "*.c\n")
    evil = root + "/evil.sh"
    write(evil, f"#!/bin/sh\necho ran >> '{root}/mark'\ncat\n", 0o755)
    os.makedirs(project)
    subprocess.run(["git", "init", "-q", project], check=True)
    git(project, "config", "user.email", "a")
    git(project, "config", "user.name", "a")
    for number in range(20):
        write(f"{project}/src/f{number}.c", "".join(FUNCTION % (number * 100 + i) for i in range(20)))
    write(project + "/.gitattributes", "*.c diff=evil filter=evil\n")
    git(project, "add", ".")
    git(project, "commit", "-qm", "One")
    write(project + "/src/f0.c", FUNCTION % 9)
    git(project, "commit", "-qam", "Fix CVE-2020-1234\n\n" + "fix " * 10_000)
    for key in ["core.fsmonitor", "diff.external", "diff.evil.command", "diff.evil.textconv", "filter.evil.clean",
                "filter.evil.smudge", "filter.evil.process", "core.pager", "core.askPass", "core.sshCommand", "gpg.program",
                "core.editor", "credential.helper", "core.gitProxy"]:
        git(project, "config", key, evil)
    git(project, "config", "core.hooksPath", root + "/hooks")
    for hook in ["post-checkout", "pre-commit", "post-index-change", "reference-transaction"]:
        write(f"{root}/hooks/{hook}", f"#!/bin/sh\necho ran >> '{root}/mark'\n", 0o755)
    for link, target in [("src/link.c", "../../victim/secret.c"), ("src/folder", "../../victim"), ("b.json", "../victim/b.json"),
                         ("lnk", "../victim"), ("report.json", "../victim/report.json"), (".vulnadaptignore", "../victim/.gitignore"),
                         ("accepted.json", "../victim/new.json")]:
        os.symlink(target, f"{project}/{link}")
    os.mkfifo(project + "/src/pipe.c")
    write(project + "/src/\x1b]0;x\x07.c", FUNCTION % 7)
    return project, victim


def state(folder):
    found = {}
    for path, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(path, name), "rb") as file:
                found[os.path.join(path, name)] = file.read()
    return found


def run(root, arguments, ok=(0, 2), allowed=()):
    """Runs the program under strace and judges what it did."""
    log = root + "/strace.log"
    command = [PROGRAM, *arguments]
    if STRACE:
        command = [STRACE, "-f", "-qq", "-s", "4096", "-e", "trace=" + CALLS, "-o", log, *command]
    environment = dict(os.environ, XDG_CACHE_HOME=root + "/cache", HOME=root + "/home")
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, timeout=300)
    name = "vulnadapt " + " ".join(arguments)
    if done.returncode not in ok:
        fail(f"{name}: status {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}")
    for stream in [done.stdout, done.stderr]:
        if b"\x1b]0;x" in stream:
            fail(f"{name}: a file's name steers the terminal")
    if os.path.exists(root + "/mark"):
        fail(f"{name}: a program of the project ran")
        os.remove(root + "/mark")
    if not STRACE:
        return done
    writable = [root + "/cache", root + "/out", "/dev/null", *allowed]
    with open(log, errors="replace") as file:
        for line in file:
            if "ENOENT" in line or "ELOOP" in line or "ENOTDIR" in line:
                continue
            if "execve" in line:
                started = re.search(r'execve(?:at)?\([^"]*"([^"]*)"', line)
                if started and os.path.basename(started[1]) not in ("vulnadapt", "git"):
                    fail(f"{name}: started {started[1]}")
            if "/victim" in line and not re.search(r"readlink|AT_SYMLINK|O_PATH", line):
                fail(f"{name}: touched the victim: {line.strip()}")
            if re.search(r"O_WRONLY|O_RDWR|O_CREAT", line) and "openat(AT_FDCWD" in line:
                opened = re.search(r'openat\(AT_FDCWD, "([^"]*)"', line)
                path = os.path.join(root, opened[1]) if opened else "?"
                if not any(path.startswith(folder) for folder in writable):
                    fail(f"{name}: wrote {path}")
    return done


def race(root, project):
    """Swaps a folder for a link while it is scanned: nothing of the victim may be read."""
    folder, aside, stop = project + "/src", project + "/aside", threading.Event()

    def swap():
        while not stop.is_set():
            try:
                os.rename(folder, aside)
                os.symlink("../victim", folder)
                time.sleep(0.0005)
                os.remove(folder)
                os.rename(aside, folder)
            except OSError:
                pass

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        for _ in range(40):
            done = subprocess.run([PROGRAM, "functions", "project", "--quiet"], cwd=root, capture_output=True, timeout=600)
            if b"secret" in done.stdout:
                fail("a folder that became a link was read outside the project")
                break
    finally:
        stop.set()
        thread.join()
        if os.path.islink(folder):
            os.remove(folder)
        if os.path.exists(aside):
            os.rename(aside, folder)


def main():
    with tempfile.TemporaryDirectory() as root:
        root = os.path.realpath(root)
        project, victim = make(root)
        os.makedirs(root + "/out")
        os.makedirs(root + "/home")
        before = state(victim)
        run(root, ["functions", "project"])
        run(root, ["scan", "project", "--no-config"])
        run(root, ["scan", "project", "--no-config", "--since", "HEAD~1"])
        run(root, ["labels", "from-git", "project", "-o", "out/labels.csv", "--pattern", "fix(es|ed)? .*overflow"])
        # All that reads the history, learns from it, or notes what was found.
        for arguments in [["scan", "project", "--no-config", "--learn"], ["history", "project"], ["features", "project", "--at", "HEAD"],
                          ["backtest", "project", "--at", "HEAD~1"], ["doctor", "project"], ["signals", "project"],
                          ["explain", "project/src/f1.c:copy_100"], ["labels", "from-triage", "project", "-o", "out/marks.csv"],
                          ["train", "--unlabeled", "project", "-o", "out/own.vulnmodel"],
                          ["mark", "project/src/link.c:secret", "--as", "accepted", "--baseline", "project/lnk/new.json"],
                          ["mark", "project/src/f1.c:copy_100", "--as", "confirmed", "--baseline", "project/accepted.json"]]:
            run(root, arguments)
        run(root, ["mark", "project/src/f1.c:copy_100", "--as", "confirmed"], ok=(0,), allowed=[project])
        run(root, ["labels", "from-triage", "project", "-o", "out/marks.csv"], ok=(0,))
        for text in ["baseline: b.json\n", "baseline: lnk/b.json\n", "model: lnk/secret.c\n", "baseline: ../victim/b.json\n",
                     "model: /dev/zero\n", "model: src/pipe.c\n"]:
            write(project + "/.vulnadapt.yml", text)
            run(root, ["scan", "project", "--no-cache"])
            run(root, ["config", "project"])
        bomb = "a0: &a0 {x: 1}\n" + "".join(f"a{i}: &a{i} {{? *a{i-1} : 1, ? [*a{i-1}] : 2}}\n" for i in range(1, 25))
        write(project + "/.vulnadapt.yml", bomb)
        run(root, ["scan", "project", "--no-cache"], ok=(2,))
        os.remove(project + "/.vulnadapt.yml")
        # What the user writes into the project does not go through the project's links.
        run(root, ["scan", "project", "--no-cache", "--output", "json=project/report.json"], ok=(2,))
        run(root, ["scan", "project", "--no-cache", "--write-baseline", "project/lnk/new.json"], ok=(2,))
        run(root, ["scan", "project", "--no-cache", "--write-baseline", "project/accepted.json"], ok=(2,))
        race(root, project)
        # Git would wait for whoever writes into the pipe.
        os.mkfifo(project + "/.git/packed-refs")
        run(root, ["scan", "project", "--no-config"], ok=(0,))
        run(root, ["labels", "from-git", "project", "-o", "out/labels.csv", "--force"], ok=(2,))
        if state(victim) != before:
            fail("a file outside the project was changed")
    print("hostile project:", "FAILED" if failures else "nothing executed, nothing read or written outside"
          + ("" if STRACE else " (strace is not installed: only marks were looked at)"))
    sys.exit(1 if failures else 0)


main()
