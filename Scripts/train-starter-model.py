#!/usr/bin/env python3
"""Trains the model that comes with the program, and measures it on each project with the others alone.

  train-starter-model.py --program .build/release/vulnadapt --data FOLDER [-o Core/Resources/starter.vulnmodel]

FOLDER holds raw/vlc, raw/libpng, normalised/ffmpeg and normalised/libpng. The same input gives the same bytes.
"""
import argparse
import json
import pathlib
import struct
import subprocess
import tempfile

# What each project is measured on, and all that must be left out for it.
HELD_OUT = {
    "FFmpeg": ("normalised/ffmpeg", ["normalised/ffmpeg"]),
    "LibPNG": ("raw/libpng", ["raw/libpng", "normalised/libpng"]),
    "VLC": ("raw/vlc", ["raw/vlc"]),
}
FOLDERS = ["raw/vlc", "raw/libpng", "normalised/ffmpeg", "normalised/libpng"]


def train(program, data, folders, output):
    command = [program, "train", "--method", "linear", "--no-exemplars", "--overwrite", "--quiet", "-o", str(output)]
    for folder in folders:
        command += ["--labeled", str(data / folder)]
    subprocess.run(command, check=True)


def measure(program, project, model):
    """Figures of a model on a labelled project, the model's first and those of "longest first"."""
    command = [program, "evaluate", str(project), "--model", str(model), "--format", "json"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    figures = {one["ranker"]: {name: estimate.get("value") for name, estimate in one["perFunction"].items()}
               for one in report["figures"]}
    return figures["linear"], figures["length"]


def highest_tenth(program, project, model):
    """The score that a tenth of the functions of a project reach."""
    command = [program, "scan", str(project), "--model", str(model), "--format", "json", "--no-cache"]
    findings = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["findings"]
    return sorted((finding["score"] for finding in findings), reverse=True)[len(findings) // 10]


def describe(file, metrics, threshold):
    """Writes figures and a threshold into a model file, in front of its tensors."""
    content = file.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    known = json.loads(header["__metadata__"]["metrics"])
    header["__metadata__"]["metrics"] = json.dumps({**known, **metrics}, sort_keys=True)
    header["__metadata__"]["thresholds"] = json.dumps({"suspect": threshold})
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 8)
    file.write_bytes(struct.pack("<Q", len(text)) + text + content[8 + length :])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=".build/release/vulnadapt")
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("-o", "--output", type=pathlib.Path, default="Core/Resources/starter.vulnmodel")
    arguments = parser.parse_args()
    metrics, thresholds = {}, []
    with tempfile.TemporaryDirectory() as folder:
        model = pathlib.Path(folder, "held-out.vulnmodel")
        for name, (project, left_out) in HELD_OUT.items():
            train(arguments.program, arguments.data, [f for f in FOLDERS if f not in left_out], model)
            ours, longest = measure(arguments.program, arguments.data / project, model)
            for figure in ("auc", "average-precision"):
                metric = f"leave-one-project-out/{name}/{figure}"
                metrics[metric] = ours[figure]
                metrics[metric + "/longest-first"] = longest[figure]
            # Of text whose names had been replaced, as FFmpeg's here, nothing can be said of C as it is written.
            if project.startswith("raw/"):
                thresholds.append(highest_tenth(arguments.program, arguments.data / project, model))
            print(f"{name}: average precision {ours['average-precision']:.3f}, longest first"
                  f" {longest['average-precision']:.3f}; AUC {ours['auc']:.3f},"
                  f" {longest['auc']:.3f}", flush=True)
    train(arguments.program, arguments.data, FOLDERS, arguments.output)
    # A threshold found on functions of the projects learnt from is far too high elsewhere.
    describe(arguments.output, metrics, sum(thresholds) / len(thresholds))
    print(f"wrote {arguments.output}, {arguments.output.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
