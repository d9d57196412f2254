#!/usr/bin/env python3
"""The scorers read what the program prints: a smoke test of each kind. Skipped where the gold data lie not beside the project."""
import os
import re
import subprocess
import sys
import unittest

from support import PROGRAM, SOURCE, Case, environment, main

SCORE = os.path.join(SOURCE, "..", "shared", "score", "score.py")


@unittest.skipUnless(os.path.exists(SCORE), "the gold data (../shared/score) are not beside the project")
class Scores(Case):
    def score(self, name):
        done = subprocess.run([sys.executable, "-B", SCORE, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(MARSAD=PROGRAM), text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        return {label.strip(): float(figure) for label, figure in re.findall(r"(?m)^  (\D+?)\s+(\d+\.\d)", done.stdout)}, done.stdout

    def test_every_report_is_answered(self):
        for name in ("seed", "te3_tweets", "event_location"):
            with self.subTest(name):
                figures, out = self.score(name)
                self.assertIn(" 0 unanswered", out)
                self.assertTrue(figures, out)

    def test_nothing_is_invented_of_the_seed(self):
        figures, out = self.score("seed")
        self.assertEqual(figures["nothing invented"], 100, out)
        self.assertEqual(figures["segments right"], 100, out)
        self.assertEqual(figures["date of the report"], 100, out)
        self.assertGreaterEqual(figures["facts found"], 55, out)


if __name__ == "__main__":
    main("cli.scores")
