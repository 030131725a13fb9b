#!/usr/bin/env python3
"""Checks VulnAdapt.xcodeproj without Xcode: its objects, its targets, and every file it names.

The project is read by openstep-parser (PyPI; Scripts/set-up.sh puts it in .build-python) and compared with
Package.swift, the sources and Scripts/xcode/expected.py. Exit status: 0 all is well, 1 it is not, 77 the parser
is missing.

  Scripts/check-xcode-project.py [PROJECT]
"""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "Scripts"), str(ROOT / ".build-python")]
sys.dont_write_bytecode = True
try:
    from openstep_parser import OpenStepDecoder
except ImportError:
    print("openstep-parser is missing. Run Scripts/set-up.sh, then this again.", file=sys.stderr)
    sys.exit(77)

from xcode import check_files, check_objects  # noqa: E402
from xcode.expected import PROJECT, TARGETS, check, problems  # noqa: E402


def main():
    with (PROJECT / "project.pbxproj").open() as file:
        project = OpenStepDecoder.ParseFromFile(file)
    objects = project["objects"]
    check(project["objectVersion"] == "77", "the project is not in the format of Xcode 16")
    check_objects.check_references(objects, project["rootObject"])
    root = objects[project["rootObject"]]
    targets = {objects[key]["name"]: objects[key] for key in root["targets"]}
    check(list(targets) == list(TARGETS), f"the targets are {list(targets)}")
    for name in TARGETS.keys() & targets.keys():
        check_objects.check_target(name, targets[name], objects)
        check_files.check_folder(name, targets[name], objects)
        check_files.check_sources(name)
    check_objects.check_base(root, objects)
    check_objects.check_project_settings(check_objects.settings(root, objects))
    check_objects.check_packages(root, targets, objects)
    check_files.check_extension()
    check_files.check_app()
    check_files.check_schemes(objects)
    check_files.check_icon()
    made = subprocess.run(
        [sys.executable, ROOT / "Scripts/make-xcode-project.py", "--check"], capture_output=True, text=True
    )
    check(made.returncode == 0, made.stderr.strip())
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        print(f"VulnAdapt.xcodeproj: {len(objects)} objects, {len(targets)} targets, all well")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
