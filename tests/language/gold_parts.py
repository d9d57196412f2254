"""Mixed-case English texts of the gold sets, each with the name by which the scorer draws its "unread" fifth."""
import hashlib
import html
import json
import re


def unread(name):
    return int(hashlib.sha1(str(name).encode()).hexdigest(), 16) % 5 == 0


def _lgl(gold):
    raw = (gold / "lgl" / "lgl.xml").read_text(errors="replace")
    for name, body in re.findall(r'<article docid="(\d+)">(.*?)</article>', raw, re.S):
        yield name, html.unescape("".join(re.findall(r"<text>(.*?)</text>", body, re.S)))


def _geovirus(gold):
    raw = (gold / "geovirus" / "GeoVirus.xml").read_text(errors="replace")
    for number, body in enumerate(re.findall(r"<article>(.*?)</article>", raw, re.S), 1):
        yield f"geovirus-{number}", html.unescape("".join(re.findall(r"<text>(.*?)</text>", body, re.S)))


def _polnear(gold):
    for path in sorted((gold / "polnear" / "data").rglob("text/*.txt")):
        yield path.stem, path.read_text(errors="replace")


def _gva(gold):
    found = {}
    for row in map(json.loads, (gold / "gva" / "articles.jsonl").read_text().splitlines()):
        found.setdefault(row["doc_id"], (row["incident_id"], row["text"]))
    yield from found.values()


def _re3d(gold):
    for path in sorted((gold / "re3d").glob("*/documents.json")):
        for row in map(json.loads, filter(str.strip, path.read_text().splitlines())):
            yield row["_id"], row["text"]


def _wikiwars(gold):
    for path in sorted((gold / "wikiwars" / "in").glob("*.sgm")):
        yield path.name.split(".")[0], html.unescape(re.sub(r"<[^>]*>", " ", path.read_text(errors="replace")))


def _event_location(gold):
    texts = {json.loads(line)["text"]: None for line in (gold / "event_location" / "sentences.jsonl").read_text().splitlines()}
    for text in texts:
        yield text, text


def _gaza_narratives(gold):
    for row in map(json.loads, (gold / "gaza_narratives" / "incidents.jsonl").read_text().splitlines()):
        yield row["id"], row["narrative"]


SETS = {"lgl": _lgl, "geovirus": _geovirus, "polnear": _polnear, "gva": _gva, "re3d": _re3d, "wikiwars": _wikiwars, "event_location": _event_location, "gaza_narratives": _gaza_narratives}


def lines(gold, sets, part):
    """Lines of six words and more, not in capitals, of the "seen" or the "unread" part of some sets."""
    for name in sets:
        for document, text in SETS[name](gold):
            if unread(document) != (part == "unread"):
                continue
            for line in re.split(r"[\r\n]+", text or ""):
                line = line.strip()
                if len(line.split()) >= 6 and line.upper() != line:
                    yield line
