#!/usr/bin/env python3
"""Measure how many links between mentions of actors are right, against links that a person judged.

    measure_chains.py --draw 4 --sample LINKS.txt     200 links of the program, with the words around them, to be judged
    measure_chains.py                                 the precision over the judged links that the program still makes

A link is a mention with the one before it in its chain. The texts of a draw are a seeded sample of the seen parts of five
gold sets (24 each), none of them a text of an earlier draw: a draw is fresh as long as no rule was mended on it. The
judgements lie in tests/annotate/chain_links.tsv: draw, set, document, begin and end of the mention, begin and end of the
antecedent (characters), how the mention is said (name, noun, pronoun), right or wrong. No words of the texts are stored. MARSAD names the program, MARSAD_RESOURCES its resource file.
"""
import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
SETS = ("polnear", "re3d", "gva", "isaf", "lgl")
TEXTS, LINKS, SEED = 24, 200, 2015  # a draw's seed is SEED and its number
PRONOUNS = set("he him himself she her herself they them themselves it his hers theirs their".split())
JUDGED = os.path.join(HERE, "..", "tests", "annotate", "chain_links.tsv")


def reports(scorer, draws):
    """{draw: {(set, id): report}}: 24 reports of each set and draw, chosen by a seeded shuffle of the ids that are left."""
    out = {draw: {} for draw in range(1, draws + 1)}
    for name in SETS:
        text = subprocess.run([sys.executable, scorer, name, "--part", "seen", "--reports"], stdout=subprocess.PIPE, check=True).stdout.decode()
        rows = sorted((json.loads(line) for line in text.split("\n") if line), key=lambda r: str(r["id"]))
        for draw in out:
            random.Random(SEED + draw).shuffle(rows)
            out[draw].update({(name, str(r["id"])): r for r in rows[:TEXTS] if "text" in r})
            rows = sorted(rows[TEXTS:], key=lambda r: str(r["id"]))
    return out


def links(program, given):
    """{(set, id): (text, [(mention, antecedent, how)])} with spans in characters."""
    keys = list(given)
    lines = "".join(json.dumps({**given[k], "id": str(n)}) + "\n" for n, k in enumerate(keys))
    printed = subprocess.run([program, "extract", "-"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    out = {}
    for line in map(json.loads, filter(None, printed.split("\n"))):
        text, last, found = line["text"], {}, []
        for a in line.get("actors", []):
            if a.get("in") == "title":
                continue
            span = chars(text, a)
            if a["chain"] in last:
                found.append((span, last[a["chain"]], how(text[slice(*span)])))
            last[a["chain"]] = span
        out[keys[int(line["id"])]] = text, found
    return out


def chars(text, span):
    """Byte offsets as character offsets."""
    data = text.encode()
    return len(data[: span["begin"]].decode()), len(data[: span["end"]].decode())


def how(words):
    if words.lower() in PRONOUNS:
        return "pronoun"
    return "noun" if words[:1].islower() else "name"


def sample(found, draw):
    every = [(key, *link) for key in sorted(found) for link in found[key][1]]
    return sorted(random.Random(SEED + draw).sample(every, min(LINKS, len(every))))


def show(found, chosen):
    """Links with the words around them, for the judge."""
    for n, (key, mention, antecedent, kind) in enumerate(chosen):
        text = found[key][0]
        begin, end = max(0, antecedent[0] - 60), min(len(text), mention[1] + 60)
        middle = text[antecedent[1] : mention[0]]
        if len(middle) > 500:
            middle = middle[:160] + " […] " + middle[-300:]
        words = text[begin : antecedent[0]] + "{{" + text[slice(*antecedent)] + "}}" + middle + "[[" + text[slice(*mention)] + "]]" + text[mention[1] : end]
        yield f"{n} {kind} {key[0]} {key[1]} {mention} {antecedent}: " + " ".join(words.split())


def judged():
    with open(JUDGED, encoding="utf-8") as r:
        rows = [line.rstrip("\n").split("\t") for line in r if line.strip() and not line.startswith("#")]
    return {(int(r[0]), r[1], r[2], *map(int, r[3:7])): (r[7], r[8]) for r in rows}


def measure(found, draw):
    verdicts = {row[1:]: verdict for row, verdict in judged().items() if row[0] == draw}
    kept, count = Counter(), {}
    for key, (_, all_links) in found.items():
        for mention, antecedent, _ in all_links:
            verdict = verdicts.get((*key, *mention, *antecedent))
            if verdict:
                kept[verdict] += 1
    for kind in ("name", "noun", "pronoun"):
        count[kind] = kept[kind, "right"], kept[kind, "right"] + kept[kind, "wrong"]
    right, total = sum(c[0] for c in count.values()), sum(c[1] for c in count.values())
    print(f"draw {draw}")
    for kind, (good, every) in [*count.items(), ("all", (right, total))]:
        print(f"{kind:<10}{good:4} of {every:4} right" + (f"{100 * good / every:7.1f} %" if every else ""))
    print(f"{len(verdicts)} judged, {sum(v[1] == 'right' for v in verdicts.values())} right; {total} of them made by this program")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sample", metavar="FILE", help="write the links to be judged here, and beside them the table with empty verdicts")
    options.add_argument("--scorer", default=os.path.join(HERE, "..", "..", "shared", "score", "score.py"))
    options.add_argument("--draw", type=int, default=3, help="the number of the draw to sample, or of the last one to measure (default: %(default)s)")
    o = options.parse_args()
    if not os.path.exists(o.scorer):
        sys.exit("measure_chains.py: the gold sets are not here; --scorer names score.py")
    texts = reports(o.scorer, o.draw)
    if not o.sample:
        for draw, given in texts.items():
            measure(links(os.environ.get("MARSAD", "marsad"), given), draw)
        return
    found = links(os.environ.get("MARSAD", "marsad"), texts[o.draw])
    chosen = sample(found, o.draw)
    with open(o.sample, "w", encoding="utf-8") as w:
        w.write("\n".join(show(found, chosen)) + "\n")
    with open(o.sample + ".tsv", "w", encoding="utf-8") as w:
        for key, mention, antecedent, kind in chosen:
            w.write("\t".join(map(str, (o.draw, *key, *mention, *antecedent, kind, "?"))) + "\n")


if __name__ == "__main__":
    main()
