"""What the tests of the command line share: the program under test, run as a person would run it.

The environment is small and fixed, so that the tester's own settings change nothing. MARSAD_PROGRAM names the program,
MARSAD_RESOURCES the resource file; without the latter every test is shown as skipped.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(SOURCE, "tests"))
import results  # noqa: E402, F401 (the programs end in results.main)

PROGRAM = os.environ.get("MARSAD_PROGRAM", os.path.join(SOURCE, "build", "release", "bin", "marsad"))
RESOURCES = os.environ.get("MARSAD_RESOURCES", os.path.join(SOURCE, "build", "marsad.resources"))
EXAMPLES = os.path.join(SOURCE, "examples")
SANITIZED = os.environ.get("MARSAD_SANITIZED", "") not in ("", "0")  # slow builds get smaller loads

REPORT = """{town}, March 3, 2024 (Nova Press) - Mortar fire killed {killed} people and wounded nine in the Syrian town of Idlib on Saturday, two medics said.

The army denied that its guns had fired.
"""


def environment(**more):
    kept = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
    return {**kept, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "MARSAD_RESOURCES": RESOURCES, **more}


class Run:
    """What a run left: status, out and err (text; bytes in raw)."""

    def __init__(self, done):
        self.status, self.raw = done.returncode, done.stdout
        self.out, self.err = done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")

    def __str__(self):
        return f"status {self.status}\nout: {self.out[:1500]}\nerr: {self.err[:1500]}"


@unittest.skipUnless(os.path.exists(RESOURCES), "the resource file is missing (./run makes build/marsad.resources)")
class Case(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="marsad-cli-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, content):
        """Writes a file into the test's folder; bytes, or text as UTF-8."""
        with open(self.path(name), "wb") as out:
            out.write(content if isinstance(content, bytes) else content.encode())
        return self.path(name)

    def report(self, name="report.txt", killed="four", town="VELES"):
        return self.file(name, REPORT.format(killed=killed, town=town))

    def lines_file(self, name, count):
        """A JSON Lines file of that many reports, no two alike."""
        return self.file(name, "".join(json.dumps({"id": f"n-{i}", "published": "2024-03-04", "text": REPORT.format(killed=i + 2, town="VELES")}) + "\n" for i in range(count)))

    def run_it(self, *arguments, stdin=b"", cwd=None, timeout=300, **env):
        done = subprocess.run([PROGRAM, *arguments], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=cwd or self.folder, env=environment(**env), timeout=timeout)
        return Run(done)

    def good(self, *arguments, **more):
        run = self.run_it(*arguments, **more)
        self.assertEqual(run.status, 0, run)
        return run

    def refused(self, *arguments, says=(), status=1, **more):
        """Expects an error: its status, a message that holds each of `says`, advice on a line of its own, and no crash."""
        run = self.run_it(*arguments, **more)
        self.assertEqual(run.status, status, run)
        for words in (says,) if isinstance(says, str) else says:
            self.assertIn(words, run.err + run.out, run)
        self.assertNotIn("a bug in marsad", run.err)
        self.assertNotIn("Sanitizer", run.err)
        return run

    def extracted(self, *arguments, **more):
        """The record lines of a run, whatever its status (0 or 1)."""
        run = self.run_it("extract", *arguments, **more)
        self.assertIn(run.status, (0, 1), run)
        return [json.loads(line) for line in run.out.splitlines()]


def main(name):
    results.main(name)
