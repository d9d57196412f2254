#!/usr/bin/env python3
"""Learn what words of violence mean violence, and how likely a statement is read right.

    train_statements.py --score FOLDER --build FOLDER [--downloads build/downloads] [--work FOLDER]

--score is the folder of the scorer (its modules tell the parts of each set, and when an answer is right), --build one in
which marsad, build_resources and statement_features are built. Writes resources/learned/statements.tsv in three steps,
since each needs what was learned before:

 1. `w=LEMMA`: how much more often reports of conflict use a word than other news do (log ratio of the reports that have it).
 2. `literal|…`: a linear model by which a trigger of harm is meant literally. Right: all of the sets of conflict, as they
    are; wrong: all of the texts without violence, of the half that is for tuning (tests/calm).
 3. `FIELD|…` and `FIELD#…`: for type, actors, place, time, figures and the whole, a linear model of what was read right,
    and the table that turns its sum into a share: means of the right ones in runs of equal size, made to rise with the sum
    (pool adjacent violators), from predictions for reports that the model had not seen (three folds).

Logistic regression by AdaGrad with a penalty, in a fixed order, without libraries: the same input gives the same bytes.
Only the seen parts are read. measure_confidence.py says how well it fits the unread ones.
"""
import argparse
import json
import math
import os
import subprocess
import sys
from collections import Counter

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(HERE, "tools"))
import statement_labels  # noqa: E402

FIELDS = "type", "actors", "place", "time", "figures", "whole"
WAR = "isaf", "gaza_narratives", "gva", "event_location", "muc4"
OTHER = "lgl", "geovirus", "polnear", "te3_tweets"
FOLDS, MOST = 3, 5000
CALM_WEIGHT, LOST = 25.0, 0.010


def logit_train(examples, rounds, rate=0.1, penalty=2e-4, rare=4):
    """Weights by name from [(features, label, weight)]; numeric features come as {name: thousandths}."""
    count = Counter(f for features, _, _ in examples for f in features)
    names = sorted(f for f, n in count.items() if n >= rare)
    index = {f: i for i, f in enumerate(names)}
    data = [([(index[f], v / 1000.0) for f, v in sorted(features.items()) if f in index and v], y, w) for features, y, w in examples]
    weights, squares = [0.0] * len(names), [1e-6] * len(names)
    for step in range(rounds):
        # A fixed order that mixes the sets: by the remainder of a large step.
        n = len(data)
        stride = next(s for s in range(max(1, int(n * 0.618)), 2 * n + 2) if math.gcd(s, n) == 1)
        for k in range(n):
            row, y, w = data[(k * stride + step) % n]
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(weights[i] * v for i, v in row)))))
            for i, v in row:
                g = w * (p - y) * v + penalty * weights[i]
                squares[i] += g * g
                weights[i] -= rate * g / math.sqrt(squares[i])
    return {f: weights[i] for f, i in index.items()}


def total(weights, features):
    """As the program counts: thousandths in whole numbers."""
    return int(sum(round(1000 * weights.get(f, 0)) * v for f, v in features.items()) / 1000)


def rising(pairs, runs):
    """[(sum, share)]: means of runs of equal size, made to rise with the sum."""
    pairs = sorted(pairs)
    blocks = []
    for k in range(runs):
        part = pairs[k * len(pairs) // runs : (k + 1) * len(pairs) // runs]
        if part:
            blocks.append([sum(s for s, _ in part) / len(part), sum(y for _, y in part) / len(part), len(part)])
            while len(blocks) > 1 and blocks[-2][1] >= blocks[-1][1]:
                b = blocks.pop()
                a = blocks[-1]
                n = a[2] + b[2]
                blocks[-1] = [(a[0] * a[2] + b[0] * b[2]) / n, (a[1] * a[2] + b[1] * b[2]) / n, n]
    return [(s, y) for s, y, _ in blocks]


def capped(rows):
    """At most MOST of each set, taken at equal steps."""
    by_set = {}
    for row in rows:
        by_set.setdefault(row[4], []).append(row)
    return [part[k * len(part) // min(MOST, len(part))] for part in by_set.values() for k in range(min(MOST, len(part)))]


def read_lines(command, rows, path):
    with open(path, "w") as w:
        w.writelines(json.dumps(r) + "\n" for r in rows)
    done = subprocess.run([*command, path], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return {row["id"]: row for row in map(json.loads, done.stdout.strip("\n").split("\n"))}


class Trainer:
    def __init__(self, o):
        self.o, self.lines = o, {}
        self.resources = os.path.join(o.work, "resources.bin")
        self.table = os.path.join(HERE, "resources/learned/statements.tsv")
        os.makedirs(o.work, exist_ok=True)

    def features(self, name, rows):
        """What statement_features prints, with all that is learned so far."""
        return read_lines([os.path.join(self.o.build, "bin/statement_features"), self.resources], rows, os.path.join(self.o.work, name + ".jsonl"))

    def write(self, learned):
        with open(self.table, "w") as w:
            w.write("# What was learned of statements, in thousandths; made by tools/train_statements.py. Its card: statements.md.\n")
            w.writelines(f"{name}\t{round(value)}\n" for name, value in sorted(learned.items()) if round(value))
        subprocess.run([os.path.join(self.o.build, "bin/build_resources"), self.o.downloads, os.path.join(HERE, "resources"), self.resources], check=True, stdout=subprocess.DEVNULL)

    def words(self):
        counts = [Counter(), Counter()]
        reports = [0, 0]
        for side, names in enumerate((WAR, OTHER)):
            for name in names:
                rows = self.reports[name]
                for row in self.features(name, rows).values():
                    # Long reports count by their parts, so that a single sentence and a page weigh by their length.
                    for k in range(0, len(row["words"]), 150):
                        counts[side].update(set(row["words"][k : k + 150]))
                        reports[side] += 1
        out = {}
        for w in sorted(counts[0] | counts[1]):
            if counts[0][w] + counts[1][w] >= 8 and w.isalpha():
                value = math.log((counts[0][w] + 3) / (reports[0] + 6)) - math.log((counts[1][w] + 3) / (reports[1] + 6))
                if abs(value) >= 0.25:
                    out["w=" + w] = 1000 * max(-3.0, min(3.0, value))
        return out

    def literal(self):
        examples = []
        for name in WAR:
            for row in self.features(name, self.reports[name]).values():
                examples += [(t["features"], 1, 1.0) for t in row["triggers"]]
        right = len(examples)
        for row in self.features("calm", self.reports["calm"]).values():
            examples += [(t["features"], 0, CALM_WEIGHT) for t in row["triggers"]]
        weights = logit_train(examples, 6)
        sums = sorted(total(weights, f) for f, y, _ in examples if y)
        floor = sums[int(LOST * len(sums))]
        weights["bias"] = weights.get("bias", 0.0) - floor / 1000
        kept = sum(total(weights, f) >= 0 for f, y, _ in examples if not y)
        print(f"literal: {right} triggers meant, {len(examples) - right} not; of these {kept} are still taken for meant, with {100 * LOST} % of the others lost")
        return {"literal|" + f: 1000 * w for f, w in weights.items() if abs(w) >= 0.02}

    def confidence(self):
        labelled = statement_labels.collect(self.o, self.resources, "seen", self.features)
        out = {}
        for field in FIELDS:
            rows = capped((r["features"], r["right"][field], 1.0, r["fold"], r["set"]) for r in labelled if field in r["right"])
            held = []
            for fold in range(FOLDS):
                weights = logit_train([r[:3] for r in rows if r[3] % FOLDS != fold], 4)
                held += [(total(weights, f), y) for f, y, _, k, _ in rows if k % FOLDS == fold]
            weights = logit_train([r[:3] for r in rows], 4)
            out.update({f"{field}|{f}": 1000 * w for f, w in weights.items() if abs(w) >= 0.03})
            knots = rising(held, 24)
            out[f"{field}#knots"] = len(knots)
            for i, (x, p) in enumerate(knots):
                out[f"{field}#x{i}"], out[f"{field}#p{i}"] = x, 1000 * p
            print(f"{field}: {len(rows)} judged, {100 * sum(r[1] for r in rows) / len(rows):.1f} % right; AUC of unseen folds {statement_labels.auc(held):.3f}")
        return out

    def run(self):
        self.reports = {n: statement_labels.reports(self.o, n, "seen") for n in (*WAR, *OTHER)}
        relevant = statement_labels.muc4_relevant(self.o, "seen")
        self.reports["muc4"] = [r for r in self.reports["muc4"] if r["id"] in relevant]
        with open(os.path.join(HERE, "tests/calm/texts.jsonl")) as r:
            self.reports["calm"] = [row for row in map(json.loads, r) if row["part"] == "tuned"]
        steps = {"words": ("w=", self.words), "literal": ("literal|", self.literal), "confidence": (FIELDS, self.confidence)}
        learned = {}
        kept = [k for k in self.o.keep.split(",") if k]
        of_field = {field: (field + "|", field + "#") for field in FIELDS}
        if kept:
            with open(self.table) as r:
                rows = [line.rstrip("\n").split("\t") for line in r if not line.startswith("#")]
            prefixes = tuple(p for k in kept for p in (of_field[k] if k in of_field else (steps[k][0],)))
            learned = {name: int(value) for name, value in rows if name.startswith(prefixes)}
        self.write(learned)
        for name, (_, step) in steps.items():
            if name not in kept:
                own = tuple(p for k in kept for p in of_field.get(k, ()))
                learned.update({k: v for k, v in step().items() if not k.startswith(own)} if own else step())
                self.write(learned)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--score", required=True)
    options.add_argument("--build", required=True)
    options.add_argument("--downloads", default=os.path.join(HERE, "build/downloads"))
    options.add_argument("--keep", default="", metavar="words,literal,place", help="steps and fields whose weights are taken from the table as it is")
    options.add_argument("--work", default="/tmp/train_statements")
    Trainer(options.parse_args()).run()


if __name__ == "__main__":
    main()
