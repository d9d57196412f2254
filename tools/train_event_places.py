#!/usr/bin/env python3
"""Learn which places of a sentence a happening took place at.

    train_event_places.py --score FOLDER --build FOLDER --resources FILE [--check]

--score is the folder of the scorer (its event_location module tells the seen part and the gold words), --build one in which
event_place_features is built, --resources the resource file. A row is a statement's trigger and a place of its sentence; it
is right where at least half of the place's words are words of the gold of one of the statement's verbs. Logistic regression
by AdaGrad with a penalty, in a fixed order, without libraries: the same input gives the same bytes. Writes
resources/learned/event_places.tsv (thousandths of a logit, names with "spot|" before them). --check prints precision,
recall and F of the rows by five folds instead, of the rules and of the model, and writes nothing.
"""
import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from collections import Counter

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROUNDS, RATE, PENALTY, RARE, FOLDS = 12, 0.08, 3e-4, 4, 5
LIMIT = -0.5  # where F is highest by five folds; goes into the weight of "bias"


def rows_of(o):
    """[(fold, features, label, chosen, words)] of the seen part."""
    sys.path.insert(0, o.score)
    from sets import _common, event_location
    _common.PART = "seen"
    gold = os.path.join(os.path.dirname(os.path.abspath(o.score)), "gold", "event_location")
    sentences = event_location.sentences(gold)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for name, text, _ in sentences:
            f.write(json.dumps({"id": name, "text": text}, ensure_ascii=False) + "\n")
        f.flush()
        out = subprocess.run([os.path.join(o.build, "bin", "event_place_features"), o.resources, f.name], stdout=subprocess.PIPE, check=True).stdout.decode()
    read = {row["id"]: row["places"] for row in map(json.loads, filter(None, out.split("\n")))}
    rows = []
    for n, (name, text, asked) in enumerate(sentences):
        doc = _common.Text(text)
        for row in read.get(name, []):
            spans = [chars(text, s) for s in [row["trigger"], *row["also"]]]
            keys = [key for verb, key in asked.items() if any(event_location.touches(s, verb) for s in spans)]
            if not keys:
                continue
            wanted = set().union(*(doc.words_in(key["locations"]) for key in keys))
            place = doc.words_in({chars(text, row["place"])})
            rows.append((n % FOLDS, sorted(row["features"]), bool(place) and 2 * len(place & wanted) >= len(place), row["chosen"], len(place)))
    return rows


def chars(text, span):
    data = text.encode()
    return len(data[:span[0]].decode(errors="replace")), len(data[:span[1]].decode(errors="replace"))


def train(rows):
    count = Counter(f for row in rows for f in row[1])
    names = sorted(f for f, n in count.items() if n >= RARE)
    index = {f: i for i, f in enumerate(names)}
    data = [([index[f] for f in row[1] if f in index], row[2]) for row in rows]
    weights, squares = [0.0] * len(names), [1e-6] * len(names)
    n = len(data)
    stride = next(s for s in range(int(n * 0.618) + 1, 2 * n + 2) if math.gcd(s, n) == 1)
    for step in range(ROUNDS):
        for k in range(n):
            row, label = data[(k * stride + step) % n]
            p = 1 / (1 + math.exp(-max(-30, min(30, sum(weights[i] for i in row)))))
            for i in row:
                g = (p - label) + PENALTY * weights[i]
                squares[i] += g * g
                weights[i] -= RATE * g / math.sqrt(squares[i])
    return dict(zip(names, weights))


def rates(rows, taken):
    right = sum(r[4] for r, t in zip(rows, taken) if t and r[2])
    given, wanted = sum(r[4] for r, t in zip(rows, taken) if t), sum(r[4] for r in rows if r[2])
    p, r = right / max(1, given), right / max(1, wanted)
    return f"precision {100 * p:.1f} recall {100 * r:.1f} F {200 * p * r / max(1e-9, p + r):.1f}"


def check(rows):
    scores = []
    tested = []
    for fold in range(FOLDS):
        weights = train([r for r in rows if r[0] != fold])
        for r in rows:
            if r[0] == fold:
                tested.append(r)
                scores.append(sum(weights.get(f, 0) for f in r[1]))
    print(f"{len(rows)} rows, {sum(r[2] for r in rows)} right")
    print("rules:", rates(tested, [r[3] for r in tested]))
    for limit in (-1, -0.5, 0, 0.5, 1):
        print(f"model at {limit}:", rates(tested, [s >= limit for s in scores]))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--score", required=True)
    options.add_argument("--build", required=True)
    options.add_argument("--resources", required=True)
    options.add_argument("--check", action="store_true")
    options.add_argument("--leave", type=int, help="a fold to leave out, 0 to 4: for figures of the whole way")
    options.add_argument("--output", help="where to write instead")
    o = options.parse_args()
    rows = rows_of(o)
    if o.check:
        return check(rows)
    weights = train([r for r in rows if r[0] != o.leave])
    weights["bias"] -= LIMIT
    with open(o.output or os.path.join(HERE, "resources", "learned", "event_places.tsv"), "w", encoding="utf-8", newline="\n") as out:
        out.write("# Which places of a sentence a happening took place at: tools/train_event_places.py; feature, thousandths of a logit.\n")
        for name, value in sorted(weights.items()):
            thousandths = int(math.floor(value * 1000 + 0.5))
            if thousandths:
                out.write(f"spot|{name}\t{thousandths}\n")


if __name__ == "__main__":
    main()
