"""The verbs of ./dev.

Importable on python3-minimal; what needs more of Python is imported after `setup` installed it.
"""

import os
import sys

sys.dont_write_bytecode = True
os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")

import install  # noqa: E402
from tree import BUILD, ROOT, Failed, lock, run, say, tracked_files  # noqa: E402

SECTIONS = ("build", "tests")  # of scripts/packages.txt
PRESETS = ("debug", "release", "tsan")
KVITT = BUILD / "release" / "kvitt"


def main(arguments):
    if not arguments or arguments[0] in ("help", "-h", "--help"):
        print_verbs(sys.stdout)
        return 0
    verb = VERBS.get(arguments[0]) or HIDDEN_VERBS.get(arguments[0])
    if verb is None:
        say(f"./dev: no verb called {arguments[0]}")
        print_verbs(sys.stderr)
        return 2
    return verb(arguments[1:]) or 0


def print_verbs(file):
    print("usage: ./dev VERB [arguments]", file=file)
    for name, verb in VERBS.items():
        print(f"  {name:6} {verb.__doc__}", file=file)


def setup(arguments):
    """[build|tests]: installs what is missing: Debian packages, npm packages, the commit hook"""
    if not set(arguments) <= set(SECTIONS):
        say(f"./dev setup: sections are {' and '.join(SECTIONS)}")
        return 2
    install.setup(arguments or SECTIONS)


def build(arguments):
    """[release|debug|tsan]: builds everything of one preset; build/release/kvitt is the product"""
    preset = arguments[0] if arguments else "release"
    if preset not in PRESETS:
        say(f"./dev build: no preset called {preset}; there are {', '.join(PRESETS)}")
        return 2
    install.setup(["build"])
    compile_targets(preset)


def compile_targets(preset, *targets):
    folder = BUILD / preset
    os.environ.setdefault("CCACHE_BASEDIR", str(ROOT))
    with lock(preset):
        if stale(folder):
            run(["cmake", "--preset", preset])
        jobs = os.environ.get("KVITT_JOBS", "2")
        chosen = ["--target", *targets] if targets else []
        run(["cmake", "--build", folder, "-j", jobs, *chosen])


def stale(folder):
    """True where CMake has to be asked again; later changes of CMakeLists.txt Ninja sees by itself."""
    ninja = folder / "build.ninja"
    inputs = (ROOT / "CMakePresets.json", ROOT / "assets/node_modules/.kvitt-installed")
    return not ninja.exists() or any(file.stat().st_mtime > ninja.stat().st_mtime for file in inputs)


def demo(arguments):
    """[arguments]: builds kvitt and starts `kvitt demo`; prints addresses and sign-ins"""
    install.setup(["build"])
    compile_targets("release", "kvitt")
    replace_by([KVITT, "demo", *arguments])


def run_kvitt(arguments):
    """[arguments]: the demo on a database kept in build/run, with pages read from src/ at each request"""
    install.setup(["build"])
    compile_targets("release", "kvitt")
    replace_by([KVITT, "demo", "--dir", BUILD / "run", "--dev", *arguments])


def replace_by(command):
    sys.stdout.flush()
    os.execv(command[0], [str(word) for word in command])


def check(_):
    """format, tidy, includes, unit tests and stories: what to run before a commit"""
    install.setup()
    import suites
    return suites.main(["checks", "unit", "stories"])


def test(arguments):
    """[suite|room|file ...]: everything (checks, unit, stories, http, browser); `bare`: from a bare Debian"""
    install.setup()
    if arguments[:1] == ["bare"]:
        import bare
        return bare.main(arguments[1:])
    import suites
    return suites.main(arguments)


def bench(arguments):
    """[name ...]: builds a release and runs bench/NAME.py, all of them without a name"""
    install.setup()
    scripts = sorted((ROOT / "bench").glob("*.py"))
    chosen = [script for script in scripts if script.stem in arguments] if arguments else scripts
    unknown = set(arguments) - {script.stem for script in scripts}
    if unknown or not chosen:
        say(f"./dev bench: no bench/{'|'.join(sorted(unknown)) or '*'}.py")
        return 2
    compile_targets("release")
    os.environ["KVITT_BIN"] = str(KVITT)
    for script in chosen:
        run(["/usr/bin/python3", script], stdout=None)


def fmt(arguments):
    """[file ...]: formats the C++ files, all of them without a name"""
    install.setup()
    files = arguments or cpp_files(tracked_files())
    if files:
        run(["clang-format-19", "-i", *files])


def hook(_):
    """what the commit hook runs: format and tidy of the staged files"""
    import suites
    return suites.staged_check()


def cpp_files(names):
    return [name for name in names if name.endswith((".cpp", ".h"))]


VERBS = {"setup": setup, "build": build, "demo": demo, "run": run_kvitt, "check": check, "test": test,
         "bench": bench, "fmt": fmt}
HIDDEN_VERBS = {"hook": hook}

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Failed as failure:
        say(f"./dev: {failure}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
