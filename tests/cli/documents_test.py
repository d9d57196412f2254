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


if __name__ == "__main__":
    main("cli.documents")
