#!/usr/bin/env python3
"""Writes manual pages from what the program says of itself.

    Scripts/make-manual.py PROGRAM FOLDER     vulnadapt.1 and a page for each command
"""
import json
import pathlib
import re
import subprocess
import sys


def roff(text):
    """Text that stands for itself in roff."""
    lines = []
    for line in text.split("\n"):
        line = line.replace("\\", "\\e").replace("-", "\\-")
        line = re.sub(r"[^\x00-\x7f]", lambda match: f"\\[u{ord(match[0]):04X}]", line)
        lines.append("\\&" + line if line.startswith((".", "'")) else line)
    return "\n".join(lines)


def name_of(argument):
    """An option as people write it: -o, --output <file>."""
    names = sorted(argument.get("names") or [], key=lambda name: len(name["name"]))
    texts = [("--" if name["kind"] == "long" else "-") + name["name"] for name in names]
    value = f" <{argument['valueName']}>" if argument["kind"] == "option" and argument.get("valueName") else ""
    return ", ".join(texts) + value


def discussion(text):
    """Paragraphs; the part after EXAMPLES as it stands."""
    before, _, examples = text.partition("EXAMPLES")
    out = []
    for paragraph in re.split(r"\n\s*\n", before.strip()):
        if paragraph:
            out += [".PP", roff(paragraph)]
    if examples.strip():
        out += [".SH EXAMPLES", ".nf", roff(examples.strip("\n")), ".fi"]
    return out


def page(command, path, version):
    name = "-".join(path)
    lines = [f'.TH "{name.upper()}" "1" "" "VulnAdapt {version}" "VulnAdapt"', ".SH NAME",
             f"{roff(name)} \\- {roff(command.get('abstract', '').rstrip('.'))}", ".SH SYNOPSIS"]
    arguments = [a for a in command.get("arguments", []) if a.get("shouldDisplay", True)]
    subcommands = [c for c in command.get("subcommands", []) if c["commandName"] != "help"]
    synopsis = [f"\\fB{roff(' '.join(path))}\\fR"]
    if subcommands:
        synopsis.append("\\fIcommand\\fR")
    if any(a["kind"] != "positional" for a in arguments):
        synopsis.append("[\\fIoptions\\fR]")
    for argument in arguments:
        if argument["kind"] == "positional":
            text = f"\\fI{roff(argument.get('valueName', 'argument'))}\\fR" + (" ..." if argument.get("isRepeating") else "")
            synopsis.append(f"[{text}]" if argument.get("isOptional") else text)
    lines.append(" ".join(synopsis))
    if command.get("discussion"):
        lines += [".SH DESCRIPTION"] + discussion(command["discussion"])
    section = None
    for argument in arguments:
        wanted = (argument.get("sectionTitle") or ("arguments" if argument["kind"] == "positional" else "options")).upper()
        if wanted != section:
            section = wanted
            lines.append(f'.SH "{roff(section)}"')
        title = f"<{argument['valueName']}>" if argument["kind"] == "positional" else name_of(argument)
        text = (argument.get("abstract") or "") + (f" {argument['discussion']}" if argument.get("discussion") else "")
        if argument.get("defaultValue"):
            text += f" (default: {argument['defaultValue']})"
        lines += [".TP", f"\\fB{roff(title)}\\fR", roff(text or "See above.")]
    if subcommands:
        lines.append(".SH COMMANDS")
        for other in subcommands:
            lines += [".TP", f"\\fB{roff('-'.join(path + [other['commandName']]))}\\fR(1)", roff(other.get("abstract", ""))]
    if len(path) > 1:
        lines += [".SH SEE ALSO", f"\\fB{roff('-'.join(path[:-1]))}\\fR(1)"]
    return name, "\n".join(lines) + "\n"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    dump = json.loads(subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True).stdout)
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    pending = [(dump["command"], [dump["command"]["commandName"]])]
    while pending:
        command, path = pending.pop()
        name, text = page(command, path, version)
        (folder / f"{name}.1").write_text(text)
        pending += [(other, path + [other["commandName"]]) for other in command.get("subcommands", [])
                    if other["commandName"] != "help"]


main()
