#!/usr/bin/env python3
"""Learn which names that no place is found in are places' names.

    train_place_names.py --score FOLDER --build FOLDER --resources FILE [--check]

--score is the folder of the scorer (its modules tell the seen parts), --build one in which place_name_features is built,
--resources the resource file. A row is a run of capitalised words of the seen parts of event_location, LGL, GeoVirus and
re3d; it is right where at least half of its words are words of a gold place. event_location marks only the places of the
verbs that were asked for, so a name that a place's word stands beside and that isn't marked is left out there. Logistic
regression by AdaGrad with a penalty, in a fixed order, without libraries: the same input gives the same bytes. Writes
resources/learned/place_names.tsv (thousandths of a logit, names with "name|" before them). --check prints precision,
recall and F of the rows by five folds instead, and writes nothing.
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
ROUNDS, RATE, PENALTY, RARE, FOLDS = 10, 0.08, 3e-4, 4, 5
LIMIT = -0.7  # where F is highest by five folds; goes into the weight of "bias"


def texts_of(score):
    """[(set, id, text, [(begin, end) of gold places])] of the seen parts."""
    sys.path.insert(0, score)
    from sets import _common, event_location, geovirus, lgl, re3d
    _common.PART = "seen"
    gold = os.path.join(os.path.dirname(os.path.abspath(score)), "gold")
    for name, text, asked in event_location.sentences(os.path.join(gold, "event_location")):
        yield "event_location", name, text, sorted(set().union(*(key["locations"] for key in asked.values())))
    for module in (lgl, geovirus):
        for d in module.documents(os.path.join(gold, module.__name__.split(".")[-1])):
            doc = _common.Text(d["text"])
            yield module.__name__, str(d["id"]), d["text"], [doc.chars(p) for p in d["places"]]
    for name, text, entities in re3d.documents(os.path.join(gold, "re3d")):
        yield "re3d", str(name), text, [(b, e) for kind, b, e, _ in entities if kind == "place"]


def rows_of(o):
    """[(set, fold, features, label, words)]"""
    sys.path.insert(0, o.score)
    from sets import _common
    texts = list(texts_of(o.score))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for n, (_, _, text, _) in enumerate(texts):
            f.write(json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n")
        f.flush()
        out = subprocess.run([os.path.join(o.build, "bin", "place_name_features"), o.resources, f.name], stdout=subprocess.PIPE, check=True).stdout.decode()
    rows = []
    for line in map(json.loads, filter(None, out.split("\n"))):
        n = line["id"]
        kind, _, text, places = texts[n]
        doc = _common.Text(text)
        wanted = doc.words_in(places)
        for name in line["names"]:
            words = doc.words_in({doc.chars({"begin": name["b"], "end": name["e"]})})
            right = bool(words) and 2 * len(words & wanted) >= len(words) and max(words) in wanted
            if words:
                rows.append((kind, n % FOLDS, sorted(set(name["f"])), right, len(words), text[slice(*doc.chars({"begin": name["b"], "end": name["e"]}))]))
    return rows


def train(rows):
    count = Counter(f for row in rows for f in row[2])
    names = sorted(f for f, n in count.items() if n >= RARE)
    index = {f: i for i, f in enumerate(names)}
    data = [([index[f] for f in row[2] if f in index], row[3]) for row in rows]
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


def check(rows):
    tested = []
    for fold in range(FOLDS):
        weights = train([r for r in rows if r[1] != fold])
        tested += [(r, sum(weights.get(f, 0) for f in r[2])) for r in rows if r[1] == fold]
    for kind in sorted({r[0] for r in rows}):
        own = [(r, s) for r, s in tested if r[0] == kind]
        print(f"{kind}: {len(own)} rows, {sum(r[3] for r, _ in own)} right")
        for limit in (-1.5, -1, -0.5, 0, 0.5, 1):
            taken = [r for r, s in own if s >= limit]
            right = sum(r[4] for r in taken if r[3])
            p, r = right / max(1, sum(r[4] for r in taken)), right / max(1, sum(r[4] for r, _ in own if r[3]))
            print(f"  at {limit}: precision {100 * p:.1f} recall {100 * r:.1f} F {200 * p * r / max(1e-9, p + r):.1f}")
    if os.environ.get("SHOW"):
        with open(os.environ["SHOW"], "w") as out:
            for r, s in sorted(tested, key=lambda x: -x[1]):
                out.write(f"{s:.2f}\t{r[3]}\t{r[0]}\t{r[5]!r}\n")


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
    weights = train([r for r in rows if r[1] != o.leave])
    weights["bias"] -= LIMIT
    with open(o.output or os.path.join(HERE, "resources", "learned", "place_names.tsv"), "w", encoding="utf-8", newline="\n") as out:
        out.write("# Which names without a place are places' names: tools/train_place_names.py; feature, thousandths of a logit.\n")
        for name, value in sorted(weights.items()):
            thousandths = int(math.floor(value * 1000 + 0.5))
            if thousandths:
                out.write(f"name|{name}\t{thousandths}\n")


if __name__ == "__main__":
    main()
