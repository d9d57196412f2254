#!/usr/bin/env python3
"""The same bytes in give the same bytes out: on any number of threads, in any locale, time zone and folder."""
import os
import sqlite3
import subprocess

from support import EXAMPLES, Case, main


def rows_of(record):
    """All that a record holds, but for clock times and the file's own bookkeeping."""
    database = sqlite3.connect(f"file:{record}?mode=ro", uri=True)
    try:
        out = []
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").fetchall():
            names = [row[1] for row in database.execute(f"PRAGMA table_info('{table}')")]
            kept = ", ".join(f'"{name}"' for name in names if name not in ("at", "added", "made", "retrieved"))
            out.append((table, sorted(map(repr, database.execute(f"SELECT {kept} FROM '{table}'").fetchall()))))
        return out
    finally:
        database.close()


class Order(Case):
    def examples(self):
        return sorted(os.path.join(EXAMPLES, name) for name in os.listdir(EXAMPLES) if not name.lower().startswith("readme"))

    def test_threads(self):
        paths = self.examples() + [self.lines_file("n.jsonl", 40)]
        one = self.run_it("extract", "--threads", "1", *paths)
        self.assertEqual(one.status, 0, one)
        for threads in ("2", "7"):
            self.assertEqual(self.run_it("extract", "--threads", threads, *paths).raw, one.raw, f"{threads} threads")

    def test_threads_of_add(self):
        paths = self.examples() + [self.lines_file("n.jsonl", 40)]
        for threads in ("1", "3"):
            self.good("add", "--threads", threads, *paths, "--record", self.path(threads))
        self.assertEqual(rows_of(self.path("1")), rows_of(self.path("3")))

    def test_locales_and_time_zones(self):
        have = subprocess.run(["locale", "-a"], stdout=subprocess.PIPE, text=True).stdout.split()
        locales = [name for name in ("de_DE.utf8", "tr_TR.utf8", "ar_SY.utf8", "en_US.utf8", "C.utf8", "POSIX") if name in have]
        first = self.run_it("extract", *self.examples())
        for locale, zone in zip((locales + ["C"] * 3)[:4], ("Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "UTC")):
            with self.subTest(locale=locale, zone=zone):
                self.assertEqual(self.run_it("extract", *self.examples(), LC_ALL=locale, LANG=locale, TZ=zone).raw, first.raw)

    def test_twice(self):
        self.assertEqual(self.run_it("extract", *self.examples()).raw, self.run_it("extract", *self.examples()).raw)

    def test_a_report_alone_reads_as_among_others(self):
        lines = self.good("extract", self.lines_file("n.jsonl", 30)).out.splitlines()
        with open(self.path("n.jsonl")) as file:
            given = file.readlines()
        alone = self.good("extract", "-", stdin=given[17].encode()).out.splitlines()
        self.assertEqual(alone, [lines[17]])


if __name__ == "__main__":
    main("cli.order")
