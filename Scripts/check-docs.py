#!/usr/bin/env python3
"""Runs the commands that documentation shows, and compares or replaces their output.

    Scripts/check-docs.py PROGRAM            fails when a page no longer matches
    Scripts/check-docs.py PROGRAM --write    writes what the program prints today

A block of code after the line <!-- run: COMMAND --> holds what COMMAND prints, standard error included. One after the
line <!-- transcript --> holds commands after `$ `, each followed by what it prints on standard output. Commands run
in the repository; the commands of a block after the line <!-- tried --> must succeed, whatever they print, and run one
after the other in a git repository with C code in `src` and a model `here.vulnmodel`. `vulnadapt` is PROGRAM, and netkit.vulnmodel is a model trained on Samples, in a transcript the
one it has trained itself. It is a linear one, whose last bits no processor decides, so everything must be equal.
"""
import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^<!-- run: (?P<command>.+?) -->\n```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.M | re.S)
TRANSCRIPT = re.compile(r"^<!-- transcript -->\n```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.M | re.S)
TRIED = re.compile(r"^<!-- tried -->\n```\w*\n(?P<body>.*?)^```$", re.M | re.S)
UNTRIED = re.compile(r"^(?!<!--).*\n```\w*\n\$ vulnadapt", re.M)
COMMAND = re.compile(r"^\$ (?P<command>(?:.*\\\n)*.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.M)
MODEL = "netkit.vulnmodel"


def commands(block):
    """The commands of a block: those after `$ ` where there are any, else all lines, continued lines joined."""
    found = [match["command"] for match in COMMAND.finditer(block)]
    return found or [line for line in re.sub(r"\\\n", " ", block).splitlines() if line.strip()]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program", type=pathlib.Path)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--model", type=pathlib.Path, help="use this model; otherwise one is trained")
    options = arguments.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder, "pages")
        transcripts = pathlib.Path(folder, "transcripts")
        for place in (work, transcripts):
            place.mkdir()
            (place / "vulnadapt").symlink_to(options.program.resolve())
            (place / "Samples").symlink_to(ROOT / "Samples")
        if options.model:
            (work / MODEL).symlink_to(options.model.resolve())
        environment = {**os.environ, "PATH": f"{work}:{os.environ['PATH']}", "NO_COLOR": "1"}

        def run(command, place=work, errors=subprocess.STDOUT):
            done = subprocess.run(["bash", "-c", command], cwd=place, env=environment, stdout=subprocess.PIPE,
                                  stderr=errors, text=True, stdin=subprocess.DEVNULL)
            return done.stdout.replace(str(place.resolve()) + "/", "").replace(str(place) + "/", "")

        def differs(page, command, old, new):
            """Whether a command prints another thing than the page says; then it is shown and counted."""
            nonlocal wrong
            if old == new:
                return False
            if not options.write:
                wrong += 1
                print(f"{page.relative_to(ROOT)}: the output of this command is another one: {command}")
                print("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True),
                                                   "documented", "printed")))
            return True

        def train_model():
            if (work / MODEL).exists():
                return
            training = run(f"vulnadapt train --labeled Samples/pixkit --unlabeled Samples/netkit -o {MODEL} --quiet")
            if not (work / MODEL).exists():
                sys.exit(f"check-docs: no model could be trained:\n{training}")

        def project():
            """A repository to try commands in."""
            place = pathlib.Path(folder, "project")
            if not place.exists():
                train_model()
                shutil.copytree(ROOT / "Samples" / "netkit", place / "src")
                git = ["git", "-C", place, "-c", "user.name=a", "-c", "user.email=a@b"]
                for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "Start"]):
                    subprocess.run([*git, *words], check=True)
                (place / "Samples").symlink_to(ROOT / "Samples")
                for model in (MODEL, "here.vulnmodel"):
                    shutil.copy(work / MODEL, place / model)
                run("vulnadapt scan . --model here.vulnmodel --write-baseline vulnadapt-baseline.json", place)
            return place

        def succeeds(page, command):
            output = re.search(r" -o (\S+)", command)
            if output and (project() / output[1]).is_file():
                (project() / output[1]).unlink()
            done = subprocess.run(["bash", "-c", command], cwd=project(), stdin=subprocess.DEVNULL, text=True,
                                  env={**environment, "GITHUB_STEP_SUMMARY": "/dev/null"},
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            # 1 says that a gate has found something.
            if done.returncode > 1:
                print(f"{page.relative_to(ROOT)}: exit status {done.returncode} of: {command}\n{done.stdout[-2000:]}")
            return done.returncode <= 1

        for page in sorted([ROOT / "README.md", *(ROOT / "docs").glob("**/*.md")]):
            text = page.read_text()
            if UNTRIED.search(text):
                wrong += 1
                print(f"{page.relative_to(ROOT)}: a block with `$ vulnadapt` is neither a transcript nor tried")
            for block in TRIED.finditer(text):
                wrong += sum(not succeeds(page, command) for command in commands(block["body"]))
            if not BLOCK.search(text) and not TRANSCRIPT.search(text):
                continue

            def replay(match):
                def step(command):
                    new = run(command["command"], transcripts, subprocess.DEVNULL)
                    if differs(page, command["command"], command["output"], new):
                        return f"$ {command['command']}\n{new}"
                    return command[0]

                return f"<!-- transcript -->\n```{match['kind']}\n{COMMAND.sub(step, match['body'])}```"

            def update(match):
                command, old = match["command"], match["body"]
                if MODEL in command:
                    train_model()
                new = run(command)
                if not differs(page, command, old, new):
                    return match[0]
                return f"<!-- run: {command} -->\n```{match['kind']}\n{new}```"

            updated = TRANSCRIPT.sub(replay, BLOCK.sub(update, text))
            if options.write and updated != text:
                page.write_text(updated)
                print(f"check-docs: wrote {page.relative_to(ROOT)}")
    if wrong:
        sys.exit(f"check-docs: {wrong} outputs differ. Look at them, then run: Scripts/check-docs.py PROGRAM --write")
    print("check-docs: documentation shows what the program prints")


main()
