"""./dev test bare [debootstrap] [demo] [again] [build] [setup]: the same from a bare Debian 12.

So that nothing installed by hand hides a gap: a minimal bookworm in build/bare, a copy of the tracked files
in it, and inside a chroot `./dev demo` until a partner sees the offers, the same again, `./dev build`, and
then `./dev setup` with what the tests need.

Mirror and npm registry are those of this machine, asked when it runs. Everything runs in mount and process
namespaces of its own, so mounts and servers are gone when the step is, however it ends.
"""

import json
import os
import pathlib
import re
import select
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from tree import BUILD, ROOT, Failed, lock, output, run, say, tracked_files

BARE = BUILD / "bare"
TREE = BARE / "kvitt"
CA_BUNDLE = pathlib.Path("/etc/ssl/certs/ca-certificates.crt")
CA_INSIDE = "/etc/host-ca.crt"
INSIDE = r"""
mount --rbind /dev "$1/dev" && mount -t proc proc "$1/proc" && cd / || exit 99
bare=$1; shift
exec chroot "$bare" /bin/sh -c 'cd /kvitt && exec "$@"' sh "$@"
"""
DEMO_SECONDS_MAX = 600  # from `./dev demo` in a fresh copy to the offers page, packages and build included
AGAIN_SECONDS_MAX = 30
PASSED_ON = ("http_proxy", "https_proxy", "no_proxy", "KVITT_JOBS")


def main(names):
    steps = {"debootstrap": debootstrap, "demo": demo, "again": again, "build": build, "setup": setup}
    unknown = set(names) - set(steps)
    if unknown:
        say(f"./dev test bare: no step called {', '.join(sorted(unknown))}")
        return 2
    if os.geteuid() != 0:
        raise Failed("./dev test bare makes a chroot: run it as root")
    passed = failed = 0
    with lock("bare"):
        for name in [name for name in steps if not names or name in names]:
            if not attempt(name, steps[name]):
                failed += 1
                break  # the later steps stand on this one
            passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def attempt(name, step):
    begin = time.monotonic()
    try:
        step()
        verdict = "passed"
    except (Failed, OSError, ValueError) as failure:
        verdict = f"FAILED: {failure}"
    print(f"bare {name:11} {time.monotonic() - begin:7.1f} s  {verdict}", flush=True)
    return verdict == "passed"


# --- the steps ---

def debootstrap():
    """A fresh bare Debian with a copy of the tracked files, and this machine's way to the registries."""
    remove_old()
    run(["debootstrap", "--variant=minbase", "bookworm", BARE, debian_mirror()], stdout=subprocess.DEVNULL)
    copy_apt_settings()
    for name in ("resolv.conf", "hosts"):
        shutil.copyfile(f"/etc/{name}", BARE / "etc" / name)
    if CA_BUNDLE.exists():
        shutil.copyfile(CA_BUNDLE, BARE / CA_INSIDE.lstrip("/"))
    for name in tracked_files():
        (TREE / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, TREE / name)


def demo():
    """The first start: packages, a release, and a partner on the offers page."""
    start_demo(DEMO_SECONDS_MAX)


def again():
    """A second start takes seconds."""
    start_demo(AGAIN_SECONDS_MAX)


def start_demo(seconds_max):
    """Starts the demo, reads its one line of JSON, signs in as one who may buy, and opens the offers."""
    end = time.monotonic() + seconds_max
    command = inside_command(["./dev", "demo", "--json", "--port", str(free_port())])
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL) as server:
        try:
            see_offers(json.loads(first_line(server, end)))
        finally:
            server.kill()  # the process namespace goes with it
    if time.monotonic() > end:
        raise Failed(f"the offers page took more than {seconds_max} s")


def see_offers(ready):
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    address = f"{ready['url'].rstrip('/')}/sign-in"
    user = next(user for user in ready["users"] if user["situation"] == "qualified_silver")
    form = browser.open(address, timeout=20).read().decode()
    fields = dict(re.findall(r'name="(csrf|idempotency_key)" value="([^"]*)"', form))
    fields.update(email=user["email"], password=user["password"], next="/offers")
    with browser.open(address, urllib.parse.urlencode(fields).encode(), timeout=20) as page:
        if not page.url.endswith("/offers") or b'href="/purchase/silver"' not in page.read():
            raise Failed(f"{page.url} is no page on which silver can be bought")


def build():
    """The whole release, tests and all."""
    inside(["./dev", "build"])
    if not (TREE / "build/release/kvitt").exists():
        raise Failed("./dev build left no build/release/kvitt")


def setup():
    """What the tests need besides: it installs, and it starts."""
    inside(["./dev", "setup"])
    inside(["tests/node_modules/node/bin/node", "--version"])
    inside(["chromium", "--version"])
    inside(["clang-format-19", "--version"])
    inside(["/usr/bin/python3", "scripts/tidy_test.py"])


# --- how ---

def remove_old():
    mounts = [line.split()[4] for line in pathlib.Path("/proc/self/mountinfo").read_text().splitlines()]
    if any(mount.startswith(f"{BARE}/") for mount in mounts):
        raise Failed(f"something is mounted below {BARE}; unmount it first")
    shutil.rmtree(BARE, ignore_errors=True)
    BARE.mkdir(parents=True)


def debian_mirror():
    """The first bookworm/main repository that this machine's apt uses."""
    listed = output(["apt-get", "indextargets", "--format", "$(CODENAME) $(COMPONENT) $(REPO_URI)",
                     "Created-By: Packages"]) or ""
    for line in listed.splitlines():
        codename, component, address = line.split(maxsplit=2)
        if (codename, component) == ("bookworm", "main"):
            return address
    raise Failed("this machine's apt knows no bookworm repository")


def copy_apt_settings():
    """Sources, keys and how to fetch; not hooks, pins or anything else that a bare machine would not have."""
    host, bare = pathlib.Path("/etc/apt"), BARE / "etc/apt"
    names = ["sources.list", *(f"sources.list.d/{file.name}" for file in (host / "sources.list.d").iterdir()
                               if file.suffix in (".list", ".sources"))]
    names += [f"{folder}/{file.name}" for folder in ("keyrings", "trusted.gpg.d", "auth.conf.d")
              for file in (host / folder).glob("*")]
    (bare / "sources.list").unlink(missing_ok=True)
    for name in names:
        if (host / name).is_file():
            (bare / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(host / name, bare / name)
    fetching = re.findall(r'^(Acquire::(?!.*::DEP-11).*? .*);$', output(["apt-config", "dump"]) or "", re.M)
    kept = [line for line in fetching if re.match(r"Acquire::(Check-|https?::|Retries)", line)]
    settings = kept + [f'Acquire::https::CAInfo "{CA_INSIDE}"'] * CA_BUNDLE.exists()
    (bare / "apt.conf.d/99host").write_text("".join(f"{line};\n" for line in settings))


def environment():
    registry = (output(["npm", "config", "get", "registry"], cwd=ROOT / "tests") or "").strip()
    env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "npm_config_registry": registry}
    if CA_BUNDLE.exists():
        env.update(npm_config_cafile=CA_INSIDE, NODE_EXTRA_CA_CERTS=CA_INSIDE)
    return env | {name: os.environ[name] for name in PASSED_ON if name in os.environ}


def inside_command(command):
    settings = [f"{name}={value}" for name, value in environment().items()]
    return ["env", "-i", *settings, "unshare", "--mount", "--propagation", "private", "--pid", "--fork",
            "--kill-child", "/bin/sh", "-c", INSIDE, "sh", str(BARE), *command]


def inside(command):
    try:
        run(inside_command(command), stdin=subprocess.DEVNULL)
    except Failed:
        raise Failed(f"in the bare Debian: {' '.join(command)}") from None


def free_port():
    """A port that is free, and the next one too: the sandbox gateway listens there."""
    for port in range(18080, 19080, 2):
        with socket.socket() as first, socket.socket() as second:
            try:
                first.bind(("127.0.0.1", port))
                second.bind(("127.0.0.1", port + 1))
                return port
            except OSError:
                continue
    raise Failed("no two free ports in a row")


def first_line(server, end):
    """What it prints first on its standard output, until the moment `end`."""
    text = b""
    while b"\n" not in text:
        ready, _, _ = select.select([server.stdout], [], [], max(0, end - time.monotonic()))
        chunk = os.read(server.stdout.fileno(), 65536) if ready else b""
        if not chunk:
            raise Failed("the demo ended" if ready else "the demo said nothing in time")
        text += chunk
    return text.split(b"\n")[0].decode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
