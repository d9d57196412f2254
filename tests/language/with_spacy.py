#!/usr/bin/env python3
"""Runs a script of this folder in a virtual environment that has the pinned spaCy: with_spacy.py ENVIRONMENT SCRIPT ARGUMENTS …

The environment is made once, from requirements.txt with its hashes; a changed file makes it anew. Exit status 77 (skipped)
where it can't be made because no package index is reached; with CI set that counts as failed.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def provide(environment):
    """Whether the environment is there, after making it if need be."""
    pinned = FOLDER / "requirements.txt"
    mark, wanted = environment / "made-from", hashlib.sha256(pinned.read_bytes()).hexdigest()
    if mark.exists() and mark.read_text() == wanted:
        return True
    shutil.rmtree(environment, ignore_errors=True)
    venv.create(environment, with_pip=True)
    command = [environment / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:",
               "--require-hashes", "--requirement", pinned]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        print("skipped: spaCy can't be installed here:", done.stdout.strip()[-600:])
        return False
    mark.write_text(wanted)
    return True


def main():
    environment, script, *rest = sys.argv[1:]
    environment = Path(environment).resolve()
    if not provide(environment):
        return 1 if os.environ.get("CI") else 77
    return subprocess.run([environment / "bin" / "python", FOLDER / script, *rest], cwd=FOLDER).returncode


if __name__ == "__main__":
    sys.exit(main())
