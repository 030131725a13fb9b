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
import os
import pathlib
import re
import struct
import subprocess

# One thread: sums of many depend on their order, and the same input has to give the same bytes.
os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np  # noqa: E402

LIST = pathlib.Path(__file__).parent.parent / "Experiments/starter-projects.csv"
# Not ranked: tests, fuzzers, examples, documentation, and code that others maintain.
EXCLUDED = re.compile(
    r"(^|/)(tests?|testing|fuzz\w*|examples?|docs?|contrib|sample\w*|demo\w*|benchmarks?|thirdparty|third_party|deps|extern\w*)/"
    r"|test\.c$|_test|^test", re.I)
NAMED, WORDED = 1.0, 0.4  # how sure a fix that names a CVE, and one that speaks of security, makes a function vulnerable
TEXT_C, PAST_C = 0.0003, 0.001  # inverse regularisation, for a total weight of 20,000
# Average precision is decided at the top: the text is learnt a second time, with the functions that the first time ranked
# high weighed more, those of rank r in 0...1 (1 is the first) 1 + k times r to the power of SHARPNESS.
SHARPNESS, HARD_CLEAN, HARD_FIXED = 8, 8.0, 4.0
TRUST = 0.5  # how much of the text's own ranking is added to the one with history, both in their spreads
# How functions become the statements that explanations show.
NORMALISATION = {"identifierStyle": "words", "keepsLibraryNames": True, "keepsSignature": True, "nameLimit": 2,
                 "omittedWords": [], "typeStyle": "merge", "variant": "full"}
FLOOR = 0.5  # the least that size weighs, in spreads of the text's log-odds
NEGATIVES = 700  # clean functions of a project that are learnt from
ENOUGH = 30  # fixed functions from which on a project counts fully
SUSPECTS = 0.1  # the share of a project's functions that are suspects
EFFORT, CONTEXT = 2.25, 10  # as ProjectRanking.Order.effort does
PARTS = 6  # the parts in which projects are left out where groups of features are taken away
METRIC = "leave-one-project-out"
# What is unlike the functions learnt from, as NoveltyModel does it: sizes, what is added to a spread, the share that is novel.
SIZES, LEAST_SPREAD, NOVEL = 20, 0.2, 0.05
BANDS = (0.5, 0.8, 1 - NOVEL)  # shares of the training functions below which novelty is looked at apart
ALIKE = 0.25  # functions are of one size whose logarithms of tokens differ by less


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
        self.lines = np.array([float(row["lines"]) for row in rows])
        self.columns = ["text_" + n for n in self.text_names] + ["past_" + n for n in self.past_names]


def ranks(scores):
    """For each score its rank, from 0 for the lowest to 1 for the highest."""
    place = np.empty(len(scores))
    place[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return place / len(scores)


def examples(projects, features, emphasis=None):
    """Features, labels and weights: projects count alike, and in each both classes do.

    emphasis: for a project factors of the clean and of the fixed functions' weights, one a function.
    """
    blocks, labels, weights = [], [], []
    for project in projects:
        target = project.target[project.rows]
        if target.sum() < 3:
            continue
        share = min(1, target.sum() / ENOUGH)
        fixed, clean = target, (1 - target) * project.row_weight
        if emphasis:
            of_clean, of_fixed = emphasis(project)
            fixed, clean = fixed * of_fixed[project.rows], clean * of_clean[project.rows]
        for label, weight in ((1, fixed / fixed.sum()), (0, clean / clean.sum())):
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
    def __init__(self, projects, without=()):
        """Learns from projects; the features `without` get no weight."""
        kept = np.array([name not in without for name in projects[0].columns], float)
        count = len(projects[0].text_names)
        self.text_kept, self.past_kept = kept[:count], kept[count:]
        self.text_names, self.past_names = projects[0].text_names, projects[0].past_names
        self.means = np.mean([p.text.mean(0) for p in projects], 0)
        self.scales = np.sqrt(np.mean([p.text.var(0) + (p.text.mean(0) - self.means) ** 2 for p in projects], 0)) + 1e-3
        self.weights, self.bias = fit(*examples(projects, self.standardised), TEXT_C)
        places = {p.name: ranks(self.text_logits(p)) ** SHARPNESS for p in projects}
        emphasis = lambda p: (1 + HARD_CLEAN * places[p.name], 1 + HARD_FIXED * places[p.name])
        self.weights, self.bias = fit(*examples(projects, self.standardised, emphasis), TEXT_C)
        size = self.text_names.index("tokens")
        spread = np.mean([self.text_logits(p).std() for p in projects])
        if self.text_kept[size]:
            self.weights[size] += FLOOR * spread / np.mean([self.standardised(p)[:, size].std() for p in projects])
        rows = lambda p: np.hstack([self.text_logits(p)[:, None], p.past * self.past_kept])
        both, self.past_bias = fit(*examples(projects, rows), PAST_C)
        self.text_weight, self.past_weights = both[0], both[1:]
        text, past = (np.mean([f(p).std() for p in projects]) for f in (self.text_logits, self.logits))
        self.text_weight += TRUST * past / text
        # As many functions lie above the threshold with a history as without.
        self.threshold = np.mean([np.quantile(self.text_logits(p), 1 - SUSPECTS) for p in projects])
        self.past_bias += self.threshold - np.mean([np.quantile(self.logits(p), 1 - SUSPECTS) for p in projects])

    def standardised(self, project):
        return (project.text - self.means) / self.scales * self.text_kept

    def text_logits(self, project):
        return self.standardised(project) @ self.weights + self.bias

    def logits(self, project):
        return self.past_bias + self.text_weight * self.text_logits(project) + project.past * self.past_kept @ self.past_weights


class Novelty:
    """How functions of a size usually are; see docs/methods.md."""

    def __init__(self, projects):
        self.names = projects[0].text_names
        self.size = self.names.index("tokens")
        rows = np.vstack([p.text for p in projects])
        weights = np.concatenate([np.full(p.count, 1 / p.count / len(projects)) for p in projects])
        order = np.argsort(rows[:, self.size], kind="stable")
        place = np.cumsum(weights[order]) - weights[order] / 2
        part = np.empty(len(rows), int)
        part[order] = np.minimum((place * SIZES).astype(int), SIZES - 1)
        parts = [(np.average(rows[part == i], axis=0, weights=weights[part == i]), part == i) for i in range(SIZES)]
        self.sizes = np.array([mean[self.size] for mean, _ in parts])
        self.means = np.array([np.delete(mean, self.size) for mean, _ in parts])
        self.spreads = np.array([np.delete(np.sqrt(np.average((rows[chosen] - mean) ** 2, axis=0, weights=weights[chosen])), self.size)
                                 for mean, chosen in parts]) + LEAST_SPREAD
        novelties = np.concatenate([self.of(p.text) for p in projects])
        order = np.argsort(novelties, kind="stable")
        below = np.cumsum(weights[order])
        self.limits = [novelties[order][np.searchsorted(below, share)] for share in BANDS]

    def of(self, rows):
        sizes, rest = rows[:, self.size], np.delete(rows, self.size, 1)
        low = np.clip(np.searchsorted(self.sizes, sizes) - 1, 0, SIZES - 2)
        part = np.clip((sizes - self.sizes[low]) / (self.sizes[low + 1] - self.sizes[low]), 0, 1)[:, None]
        mean, spread = (values[low] * (1 - part) + values[low + 1] * part for values in (self.means, self.spreads))
        return (((rest - mean) / spread) ** 2).mean(1)

    def bands(self, project):
        """For each function in which of the bands it lies; the last one is novel."""
        return np.searchsorted(self.limits, self.of(project.text))


def beaten(project, scores):
    """For each fixed function the share of the project's clean ones of its size that rank below it; nan for fewer than five."""
    sizes = project.text[:, project.text_names.index("tokens")]
    found = []
    for index in np.flatnonzero(project.is_fixed):
        others = scores[~project.is_fixed & (np.abs(sizes - sizes[index]) < ALIKE)]
        found.append(((others < scores[index]).mean() + (others == scores[index]).mean() / 2) if len(others) >= 5 else np.nan)
    return np.array(found)


def novelty(projects):
    """How well fixed functions rank by how usual they are, and the share of novel functions of each project, by models of others."""
    found, shares = {}, {}
    for part in (projects[i::PARTS] for i in range(PARTS)):
        others = [p for p in projects if p not in part]
        usual, model = Novelty(others), Model(others)
        for project in part:
            bands = usual.bands(project)
            shares[project.name] = float((bands == len(BANDS)).mean())
            if project.is_fixed.sum() >= 8:
                rows = {"text": model.text_logits(project), "past": model.logits(project)}
                found[project.name] = {"band": bands[project.is_fixed], **{r: beaten(project, s) for r, s in rows.items()}}
    return found, shares


def novelty_table(found):
    """For each ranking and band: fixed functions, mean share of equally long clean ones that they beat, 95 % interval over projects."""
    table = {}
    for ranking in ("text", "past"):
        sums = np.array([[(np.nansum(f[ranking][f["band"] == b]), np.isfinite(f[ranking][f["band"] == b]).sum())
                          for b in range(len(BANDS) + 1)] for f in found.values()])
        share = lambda rows: rows[..., 0].sum(0) / rows[..., 1].sum(0)
        difference = lambda rows: share(rows[:, :-1].sum(1)) - share(rows[:, -1])
        draws = np.random.RandomState(1).randint(0, len(sums), (2000, len(sums)))
        with np.errstate(invalid="ignore"):
            samples = np.array([np.append(share(sums[d]), difference(sums[d])) for d in draws])
        low, high = np.nanquantile(samples, (0.025, 0.975), axis=0)
        table[ranking] = {
            "functions": sums[..., 1].sum(0).astype(int).tolist(), "share": np.append(share(sums), difference(sums)).round(4).tolist(),
            "low": low.round(4).tolist(), "high": high.round(4).tolist()}
    return table


def by_share(found, shares):
    """Times longest first of the quarter of projects with the most novel functions, and of the others, for each ranking."""
    names = sorted(found, key=shares.get)
    few = len(names) - len(names) // 4
    return {r: [summary({n: found[n] for n in part}, r) for part in (names[few:], names[:few])] for r in ("text", "past")}


def figures(is_fixed, scores, lines):
    """What a ranking finds; of equal scores, the one that is listed first comes first."""
    order = np.argsort(-scores, kind="stable")
    hits, read = is_fixed[order], np.cumsum(lines[order])
    fixed, clean = hits.sum(), (~hits).sum()
    precision = float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())
    return {
        "average-precision": precision, "lift": precision / float(hits.mean()),
        "auc": float((np.cumsum(hits)[~hits]).sum() / (fixed * clean)), "hits-in-20": int(hits[:20].sum()),
        "recall-in-5-percent-of-lines": float(hits[: np.searchsorted(read, 0.05 * read[-1])].sum() / fixed),
        "recall-in-top-fifth": float(hits[: len(hits) // 5].sum() / fixed)}


def by_effort(scores, lines):
    """The order of `scan --order effort`: the odds over a power of the lines with their context."""
    return scores - EFFORT * np.log(lines + CONTEXT)


def measure(projects, without=(), folds=None):
    """For each project with enough fixed functions the figures of rankings by models that never saw it.

    folds: how many parts the projects are left out in, to be faster; nil for one project each.
    """
    parts = [projects[i::folds] for i in range(folds)] if folds else [[p] for p in projects]
    found = {}
    for part in parts:
        part = [p for p in part if p.is_fixed.sum() >= 8]
        if not part:
            continue
        names = {p.name for p in part}
        model = Model([p for p in projects if p.name not in names], without)
        for project in part:
            longest = project.text[:, project.text_names.index("tokens")]
            rankings = {
                "length": longest, "text": model.text_logits(project), "past": model.logits(project),
                "effort": by_effort(model.logits(project), project.lines)}
            found[project.name] = {name: figures(project.is_fixed, scores, project.lines) for name, scores in rankings.items()}
    return found


def ratios(found, ranking):
    return [f[ranking]["average-precision"] / f["length"]["average-precision"] for f in found.values()]


def summary(found, ranking):
    values = ratios(found, ranking)
    return {"ratio": float(np.exp(np.mean(np.log(values)))), "ahead": int(sum(v > 1 for v in values)), "projects": len(values)}


def metrics(found):
    """The figures that the model file keeps."""
    kept = {}
    for name, rankings in sorted(found.items()):
        for prefix, ranking in ((METRIC, "past"), (METRIC + "-without-history", "text")):
            key = f"{prefix}/{name.split('+')[-1]}/average-precision"
            kept[key] = round(rankings[ranking]["average-precision"], 4)
            kept[key + "/longest-first"] = round(rankings["length"]["average-precision"], 4)
    return kept


# Groups of features that are taken away, one after the other, to see what each is worth.
GROUPS = {
    "size": r"text_(tokens|names|calls|callees|semicolons|complexity|returns|assignments|members|arrows)$",
    "control flow": r"text_(loops|branches|alternatives|switches|cases|gotos|returns|breaks|depth|junctions|conditionals|complexity)$",
    "arrays and pointers": r"text_(subscripts|variableSubscripts|pointerSteps|elementStores|arrows|stars|ampersands|casts)$",
    "arithmetic and types": r"text_(shifts|sums|differences|products|comparisons|unsignedTypes|signedTypes|bytes|sizes|hexadecimals|numbers)$",
    "library calls": r"text_(copies|allocations|strings|transfers|unboundedCopies|allocationArithmetic)$",
    "words of names": r"text_(lengthWords|inputWords|inputParameters|lengthParameters|checkedLengths|readingName|writingName)$",
    "the function's past": r"past_function_", "its file's past": r"past_file_", "its folder's past": r"past_folder_",
    "fixes of security": r"past_\w+_(\w*security\w*|\w*cve\w*)$", "what is recent": r"past_\w+_recent\w*$",
    "ages": r"past_\w+_(age_years|line_age_years|young_lines|years_since_\w+)$",
    "authors": r"past_\w+_authors$"}


def without_groups(projects):
    """The means with all features, and without each group, by models that never saw the projects measured."""
    every = measure(projects, folds=PARTS)
    rows = {"nothing": {r: summary(every, r) for r in ("text", "past")}}
    for name, pattern in GROUPS.items():
        names = [n for n in projects[0].columns if re.match(pattern, n)]
        found = measure(projects, names, folds=PARTS)
        rows[name] = {r: summary(found, r) for r in ("text", "past")}
        rows[name]["worse"] = {r: int(sum(a < b for a, b in zip(ratios(found, r), ratios(every, r)))) for r in ("text", "past")}
        print(f"without {name}: text {rows[name]['text']['ratio']:.3f}, with history {rows[name]['past']['ratio']:.3f}", flush=True)
    return rows


def write(file, model, projects, metrics, version, project_limit):
    """The model in the layout of docs/model-format.md."""
    number = lambda value: round(float(value), 5)
    usual = Novelty(projects)
    rows = lambda table: [[number(value) for value in row] for row in table]
    tensors = {"E_means": model.means, "E_scales": model.scales, "E_weights": model.weights, "E_past": model.past_weights}
    metadata = {
        "format": "vulnadapt-model", "format_version": "2", "method": "evidence",
        "evidence": {
            "bias": number(model.bias), "past": {"bias": number(model.past_bias), "textWeight": number(model.text_weight)},
            "textFeatures": model.text_names, "pastFeatures": model.past_names},
        "novelty": {
            "features": [name for name in usual.names if name != "tokens"], "sizes": [number(size) for size in usual.sizes],
            "means": rows(usual.means), "spreads": rows(usual.spreads), "limit": number(usual.limits[-1]),
            "projectLimit": number(project_limit)},
        "metrics": metrics, "thresholds": {"suspect": number(1 / (1 + np.exp(-model.threshold)))},
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
    parser.add_argument("--report", type=pathlib.Path, help="a JSON file for all figures, with features taken away")
    parser.add_argument("--left-out", type=pathlib.Path, help="a folder for models of all others, with and without history, for each project")
    parser.add_argument("-o", "--output", type=pathlib.Path, default="Core/Resources/starter.vulnmodel")
    arguments = parser.parse_args()
    arguments.features.mkdir(parents=True, exist_ok=True)
    projects = [listing(arguments, row) for row in csv.DictReader(arguments.list.open(newline=""))]
    found = measure(projects)
    for name, rankings in found.items():
        print(f"{name}: average precision " + ", ".join(f"{r} {f['average-precision']:.3f}" for r, f in rankings.items()))
    for ranking in ("text", "past"):
        print(ranking, summary(found, ranking), flush=True)
    ranks_of_fixed, shares = novelty(projects)
    table, project_limit = novelty_table(ranks_of_fixed), float(np.quantile(list(shares.values()), 0.95))
    print(f"novel functions: {np.mean(list(shares.values())):.3f} of a project on average, {project_limit:.3f} in 95 % at most")
    projects_by_share = by_share(found, shares)
    print("projects with the most novel functions, and others:", projects_by_share)
    for ranking, row in table.items():
        print(ranking, "beats clean ones of its size, by novelty:", row, flush=True)
    version = subprocess.run([arguments.program, "--version"], check=True, capture_output=True, text=True).stdout.strip()
    write(arguments.output, Model(projects), projects, metrics(found), version, project_limit)
    print(f"wrote {arguments.output}, {arguments.output.stat().st_size / 1e3:.0f} kB", flush=True)
    if arguments.left_out:
        arguments.left_out.mkdir(parents=True, exist_ok=True)
        for project in projects:
            others = [p for p in projects if p is not project]
            model = Model(others)
            write(arguments.left_out / f"{project.name}.vulnmodel", model, others, {}, version, project_limit)
            # The same where there is no history.
            model.text_weight, model.past_bias, model.past_weights = 1, 0, 0 * model.past_weights
            write(arguments.left_out / f"{project.name}.text.vulnmodel", model, others, {}, version, project_limit)
    if arguments.report:
        report = {"projects": found, "novelty": {"bands": table, "projects": projects_by_share, "shares": shares}, "without": without_groups(projects)}
        arguments.report.write_text(json.dumps(report, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
