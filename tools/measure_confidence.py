#!/usr/bin/env python3
"""Whether confidences mean what they say: of the readings given 0.8, are eight in ten right?

    measure_confidence.py --score FOLDER --build FOLDER [--resources FILE] [--part unread] [--svg FILE]

Compares statements with texts coded by hand (statement_labels.py says which and how), by default with the parts that
nothing was learned from. For each field and for the whole: how many were judged, the share that was right, the expected
calibration error over ten bins of equal mass, and the area under the ROC curve. --svg draws the whole's bins.

A confidence is about the reading of the words. It tells nothing on whether what they say happened.
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import statement_labels  # noqa: E402

FIELDS = "type", "actors", "place", "time", "figures", "whole"
BINS = 10


def bins(pairs):
    """[(mean confidence, share right, number)] of runs of equal size, by confidence."""
    ranked = sorted(pairs, key=lambda p: p[0])
    out = []
    for k in range(BINS):
        part = ranked[k * len(ranked) // BINS : (k + 1) * len(ranked) // BINS]
        if part:
            out.append((sum(c for c, _ in part) / len(part), sum(y for _, y in part) / len(part), len(part)))
    return out


def calibration_error(pairs):
    return sum(n * abs(c - y) for c, y, n in bins(pairs)) / len(pairs)


def diagram(fields):
    """An SVG of reliability diagrams, one a field: the diagonal is what a confidence promises, the dots what came true."""
    side, gap = 180, 46
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{3 * (side + gap) + gap}" height="{2 * (side + gap) + gap}" font-family="sans-serif" font-size="11">', '<rect width="100%" height="100%" fill="white"/>']
    for n, (name, pairs) in enumerate(fields):
        x0, y0 = gap + n % 3 * (side + gap), gap + n // 3 * (side + gap)

        def at(c, y):
            return f"{x0 + c * side:.1f},{y0 + (1 - y) * side:.1f}"

        out.append(f'<rect x="{x0}" y="{y0}" width="{side}" height="{side}" fill="none" stroke="#999"/>')
        out.append(f'<text x="{x0}" y="{y0 - 6}">{name} ({len(pairs)} judged)</text>')
        out.append(f'<polyline points="{at(0, 0)} {at(1, 1)}" stroke="#bbb" fill="none"/>')
        rows = bins(pairs)
        out.append(f'<polyline points="{" ".join(at(c, y) for c, y, _ in rows)}" stroke="#1f5f99" fill="none" stroke-width="1.5"/>')
        for c, y, _ in rows:
            cx, cy = at(c, y).split(",")
            out.append(f'<circle cx="{cx}" cy="{cy}" r="3" fill="#1f5f99"/>')
        for tick in (0, 0.5, 1):
            out.append(f'<text x="{x0 + tick * side:.0f}" y="{y0 + side + 13}" text-anchor="middle">{tick}</text>')
            out.append(f'<text x="{x0 - 4}" y="{y0 + (1 - tick) * side + 4:.0f}" text-anchor="end">{tick}</text>')
    out.append(f'<text x="{gap}" y="{2 * (side + gap) + gap - 14}">across: confidence; up: share that was read right</text></svg>')
    return "\n".join(out) + "\n"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--score", required=True)
    options.add_argument("--build", required=True)
    options.add_argument("--resources", default=os.environ.get("MARSAD_RESOURCES", "build/marsad.resources"))
    options.add_argument("--part", default="unread")
    options.add_argument("--svg")
    options.add_argument("--by-set", action="store_true")
    o = options.parse_args()
    judged = statement_labels.collect(o, o.resources, o.part)

    def pairs_of(field, rows):
        found = []
        for row in rows:
            s = row["statement"]
            confidence = s.get("confidence") if field == "whole" else s.get("confidences", {}).get(field)
            if field in row["right"] and confidence is not None:
                found.append((confidence, row["right"][field]))
        return found

    print(f"{'':24} {'judged':>7} {'right':>7} {'mean':>7} {'ECE':>7} {'AUC':>7}")

    def show(name, pairs):
        if len(pairs) >= 20:
            n = len(pairs)
            print(f"{name:24} {n:7} {100 * sum(y for _, y in pairs) / n:6.1f}% {sum(c for c, _ in pairs) / n:7.3f} {calibration_error(pairs):7.3f} {statement_labels.auc(pairs):7.3f}")

    fields = []
    for field in FIELDS:
        pairs = pairs_of(field, judged)
        fields.append((field, pairs))
        show(field, pairs)
        for name in sorted({r["set"] for r in judged}) if o.by_set else ():
            show("  " + name, pairs_of(field, [r for r in judged if r["set"] == name]))
    if o.svg:
        with open(o.svg, "w") as w:
            w.write(diagram(fields))


if __name__ == "__main__":
    main()
