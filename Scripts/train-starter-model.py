#!/usr/bin/env python3
"""Trains the model that comes with the program on the later fixes of public projects, and measures it on each project with
the others alone.

  train-starter-model.py --program .build/release/vulnadapt --clones FOLDER [-o Core/Resources/starter.vulnmodel]

FOLDER holds a clone of each repository that Experiments/starter-projects.csv lists, named OWNER+NAME. Each is put back to its
cut: features are what was known then, labels what fixes changed later. --features keeps the listings of `vulnadapt features`,
which take most of the time, for the next run. --fixes names a folder of OWNER+NAME.txt, the commits that are known to be
fixes, such as those of OSV records. Needs numpy. The same input gives the same bytes.
"""
import argparse
import csv
import hashlib
import json
import pathlib
import re
import struct
import subprocess

import numpy as np

LIST = pathlib.Path(__file__).parent.parent / "Experiments/starter-projects.csv"
# Not ranked: tests, fuzzers, examples, documentation, and code that others maintain.
EXCLUDED = re.compile(
    r"(^|/)(tests?|testing|fuzz\w*|examples?|docs?|contrib|sample\w*|demo\w*|benchmarks?|thirdparty|third_party|deps|extern\w*)/"
    r"|test\.c$|_test|^test", re.I)
NAMED, WORDED = 1.0, 0.4  # how sure a fix that names a CVE, and one that speaks of security, makes a function vulnerable
TEXT_C, PAST_C = 0.0003, 0.003  # inverse regularisation, for a total weight of 20,000
# How functions become the statements that explanations show.
NORMALISATION = {"identifierStyle": "words", "keepsLibraryNames": True, "keepsSignature": True, "nameLimit": 2,
                 "omittedWords": [], "typeStyle": "merge", "variant": "full"}
FLOOR = 0.5  # the least that size weighs, in spreads of the text's log-odds
NEGATIVES = 700  # clean functions of a project that are learnt from
ENOUGH = 30  # fixed functions from which on a project counts fully
METRIC = "leave-one-project-out"


class Project:
    def __init__(self, name, file):
        rows = list(csv.DictReader(file.open(newline="")))
        rows = [row for row in rows if not EXCLUDED.search(row["path"])]
        # Of functions of one name in one file, the longest counts.
        best = {}
        for row in rows:
            key = row["path"], row["function"]
            if key not in best or int(best[key]["text_tokens"]) < int(row["text_tokens"]):
                best[key] = row
        rows = [best[key] for key in sorted(best)]
        columns = list(rows[0])
        self.name = name
        self.digest = hashlib.sha256(file.read_bytes()).hexdigest()
        self.text_names = [column[5:] for column in columns if column.startswith("text_")]
        self.past_names = [column[5:] for column in columns if column.startswith("past_")]
        self.text = np.log1p(np.array([[float(row["text_" + n]) for n in self.text_names] for row in rows]))
        self.past = np.array([[float(row["past_" + n] or 0) for n in self.past_names] for row in rows])
        self.is_fixed = np.array([row["later_named"] == "1" or row["later_listed"] == "1" for row in rows])
        worded = np.array([float(row["later_security"]) for row in rows])
        self.target = np.where(self.is_fixed, NAMED, WORDED * np.minimum(1, 2 * worded))
        clean = np.flatnonzero(self.target == 0)
        # Every k-th in the order of paths, so that no chance decides.
        step = max(1, len(clean) / NEGATIVES)
        kept = clean[np.unique((np.arange(min(len(clean), NEGATIVES)) * step).astype(int))]
        self.rows = np.sort(np.concatenate([np.flatnonzero(self.target > 0), kept]))
        self.row_weight = np.where(self.target[self.rows] > 0, 1, len(clean) / max(1, len(kept)))
        self.count = len(rows)


def examples(projects, features):
    """Features, labels and weights: projects count alike, and in each both classes do."""
    blocks, labels, weights = [], [], []
    for project in projects:
        target = project.target[project.rows]
        if target.sum() < 3:
            continue
        share = min(1, target.sum() / ENOUGH)
        clean = (1 - target) * project.row_weight
        for label, weight in ((1, target / target.sum()), (0, clean / clean.sum())):
            kept = weight > 0
            blocks.append(features(project)[project.rows][kept])
            labels.append(np.full(kept.sum(), float(label)))
            weights.append(share * weight[kept])
    weights = np.concatenate(weights)
    return np.vstack(blocks), np.concatenate(labels), weights * 20000 / weights.sum()


def fit(rows, labels, weights, c):
    """The logistic regression with ridge penalty; Newton's method."""
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    penalty = np.eye(rows.shape[1])
    penalty[-1, -1] = 0
    theta = np.zeros(rows.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(rows @ theta, -30, 30)))
        gradient = c * (rows.T @ (weights * (p - labels))) + penalty @ theta
        hessian = (rows * (c * weights * p * (1 - p))[:, None]).T @ rows + penalty + 1e-9 * np.eye(len(theta))
        step = np.linalg.solve(hessian, gradient)
        theta = theta - step
        if np.abs(step).max() < 1e-8:
            break
    return theta[:-1], theta[-1]


class Model:
    def __init__(self, projects):
        self.text_names, self.past_names = projects[0].text_names, projects[0].past_names
        self.means = np.mean([p.text.mean(0) for p in projects], 0)
        self.scales = np.sqrt(np.mean([p.text.var(0) + (p.text.mean(0) - self.means) ** 2 for p in projects], 0)) + 1e-3
        self.weights, self.bias = fit(*examples(projects, self.standardised), TEXT_C)
        size = self.text_names.index("tokens")
        spread = np.mean([self.text_logits(p).std() for p in projects])
        self.weights[size] += FLOOR * spread / np.mean([self.standardised(p)[:, size].std() for p in projects])
        rows = lambda p: np.hstack([self.text_logits(p)[:, None], p.past])
        both, self.past_bias = fit(*examples(projects, rows), PAST_C)
        self.text_weight, self.past_weights = both[0], both[1:]

    def standardised(self, project):
        return (project.text - self.means) / self.scales

    def text_logits(self, project):
        return self.standardised(project) @ self.weights + self.bias

    def logits(self, project):
        return self.past_bias + self.text_weight * self.text_logits(project) + project.past @ self.past_weights


def average_precision(is_fixed, scores):
    order = np.argsort(-scores, kind="stable")
    hits = is_fixed[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def measure(projects):
    metrics, thresholds = {}, []
    for project in projects:
        model = Model([p for p in projects if p is not project])
        thresholds.append(np.quantile(1 / (1 + np.exp(-model.logits(project))), 0.9))
        if project.is_fixed.sum() < 8:
            continue
        longest = average_precision(project.is_fixed, project.text[:, project.text_names.index("tokens")])
        ours = average_precision(project.is_fixed, model.logits(project))
        text = average_precision(project.is_fixed, model.text_logits(project))
        for prefix, value in ((METRIC, ours), (METRIC + "-without-history", text)):
            key = f"{prefix}/{project.name.split('+')[-1]}/average-precision"
            metrics[key] = round(value, 4)
            metrics[key + "/longest-first"] = round(longest, 4)
        print(f"{project.name}: average precision {ours:.3f}, text alone {text:.3f}, longest first {longest:.3f}", flush=True)
    for prefix in (METRIC, METRIC + "-without-history"):
        ratios = [metrics[k] / metrics[k + "/longest-first"] for k in metrics
                  if k.startswith(prefix + "/") and k.endswith("precision")]
        print(f"{prefix}: {np.exp(np.mean(np.log(ratios))):.3f} times longest first,"
              f" ahead on {sum(r > 1 for r in ratios)} of {len(ratios)}")
    return metrics, float(np.mean(thresholds))


def write(file, model, projects, metrics, threshold, version):
    """The model in the layout of docs/model-format.md."""
    number = lambda value: round(float(value), 5)
    tensors = {"E_means": model.means, "E_scales": model.scales, "E_weights": model.weights, "E_past": model.past_weights}
    metadata = {
        "format": "vulnadapt-model", "format_version": "2", "method": "evidence",
        "evidence": {
            "bias": number(model.bias), "past": {"bias": number(model.past_bias), "textWeight": number(model.text_weight)},
            "textFeatures": model.text_names, "pastFeatures": model.past_names},
        "metrics": metrics, "thresholds": {"suspect": number(threshold)},
        "provenance": {
            "labeled": [{"name": p.name, "sha256": p.digest, "functionCount": p.count, "vulnerableCount": int(p.is_fixed.sum())}
                        for p in projects],
            "unlabeled": [], "seed": 0, "step": 0, "libraryVersion": version,
            "settings": {"text.c": str(TEXT_C), "past.c": str(PAST_C), "floor": str(FLOOR), "worded": str(WORDED)}},
        "normalisation": NORMALISATION, "vocabulary": ["<unknown>"],
    }
    header, data = {}, b""
    for name in sorted(tensors):
        values = struct.pack(f"<{len(tensors[name])}f", *(number(v) for v in tensors[name]))
        header[name] = {"dtype": "F32", "shape": [len(tensors[name])], "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    header["__metadata__"] = {key: value if isinstance(value, str) else json.dumps(value, sort_keys=True)
                              for key, value in metadata.items()}
    text = json.dumps(header, separators=(",", ":"), sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    file.write_bytes(struct.pack("<Q", len(text)) + text + data)
    print(f"wrote {file}, {file.stat().st_size / 1e3:.0f} kB")


def listing(arguments, project):
    """The features of a project, from an earlier run or from its clone."""
    name = project["repository"].replace("/", "+")
    file = arguments.features / f"{name}.csv"
    if not file.exists():
        command = [arguments.program, "features", str(arguments.clones / name), "--at", project["cut"],
                   "--later-until", project["until"]]
        fixes = arguments.fixes / f"{name}.txt" if arguments.fixes else None
        if fixes and fixes.exists():
            command += ["--fixes", str(fixes)]
        output = subprocess.run(command, check=True, capture_output=True).stdout
        file.write_bytes(output)
    return Project(name, file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=".build/release/vulnadapt")
    parser.add_argument("--list", type=pathlib.Path, default=LIST)
    parser.add_argument("--clones", type=pathlib.Path)
    parser.add_argument("--features", type=pathlib.Path, default=pathlib.Path(".build-starter"))
    parser.add_argument("--fixes", type=pathlib.Path)
    parser.add_argument("-o", "--output", type=pathlib.Path, default="Core/Resources/starter.vulnmodel")
    arguments = parser.parse_args()
    arguments.features.mkdir(parents=True, exist_ok=True)
    projects = [listing(arguments, row) for row in csv.DictReader(arguments.list.open(newline=""))]
    metrics, threshold = measure(projects)
    version = subprocess.run([arguments.program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    write(arguments.output, Model(projects), projects, metrics, threshold, version)


if __name__ == "__main__":
    main()
