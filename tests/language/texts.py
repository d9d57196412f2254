"""Where the comparison's texts come from: lines of the gold sets' reports and of the project's own examples."""
import html
import json
import re
from pathlib import Path

SHORTEST = 4  # words; shorter lines are names and labels


def strings_in(value):
    """All strings of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings_in(item)


def texts_in(path):
    """The texts of a file, by its ending; formats that are not known give none."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".jsonl":
        for line in raw.split("\n"):
            if line.strip():
                yield from strings_in(json.loads(line))
    elif path.suffix in (".xml", ".tml", ".html", ".sgm"):
        yield html.unescape(re.sub(r"<[^>]*>", " ", raw))
    elif path.suffix == ".txt":
        yield raw


def lines_under(folders):
    """Each different line of at least SHORTEST words, with the folder's set it came from, in a fixed order."""
    seen = set()
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if not path.is_file():
                continue
            name = path.relative_to(folder).parts[0]
            for text in texts_in(path):
                for line in re.split(r"[\r\n]+", text):
                    if len(line.split()) >= SHORTEST and line not in seen:
                        seen.add(line)
                        yield name, line
