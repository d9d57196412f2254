#!/usr/bin/env python3
"""Checks the rules between rooms from the includes: rooms.py SOURCE.

A room may include only what its row allows; from another room it takes the doors alone, unless that room is one whose
nouns travel (base, document, resources). Every room has its door, and every header that is included is there.
"""
import os
import re
import sys

STAGES = {"read", "segment", "language", "annotate", "events", "link", "profiles"}
SHARED = {"base", "document", "resources", "marsad"}
MAY = {
    "marsad": set(),
    "base": {"marsad"},
    "document": {"base", "marsad"},
    "resources": {"base", "marsad"},
    **{stage: {"base", "document", "resources", "marsad"} for stage in STAGES},
    "store": {"base", "document", "marsad"},
    "publish": {"base", "document", "marsad"},
    "engine": SHARED | STAGES | {"store", "publish"},
    "cli": {"marsad"},
}
# store implements the look-up that link declares, and keeps happenings in link's form.
EXTRA = {"store": {"link/lookup.h", "link/happening.h"}}
# The doors of rooms that have more than src/ROOM/ROOM.h; None: all headers, since the nouns in them travel.
DOORS = {
    "base": None, "document": None, "resources": None, "marsad": None,
    "annotate": {"times.h", "actors.h", "places.h", "quantities.h", "attributions.h", "trees.h"},
    "language": {"language.h", "conllu.h"},
    "link": {"link.h", "lookup.h", "happening.h"},
    "events": {"events.h", "check.h"},
    "profiles": {"profile.h", "muc4.h"},
    "publish": {"writer.h", "record_lines.h", "dump.h", "show.h", "tally.h"},
    "engine": set(),  # entered by include/marsad alone
}
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^">]+)[">]', re.M)


def doors(room):
    return DOORS.get(room, {room + ".h"})


def sources(source):
    """(room, path) of each file with a rule."""
    for top, room in [("src", None), ("include/marsad", "marsad"), ("apps/cli", "cli")]:
        for folder, _, files in os.walk(os.path.join(source, top)):
            for name in sorted(files):
                if name.endswith((".h", ".cpp", ".inc")):
                    path = os.path.relpath(os.path.join(folder, name), source)
                    yield room or path.split(os.sep)[1], path


def check(source):
    problems, seen = [], set()
    rooms = {d for d in os.listdir(os.path.join(source, "src")) if os.path.isdir(os.path.join(source, "src", d))}
    for room in sorted(rooms - MAY.keys()):
        problems.append(f"src/{room}: a room without a row in tests/rules/rooms.py")
    for room, path in sources(source):
        seen.add(room)
        with open(os.path.join(source, path), encoding="utf-8") as file:
            text = file.read()
        for match in INCLUDE.finditer(text):
            target = match.group(2)
            other, _, rest = target.partition("/")
            if not rest or other == room or (other not in rooms and other != "marsad"):
                continue
            place = f"{path}:{text.count(chr(10), 0, match.start()) + 1}"
            if target in EXTRA.get(room, ()):
                continue
            if other not in MAY.get(room, set()):
                problems.append(f"{place}: {room} may not include {target}")
            elif doors(other) is not None and rest not in doors(other):
                problems.append(f"{place}: {target} is not a door of {other} ({', '.join(sorted(doors(other))) or 'it has none'})")
    for room in sorted(seen - {"marsad", "cli"}):
        for door in doors(room) or ():
            if not os.path.isfile(os.path.join(source, "src", room, door)):
                problems.append(f"src/{room}: the door {door} is missing")
    return problems


def main():
    problems = check(sys.argv[1])
    print("\n".join(problems) or "the rules between rooms hold")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
