#!/usr/bin/env python3
"""Train the weights that decide which words introduce what somebody said.

    attribution_features marsad.resources REPORTS.jsonl > CANDIDATES.jsonl
    train_attributions.py CANDIDATES.jsonl GOLD.jsonl > resources/learned/attributions.tsv

CANDIDATES has, for each report, the candidates that the grammar offers, with their features; GOLD has record lines with
the right attributions. A candidate is right where a right attribution shares its cue word and at least half of the
words of both contents; of several for one cue word the one nearest to it. Logistic regression by AdaGrad with a
penalty, in a fixed order: the same input gives the same bytes. Weights are written in thousandths; small ones are left
out.
"""
import json
import math
import sys
from collections import Counter

ROUNDS, RATE, PENALTY, RARE, SMALL, SHIFT = 6, 0.12, 1.2e-4, 4, 0.03, 1.0


def load(path):
    with open(path, encoding="utf-8") as r:
        return [json.loads(line) for line in r if line.strip()]


def covered(spans):
    return {i for b, e in spans for i in range(b, e)}


def labels(candidates, attributions):
    """1 for each candidate that stands for a right attribution."""
    gold = [(set(range(a["cue"]["begin"], a["cue"]["end"])) if "cue" in a else set(), covered((s["begin"], s["end"]) for s in a["content"]))
            for a in attributions]
    gold = [g for g in gold if g[1]]
    by_cue = {}
    for n, c in enumerate(candidates):
        by_cue.setdefault(tuple(c["cue"]), []).append(n)
    out = [0] * len(candidates)
    for cue, numbers in by_cue.items():
        near = [g for g in gold if g[0] and g[0] & set(range(*cue))]
        best = {}
        for n in numbers:
            own = covered(candidates[n]["content"])
            for m, g in enumerate(near):
                shared = len(own & g[1])
                if shared:
                    value = 2 * shared / (len(own) + len(g[1]))
                    if value > best.get(m, (0, 0))[0]:
                        best[m] = (value, n)
        for value, n in best.values():
            if value >= 0.5:
                out[n] = 1
    return out


def main():
    rows, gold = load(sys.argv[1]), {g["id"]: g for g in load(sys.argv[2])}
    examples = []
    count = Counter()
    for row in rows:
        if row["id"] in gold:
            for c, y in zip(row["candidates"], labels(row["candidates"], gold[row["id"]].get("attributions", []))):
                examples.append((c["features"], y))
                count.update(c["features"])
    names = sorted(f for f, n in count.items() if n >= RARE)
    index = {f: i for i, f in enumerate(names)}
    data = [([index[f] for f in features if f in index], y) for features, y in examples]
    weights, squares = [0.0] * len(names), [1e-6] * len(names)
    for step in range(ROUNDS):
        loss = 0.0
        for k in range(len(data)):
            active, y = data[(k * 7919 + step * 104729) % len(data)]
            z = sum(weights[i] for i in active)
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
            g = p - y
            loss -= math.log(max(1e-9, p if y else 1 - p))
            if -0.002 < g < 0.002:
                continue
            for i in active:
                d = g + PENALTY * weights[i] * len(data) / count[names[i]]
                squares[i] += d * d
                weights[i] -= RATE * d / math.sqrt(squares[i])
        print(f"round {step}: {loss / len(data):.4f} of {len(data)}, right {sum(y for _, y in data)}", file=sys.stderr)
    print("# Weights of attribution candidates, in thousandths; made by tools/train_attributions.py.")
    for name, w in zip(names, weights):
        w += SHIFT * (name == "bias")  # a candidate is taken a little before it is more likely than not: the F score asks for it
        if abs(w) >= SMALL:
            print(f"{name}\t{round(1000 * w)}")


if __name__ == "__main__":
    main()
