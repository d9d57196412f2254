#!/usr/bin/env python3
"""Bad input: each kind gets a clear error with a place and advice, the other reports go on, the record stays whole."""
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile

from support import SANITIZED, Case, main


class BadReports(Case):
    def one_bad_among_good(self, bad, *says, code=None, arguments=(), **more):
        """A bad path between two good ones: both good ones are read, the bad one is named with advice, the record is whole."""
        first, last = self.report("first.txt", "four"), self.report("last.txt", "seven")
        lines = self.extracted(*arguments, first, bad, last, **more)
        errors = [line for line in lines if "error" in line]
        self.assertEqual(len(errors), 1, lines)
        self.assertEqual([line["id"] for line in lines if "error" not in line], [first, last])
        for words in says:
            self.assertIn(words, errors[0]["error"]["message"])
        self.assertTrue(errors[0]["error"]["advice"])
        if code:
            self.assertEqual(errors[0]["error"]["code"], code)
        record = self.path(f"{os.path.basename(bad)}.record")
        run = self.refused("add", *arguments, first, bad, last, "--record", record, says=[*says, "1 refused", "2 new reports"], **more)
        self.assertGreaterEqual(len(run.err.strip().splitlines()), 2, "the message, then the advice")
        self.good("check", "--record", record)
        return errors[0]["error"]

    def test_missing(self):
        self.one_bad_among_good(self.path("nothing.txt"), "nothing.txt", code="not_found")

    def test_directory(self):
        os.mkdir(self.path("folder"))
        (line,) = self.extracted(self.path("folder"))
        self.assertEqual(line["error"]["code"], "not_readable")
        self.assertIn("folder", line["error"]["message"])

    def test_unreadable(self):
        if os.geteuid() == 0:
            # Root may read anything but a file that fails: its own memory at address 0.
            self.one_bad_among_good("/proc/self/mem", "/proc/self/mem")
            return
        path = self.report("locked.txt")
        os.chmod(path, 0)
        self.one_bad_among_good(path, "locked.txt", code="not_readable")

    def test_empty(self):
        self.one_bad_among_good(self.file("empty.txt", ""), "empty.txt", code="empty")
        self.one_bad_among_good(self.file("blank.txt", " \n\t\n"), "blank.txt", code="empty")

    def test_binary(self):
        self.one_bad_among_good(self.file("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8), "picture.txt", code="binary")
        self.one_bad_among_good(self.file("noise.txt", bytes((i * 197 + i // 7) % 256 for i in range(5000))), "noise.txt")

    def test_broken_utf_8(self):
        broken = "Shells killed two people in Idlib, Syria, مدينة ".encode() + b"\xe2\x28\xa1\xff\xfe\x80 and \xf0\x9f\x92" + " مدينة إدلب".encode() * 20
        run = self.run_it("extract", self.file("broken.txt", broken))
        self.assertIn(run.status, (0, 1), run)
        (line,) = [json.loads(text) for text in run.out.splitlines()]
        self.assertTrue("error" not in line or (line["error"]["advice"] and "broken.txt" in line["error"]["message"]), line)

    def test_utf_16(self):
        text = "IDLIB, Syria, March 3, 2024 - Shells killed four people in Idlib on Saturday, medics said.\n"
        for encoding in ("utf-16", "utf-16-be"):
            data = text.encode(encoding) if encoding == "utf-16" else b"\xfe\xff" + text.encode(encoding)
            (line,) = self.extracted(self.file(encoding + ".txt", data))
            self.assertEqual(line["text"].strip(), text.strip())
        half = self.run_it("extract", self.file("half.txt", text.encode("utf-16")[:-1] + b""))
        self.assertIn(half.status, (0, 1), half)
        lone = self.run_it("extract", self.file("lone.txt", b"\xff\xfe" + text.encode("utf-16-le") + b"\x00\xd8\x41\x00" * 40))
        self.assertIn(lone.status, (0, 1), lone)

    def test_legacy_encoding(self):
        text = "إدلب - قتل أربعة أشخاص في قصف على مدينة إدلب يوم السبت، بحسب مصادر طبية. " * 6
        (line,) = self.extracted(self.file("arabic.txt", text.encode("windows-1256")))
        self.assertIn("إدلب", line["text"])
        self.assertEqual(line["lang"], "ar")

    def test_deep_html(self):
        page = "<html><body>" + "<div>" * 100_000 + "Shells killed two people in Idlib, Syria." + "</div>" * 100_000
        self.one_bad_among_good(self.file("deep.html", page), "deep.html", code="too_deep")

    def test_larger_than_the_limit(self):
        big = self.file("big.txt", "The road was open on Monday. " * 4000)
        self.one_bad_among_good(big, "big.txt", "65536", code="too_large", arguments=("--limit", "65536"))
        self.assertNotIn("error", self.extracted("--limit", "0", big)[0])

    def test_a_long_line(self):
        size = 20_000_000 if SANITIZED else 200_000_000
        path = self.path("long.jsonl")
        with open(path, "wb") as out:
            out.write(b'{"id": "first", "text": "Shells hit Idlib, Syria."}\n{"id": "long", "text": "')
            for _ in range(size // 1_000_000):
                out.write(b"a" * 1_000_000)
            out.write(b'"}\n{"id": "last", "text": "Shells hit Idlib, Syria."}\n')
        lines = self.extracted("--limit", "16000000", path)
        self.assertEqual([line["id"] for line in lines][::2], ["first", "last"])
        self.assertEqual(lines[1]["error"]["code"], "too_large")
        self.assertIn("long.jsonl:2", lines[1]["error"]["message"])

    def test_a_broken_line_in_the_middle(self):
        good = '{"id": "%s", "text": "Shells hit Idlib, Syria."}\n'
        for broken in ('{"id": "b", "text": "x"\n', "not json\n", '["a"]\n', '{"id": "b"}\n', '{"id": "b", "text": 7}\n', '{"id": "b", "text": "x", "html": "y"}\n', '{"id": "b", "text": "x", "published": "soon"}\n',
                       '{"a":' * 5000 + "1" + "}" * 5000 + "\n", '{"id": "b", "text": "\\ud800"}\n'):
            with self.subTest(broken[:40]):
                lines = self.extracted("-", stdin=(good % "a" + broken + good % "c").encode())
                self.assertEqual([line["id"] for line in lines if "error" not in line][::len(lines) - 1][:1], ["a"])
                self.assertEqual(lines[-1]["id"], "c")
                if "error" in lines[1]:
                    self.assertIn(":2", lines[1]["error"]["message"])
                    self.assertTrue(lines[1]["error"]["advice"])
                elif "ud800" not in broken:
                    self.fail(f"was read: {lines[1]}")


class BadRecords(Case):
    def test_no_record(self):
        self.refused("list", "incidents", "--record", self.path("none.record"), says=["none.record", "marsad add"])

    def test_no_sqlite_file(self):
        for name, content in (("text.record", "not a record\n" * 100), ("zero.record", b"\0" * 8192)):
            self.refused("list", "incidents", "--record", self.file(name, content), says=name)
        before = self.file("mine.record", "precious words of mine\n" * 100)
        self.refused("add", self.report(), "--record", before, says="mine.record")
        with open(before) as file:
            self.assertEqual(file.read(), "precious words of mine\n" * 100)

    def test_another_sqlite_file(self):
        path = self.path("other.db")
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE dogs (name)")
        database.commit()
        database.close()
        self.refused("add", self.report(), "--record", path, says="other.db")

    def test_a_newer_schema(self):
        record = self.path("r.record")
        self.good("add", self.report(), "--record", record)
        database = sqlite3.connect(record)
        (version,) = database.execute("PRAGMA user_version").fetchone()
        self.assertGreater(version, 0)
        database.execute(f"PRAGMA user_version = {version + 1}")
        database.commit()
        database.close()
        for call in (["list", "incidents"], ["add", self.report("b.txt", "six")]):
            self.refused(*call, "--record", record, says=["r.record", str(version + 1), str(version)])

    def test_a_damaged_record(self):
        record = self.path("r.record")
        self.good("add", self.lines_file("n.jsonl", 30), "--record", record)
        size = os.path.getsize(record)
        with open(record, "r+b") as file:
            for at in range(size // 3, size // 3 + 40_000, 1000):
                file.seek(at)
                file.write(b"\xa5" * 200)
        self.refused("check", "--record", record, says="r.record")

    def test_a_record_that_another_process_writes(self):
        record = self.path("r.record")
        self.good("add", self.report(), "--record", record)
        database = sqlite3.connect(record, isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        try:
            self.refused("add", self.report("b.txt", "six"), "--record", record, says="another process", timeout=120)
            self.good("list", "incidents", "--record", record)
        finally:
            database.close()

    def test_a_folder_that_is_not_there(self):
        self.refused("add", self.report(), "--record", self.path("no/such/r.record"), says="r.record")


class BadMachine(Case):
    def test_a_full_disk_behind_standard_output(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("there is no /dev/full here")
        from support import PROGRAM, environment
        for call in (["extract", self.lines_file("n.jsonl", 20)], ["dump", "segment", self.report()]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([PROGRAM, *call], stdout=full, stderr=subprocess.PIPE, env=environment(), text=True)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertIn("standard output", done.stderr)

    def test_a_full_disk_under_the_record(self):
        if os.geteuid() != 0:
            self.skipTest("a small file system can be mounted by root alone")
        disk = self.path("disk")
        os.mkdir(disk)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk], stderr=subprocess.DEVNULL).returncode:
            self.skipTest("a small file system can't be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", disk])
        record = os.path.join(disk, "r.record")
        run = self.refused("add", self.lines_file("n.jsonl", 400), "--record", record, says="r.record")
        self.assertRegex(run.err, "space|full|room")
        # The record is as whole as it was, and goes on elsewhere.
        roomy = self.path("roomy")
        os.mkdir(roomy)
        for name in os.listdir(disk):
            shutil.copy(os.path.join(disk, name), roomy)
        moved = os.path.join(roomy, "r.record")
        if os.path.getsize(moved):
            self.good("add", self.path("n.jsonl"), "--record", moved)
            self.good("check", "--record", moved)

    def test_resource_files(self):
        missing = self.refused("extract", self.report(), MARSAD_RESOURCES=self.path("none.resources"), says="none.resources")
        self.assertRegex(missing.err, r"\./run|marsad resources build")
        broken = self.file("broken.resources", b"marsad" + b"\0" * 100_000)
        self.assertRegex(self.refused("extract", self.report(), MARSAD_RESOURCES=broken, says="broken.resources").err, r"\./run|marsad resources build")
        from support import RESOURCES
        with open(RESOURCES, "rb") as file:
            head = file.read(1 << 20)
        cut = self.file("cut.resources", head)
        self.assertRegex(self.refused("extract", self.report(), MARSAD_RESOURCES=cut, says="cut.resources").err, r"\./run|marsad resources build")

    def test_a_flipped_byte_is_found_by_verify(self):
        from support import RESOURCES
        with tempfile.TemporaryDirectory() as folder:
            copy = os.path.join(folder, "flipped.resources")
            shutil.copy(RESOURCES, copy)
            with open(copy, "r+b") as file:
                file.seek(os.path.getsize(copy) // 2)
                byte = file.read(1)
                file.seek(-1, os.SEEK_CUR)
                file.write(bytes([byte[0] ^ 0x10]))
            self.refused("resources", "verify", MARSAD_RESOURCES=copy, says="flipped.resources")


if __name__ == "__main__":
    main("cli.bad_input")
