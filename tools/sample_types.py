#!/usr/bin/env python3
"""Draw statements of each type, to be read by hand.

    sample_types.py --score FOLDER --build FOLDER [--resources FILE] [--number 30] [--types battle,arrest] [--most 10]

Reads the seen parts of the scorer's sets and examples/, takes all statements that are asserted, and prints --number of
each type (the --most frequent types, or those named): the ones whose keys have the smallest SHA-1, so that the same
texts and the same version give the same sample. A line: type, set and report, trigger, doers, targets, place, time,
figures, and the sentence. What was found is written down in docs/accuracy.md.
"""
import argparse
import glob
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import statement_labels  # noqa: E402

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SETS = "isaf", "gaza_narratives", "gva", "displacement", "event_location", "muc4", "lgl", "polnear"


def names(rows):
    return ", ".join(r.get("name") or r.get("text", "") for r in rows) or "-"


def show(where, line, s):
    text = (line.get("title", "") if s["evidence"].get("in") == "title" else line["text"]).encode()
    begin, end = s["evidence"]["begin"], s["evidence"]["end"]
    # The evidence with what stands around it, as far as the line.
    left, right = max(text.rfind(b"\n", 0, begin) + 1, begin - 160), min((text + b"\n").find(b"\n", end), end + 120)
    words = " ".join(text[left:begin].decode(errors="replace").split()) + " [[" + " ".join(text[begin:end].decode(errors="replace").split()) + "]] " + " ".join(text[end:right].decode(errors="replace").split())
    figures = ", ".join(f"{f.get('outcome')} {f.get('low')}..{f.get('high')} {f.get('of', '')}" for f in s.get("figures", [])) or "-"
    print("\t".join((s["type"], where, s["trigger"]["text"], names(s.get("actors", [])), names(s.get("targets", []) + s.get("victims", [])), names(s.get("places", [])), s.get("time", {}).get("value", "-"), figures, words)))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--score", required=True)
    options.add_argument("--build", required=True)
    options.add_argument("--resources", default=os.environ.get("MARSAD_RESOURCES", "build/marsad.resources"))
    options.add_argument("--number", type=int, default=30)
    options.add_argument("--most", type=int, default=10)
    options.add_argument("--types")
    o = options.parse_args()
    drawn = {}

    def take(where, line):
        for s in line.get("statements", []):
            if statement_labels.asserted(s):
                drawn.setdefault(s["type"], []).append((hashlib.sha1(s["key"].encode()).hexdigest(), where, line, s))

    for name in SETS:
        for line in statement_labels.extract(os.path.join(o.build, "bin/marsad"), o.resources, statement_labels.reports(o, name, "seen"), "plain"):
            take(f"{name}:{line['id']}", line)
    done = subprocess.run([os.path.join(o.build, "bin/marsad"), "extract", *sorted(glob.glob(os.path.join(HERE, "examples/*.*")))], capture_output=True, text=True, env=dict(os.environ, MARSAD_RESOURCES=o.resources))
    for line in map(json.loads, done.stdout.strip("\n").split("\n")):
        take("examples:" + os.path.basename(line["id"]), line)
    counts = Counter({kind: len(rows) for kind, rows in drawn.items()})
    print("# " + "; ".join(f"{kind} {n}" for kind, n in counts.most_common()))
    for kind in o.types.split(",") if o.types else [kind for kind, _ in counts.most_common(o.most)]:
        for _, where, line, s in sorted(drawn.get(kind, []), key=lambda r: r[0])[: o.number]:
            show(where, line, s)


if __name__ == "__main__":
    main()
