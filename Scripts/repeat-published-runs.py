#!/usr/bin/env python3
"""Repeats what the authors of Dual-GD-DDAN released, to see where its published F1 comes from.

  repeat-published-runs.py --data FOLDER                                what their loader and their looks do
  repeat-published-runs.py --data FOLDER --train ddan -o runs.jsonl     their training besides (PyTorch, about a minute a run)

FOLDER holds normalised/ffmpeg and normalised/libpng. The repetition follows github.com/vannguyennd/dual-dan (units_all.py,
dan.py, dual_dan.py) and is written anew:

- The loader shuffles a NumPy array of rows with random.shuffle, which swaps views: row i is overwritten with row j and j stays.
- The test set is read in windows that leave out what does not fill one, and is shuffled again for every look.
- After each of 150 steps the test set is looked at; the best F1 of all steps, and of all settings, is what counts.
- Target functions are scored through the generator of the *source*, and the discriminators' gradient has a factor of at most 0.075.
"""
import argparse
import itertools
import json
import math
import pathlib
import random
import re
import time

import numpy as np

STATEMENTS, TOKENS = 35, 25
STEPS, HALF_BATCH = 150, 50
SETTINGS = {
    "ddan": [dict(hidden=h, d=d) for h in (128, 256) for d in (0.01, 0.1, 1.0, 0.5)],
    "dual-gd-ddan": [
        dict(hidden=h, d=d, mc=mc, con=con, width=width)
        for width, h, d, mc, con in itertools.product(
            (-10.0, -9.0), (128, 256), (0.01, 0.1, 1.0), (0.001, 0.01, 0.1), (0.001, 0.01, 0.1))
    ],
}


def read_project(folder):
    """Functions as lists of statements of at most 25 tokens, clean ones first, and how many of these there are.

    Statements without a variable or function are left out, as in the authors' numbered files.
    """
    functions, counts = [], []
    for name in ("non_vulnerable", "vulnerable"):
        files = sorted((folder / name).glob("*.txt"))
        counts.append(len(files))
        for file in files:
            statements = []
            for line in file.read_text(errors="replace").splitlines():
                tokens = line.split()
                if any(re.fullmatch(r"(var|func)\d+", token) for token in tokens):
                    statements += [tokens[i : i + TOKENS] for i in range(0, len(tokens), TOKENS)]
            functions.append(statements[:STATEMENTS])
    return functions, counts


def load(counts, overwrites, seed=123):
    """Numbers of the functions to train on and to test on, each with labels, by the authors' loader or a mended one."""
    first, training, test = 0, [], []
    for label, count in enumerate(counts):
        random.seed(seed)
        rows = np.arange(count)[:, None].copy() if overwrites else list(range(count))
        random.shuffle(rows)
        rows = np.asarray(rows).reshape(-1) + first
        cut = int(0.8 * count)
        training += [(row, label) for row in rows[:cut]]
        test += [(row, label) for row in rows[cut:]]
        first += count
    return (np.array(part).T for part in (training, test))


def batches(count, size):
    """Places of batch after batch; every shuffle is the same permutation of what the one before left."""
    permutation = np.random.RandomState(123).permutation(count)
    order, number = permutation.copy(), 0
    while True:
        if number * size + size >= count:
            order, number = order[permutation], 0
        yield order[number * size : (number + 1) * size]
        number += 1


def f1(labels, flags):
    hits = int((labels & flags).sum())
    return 2 * hits / max(1, int(labels.sum()) + int(flags.sum()))


def describe_loader(projects):
    print("| Project | Class | Functions | Left after the shuffle | Test rows | Different ones | Also among the training rows |")
    print("|---|---|---|---|---|---|---|")
    for name, (_, counts) in projects.items():
        (training, _), (test, labels) = load(counts, overwrites=True)
        for label, title in enumerate(("clean", "vulnerable")):
            tested = test[labels == label]
            own = set(range(sum(counts[:label]), sum(counts[: label + 1])))
            kept = own & (set(training) | set(tested))
            print(f"| {name} | {title} | {counts[label]} | {len(kept)} | {len(tested)} | {len(set(tested))} |"
                  f" {sum(row in set(training) for row in tested)} |")


def describe_looks(counts, repetitions=200):
    """What the best of many looks gives a ranker that knows nothing, and how the test set moves."""
    _, (test, labels) = load(counts, overwrites=True)
    windows = batches(len(test), HALF_BATCH)
    looks = [np.concatenate([next(windows), next(windows)]) for _ in range(STEPS)]
    positives = [int(labels[look].sum()) for look in looks]
    distinct = [len(set(test[look][labels[look] == 1])) for look in looks]
    print(f"\nA look sees {len(looks[0])} of {len(test)} test rows; {min(positives)} to {max(positives)} of them are vulnerable,"
          f" {min(distinct)} to {max(distinct)} different ones.")
    generator = np.random.default_rng(1)
    print("\nF1 of flags thrown at random (each row with the share that is vulnerable), best of all looks, mean of"
          f" {repetitions} repetitions:")
    for settings in (1, 8, 108):
        best = []
        for _ in range(repetitions):
            hits = np.zeros((settings, STEPS))
            for step, look in enumerate(looks):
                truth = labels[look] == 1
                flags = generator.random((settings, len(look))) < truth.mean()
                right = (flags & truth).sum(1)
                hits[:, step] = 2 * right / np.maximum(1, truth.sum() + flags.sum(1))
            best.append(hits.max())
        print(f"  {settings} setting{'s' if settings > 1 else ''} x {STEPS} looks: {np.mean(best):.3f}")


class Training:
    """One run of the released training in PyTorch."""

    def __init__(self, torch, projects, method, setting, seed, loader, shuffles_labels):
        self.torch, self.method, self.setting = torch, method, setting
        torch.manual_seed(seed)
        (source, source_counts), (target, target_counts) = projects
        vocabulary = {"<pad>": 0}
        for function in source + target:
            for token in itertools.chain.from_iterable(function):
                vocabulary.setdefault(token, len(vocabulary))
        self.size = len(vocabulary)
        self.source, self.target = (torch.tensor(self.numbered(part, vocabulary)) for part in (source, target))
        (self.training, labels), _ = load(source_counts, loader == "published")
        (self.unlabelled, _), (self.test, self.test_labels) = load(target_counts, loader == "published")
        self.labels = torch.tensor(labels)
        if shuffles_labels:
            self.labels = self.labels[torch.randperm(len(labels))]
        self.truth = np.repeat([0, 1], target_counts)

    @staticmethod
    def numbered(functions, vocabulary):
        """Ids [functions, statements, tokens], -1 for nothing: a token counts once in a statement, padding is a token."""
        ids = np.full((len(functions), STATEMENTS, TOKENS + 1), -1)
        for row, function in enumerate(functions):
            for place in range(STATEMENTS):
                tokens = function[place] if place < len(function) else []
                seen = {vocabulary[token] for token in tokens} | ({0} if len(tokens) < TOKENS else set())
                ids[row, place, : len(seen)] = sorted(seen)
        return ids

    def normal(self, *shape):
        return self.torch.nn.Parameter(
            self.torch.nn.init.trunc_normal_(self.torch.empty(*shape), 0, 0.1, -0.2, 0.2))

    def bias(self, count):
        return self.torch.nn.Parameter(self.torch.full((count,), 0.1))

    def head(self, outputs):
        return [(self.normal(300, 300), self.bias(300)), (self.normal(300, 300), self.bias(300)),
                (self.normal(300, outputs), self.bias(outputs))]

    def generator(self):
        torch, hidden = self.torch, self.setting["hidden"]
        bound = math.sqrt(6 / (self.size + 5 * hidden))
        uniform = lambda *shape: torch.nn.Parameter(torch.empty(*shape).uniform_(-bound, bound))
        directions = [(uniform(self.size + 1, 4 * hidden), uniform(4 * hidden, hidden),
                       torch.nn.Parameter(torch.zeros(4 * hidden))) for _ in range(2)]
        return directions, (self.normal(2 * hidden * STATEMENTS, 300), self.bias(300))

    @staticmethod
    def parameters(parts):
        for part in parts:
            if isinstance(part, (list, tuple)):
                yield from Training.parameters(part)
            else:
                yield part

    def apply(self, head, x):
        for weight, bias in head[:-1]:
            x = self.torch.relu(x @ weight + bias)
        return x @ head[-1][0] + head[-1][1]

    def joint(self, generator, x):
        torch, hidden = self.torch, self.setting["hidden"]
        directions, (weight, joint_bias) = generator
        forget = torch.zeros(4 * hidden)
        forget[hidden : 2 * hidden] = 1
        outputs = []
        for number, (inputs, recurrent, bias) in enumerate(directions):
            sums = torch.nn.functional.embedding_bag(
                (x + 1).reshape(-1, x.shape[2]), inputs, mode="sum", padding_idx=0).view(len(x), STATEMENTS, -1)
            sums = sums + bias + forget
            h = c = torch.zeros(len(x), hidden)
            states = [None] * STATEMENTS
            for place in range(STATEMENTS) if number == 0 else reversed(range(STATEMENTS)):
                i, f, g, o = (sums[:, place] + h @ recurrent.t()).chunk(4, 1)
                c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
                h = torch.sigmoid(o) * torch.tanh(c)
                states[place] = h
            outputs.append(torch.stack(states, 1))
        z = torch.cat(outputs, 2).reshape(len(x), -1) @ weight + joint_bias
        return torch.tanh(z) if self.method == "dual-gd-ddan" else z

    def loss(self, source, labels, target, reversal):
        torch, setting = self.torch, self.setting
        ce, binary = torch.nn.functional.cross_entropy, torch.nn.functional.binary_cross_entropy_with_logits
        flip = lambda z: z.detach() * (1 + reversal) - reversal * z
        if self.method == "ddan":
            z = self.joint(self.generators[0], torch.cat([source, target]))
            domains = torch.arange(2).repeat_interleave(HALF_BATCH)
            return (ce(self.apply(self.classifier, z[:HALF_BATCH]), labels)
                    + setting["d"] * ce(self.apply(self.discriminators[0], flip(z)), domains))
        zs, zt = self.joint(self.generators[0], source), self.joint(self.generators[1], target)
        ds, dt = self.discriminators
        logits = torch.cat([self.apply(ds, flip(zs)), self.apply(dt, flip(zt))])
        zero, one = torch.zeros(HALF_BATCH, 1), torch.ones(HALF_BATCH, 1)
        game = binary(logits, torch.cat([zero, one])) + binary(logits, torch.cat([one, zero]))

        def manifold(z):
            distances = (z[:, None] - z[None]).pow(2).sum(-1)
            return (torch.exp(-(2.0 ** setting["width"]) * distances) * distances).mean()

        softplus = torch.nn.functional.softplus
        confusion = softplus(-self.apply(dt, flip(zs))).mean() + softplus(-self.apply(ds, flip(zt))).mean()
        return (ce(self.apply(self.classifier, zs), labels) + setting["d"] * game
                + setting["mc"] * (manifold(zs) + manifold(zt)) + setting["con"] * confusion)

    def run(self):
        torch, dual = self.torch, self.method == "dual-gd-ddan"
        self.generators = [self.generator() for _ in range(2 if dual else 1)]
        self.classifier = self.head(2)
        self.discriminators = [self.head(1), self.head(1)] if dual else [self.head(2)]
        parameters = list(self.parameters([self.generators, self.classifier, self.discriminators]))
        optimiser = torch.optim.Adam(parameters)
        sources, targets = batches(len(self.training), HALF_BATCH), batches(len(self.unlabelled), HALF_BATCH)
        size = HALF_BATCH if dual else 2 * HALF_BATCH
        windows = batches(len(self.test), size)
        tested, places = np.unique(self.test, return_inverse=True)
        truth, distinct = self.test_labels == 1, self.truth[tested] == 1
        moving, whole, once = [], [], []
        for step in range(STEPS):
            share = step / 10_000
            optimiser.param_groups[0]["lr"] = 0.001 / (1 + 10 * share) ** 0.75
            at, to = next(sources), next(targets)
            loss = self.loss(self.source[self.training[at]], self.labels[at], self.target[self.unlabelled[to]],
                             2 / (1 + math.exp(-10 * share)) - 1)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            flags = self.flags(self.target[tested])
            look = np.concatenate([next(windows) for _ in range(len(self.test) // size)])
            moving.append(f1(truth[look], flags[places][look]))
            whole.append(f1(truth, flags[places]))
            once.append(f1(distinct, flags))
        return dict(published=max(moving), wholeTestSet=max(whole), differentFunctions=max(once),
                    lastStep=whole[-1], meanOfLast50=float(np.mean(whole[-50:])),
                    allTarget=f1(self.truth == 1, self.flags(self.target)), bestStep=int(np.argmax(moving)) + 1)

    def flags(self, functions):
        """Whether each function is more likely vulnerable, by the source's generator."""
        with self.torch.no_grad():
            logits = self.apply(self.classifier, self.joint(self.generators[0], functions))
        return (logits[:, 1] > logits[:, 0]).numpy()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--train", choices=sorted(SETTINGS))
    parser.add_argument("--loader", choices=["published", "mended"], default="published")
    parser.add_argument("--shuffled-labels", action="store_true", help="give the source functions each other's labels")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="train every Nth setting of the grid only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=pathlib.Path, help="a JSON line a run is added to this file")
    arguments = parser.parse_args()
    projects = {name: read_project(arguments.data / "normalised" / name) for name in ("ffmpeg", "libpng")}
    if not arguments.train:
        describe_loader(projects)
        describe_looks(projects["libpng"][1])
        return
    import torch

    torch.set_num_threads(1)
    for setting in SETTINGS[arguments.train][:: arguments.every]:
        key = dict(method=arguments.train, loader=arguments.loader, shuffledLabels=arguments.shuffled_labels,
                   seed=arguments.seed, setting=setting)
        start = time.time()
        training = Training(torch, list(projects.values()), arguments.train, setting, arguments.seed, arguments.loader,
                            arguments.shuffled_labels)
        record = key | training.run() | dict(seconds=round(time.time() - start, 1))
        print(json.dumps(record), flush=True)
        if arguments.output:
            with arguments.output.open("a") as file:
                file.write(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
