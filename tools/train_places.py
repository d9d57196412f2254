#!/usr/bin/env python3
"""Learns the weights of the place finder from texts with known places.

    tools/train_places.py FEATURES GOLD [FEATURES GOLD …] > resources/learned/places.tsv

FEATURES is what `place_features` prints for the texts of GOLD (record lines with `places`); both have one JSON object a
line. The two models are linear: `rank` by the likelihood of the right candidates of each name (softmax), `spot` by
logistic regression; both lean to the weights set by hand in
src/resources/place_weights.cpp, so that what the texts do not tell stays as it is. Plain gradient descent with momentum from zero, in a fixed order, and weights rounded to three
decimals: the same input gives the same bytes. Needs numpy.
"""
import json
import math
import os
import re
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np  # noqa: E402

NEAR = 161.0
EARTH = 6371.0


def km(a, b, c, d):
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(min(1, math.sqrt(h)))


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def overlapping(spot, places):
    best, most = None, 0
    for place in places:
        common = min(spot["e"], place["end"]) - max(spot["b"], place["begin"])
        if common > most:
            best, most = place, common
    return best


def examples(pairs):
    """Rank: (features of the candidates, which are right). Spot: features, labels."""
    rank, rows, labels = [], [], []
    for features, gold in pairs:
        golds = {d["id"]: d["places"] for d in lines(gold)}
        demonyms = "lgl" in os.path.basename(gold)  # the other sets leave demonyms out
        for document in lines(features):
            right_of = {}
            for spot in document["spots"]:
                if spot["d"] and not demonyms:
                    continue
                place = overlapping(spot, golds[document["id"]])
                if place is not None and place.get("optional"):
                    continue
                candidates = document["groups"][spot["g"]]
                rows.append(spot["f"])
                labels.append(0.0 if place is None or not candidates else 1.0)
                if place is None or "lat" not in place:
                    continue
                right = tuple(candidate_id == place.get("id") or km(lat, lon, place["lat"], place["lon"]) <= NEAR
                              for candidate_id, lat, lon, _ in candidates)
                if any(right) and not all(right):
                    right_of.setdefault((spot["g"], right), 0)
                    right_of[spot["g"], right] += 1
            for (group, right), count in sorted(right_of.items()):
                rank.append((np.array([c[3] for c in document["groups"][group]], dtype=np.float64), np.array(right), 1 + math.log(count)))
    return rank, np.array(rows, dtype=np.float64), np.array(labels)


def descend(gradient, size, steps, rate):
    weights, velocity = np.zeros(size), np.zeros(size)
    for step in range(steps):
        velocity = 0.9 * velocity - rate * (1 - step / steps) * gradient(weights)
        weights = weights + velocity
    return weights


def learn_rank(rank, prior, decay=0.004):
    features = np.concatenate([f for f, _, _ in rank])
    right = np.concatenate([r for _, r, _ in rank]).astype(np.float64)
    starts = np.cumsum([0] + [len(f) for f, _, _ in rank])[:-1]
    owner = np.repeat(np.arange(len(rank)), [len(f) for f, _, _ in rank])
    weight = np.array([w for _, _, w in rank])
    total = weight.sum()

    def gradient(weights):
        scores = features @ weights
        scores -= np.maximum.reduceat(scores, starts)[owner]
        shares = np.exp(scores)
        all_of = np.add.reduceat(shares, starts)[owner]
        right_of = np.add.reduceat(shares * right, starts)[owner] + 1e-12
        wrong = (shares / all_of - shares * right / right_of) * weight[owner]
        return features.T @ wrong / total + decay * (weights - prior)

    return descend(gradient, features.shape[1], 1500, 0.3)


def learn_spot(rows, labels, prior, decay=0.0007, lean=0.4):
    """`lean` moves the border: a doubtful name is worth keeping when it is right that often."""
    def gradient(weights):
        shares = 1 / (1 + np.exp(-(rows @ weights)))
        return rows.T @ (shares - labels) / len(labels) + decay * (weights - prior)

    weights = descend(gradient, rows.shape[1], 2000, 0.5)
    weights[0] -= math.log(lean / (1 - lean))
    return weights


def names_of(kind):
    path = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "src", "resources", "place_features.h")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    body = text.split(f"{kind}_names{{", 1)[1].split("}", 1)[0]
    return [part.strip().strip('"') for part in body.split(",")]


def set_by_hand(kind):
    """The weights of place_weights.cpp."""
    path = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "src", "resources", "place_weights.cpp")
    letter = {"rank": "R", "spot": "S"}[kind]
    with open(path, encoding="utf-8") as file:
        found = dict(re.findall(rf"w\[{letter}::(\w+)\] = (-?[0-9.]+)F?;", file.read()))
    return np.array([float(found.get(name, 0)) for name in names_of(kind)])


def main():
    paths = sys.argv[1:]
    if len(paths) < 2 or len(paths) % 2:
        sys.exit(__doc__)
    rank, rows, labels = examples(list(zip(paths[::2], paths[1::2])))
    print("# Weights of the place finder, written by tools/train_places.py. Columns: model, feature, weight.")
    for model, weights in (("rank", learn_rank(rank, set_by_hand("rank"))), ("spot", learn_spot(rows, labels, set_by_hand("spot")))):
        for name, weight in zip(names_of(model), weights):
            print(f"{model}\t{name}\t{weight:.3f}")
    print(f"{len(rank)} names, {len(rows)} spots, {int(labels.sum())} of them places", file=sys.stderr)


if __name__ == "__main__":
    main()
