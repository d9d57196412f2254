#!/usr/bin/env python3
"""Writes what the program prints into the documents that show it, or checks that they still show it.

    tools/paste_output.py [--check] [--bin build/release/bin] [FILE …]

In each ```console block a line that begins with "$ " is a command; what follows it, as far as the next command or the end
of the block, is replaced by what the command prints (both streams, in order; runs of more than --most lines are cut). The
commands of a file run one after the other in one empty folder, in which `examples` leads to the project's. A block that
begins with a line "# not run" stays as it is. A command that fails ends the work. --check changes nothing and exits 1 if a
document is out of date.
"""
import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SHOWN = ["README.md", "docs/way-of-a-report.md"]


def output_of(command, folder, environment, most):
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    lines = [line.rstrip() for line in done.stdout.decode().splitlines()]
    if done.returncode != 0:
        sys.exit(f"\"{command}\" ended with {done.returncode}: " + " / ".join(lines[-3:]))
    if len(lines) > most:
        lines = lines[:most] + ["…"]
    return lines


def pasted(text, folder, environment, most):
    out, inside, run = [], False, False
    for line in text.splitlines():
        if not inside:
            out.append(line)
            inside, run = line == "```console", True
        elif line == "```":
            out.append(line)
            inside = False
        elif line == "# not run":
            out.append(line)
            run = False
        elif not run:
            out.append(line)
        elif line.startswith("$ "):
            out.append(line)
            out += output_of(line[2:], folder, environment, most)
    return "\n".join(out) + "\n"


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true")
    options.add_argument("--bin", default=str(PROJECT / "build/release/bin"), help="the folder of the program")
    options.add_argument("--most", type=int, default=40, help="lines that are shown of one command")
    options.add_argument("files", nargs="*", default=SHOWN)
    o = options.parse_args()
    environment = {"PATH": os.path.abspath(o.bin) + ":/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
    if "MARSAD_RESOURCES" in os.environ:
        environment["MARSAD_RESOURCES"] = os.environ["MARSAD_RESOURCES"]
    stale = []
    for name in o.files:
        path = PROJECT / name
        before = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(PROJECT / "examples", os.path.join(folder, "examples"))
            after = pasted(before, folder, environment, o.most)
        if after == before:
            continue
        stale.append(name)
        if not o.check:
            path.write_text(after, encoding="utf-8")
    for name in stale:
        print(f"{name}: " + ("shows what the program no longer prints; run tools/paste_output.py" if o.check else "written"))
    sys.exit(1 if stale and o.check else 0)


if __name__ == "__main__":
    main()
