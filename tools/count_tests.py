#!/usr/bin/env python3
"""Counts what a run of CTest did, by its JUnit file and the finer results that its programs left.

    count_tests.py JUNIT RESULTS [--ci] [--quiet]

RESULTS is a folder of XML files, by GoogleTest (GTEST_OUTPUT) and by tests/results.py. Prints each failure, and each
skipped test with its reason, then `passed failed skipped` as three numbers on the last line. With --ci a test that is
skipped because something that set-up makes is missing counts as failed. Exit status 0, or 2 where a file can't be read.
"""
import argparse
import os
import re
import sys
import xml.etree.ElementTree as ET

# What the reason of a skip says where set-up should have made or fetched the thing.
OF_SETUP = re.compile(r"build/downloads|marsad\.resources|resource file|fetch_resources|\./run |can't be installed")


class Counts:
    def __init__(self, ci):
        self.passed, self.failed, self.skipped, self.ci = 0, 0, 0, ci
        self.lines = []

    def skip(self, name, reason):
        reason = " ".join(reason.split())
        if self.ci and OF_SETUP.search(reason):
            self.fail(name, "skipped, which CI counts as failed: " + reason)
            return
        self.skipped += 1
        self.lines.append(f"  skipped {name}: {reason[:300]}")

    def fail(self, name, text):
        self.failed += 1
        self.lines.append(f"  FAILED  {name}: " + text.strip()[:2000].replace("\n", "\n      "))


def fine_results(folder):
    """Of each program its test cases: (name, "passed" | "failed" | "skipped", text)."""
    found = {}
    for file in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        if not file.endswith(".xml"):
            continue
        try:
            root = ET.parse(os.path.join(folder, file)).getroot()
        except ET.ParseError:
            continue  # the program died while it wrote: CTest's own result counts
        cases = []
        for case in root.iter("testcase"):
            name = f"{case.get('classname', '')}.{case.get('name')}"
            failures, skipped = case.findall("failure"), case.find("skipped")
            if failures:
                cases.append((name, "failed", "\n".join(f.get("message") or f.text or "" for f in failures)))
            elif skipped is not None or case.get("result") == "skipped":
                cases.append((name, "skipped", (skipped.get("message") or skipped.text or "") if skipped is not None else ""))
            elif case.get("status", "run") == "run":
                cases.append((name, "passed", ""))
        found[file[:-4].removeprefix("test_")] = cases  # GoogleTest names the file after the program
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("junit")
    parser.add_argument("results")
    parser.add_argument("--ci", action="store_true")
    parser.add_argument("--quiet", action="store_true", help="failures only, no skipped tests")
    o = parser.parse_args()
    try:
        tests = list(ET.parse(o.junit).getroot().iter("testcase"))
    except (OSError, ET.ParseError) as e:
        print(f"count_tests.py: {o.junit}: {e}", file=sys.stderr)
        sys.exit(2)
    fine, counts = fine_results(o.results), Counts(o.ci)
    for test in tests:
        name, status = test.get("name"), test.get("status")
        output = (test.findtext("system-out") or "").strip()
        cases = fine.get(name, [])
        for case, result, text in cases:
            if result == "passed":
                counts.passed += 1
            elif result == "skipped":
                counts.skip(f"{name}: {case}", text or "no reason given")
            else:
                counts.fail(f"{name}: {case}", text)
        known_failure = any(result == "failed" for _, result, _ in cases)
        if status == "run" and not cases:
            counts.passed += 1
        elif status in ("notrun", "disabled") and not cases:
            skipped = test.find("skipped")
            unbuilt = output.startswith("Unable to find executable")  # as CTest puts it
            if not unbuilt and (output or (skipped is not None and "SKIP" in (skipped.get("message") or ""))):
                counts.skip(name, output[-400:] or "no reason given")
            else:
                counts.fail(name, "was not run: " + (output or (skipped.get("message") if skipped is not None else "")))
        elif status == "fail" and not known_failure:
            failure = test.find("failure")
            counts.fail(name, ((failure.get("message") or "") if failure is not None else "") + "\n" + output[-1500:])
    for line in counts.lines:
        if not (o.quiet and line.startswith("  skipped")):
            print(line)
    print(counts.passed, counts.failed, counts.skipped)


if __name__ == "__main__":
    main()
