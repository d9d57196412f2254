#!/usr/bin/env python3
"""The scripts of this folder find what they are there to find: each is shown a small project with one fault."""
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import results  # noqa: E402
import rooms  # noqa: E402
import style  # noqa: E402


class Rooms(unittest.TestCase):
    def problems(self, path, text):
        with tempfile.TemporaryDirectory() as folder:
            for room in rooms.MAY:
                if room not in ("marsad", "cli"):
                    os.makedirs(os.path.join(folder, "src", room))
                    for door in rooms.doors(room) or ():
                        open(os.path.join(folder, "src", room, door), "w").close()
            os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
            with open(os.path.join(folder, path), "w") as file:
                file.write(text)
            return rooms.check(folder)

    def test_nothing_to_find(self):
        self.assertEqual(self.problems("src/read/a.cpp", '#include "base/utf8.h"\n#include "read/b.h"\n#include <vector>\n'), [])

    def test_stages_never_include_each_other(self):
        self.assertIn("src/read/a.cpp:2: read may not include segment/segment.h", self.problems("src/read/a.cpp", '#include <vector>\n#include "segment/segment.h"\n'))

    def test_store_takes_the_look_up_alone(self):
        self.assertEqual(self.problems("src/store/a.cpp", '#include "link/lookup.h"\n'), [])
        self.assertTrue(self.problems("src/store/a.cpp", '#include "link/link.h"\n'))

    def test_a_room_is_entered_by_its_door(self):
        self.assertIn("is not a door", self.problems("src/engine/a.cpp", '#include "read/html.h"\n')[0])

    def test_apps_include_the_public_face_alone(self):
        self.assertTrue(self.problems("apps/cli/a.cpp", '#include "engine/pipeline.h"\n'))
        self.assertEqual(self.problems("apps/cli/a.cpp", '#include "marsad/engine.h"\n'), [])

    def test_base_knows_nothing(self):
        self.assertTrue(self.problems("src/base/a.h", '#include "document/report.h"\n'))

    def test_a_room_without_a_row(self):
        self.assertTrue(self.problems("src/cellar/a.cpp", ""))


class Style(unittest.TestCase):
    def problems(self, path, text):
        return [why for _, why in style.check_file(path, text)]

    def test_calls(self):
        for call in ("std::printf(\"x\");", "std::cout << 1;", "abort();", "std::exit(1);", "getenv(\"A\");", "std::stod(s);", "strtod(s, 0);", "std::tolower(c);",
                     "time(nullptr);", "std::chrono::system_clock::now();", "std::setlocale(LC_ALL, \"\");"):
            with self.subTest(call):
                self.assertTrue(self.problems("src/read/a.cpp", call + "\n"))
                self.assertFalse(self.problems("apps/cli/a.cpp", call + "\n"))

    def test_no_calls(self):
        for line in ("// printf(x) is not used", "auto s = \"abort()\";", "table.print(x);", "fmt::format(\"{}\", 1);", "const int time = 3;", "using namespace std::literals;", "on_exit(1);", "report.time(1);"):
            with self.subTest(line):
                self.assertEqual(self.problems("src/read/a.cpp", line + "\n"), [])

    def test_headers(self):
        self.assertEqual(self.problems("src/read/a.h", "// Purpose.\n#pragma once\n"), [])
        self.assertEqual(len(self.problems("src/read/a.h", "int a;\n")), 2)

    def test_length(self):
        self.assertTrue(self.problems("src/read/a.cpp", "\n" * 700))
        self.assertFalse(self.problems("src/read/table.inc", "\n" * 700))

    def test_machine_and_making(self):
        self.assertTrue(self.problems("docs/a.md", "see /home/" + "ann/x\n"))
        self.assertTrue(self.problems("docs/a.md", "as issue " + "#3 says\n"))
        self.assertFalse(self.problems("docs/a.md", "## 3 rooms, #include, C#\n"))


if __name__ == "__main__":
    results.main("rules.scripts")
