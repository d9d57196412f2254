"""The language room as its user runs it: `marsad resources model`, then `marsad dump language --lines`."""
import os
import subprocess
import tempfile
from pathlib import Path


def add_arguments(parser):
    parser.add_argument("--program", required=True, help="marsad itself")
    parser.add_argument("--resources", required=True, help="the resource file that ./run makes; models are put into copies of it")
    parser.add_argument("--tools", required=True, help="the folder of language_dump and language_decisions")


class Room:
    """marsad with one model. Use it in a `with` statement: the resource file with the model lies in a folder of its own."""

    def __init__(self, options, package):
        self.options, self.package = options, str(package)

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.model = os.path.join(self.folder.name, "model.resources")
        done = use_model(self.options, self.package, self.model)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def _lines(self, lines):
        path = os.path.join(self.folder.name, "lines.txt")
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(line + "\n" for line in lines)
        return path

    def read(self, lines, plain=False):
        """The tokens of each line, by its number from 1; `plain`: by the reference networks."""
        path = self._lines(lines)
        command = [os.path.join(self.options.tools, "language_dump"), self.model, "plain", path] if plain else \
            [self.options.program, "--resources", self.model, "dump", "language", "--lines", "--as", "conllu", path]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        return read_conllu(done.stdout.decode("utf-8").split("\n"))

    def choices(self, lines):
        """Per line, by its number from 1, the classes that each part of the pipeline chose, in the order of choosing."""
        command = [os.path.join(self.options.tools, "language_decisions"), self.model, "choices", self._lines(lines)]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
        found = {}
        for row in done.stdout.splitlines():
            number, part, classes = row.split("\t")
            found.setdefault(int(number), {})[part] = [int(c) for c in classes.split()]
        return found


def use_model(options, package, output):
    """Runs `marsad resources model`; returns the finished process."""
    command = [options.program, "--resources", options.resources, "resources", "model", str(package), "-o", str(output)]
    return subprocess.run(command, capture_output=True, text=True)


def missing(options):
    """What set-up should have made and has not; empty where all is there."""
    absent = [name for name in (options.program, options.resources) if not Path(name).exists()]
    return f"the resource file or the program is missing (./run makes them): {', '.join(absent)}" if absent else ""


def read_conllu(stream):
    """Per text a list of tokens: (begin, end, lemma, upos, xpos, feats, head, deprel, start, ner); heads by their begin."""
    texts, sentence = {}, []

    def close(number):
        begins = [int(row[9].split("|")[0].split("=")[1].split(":")[0]) for row in sentence]
        for i, row in enumerate(sentence):
            span, ner = row[9].split("|")
            begin, end = (int(x) for x in span.split("=")[1].split(":"))
            head = begin if row[6] == "0" else begins[int(row[6]) - 1]
            texts.setdefault(number, []).append((begin, end, row[2], row[3], row[4], row[5], head, row[7], i == 0, ner.split("=", 1)[1]))

    number = 0
    for line in stream:
        line = line.rstrip("\n")
        if line.startswith("# sent_id"):
            number = int(line.split("=")[1].strip().split(".")[0])
        elif line and not (line.startswith("# text") and not sentence):
            sentence.append(line.split("\t"))
        elif not line and sentence:
            close(number)
            sentence = []
    return texts
