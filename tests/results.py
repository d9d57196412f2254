"""Runs unittest cases under CTest: one result a case, as GoogleTest's programs give them.

A test program ends in `results.main(NAME)`. Where RESULTS_XML names a folder, the results are left there in
NAME.xml (JUnit), so that ./test can count and name every case. Exit status 77 (CTest: skipped) where all were skipped.
"""
import os
import sys
import unittest
import xml.etree.ElementTree as ET


class Recorder(unittest.TextTestResult):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.root = ET.Element("testsuites")
        self.subs_failed = set()

    def _case(self, test, tag=None, text=""):
        kind, _, name = test.id().rpartition(".")
        case = ET.SubElement(self.root, "testcase", classname=kind.rpartition(".")[2], name=name, status="run")
        if tag:
            # XML takes no control characters.
            ET.SubElement(case, tag, message="".join(c if c >= " " or c in "\n\t" else "?" for c in text))

    def addSuccess(self, test):
        super().addSuccess(test)
        if test.id() not in self.subs_failed:
            self._case(test)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._case(test, "failure", self._exc_info_to_string(error, test))

    def addError(self, test, error):
        super().addError(test, error)
        self._case(test, "failure", self._exc_info_to_string(error, test))

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error:
            self.subs_failed.add(test.id())
            self._case(test, "failure", f"{subtest.params}: " + self._exc_info_to_string(error, test))

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._case(test, "skipped", reason)


def main(name, module="__main__"):
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[module])
    outcome = unittest.TextTestRunner(stream=sys.stdout, resultclass=Recorder, verbosity=2).run(suite)
    folder = os.environ.get("RESULTS_XML")
    if folder:
        os.makedirs(folder, exist_ok=True)
        ET.ElementTree(outcome.root).write(os.path.join(folder, name + ".xml"), encoding="utf-8", xml_declaration=True)
    if not outcome.wasSuccessful():
        sys.exit(1)
    sys.exit(77 if outcome.testsRun and len(outcome.skipped) == outcome.testsRun else 0)
