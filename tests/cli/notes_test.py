#!/usr/bin/env python3
"""Short notes of each kind of event are read as that kind: tests/notes/notes.tsv, as many of them as when the rules were written."""
import json
import os
import unittest

from support import SOURCE, Case, main

NOTES = os.path.join(SOURCE, "tests", "notes", "notes.tsv")
AT_LEAST = 0.92  # of the notes; a change of a rule may trade one for another


def is_fact(statement):
    return (statement.get("polarity", "affirmed") == "affirmed" and statement.get("stage", "done") in ("done", "ongoing")
            and statement.get("modality", "asserted") in ("asserted", "alleged"))


class Notes(Case):
    def test_the_kind_of_event_is_read(self):
        with open(NOTES, encoding="utf-8") as file:
            rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
        source = self.file("notes.jsonl", "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, (_, text) in enumerate(rows)))
        done = self.run_it("extract", "--profile", "acled", source)
        self.assertEqual(done.status, 0, done)
        lines = [json.loads(line) for line in done.out.splitlines()]
        self.assertEqual([line["id"] for line in lines], [str(i) for i in range(len(rows))])
        missed = []
        for line, (types, text) in zip(lines, rows):
            read = [s["type"] for s in line["statements"] if is_fact(s)]
            if not any(r == t or r.startswith(t + ".") for r in read for t in types.split("|")):
                missed.append(f"{types}: {text} read {read}")
        self.assertGreaterEqual(1 - len(missed) / len(rows), AT_LEAST, "\n".join(missed))


if __name__ == "__main__":
    main("cli.notes")
