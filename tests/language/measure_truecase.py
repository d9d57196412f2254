#!/usr/bin/env python3
"""Measures the truecaser: mixed-case lines of the gold sets, put in capitals and recased, against themselves.

The lines come from lgl, geovirus and polnear (--gold); a fifth of the documents, by the SHA-1 of their names, is "unread" and
reported apart. Figures, for the lines as they are put in capitals, without and with recasing: tokens with the same
boundaries; of those the same fine-grained tag; and entities (span and type) as F score, all against the language room's own
answer for the line as it was written; and of the words with letters, those that have got their own case again.
"""
import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import gold_parts

SETS = "lgl", "geovirus", "polnear"


def in_capitals(line):
    """Capitals of the same length in bytes, so that spans can be compared."""
    return "".join(c.upper() if len(c.upper().encode()) == len(c.encode()) else c for c in line)


def dump(program, model, mode, lines):
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", suffix=".txt") as file:
        file.writelines(line + "\n" for line in lines)
        file.flush()
        done = subprocess.run([program, model, mode, file.name], stdout=subprocess.PIPE, check=True)
    tokens, entities, number = {}, set(), 0
    for line in done.stdout.decode().split("\n"):
        if line.startswith("# sent_id"):
            number = int(line.split("=")[1].split(".")[0])
        elif line and not line.startswith("# "):
            fields = line.split("\t")
            span, ner = fields[9].split("|")
            begin, end = (int(x) for x in span.split("=")[1].split(":"))
            tokens[number, begin, end] = fields[4]
            label = ner[4:]
            if label.startswith("B-"):
                entities.add((number, begin, end, label[2:]))
                last = begin
            elif label.startswith("I-"):
                (old,) = [e for e in entities if e[0] == number and e[1] == last]
                entities.remove(old)
                entities.add((number, last, end, label[2:]))
    return tokens, entities


def case_kept(program, truecase, lines, big):
    """The share of words with letters that stand as they were written."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", suffix=".txt") as file:
        file.writelines(line + "\n" for line in big)
        file.flush()
        done = subprocess.run([program, "--recase", truecase, file.name], stdout=subprocess.PIPE, check=True)
    right = words = 0
    for line, recased in zip(lines, done.stdout.decode().split("\n")):
        for match in re.finditer(r"[^\W\d_]+", line):
            words += 1
            right += recased[match.start() : match.end()] == match.group()
    return 100 * right / words


def report(name, gold, found):
    tokens, entities = gold
    same = [key for key in tokens if key in found[0]]
    tags = sum(found[0][key] == tokens[key] for key in same)
    hits = len(entities & found[1])
    print(f"  {name:10} boundaries {100 * len(same) / len(tokens):6.2f} %   tags {100 * tags / len(tokens):6.2f} %   entities F {200 * hits / (len(entities) + len(found[1])):6.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", required=True, help="the program language_dump")
    parser.add_argument("--package", required=True, help="the model's folder")
    parser.add_argument("--truecase", default=str(Path(__file__).resolve().parents[2] / "resources" / "learned" / "truecase.txt"))
    parser.add_argument("--gold", default=str(Path(__file__).resolve().parents[3] / "shared" / "gold"))
    parser.add_argument("--lines", type=int, default=3000, help="of each part")
    options = parser.parse_args()
    gold = Path(options.gold)
    if not gold.is_dir():
        print("skipped: no gold sets at", gold)
        return 77
    parts = {part: list(gold_parts.lines(gold, SETS, part)) for part in ("seen", "unread")}
    with tempfile.TemporaryDirectory() as folder:
        model = os.path.join(folder, "model")
        subprocess.run([options.compiler, "--compile", options.package, model, options.truecase], check=True)
        for part, lines in parts.items():
            random.Random(4).shuffle(lines)
            lines = lines[: options.lines]
            big = [in_capitals(line) for line in lines]
            original = dump(options.compiler, model, "conllu", lines)
            print(f"{part}: {len(lines)} lines, {len(original[0])} tokens, {len(original[1])} entities")
            report("capitals", original, dump(options.compiler, model, "conllu", big))
            report("recased", original, dump(options.compiler, model, "recased", big))
            print(f"  words in their own case {case_kept(options.compiler, options.truecase, lines, big):.2f} %")
    return 0


if __name__ == "__main__":
    sys.exit(main())
