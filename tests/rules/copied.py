#!/usr/bin/env python3
"""Runs the check for copied sentences that lies beside the project, where it does: copied.py SOURCE. Exit status 77: skipped."""
import os
import subprocess
import sys

source = os.path.abspath(sys.argv[1])
check = os.path.join(source, "..", "shared", "check", "copied.py")
if not os.path.exists(check):
    print("skipped: ../shared/check/copied.py is not there")
    sys.exit(77)
sys.exit(subprocess.run([sys.executable, check, source]).returncode)
