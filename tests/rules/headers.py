#!/usr/bin/env python3
"""Compiles every header alone: headers.py COMPILER SOURCE FLAG…  A header must bring all that it uses.

A header that is the first include of its own .cpp is compiled alone by every build and left out here; the others are
parsed, one compiler a core.
"""
import concurrent.futures
import os
import re
import subprocess
import sys


def first_of_its_source(header, source):
    """Whether HEADER.cpp includes HEADER.h before anything else."""
    try:
        with open(header[:-2] + ".cpp", encoding="utf-8") as file:
            first = re.search(r'^\s*#\s*include\s+["<]([^">]+)', file.read(), re.M)
    except FileNotFoundError:
        return False
    return bool(first) and first.group(1) == os.path.relpath(header, os.path.join(source, "src"))


def main():
    compiler, source, *flags = sys.argv[1:]
    headers = [os.path.join(folder, name) for top in ("include", "src") for folder, _, names in os.walk(os.path.join(source, top)) for name in sorted(names) if name.endswith(".h")]
    by_build = [header for header in headers if first_of_its_source(header, source)]
    headers = sorted(set(headers) - set(by_build))

    def parse(header):
        command = [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I", os.path.join(source, "src"), "-I", os.path.join(source, "include"), *flags]
        # Through a file of one include, so that #pragma once in a main file is no warning.
        done = subprocess.run([*command, "-x", "c++", "-"], input=f'#include "{header}"\n', stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        return header, done.returncode, done.stdout

    bad = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for header, status, output in pool.map(parse, headers):
            if status:
                bad += 1
                print(f"{os.path.relpath(header, source)} does not compile alone:\n{output[:1500]}")
    print(f"{len(headers) - bad} of {len(headers)} headers compile alone, {len(by_build)} more in every build")
    sys.exit(1 if bad or not headers else 0)


if __name__ == "__main__":
    main()
