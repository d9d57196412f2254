#!/usr/bin/env python3
"""What README and the other documents show of the program's output is what it prints."""
import os
import subprocess
import sys
import unittest

from support import PROGRAM, SOURCE, Case, environment, main


class Documents(Case):
    def test_the_output_that_documents_show_is_up_to_date(self):
        tool = os.path.join(SOURCE, "tools", "paste_output.py")
        done = subprocess.run([sys.executable, "-B", tool, "--check", "--bin", os.path.dirname(PROGRAM)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment(), text=True)
        self.assertEqual(done.returncode, 0, done.stdout + "\ntools/paste_output.py writes them anew")

    def test_the_description_of_the_codebook_is_up_to_date(self):
        done = subprocess.run([PROGRAM, "codebook", "doc", os.path.join(SOURCE, "resources", "codebook")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        with open(os.path.join(SOURCE, "docs", "codebook.md"), "rb") as file:
            self.assertEqual(done.stdout, file.read(), "marsad codebook doc > docs/codebook.md writes it anew")


if __name__ == "__main__":
    main("cli.documents")
