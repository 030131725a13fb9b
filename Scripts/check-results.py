#!/usr/bin/env python3
"""Checks the numbers of docs/results.md, and what other pages repeat of them, against the records that it names.

Tables of experiments are made again from the records, cell by cell. Of the prose, each phrase below is made from the
records with its numbers and must stand on the page in these words; so a changed record or a changed number fails.

    Scripts/check-results.py
"""
import gzip
import json
import pathlib
import re
import statistics
import sys

ROOT = pathlib.Path(__file__).parent.parent / "docs"
PAIRS = ["ffmpeg → libpng", "vlc → libpng", "libpng → ffmpeg", "libpng → vlc"]
INTO_LIBPNG, OTHERS = PAIRS[:2], PAIRS[2:]
TITLES = {"length": "longest first", "tfidf-lr": "TF-IDF + LR", "random": "random"}
ADAPTING = ["MMD", "D2GAN", "DDAN", "DIRT-T", "SCDAN", "Dual-GD-DDAN", "Dual-GD-SDDAN"]


class Records:
    """The figures of an experiment: (ranker's title, pair, protocol) → values of a measure over seeds."""

    def __init__(self, name):
        path = ROOT / "results" / name
        with (gzip.open(path, "rt") if name.endswith(".gz") else open(path)) as lines:
            self.rows = [json.loads(line) for line in lines]

    def values(self, title, pair, measure, protocol="honest", part="perFunction"):
        result = {}
        for row in self.rows:
            name = f"{' + '.join(p['name'] for p in row['labeled'])} → {row['target']['name']}"
            if name != pair or row["protocol"] != protocol:
                continue
            for figures in row["figures"]:
                own = figures["ranker"] == row["method"]
                if (row["label"] if own else TITLES.get(figures["ranker"])) == title:
                    value = figures[part].get(measure, {}).get("value")
                    if value is not None:
                        # Rankers beside the methods have the same figures in every record of a seed.
                        result.setdefault(row["seed"], value)
        return list(result.values())

    def mean(self, *arguments, **options):
        return statistics.fmean(self.values(*arguments, **options))

    def deviation(self, *arguments, **options):
        values = self.values(*arguments, **options)
        return statistics.stdev(values) if len(values) > 1 else 0.0

    def ratios(self, titles, base, pairs, measure="average-precision"):
        return [self.mean(t, p, measure) / self.mean(base, p, measure) for t in titles for p in pairs]


def tables(text):
    """(words before the table, header cells, rows of cells) of each table, with the heading that it stands under."""
    heading, before, result = "", "", []
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.startswith("## "):
            heading = line[3:]
        if line.startswith("|") and index + 1 < len(lines) and re.match(r"\|[-| ]+\|$", lines[index + 1]):
            rows = []
            header = [cell.strip() for cell in line.strip("|").split("|")]
            index += 2
            while index < len(lines) and lines[index].startswith("|"):
                rows.append([cell.strip() for cell in lines[index].strip("|").split("|")])
                index += 1
            result.append((heading, before, header, rows))
            continue
        if line.strip():
            before = line
        index += 1
    return result


# Heading → the records and what to call rankers in them; the words before a table → measure, protocol, part.
EXPERIMENTS = {
    "All methods, published settings at a quarter of the width, five seeds": "experiment.jsonl.gz",
    "All methods at the paper's size, five seeds": "paper-size.jsonl.gz",
    "Deep methods that learn from agreed labels": "agreed.jsonl.gz",
    "Further terms, methods and ways of training": "further.jsonl.gz",
}
# Words before a table of such a section that is of other records.
OTHER_RECORDS = {"by one seed": "structure.jsonl.gz", "by seed 1 and today's edges": "graph.jsonl.gz"}
MEASURES = [
    ("one item per CVE", ("average-precision", "honest", "perGroup")),
    ("average precision", ("average-precision", "honest", "perFunction")),
    ("AUC", ("auc", "honest", "perFunction")),
    ("Parity protocol, best F1", ("f1", "parity", "perFunction")),
    ("FNR", ("recall", "honest", "perFunction")),
]


def check_tables(text, problems):
    checked = 0
    for heading, before, header, rows in tables(text):
        pairs = header[1:]
        if heading not in EXPERIMENTS or header[0] != "Method" or not set(pairs) <= set(PAIRS):
            continue
        records = Records(next((name for words, name in OTHER_RECORDS.items() if words in before), EXPERIMENTS[heading]))
        found = next((value for words, value in MEASURES if words.lower() in before.lower()), None)
        if found is None:
            problems.append(f"{heading}: nothing says what the table after '{before}' measures")
            continue
        measure, protocol, part = found
        for row in rows:
            for pair, cell in zip(pairs, row[1:]):
                values = records.values(row[0].replace("*", ""), pair, measure, protocol, part)
                if not values:
                    problems.append(f"{heading}: no record for {row[0]}, {pair}")
                    continue
                mean = statistics.fmean(values)
                numbers = re.findall(r"\d+\.\d+", cell)
                if "FNR" in before:
                    mean = 1 - mean
                expected = [f"{mean:.3f}"]
                if len(numbers) > 1:
                    expected.append(f"{statistics.stdev(values):.3f}")
                if numbers != expected:
                    problems.append(f"{heading}: {row[0]}, {pair}: the page has {cell}, the records {expected}")
                checked += 1
    return checked


def phrases():
    """Phrases of the page, made from the records."""
    agreed, published = Records("agreed.jsonl.gz"), Records("experiment.jsonl.gz")
    linear = Records("linear.jsonl")
    ap = "average-precision"
    for pair, name in zip(PAIRS, ["FFmpeg → LibPNG", "VLC → LibPNG", "LibPNG → FFmpeg", "LibPNG → VLC"]):
        ratios = agreed.ratios(ADAPTING, "VULD", [pair])
        yield f"{name} {min(ratios):.2f} to {max(ratios):.2f}"
    swings = [published.deviation("Dual-GD-DDAN", p, "auc") for p in PAIRS]
    yield f"Dual-GD-DDAN's AUC swings by {min(swings):.2f} to {max(swings):.2f} between seeds"
    dirt, ddan = (published.mean(t, "vlc → libpng", "auc") for t in ("DIRT-T", "DDAN"))
    yield f"in every seed (AUC {dirt:.3f}, where DDAN has {ddan:.3f})"
    single = ["MMD", "D2GAN", "DDAN", "DIRT-T", "SCDAN", "VULD", "Dual-GD-DDAN, anchored"]
    figures = [published.mean(t, "libpng → ffmpeg", ap) for t in single]
    tfidf, first, second = (
        published.mean(t, "libpng → ffmpeg", ap) for t in ("TF-IDF + LR", "Dual-GD-DDAN", "Dual-GD-SDDAN"))
    if first < tfidf > second and min(figures) > tfidf and max(figures) < published.mean(
            "longest first", "libpng → ffmpeg", ap):
        yield (f"the anchored one ({min(figures):.3f} to {max(figures):.3f}) are above TF-IDF ({tfidf:.3f}),"
               f" Dual-GD-DDAN ({first:.3f}) and Dual-GD-SDDAN ({second:.3f}) below it, and length is above all of them")
    else:
        yield "another order on LibPNG → FFmpeg than the page has"
    anchored = all(
        published.mean("Dual-GD-DDAN, anchored", p, m) > published.mean("Dual-GD-DDAN", p, m)
        for p in PAIRS for m in (ap, "auc"))
    yield f"average precision and AUC on {'all four' if anchored else 'not all'} directions"
    into, out = ([published.deviation("Dual-GD-DDAN, anchored", p, "auc") for p in ps] for ps in (INTO_LIBPNG, OTHERS))
    yield (f"goes out of LibPNG ({out[0]:.3f} and {out[1]:.3f}) and stays into it"
           f" ({into[0]:.3f} and {into[1]:.3f})")
    further, structure = Records("further.jsonl.gz"), Records("structure.jsonl.gz")
    moves = [abs(further.mean(t, p, ap) - further.mean("DDAN", p, ap))
             for t in ("DDAN, diversity 0.1", "DDAN, β₁ 0.5") for p in INTO_LIBPNG]
    yield f"move figures by at most {max(moves):.3f}"
    gains = [further.mean("Collaborative" + e, p, ap) - further.mean("DDAN" + e, p, ap)
             for e in ("", ", agreed labels") for p in INTO_LIBPNG]
    yield f"ahead of DDAN in all four of its rows, by {min(gains):.3f} to {max(gains):.3f}"
    here, there = ([r.mean(t, PAIRS[0], ap) for t in ("DDAN", "DDAN, agreed labels")] for r in (structure, further))
    yield (f"DDAN has {here[0]:.3f} and {here[1]:.3f} on FFmpeg → LibPNG here,"
           f" and {there[0]:.3f} and {there[1]:.3f} above")
    gains = [structure.mean("Program graph (DDAN), agreed labels", p, ap) - structure.mean("DDAN, agreed labels", p, ap)
             for p in PAIRS]
    yield "ahead of DDAN in all four directions, by {:.3f}, {:.3f}, {:.3f} and {:.3f}".format(*gains)
    flow = Records("flow.jsonl.gz")
    cells = ["{:.3f} for {:.3f}".format(*(flow.mean(t, p, ap) for t in ("Linear ranker with data flow", "Linear n-gram ranker")))
             for p in PAIRS]
    yield "the tables: " + ", ".join(cells[:3]) + " and " + cells[3]
    seconds = {label: [r["seconds"] for r in structure.rows if r["label"] == label]
               for label in ("Program graph (DDAN), agreed labels", "DDAN, agreed labels")}
    slow, fast = seconds.values()
    yield f"({min(slow):.0f} to {max(slow):.0f} s a run for {min(fast):.0f} to {max(fast):.0f} s)"
    swings = [agreed.deviation(t, p, "auc") for t in ("Dual-GD-DDAN", "Dual-GD-SDDAN") for p in PAIRS]
    yield f"its AUC moves by {min(swings):.3f} to {max(swings):.3f} between seeds"
    figures = ", ".join(
        f"{linear.mean('Linear n-gram ranker, adapted', p, ap):.3f}" for p in PAIRS)
    yield f"`linear-adapted` ({figures})"
    gains = [linear.mean("Linear n-gram ranker, adapted", p, ap) - linear.mean("longest first", p, ap) for p in PAIRS]
    yield "+{:.3f}, +{:.3f}, +{:.3f} and +{:.3f} over longest first".format(*gains)
    for method, title in (("ddan", "DDAN"), ("dual-gd-ddan", "Dual-GD-DDAN")):
        runs = [r for r in Records("published.jsonl.gz").rows
                if r["method"] == method and r["loader"] == "published" and not r["shuffledLabels"]]
        best = max(runs, key=lambda r: r["published"])
        anew = [max(r[key] for r in runs) for key in ("wholeTestSet", "differentFunctions")]
        last = [f"{min(r[key] for r in runs):.3f} to {max(r[key] for r in runs):.3f}" for key in ("lastStep", "allTarget")]
        yield f"| {title} | {len(runs)} of "
        yield (f"**{best['published']:.3f}** (step {best['bestStep']}) | {anew[0]:.3f} | {anew[1]:.3f}"
               f" | {last[0]} | {last[1]} |")
        means = [r["meanOfLast50"] for r in runs]
        yield f"{title}'s mean over the last 50 looks is {min(means):.2f} to {max(means):.2f}"


def phrases_elsewhere():
    """Page → phrases of it, made from the records."""
    agreed = Records("agreed.jsonl.gz")
    into, ffmpeg, vlc, all_ = (
        agreed.ratios(ADAPTING, "VULD", p) for p in (INTO_LIBPNG, OTHERS[:1], OTHERS[1:], PAIRS))
    limits = ["{:.2f} to {:.2f}".format(min(r), max(r)) for r in (into, ffmpeg, vlc, all_)]
    yield "methods.md", (f"{limits[0]} times as precise as VULD into LibPNG, {limits[1]} times on LibPNG → FFmpeg"
                         f" and {limits[2]} times on LibPNG → VLC")
    yield "plan-for-the-default.md", f"{limits[3]} times as precise as VULD"
    yield "../CHANGELOG.md", f"{min(all_):.1f} to {max(all_):.1f} times as precise as VULD"


def main():
    text = (ROOT / "results.md").read_text()
    problems = []
    cells = check_tables(text, problems)
    flat = re.sub(r"\s+", " ", text)
    made = list(phrases())
    for phrase in made:
        if phrase not in flat:
            problems.append(f"the records give '{phrase}', which the page does not say")
    for page, phrase in phrases_elsewhere():
        made.append(phrase)
        if phrase not in re.sub(r"\s+", " ", (ROOT / page).read_text()):
            problems.append(f"the records give '{phrase}', which {page} does not say")
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        sys.exit("docs/results.md, or a page that repeats it, and the records differ.")
    print(f"{cells} cells and {len(made)} phrases agree with the records")


if __name__ == "__main__":
    main()
