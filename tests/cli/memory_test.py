#!/usr/bin/env python3
"""A large JSON Lines file is read in bounded memory: 300 MB of reports, the peak of memory far below."""
import json
import os
import subprocess

from support import PROGRAM, Case, environment, main

SIZE = 300 << 20
MOST = 1200 << 20  # bytes resident, the mapped resource file included
HEAD = "Mortar fire killed {} people in the Syrian town of Idlib on Saturday, two medics said.\n\n"


class Memory(Case):
    def peak(self, *call, stdin=None):
        """Peak resident bytes and exit status of a run; what it prints is thrown away."""
        child = subprocess.Popen([PROGRAM, *call], stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())
        err = child.stderr.read()
        child.stderr.close()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return usage.ru_maxrss * 1024, child.returncode, err.decode(errors="replace")

    def test_300_megabytes(self):
        # Most of each report is in a language without a model: kept, dated and marked unread, so that the test takes
        # minutes and not hours, while every byte goes through reading, the queue and the output.
        filler = "وقال شهود في المدينة إن الطريق كان مفتوحا صباح أمس وإن السوق لم يغلق أبوابه.\n\n"
        path = self.path("large.jsonl")
        written = count = 0
        with open(path, "w", encoding="utf-8") as out:
            while written < SIZE:
                line = json.dumps({"id": f"n-{count}", "published": "2024-03-04", "text": HEAD.format(count % 90 + 2) + filler * (1500 if count % 50 else 30_000)}, ensure_ascii=False) + "\n"
                written += len(line.encode())
                count += 1
                out.write(line)
        peak, status, err = self.peak("extract", path)
        self.assertEqual(status, 0, err)
        self.assertLess(peak, MOST, f"{peak >> 20} MiB")
        print(f"extract: {written >> 20} MiB in {count} reports, peak {peak >> 20} MiB")
        with open(path, "rb") as stdin:
            piped, status, err = self.peak("extract", "--threads", "1", "-", stdin=stdin)
        self.assertEqual(status, 0, err)
        self.assertLess(piped, MOST, f"{piped >> 20} MiB")


if __name__ == "__main__":
    main("cli.memory")
