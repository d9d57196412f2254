#!/usr/bin/env python3
"""Checks the rules of style that a script can see: style.py SOURCE. Prints what breaks them; exit status 1 if anything does."""
import os
import re
import subprocess
import sys

MOST_LINES = 600
# Generated or recorded tables.
TABLES = re.compile(r"\.inc$|/corpus/|\.tsv$|\.conllu$|weights|\.codebook$")

# What libraries never do, each with what to use instead. The apps may print, exit and read the environment.
FORBIDDEN = [
    (r"\b(?:std::)?f?printf\s*\(|\bstd::(?:cout|cerr|clog)\b|\b(?:std::)?(?:puts|putchar|perror)\s*\(", "libraries never print"),
    (r"\b(?:std::)?(?:abort|_exit|quick_exit|terminate)\s*\(|(?<![\w.>:])(?:std::)?exit\s*\(", "libraries never end the process: return a Result"),
    (r"\b(?:std::|secure_)?(?:getenv|setenv|putenv)\s*\(", "libraries never read the environment"),
    (r"\bsetlocale\s*\(|\bstd::locale\b|\buselocale\s*\(", "no locale"),
    (r"\b(?:std::)?(?:strtod|strtof|strtol|strtoul|strtoll|strtoull|atof|atoi|atol|sscanf)\s*\(|\bstd::sto(?:d|f|i|l|ul|ll|ull|ld)\s*\(", "depends on the locale or throws: std::from_chars"),
    (r"\bstd::(?:tolower|toupper|isspace|isalpha|isdigit|isalnum|ispunct|isupper|islower|isxdigit)\s*\(|(?<![\w.>:])(?:tolower|toupper|isspace|isalpha|isalnum|ispunct|isupper|islower)\s*\(",
     "depends on the locale: base/utf8.h"),
    (r"(?<![\w.>:])(?:std::)?time\s*\(\s*(?:0|NULL|nullptr|&)|\b(?:gettimeofday|clock_gettime|localtime|localtime_r|strftime|mktime)\s*\(|_clock::now\s*\(", "libraries never read the clock"),
    (r"\b(?:std::)?(?:rand|srand|random_shuffle)\s*\(|\bstd::random_device\b", "the same bytes give the same record: nothing random"),
    (r"\busing\s+namespace\s+std\s*;", "names of std are written out"),
]
FORBIDDEN = [(re.compile(pattern), why) for pattern, why in FORBIDDEN]
# Files that may: the reason stands beside each.
MAY = {}

# Nothing in the project speaks of how it was made or where.
EVERYWHERE = [
    (re.compile(r"(?:^|[\s\"'=:(])/(?:home|root|Users)/[A-Za-z0-9_.-]+"), "a path of one machine"),
    (re.compile(r"\b(?:issue|ticket|bug)\s+#?\d+\b|(?:^|[\s(])#\d{1,4}\b(?=[\s).,;:]|$)", re.I), "an issue by its number"),
]
EVERYWHERE_IN = (".cpp", ".h", ".py", ".md", ".sh", ".cmake", ".txt", ".yml", ".json")
NOT_EVERYWHERE = ("examples/", "tests/cases/", "resources/", "fuzz/corpus/", "tests/language/")  # invented copy has numbers and tags


def code_only(text):
    """The text with comments and string literals blanked, line breaks kept."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"([a-z_]*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def tracked(source):
    done = subprocess.run(["git", "-C", source, "ls-files", "-co", "--exclude-standard"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if done.returncode == 0:
        return done.stdout.splitlines()
    return [os.path.relpath(os.path.join(folder, name), source) for folder, folders, files in os.walk(source) if "/build" not in folder and "/.git" not in folder for name in files]


def check_file(path, text):
    lines = text.count("\n")
    if path.endswith((".cpp", ".h", ".py")) and lines > MOST_LINES and not TABLES.search(path):
        yield 1, f"{lines} lines: files have about 500, and no more than {MOST_LINES}"
    if path.endswith(".h") and path.startswith(("src/", "include/", "apps/")):
        if not text.startswith("//"):
            yield 1, "a header opens with its purpose, ownership and threading"
        if "#pragma once" not in text:
            yield 1, "a header has #pragma once"
    if path.startswith(("src/", "include/")) and path.endswith((".cpp", ".h")):
        code = code_only(text)
        for pattern, why in FORBIDDEN:
            for match in pattern.finditer(code):
                if (path, why) not in MAY:
                    yield code.count("\n", 0, match.start()) + 1, f"{match.group().strip()}: {why}"
    if path.endswith(EVERYWHERE_IN) and not path.startswith(NOT_EVERYWHERE) and not path.endswith("rules/style.py"):
        for pattern, why in EVERYWHERE:
            for match in pattern.finditer(text):
                yield text.count("\n", 0, match.start()) + 1, f"{match.group().strip()}: {why}"


def main():
    source = sys.argv[1]
    problems = []
    for path in tracked(source):
        if not path.endswith(EVERYWHERE_IN) or not os.path.isfile(os.path.join(source, path)):
            continue
        with open(os.path.join(source, path), encoding="utf-8", errors="replace") as file:
            text = file.read()
        problems += [f"{path}:{line}: {why}" for line, why in check_file(path, text)]
    print("\n".join(problems) or "the rules of style hold")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
