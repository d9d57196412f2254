"""Which statements were read right, by comparison with texts coded by hand: for train_statements.py and measure_confidence.py.

A field of a statement is judged only where its set says something of it:

    type      isaf, gaza_narratives, displacement, muc4     the scorer's own correspondences of types
    actors    muc4          those named as doers or as targets in a template of that type
    place     isaf (province), gaza_narratives (25 km), gva (city), displacement, event_location (the words), muc4
    time      isaf, gva (within a day), muc4
    figures   isaf, gaza_narratives (overlapping ranges), gva, displacement

The whole is right where all that was judged of a statement is, two fields at least. Of a report only statements that are
asserted and of a type that the set codes are judged. Coders code what their codebook asks for, so a statement read right
may count as wrong; that makes the confidences too low rather than too high.
"""
import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import date

ROLES = "actors", "targets", "victims"


def modules(o):
    if o.score not in sys.path:
        sys.path.insert(0, o.score)
    import muc4
    from sets import _common, _incidents, displacement, event_location, gaza_narratives, geovirus, gva, isaf, lgl, muc4_templates, polnear, te3_tweets

    return locals()


def gold_of(o, name):
    return os.path.join(os.path.dirname(os.path.abspath(o.score)), "gold", name)


def reports(o, name, part):
    m = modules(o)
    m["_common"].PART = part
    module = m["muc4_templates" if name == "muc4" else name]
    return list(module.reports(gold_of(o, name)))


def muc4_templates(o, part):
    m = modules(o)
    m["_common"].PART = part
    return {report: t for _, _, keys in m["muc4_templates"].pairs(gold_of(o, "muc4")) for report, t in keys.items()}


def muc4_relevant(o, part):
    return {report for report, templates in muc4_templates(o, part).items() if templates}


def auc(pairs):
    """Area under the ROC curve of [(score, right)]; ties count half."""
    ranked, right, sum_of_ranks, i = sorted(pairs), 0, 0.0, 0
    while i < len(ranked):
        j = i
        while j < len(ranked) and ranked[j][0] == ranked[i][0]:
            j += 1
        hits = sum(y for _, y in ranked[i:j])
        right += hits
        sum_of_ranks += hits * (i + j + 1) / 2
        i = j
    wrong = len(ranked) - right
    return (sum_of_ranks - right * (right + 1) / 2) / (right * wrong) if right and wrong else 0.5


def asserted(s):
    return s.get("polarity", "affirmed") == "affirmed" and s.get("stage", "done") in ("done", "ongoing") and s.get("modality", "asserted") in ("asserted", "alleged") and not s.get("background")


def outcomes(s, wanted):
    return [f for f in s.get("figures", []) if f.get("outcome") in wanted]


def judge_isaf(m, gold):
    isaf, inc = m["isaf"], m["_incidents"]
    by_id = {name: wanted for name, _, wanted in isaf.rows(gold)}

    def judge(name, line, s):
        w, kinds, right = by_id[name], isaf.kinds(s["type"]), {}
        if not kinds:
            return right
        if "airstrike" in kinds:
            right["type"] = w["airstrike"]
        elif "captured" in kinds:
            right["type"] = w["min_captured"] > 0 or bool(w["types"] & {"detention", "captureandkill"})
        elif "killed" in kinds:
            right["type"] = w["min_killed"] > 0
        if s.get("places"):
            right["place"] = w["province"] <= isaf.provinces(s)
        if s.get("time"):
            right["time"] = inc.near_day(inc.day_of(s), date.fromisoformat(w["start_date"]), 1)
        figures = [isaf.bounds(s, o)[0] == w[k] for o, k in (("killed", "min_killed"), ("detained", "min_captured")) if isaf.bounds(s, o) != (0, 0)]
        if figures:
            right["figures"] = all(figures)
        return right

    return judge


def judge_gaza_narratives(m, gold):
    gaza, inc = m["gaza_narratives"], m["_incidents"]
    by_id = {r["id"]: r for r in gaza.rows(gold)}

    def judge(name, line, s):
        w, right = by_id[name], {}
        kinds, wanted, where = gaza.kinds(s["type"]), gaza.wanted_types(w), gaza.wanted_place(w)
        if not kinds and s["type"].split(".")[0] not in ("killing", "casualties", "destruction"):
            return right
        if kinds and wanted:
            right["type"] = bool(kinds & set(wanted))
        if s.get("places") and where:
            read = inc.place_of(s)
            right["place"] = bool(read) and inc.km(where, read) <= 25
        figures = []
        for o in ("killed", "injured"):
            read = inc.toll(s, o, inc.COMBATANTS)
            if read and w[o]:
                figures.append(read[0] <= w[o][1] and read[1] >= w[o][0])
        if figures:
            right["figures"] = all(figures)
        return right

    return judge


def judge_gva(m, gold):
    gva, inc = m["gva"], m["_incidents"]
    by_id = {a["doc_id"]: wanted for a, wanted in gva.rows(gold)}
    types = "killing", "attack", "casualties", "explosion", "battle"

    def judge(name, line, s):
        if s["type"].split(".")[0] not in types:
            return {}
        best = {}
        for w in by_id[name]:
            right, figures = {}, []
            if s.get("places"):
                right["place"] = gva.names_city(s, w)
            if s.get("time"):
                right["time"] = inc.near_day(inc.day_of(s), date.fromisoformat(w["date"]), 1)
            for o in ("killed", "injured"):
                read = inc.toll(s, o)
                if read:
                    figures.append(read[0] == w["num_" + o])
            if figures:
                right["figures"] = all(figures)
            best = max(best, right, key=lambda r: sum(r.values()))
        return best

    return judge


def judge_displacement(m, gold):
    module, text_of = m["displacement"], m["_common"].Text
    by_id = {}
    for name, text, fact, args, _ in module.facts(gold):
        by_id.setdefault(name, []).append((text, fact, args))

    def judge(name, line, s):
        if not module.families(s):
            return {}
        facts = by_id[name]
        t = text_of(facts[0][0])
        right = {"type": any(fact in module.families(s) for _, fact, _ in facts)}
        figures = [f for f in s.get("figures", []) if f.get("outcome") in module.ANY_OUTCOME]
        asked = [q for _, _, args in facts for q in module.asked_quantities(args)]
        if figures and asked:
            right["figures"] = any(module.has_quantity(t, figures, words, part) for _, words, part in asked)
        parts = [part for _, _, args in facts for _, _, part in args.get("LOCATION_ORIGIN", [])]
        if s.get("places") and parts:
            right["place"] = any(module.touches(t, p, part) for p in s["places"] for part in parts)
        return right

    return judge


def judge_event_location(m, gold):
    module, text_of = m["event_location"], m["_common"].Text
    by_id = {name: (text_of(text), asked) for name, text, asked in module.sentences(gold)}

    def judge(name, line, s):
        doc, asked = by_id[name]
        for verb, key in asked.items():
            if any(module.touches(doc.chars(x), verb) for x in [s.get("trigger", {}), *s.get("also", [])]):
                given = {doc.chars(p) for p in s.get("places", []) if p.get("role", "at") == "at"} - {(0, 0)}
                if given:
                    return {"place": doc.words_in(given) == doc.words_in(key["locations"])}
        return {}

    return judge


MUC4_TYPES = {
    "KIDNAPPING": ("abduction",), "BOMBING": ("bombing", "explosion", "airstrike"), "ARSON": ("arson",), "ROBBERY": ("robbery",),
    "ATTACK": ("attack", "killing", "battle", "shelling", "missile_attack", "destruction"),
}  # fmt: skip


def plain_words(text):
    return {w for w in re.findall(r"[A-Z0-9]+", text.upper()) if len(w) > 2 and w not in ("THE", "AND", "FOR", "TWO", "THREE")}


def judge_muc4(m, o, part):
    templates = muc4_templates(o, part)

    def values(t, n):
        return [str(value) for fill in t.get(n) or [] for value, _ in fill.alternatives]

    def strings(t, slots):
        return [plain_words(x) for n in slots for x in values(t, n)]

    def judge(name, line, s):
        coded = [k for k, types in MUC4_TYPES.items() if s["type"].split(".")[0] in types]
        if not coded or not templates.get(name):
            return {}
        same = [t for t in templates[name] if any(k in x for x in values(t, 4) for k in coded + ["ATTACK"])]
        right = {"type": bool(same)}
        if not same:
            return right
        doers = [x for t in same for x in strings(t, (9, 10))]
        harmed = [x for t in same for x in strings(t, (12, 18, 19))]
        judged = []
        for roles, wanted in ((("actors",), doers), (("targets", "victims"), harmed)):
            for role in roles:
                for p in s.get(role, []):
                    if wanted:
                        judged.append(any(plain_words(p.get("name", "") + " " + p.get("text", "")) & x for x in wanted))
        if judged:
            right["actors"] = all(judged)
        where = [plain_words(re.sub(r"\([^)]*\)", "", x)) for t in same for x in values(t, 3)]
        if s.get("places") and any(where):
            right["place"] = any(plain_words(s["places"][0].get("name", "") + " " + s["places"][0].get("text", "")) & w for w in where)
        return right

    return judge


def judges(o, part):
    m = modules(o)
    m["_common"].PART = part
    return {
        "isaf": judge_isaf(m, gold_of(o, "isaf")), "gaza_narratives": judge_gaza_narratives(m, gold_of(o, "gaza_narratives")), "gva": judge_gva(m, gold_of(o, "gva")),
        "displacement": judge_displacement(m, gold_of(o, "displacement")), "event_location": judge_event_location(m, gold_of(o, "event_location")), "muc4": judge_muc4(m, o, part),
    }  # fmt: skip


PROFILES = {"isaf": "isaf", "gaza_narratives": "airwars"}


def extract(program, resources, rows, profile):
    done = subprocess.run([program, "extract", "--profile", profile, "-"], input="".join(json.dumps(r) + "\n" for r in rows), capture_output=True, text=True,
                          env=dict(os.environ, MARSAD_RESOURCES=resources))  # fmt: skip
    return [json.loads(line) for line in done.stdout.strip("\n").split("\n")]


def collect(o, resources, part, features=None):
    """[{set, fold, statement, right: {field: bool}, features}] of all sets; features only where a reader of them is given."""
    out = []
    for name, judge in judges(o, part).items():
        rows = reports(o, name, part)
        seen = features(name + "." + part, rows) if features else {}
        for line in extract(os.path.join(o.build, "bin/marsad"), resources, rows, PROFILES.get(name, "plain")):
            if "error" in line:
                continue
            by_key = {}
            for row in seen.get(line["id"], {}).get("statements", []):
                by_key.setdefault((row["begin"], row["title"], row["type"]), row["features"])
            for s in line["statements"]:
                if not asserted(s):
                    continue
                for p in s.get("places", []):
                    p["admin"] = [a["name"] if isinstance(a, dict) else a for a in p.get("admin", [])]
                right = judge(line["id"], line, s)
                if len(right) > 1:
                    right["whole"] = all(right.values())
                traced = [v for (begin, title, kind), v in by_key.items() if s["trigger"]["begin"] <= begin < s["trigger"]["end"] and title == (s["trigger"].get("in") == "title") and kind == s["type"]]
                if right and (traced or not features):
                    fold = int(hashlib.sha1(line["id"].encode()).hexdigest(), 16) % 5
                    out.append({"set": name, "fold": fold, "statement": s, "right": right, "features": traced[0] if traced else None})
    return out
