"""Where things are, and how ./dev runs other programs. Runs on python3-minimal: no json, no shutil."""

import fcntl
import os
import pathlib
import subprocess
import sys
from contextlib import contextmanager

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
NOT_OURS = ("build", "node_modules", ".git", "__pycache__")


class Failed(Exception):
    """Ends ./dev with this message and exit code 1."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def run(command, **options):
    """Runs a program whose output the user sees (on stderr: stdout is for answers)."""
    done = subprocess.run([str(word) for word in command], cwd=options.pop("cwd", ROOT),
                          stdout=options.pop("stdout", sys.stderr), **options)
    if done.returncode != 0:
        raise Failed(f"failed ({done.returncode}): {' '.join(map(str, command))}")


def output(command, cwd=ROOT):
    """The standard output of a program, or None if it is missing or fails."""
    try:
        done = subprocess.run([str(word) for word in command], cwd=cwd, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None


def on_path(program):
    folders = os.environ.get("PATH", "").split(os.pathsep)
    return any(os.access(os.path.join(folder, program), os.X_OK) for folder in folders if folder)


def in_checkout():
    return (ROOT / ".git").exists() and on_path("git")


def tracked_files():
    """The project's files, relative to the root. Outside a git checkout: what lies in the tree."""
    listed = output(["git", "ls-files", "-z"]) if in_checkout() else None
    if listed is None:
        names = walked_files()
    else:
        names = [name for name in listed.split("\0") if name]
    return sorted(name for name in names if (ROOT / name).is_file())


def walked_files():
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        for name in files:
            yield os.path.relpath(os.path.join(folder, name), ROOT)


@contextmanager
def lock(name):
    """One ./dev at a time for `name`; the others wait."""
    BUILD.mkdir(exist_ok=True)
    with open(BUILD / f".{name}.lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"waiting for another ./dev ({name})")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
