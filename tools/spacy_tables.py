#!/usr/bin/env python3
"""Writes the small tables that spaCy keeps in its code as C++ data: src/resources/spacy_symbols.inc
and src/language/spacy_base_norms.inc.

Run with a Python that has the pinned spaCy (tests/language/requirements.txt). The output is the same bytes each time.
"""
import sys
from pathlib import Path

import spacy
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.symbols import IDS

NOTICE = """// {what}. Data from spaCy {version}, {file}
// (https://github.com/explosion/spaCy, MIT licence, copyright 2016-2024 ExplosionAI GmbH, 2016 spaCy GmbH, 2015 Matthew
// Honnibal). Written by tools/spacy_tables.py.
"""


def literal(text):
    """A C++ string literal of the text's UTF-8 bytes."""
    escaped = "".join("\\" + chr(b) if chr(b) in '"\\?' else chr(b) if 32 <= b < 127 else f"\\{b:03o}" for b in text.encode())
    return f'"{escaped}"'


def main():
    source = Path(__file__).resolve().parent.parent / "src"
    rows = sorted(((name, id) for name, id in IDS.items() if name), key=lambda row: row[0].encode())
    text = NOTICE.format(what="spaCy's reserved symbols and their ids, sorted by name", version=spacy.__version__, file="spacy/symbols.pyx")
    (source / "resources" / "spacy_symbols.inc").write_text(text + "".join(f"{{{literal(name)}, {id}}},\n" for name, id in rows))
    text = NOTICE.format(what="spaCy's base norms: form and norm", version=spacy.__version__, file="spacy/lang/norm_exceptions.py")
    (source / "language" / "spacy_base_norms.inc").write_text(text + "".join(f"{{{literal(form)}, {literal(norm)}}},\n" for form, norm in BASE_NORMS.items()))


if __name__ == "__main__":
    sys.exit(main())
