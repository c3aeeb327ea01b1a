"""Runs the test suites and counts: `N passed, N failed` on the last line, whatever happened before it.

Suites, in this order: checks (format, tidy, includes and their own tests), unit and stories (preset debug,
with sanitizers), http and browser (Node's test runner against the release binary).
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

import dev
from tree import BUILD, ROOT, Failed, output, tracked_files

SUITES = ("checks", "unit", "stories", "http", "browser")
LOGS = BUILD / "test-logs"
SECONDS_MAX = 1500  # one program of a suite; a hang is a failure, not a wait
OUTPUT_SHOWN_MAX = 20_000
NODE = ROOT / "tests/node_modules/node/bin/node"


@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other):
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self):
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def main(names):
    LOGS.mkdir(parents=True, exist_ok=True)
    plan = planned(names)
    if plan is None:
        return 2
    total = Count()
    for suite, only in plan:
        begin = time.monotonic()
        count = guarded(RUNNERS[suite], only)
        total += count
        print(f"{suite:8} {time.monotonic() - begin:7.1f} s  {count}", flush=True)
    print(total, flush=True)
    return 1 if total.failed or not total.passed else 0


def planned(names):
    """[(suite, names in it)]; a name is a suite, a room with tests, `plans`, or a file of tests/http or
    /browser."""
    chosen = {}
    for name in names:
        suite = name if name in SUITES else suite_of(name)
        if suite is None:
            print(f"./dev test: neither a suite, a room with tests nor a test file: {name}", file=sys.stderr)
            return None
        chosen.setdefault(suite, []).extend([] if name in SUITES else [name])
    return [(suite, chosen.get(suite, [])) for suite in SUITES if not names or suite in chosen]


def suite_of(name):
    if name in unit_names():
        return "unit"
    for suite in ("http", "browser"):
        if (ROOT / "tests" / suite / f"{name}.test.mjs").exists():
            return suite
    return None


def guarded(runner, only):
    """A suite that cannot even start (a build that fails), or that runs nothing, is one failure."""
    try:
        count = runner(only)
    except Failed as failure:
        print(f"FAILED {failure}", flush=True)
        return Count(failed=1)
    if count == Count():
        print("FAILED nothing ran", flush=True)
        return Count(failed=1)
    return count


def execute(name, command, env=None):
    """Runs one program of a suite: (exit code, its output), the output also in build/test-logs/."""
    log = LOGS / f"{name}.log"
    with open(log, "w") as file:
        child = subprocess.Popen([str(word) for word in command], cwd=ROOT, env={**os.environ, **(env or {})},
                                 stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
                                 start_new_session=True)
        try:
            code = child.wait(timeout=SECONDS_MAX)
        except subprocess.TimeoutExpired:
            print(f"FAILED {name}: still running after {SECONDS_MAX} s", flush=True)
            code = -1
        finally:
            end_group(child)
    return code, log.read_text(errors="replace")


def end_group(child):
    """Ends the program and all it started: a server left behind would hold its port."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    child.wait()


def show(name, text):
    print(f"---- {name} (all of it: build/test-logs/{name}.log)")
    print(text[-OUTPUT_SHOWN_MAX:].rstrip())
    print("----", flush=True)


# --- checks ---

def run_checks(_):
    return sum((one_check(name, command) for name, command in checks()), script_tests())


def checks():
    python = ["/usr/bin/python3"]
    files = dev.cpp_files(tracked_files())
    if files:
        yield "format", ["clang-format-19", "--dry-run", "-Werror", *files]
    yield "tidy", python + ["scripts/tidy.py"]
    yield "includes", python + ["scripts/includes.py"]
    yield "messages", python + ["scripts/messages.py", "--check"]


def one_check(name, command):
    code, text = execute(name, command)
    if code == 0:
        return Count(passed=1)
    show(name, text)
    return Count(failed=1)


def script_tests():
    """The tests of the scripts: unittest, whose last lines say how many ran."""
    total = Count()
    for script in sorted((ROOT / "scripts").glob("*_test.py")):
        code, text = execute(script.stem, ["/usr/bin/python3", script])
        ran = re.search(r"^Ran (\d+) tests? in", text, re.M)
        bad = sum(int(found) for found in re.findall(r"(?:failures|errors)=(\d+)", text))
        skipped = sum(int(found) for found in re.findall(r"skipped=(\d+)", text))
        if code != 0:
            bad = max(bad, 1)
            show(script.stem, text)
        total += Count(max(0, (int(ran[1]) if ran else 0) - bad - skipped), bad, skipped)
    return total


def staged_check():
    """The commit hook: format and tidy of what is about to be committed."""
    staged = (output(["git", "diff", "--cached", "--name-only", "--diff-filter=d", "-z"]) or "").split("\0")
    names = [name for name in staged if name and (ROOT / name).is_file()]
    cpp = dev.cpp_files(names)
    commands = [["/usr/bin/python3", "scripts/tidy.py", *names]] if names else []
    if cpp and dev.install.on_path("clang-format-19"):
        commands.append(["clang-format-19", "--dry-run", "-Werror", *cpp])
    codes = [subprocess.run(command, cwd=ROOT).returncode for command in commands]
    return 1 if any(codes) else 0


# --- unit and stories: preset debug ---

SANITIZERS = {"UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1", "ASAN_OPTIONS": "detect_leaks=1"}


def unit_names():
    """What has a test program: rooms, tests/plans and tests/races."""
    folders = [*sorted((ROOT / "src").iterdir()), ROOT / "tests/plans", ROOT / "tests/races"]
    return [folder.name for folder in folders if list(folder.glob("*_test.cpp"))]


def run_unit(names):
    dev.compile_targets("debug", *([f"{name}_test" for name in names] or ["tests"]))
    programs = [BUILD / "debug" / f"{name}_test" for name in names or unit_names()]
    return sum((run_googletest(program) for program in programs), Count())


def run_googletest(program):
    report = LOGS / f"{program.name}.json"
    report.unlink(missing_ok=True)
    code, text = execute(program.name, [program, f"--gtest_output=json:{report}", "--gtest_brief=1"],
                         SANITIZERS)
    count = googletest_count(report)
    if code != 0 and not count.failed:
        count.failed = 1  # it crashed, or a sanitizer spoke at its end
    if count.failed:
        show(program.name, text)
    return count


def googletest_count(report):
    count = Count()
    try:
        suites = json.loads(report.read_text())["testsuites"]
    except (OSError, ValueError):
        return count
    for one in (test for suite in suites for test in suite["testsuite"]):
        if one.get("failures"):
            count.failed += 1
        elif one["status"] == "NOTRUN" or one["result"] == "SKIPPED":
            count.skipped += 1
        else:
            count.passed += 1
    return count


def run_stories(_):
    if not list((ROOT / "tests/stories").glob("**/*.story")):
        return Count()
    dev.compile_targets("debug", "stories")
    code, text = execute("stories", [BUILD / "debug/stories", "tests/stories"], SANITIZERS)
    return counted("stories", code, text, stories_count(text))


def stories_count(text):
    """The runner's own last line: `N passed, N failed[, N skipped]`."""
    lines = [line for line in text.splitlines() if line.strip()] or [""]
    found = re.fullmatch(r"(\d+) passed, (\d+) failed(?:, (\d+) skipped)?", lines[-1].strip())
    return Count(*(int(number or 0) for number in found.groups())) if found else Count()


def counted(name, code, text, count):
    if code != 0 and not count.failed:
        count.failed = 1
    if count.failed:
        show(name, text)
    return count


# --- http and browser: Node's test runner, preset release ---

def run_http(names):
    return run_node("http", names, concurrency=2)


def run_browser(names):
    return run_node("browser", names, concurrency=1)


def run_node(suite, names, concurrency):
    files = sorted((ROOT / "tests" / suite).glob("*.test.mjs"))
    files = [file for file in files if not names or file.name.removesuffix(".test.mjs") in names]
    if not files:
        return Count()
    dev.compile_targets("release", "kvitt")
    command = [NODE, "--test", "--test-reporter=spec", f"--test-concurrency={concurrency}", *files]
    code, text = execute(suite, command, node_environment())
    return counted(suite, code, without_passed(text), node_count(text))


def without_passed(text):
    return "\n".join(line for line in text.split("\n") if not re.match(r"\s*[✔﹣]", line))


def node_environment():
    env = {"KVITT_BIN": str(dev.KVITT), "NO_COLOR": "1"}
    corpus = ROOT.parent / "shared/corpus/statements"
    if corpus.is_dir():
        env["KVITT_CORPUS"] = str(corpus)
    return env


def node_count(text):
    """The summary that ends the report of `node --test`: lines such as `ℹ pass 12`."""
    numbers = {word: int(number) for word, number in re.findall(r"^ℹ (\w+) (\d+)$", text, re.M)}
    return Count(numbers.get("pass", 0), numbers.get("fail", 0) + numbers.get("cancelled", 0),
                 numbers.get("skipped", 0) + numbers.get("todo", 0))


RUNNERS = {"checks": run_checks, "unit": run_unit, "stories": run_stories, "http": run_http,
           "browser": run_browser}
