#!/usr/bin/env python3
"""How often a report of nothing violent is read as one: asserted statements of violence in 1,000 sentences.

    measure_false_alarms.py --marsad build/release/bin/marsad [--resources FILE] [--texts tests/calm/texts.jsonl]
                            [--muc4 FOLDER] [--part tuned|"held out"] [--list] [--at-most N]

The texts are reports as JSON Lines with `text` and, where they are our own, `part`: the rules were mended on `tuned`, and
`held out` was not looked at. --muc4 takes the folder of the MUC-4 corpus and reads the documents of its development part
for which the key files hold no incident. Many of those tell of violence all the same (battles between armed forces are
no incidents of MUC-4), so their figure is an upper bound.

A statement counts where it is asserted (done or ongoing, affirmed, asserted or alleged, no mere recollection) and its
type is one of violence: fighting, casualties, killing, torture, beating, sexual and mob violence, abduction,
disappearance, destruction, arson. --list prints them. With --at-most N the exit status is 1 if all texts together have
more than N. Sentences are counted by their closing marks.
"""
import argparse
import json
import os
import re
import subprocess
import sys

FIGHTING = ("battle", "advance", "airstrike", "shelling", "missile_attack", "attack", "bombing", "explosion", "interception")
PERSONS = ("killing", "torture", "beating", "violence", "abduction", "disappearance")
OTHERS = ("casualties", "bodies_found", "destruction", "arson")
SENTENCE_END = re.compile(r"[.!?][\"')\]”’]*(?=\s|$)")


def is_violence(statement):
    if statement["type"].split(".")[0] not in FIGHTING + PERSONS + OTHERS:
        return False
    return (
        statement.get("stage", "done") in ("done", "ongoing")
        and statement.get("polarity", "affirmed") == "affirmed"
        and statement.get("modality", "asserted") in ("asserted", "alleged")
        and not statement.get("background")
    )


def muc4_irrelevant(folder):
    """Documents of dev whose key has one template, without an incident (slots are `*`)."""
    relevant, doc = set(), None
    for line in open(os.path.join(folder, "dev.key"), errors="replace"):
        m = re.match(r"\s*0\.\s+MESSAGE: ID\s+(\S+)", line)
        if m:
            doc = m.group(1)
        m = re.match(r"\s*1\.\s+MESSAGE: TEMPLATE\s+(\S+)", line)
        if m and m.group(1).rstrip(".").isdigit():
            relevant.add(doc)
    texts = re.split(r"(?m)^(?=DEV-MUC\S+)", open(os.path.join(folder, "dev.txt"), errors="replace").read())
    for text in texts:
        head, _, body = text.partition("\n")
        name = head.split()[0] if head.split() else ""
        if name and name not in relevant:
            yield {"id": name, "part": "MUC-4 irrelevant", "text": body.strip()}


def read(program, reports, resources):
    environment = dict(os.environ, **({"MARSAD_RESOURCES": resources} if resources else {}))
    lines = "".join(json.dumps({k: r[k] for k in ("id", "text", "published") if k in r}) + "\n" for r in reports)
    done = subprocess.run([program, "extract", "-"], input=lines, capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(done.stderr or f"{program} extract: status {done.returncode}")
    return [json.loads(line) for line in done.stdout.strip("\n").split("\n")]


def main():
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--marsad", required=True)
    options.add_argument("--resources")
    options.add_argument("--texts", default=os.path.join(here, "tests/calm/texts.jsonl"))
    options.add_argument("--muc4")
    options.add_argument("--part")
    options.add_argument("--list", action="store_true")
    options.add_argument("--at-most", type=int)
    o = options.parse_args()
    if o.resources and not os.path.exists(o.resources):
        print(f"{o.resources} is missing: nothing is measured")
        return 77
    reports = list(muc4_irrelevant(o.muc4)) if o.muc4 else [json.loads(line) for line in open(o.texts)]
    reports = [r for r in reports if not o.part or r["part"] == o.part]
    counts = {}
    for report, record in zip(reports, read(o.marsad, reports, o.resources)):
        found = [s for s in record["statements"] if is_violence(s)]
        sums = counts.setdefault(report["part"], [0, 0, 0, 0])
        for i, n in enumerate((1, len(SENTENCE_END.findall(report["text"])), len(found), bool(found))):
            sums[i] += n
        for s in found if o.list else ():
            words = record["text"].encode()
            begin, end = s["evidence"]["begin"], s["evidence"]["end"]
            print(report["id"], s["type"], s["trigger"]["text"], "|", " ".join(words[begin:end].decode(errors="replace").split()))
    print(f"{'part':18} {'texts':>6} {'sentences':>10} {'statements':>11} {'per 1,000':>10} {'texts with one':>15}")
    for part, (texts, sentences, statements, touched) in counts.items():
        print(f"{part:18} {texts:6} {sentences:10} {statements:11} {1000 * statements / sentences:10.1f} {touched:15}")
    total = sum(c[2] for c in counts.values())
    if o.at_most is not None and total > o.at_most:
        print(f"{total} statements of violence where {o.at_most} are known: a change made false alarms (list them with --list)")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
