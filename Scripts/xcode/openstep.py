"""Writes values the way Xcode writes a project file."""

import re

_BARE = re.compile(r"[A-Za-z0-9_./]+\Z")
# Xcode keeps these on one line.
_ONE_LINE = ("PBXBuildFile", "PBXFileReference")


def quoted(text):
    if _BARE.match(text) and "//" not in text:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def written(value, depth=0, one_line=False):
    """A string, list or dictionary; dictionaries keep their order, `isa` first."""
    if isinstance(value, (str, int)):
        return quoted(str(value))
    end = "" if one_line else "\n" + "\t" * depth
    start = "" if one_line else "\n" + "\t" * (depth + 1)
    gap = " " if one_line else ""
    if isinstance(value, list):
        items = [start + written(item, depth + 1, one_line) + "," + gap for item in value]
        return "(" + "".join(items) + end + ")"
    items = [
        f"{start}{quoted(key)} = {written(item, depth + 1, one_line)};{gap}" for key, item in value.items()
    ]
    return "{" + "".join(items) + end + "}"


def project_file(objects, root):
    """The whole text of a project.pbxproj."""
    lines = [
        "// !$*UTF8*$!\n{\n\tarchiveVersion = 1;\n\tclasses = {\n\t};\n\tobjectVersion = 77;\n\tobjects = {\n"
    ]
    for isa in sorted({item["isa"] for item in objects.values()}):
        lines.append(f"\n/* Begin {isa} section */\n")
        for key in sorted(key for key in objects if objects[key]["isa"] == isa):
            lines.append(f"\t\t{key} = {written(objects[key], 2, isa in _ONE_LINE)};\n")
        lines.append(f"/* End {isa} section */\n")
    lines.append(f"\t}};\n\trootObject = {root};\n}}\n")
    return "".join(lines)
