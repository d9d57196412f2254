#!/usr/bin/env python3
"""A kill at any moment of a write leaves a whole record, and adding again ends in the record that no kill would have left."""
import random
import subprocess
import time

from order_test import rows_of
from support import PROGRAM, Case, environment, main

RECORDS, KILLS, REPORTS = 5, 3, 120


class Kill(Case):
    def add(self, record, reports):
        return subprocess.Popen([PROGRAM, "add", reports, "--record", record], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())

    def test_kill_while_adding(self):
        reports, whole = self.lines_file("n.jsonl", REPORTS), self.path("whole.record")
        begun = time.monotonic()
        self.assertEqual(self.add(whole, reports).wait(), 0)
        took = time.monotonic() - begun
        expected = rows_of(whole)
        chance = random.Random(28)
        killed = 0
        for i in range(RECORDS):
            record = self.path(f"killed-{i}.record")
            # Several kills on one record: each starts where the last one left it.
            for _ in range(KILLS):
                child = self.add(record, reports)
                try:
                    child.wait(timeout=chance.uniform(0.05, 0.8) * took)
                except subprocess.TimeoutExpired:
                    child.kill()
                    child.wait()
                    killed += 1
                check = self.run_it("check", "--record", record)
                # Killed before there was a record: there is nothing to check.
                self.assertTrue(check.status == 0 or ("marsad add" in check.err and "killed" in check.err) or "schema 0" in check.err, check)
            self.good("add", reports, "--record", record)
            self.good("check", "--record", record)
            self.assertEqual(rows_of(record), expected)
        self.assertGreater(killed, RECORDS, "the kills came too late to test anything")


if __name__ == "__main__":
    main("cli.kill")
