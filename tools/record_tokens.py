#!/usr/bin/env python3
"""Record spaCy's analysis of case texts, so that the annotate stages are tested apart from the language room.

    record_tokens.py tests/cases/actors tests/cases/attributions > tests/annotate/recorded.jsonl

Needs spaCy 3.8 and its en_core_web_sm (any package name as $SPACY_MODEL). Each line of a text is a segment. One JSON
object a text: id, text, segments [[begin, end, first token, last token]], tokens [[begin, end, head, POS, tag, dep, lemma,
IOB, entity, sentence start]]; offsets are bytes.
"""
import glob
import json
import os
import re
import sys

import spacy


def texts(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.case"))):
        with open(path, encoding="utf-8") as r:
            for part in re.split(r"^== ", r.read(), flags=re.MULTILINE)[1:]:
                head, _, body = part.partition("\n")
                if head.split()[0] == "text":
                    yield body.rstrip("\n")


def record(nlp, text):
    offsets = [0]
    for c in text:
        offsets.append(offsets[-1] + len(c.encode()))
    segments, tokens = [], []
    for line in re.finditer(r"\S[^\n]*", text):
        begin, words = line.start(), line.group().rstrip()
        doc, base = nlp(words), len(tokens)
        segments.append([offsets[begin], offsets[begin + len(words)], base, base + len(doc)])
        tokens += [[offsets[begin + t.idx], offsets[begin + t.idx + len(t)], base + t.head.i, t.pos_, t.tag_, t.dep_, t.lemma_, t.ent_iob_, t.ent_type_, int(bool(t.is_sent_start))]
                   for t in doc]
    return {"id": text[:40], "text": text, "segments": segments, "tokens": tokens}


def main():
    nlp = spacy.load(os.environ.get("SPACY_MODEL", "en_core_web_sm"))
    for folder in sys.argv[1:]:
        for text in texts(folder):
            print(json.dumps(record(nlp, text), ensure_ascii=False))


if __name__ == "__main__":
    main()
