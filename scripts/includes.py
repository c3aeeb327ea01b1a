"""Who may include whom. The table of the rooms, read literally and transitively; `./dev check` runs it.

A room sees what it stands on and what that stands on. Of another room it sees the faces: any header but
`*_store.h` and `*_rules.h`. `*_http.*` and `*_views.*` see `web` and `http` besides. Exceptions have a reason
and a day, and may only shrink.
"""

import datetime
import re
import sys
from dataclasses import dataclass

sys.dont_write_bytecode = True

from tree import ROOT, tracked_files  # noqa: E402

EVERYTHING = "everything"
ROOMS = {  # room: what it stands on
    "base": [],
    "store": ["base"],
    "http": ["base"],
    "events": ["store"],
    "ledger": ["store"],
    "access": ["events"],
    "partners": ["access"],
    "catalogue": ["partners"],
    "payments": ["partners", "ledger"],
    "memberships": ["catalogue", "ledger"],
    "orders": ["memberships", "payments"],
    "cards": ["orders"],
    "statements": ["events"],
    "matching": ["statements", "orders"],
    "invoices": ["orders"],
    "refunds": ["invoices", "cards"],
    "check": ["statements", "orders"],
    "reports": ["matching", "check"],
    "purchase": ["orders", "cards", "invoices"],
    "notices": ["access", "events"],
    "web": ["http", "access"],
    "demo": [EVERYTHING],
    "app": [EVERYTHING],
}
ONLY_APP_USES = ("demo", "app")
HTTP_ROOMS = ("http", "web")
OUTSIDE = ("src/main.cpp", "tests/", "bench/")  # stand on everything
SEES_STORES = ("tests/plans/statements.cpp",)  # calls each function that holds a statement
EXCEPTIONS = {  # (file, header): (reason, last day)
}


@dataclass
class Include:
    file: str
    line: int
    header: str

    def room(self):
        return room_of(self.file)

    def target(self):
        return self.header.split("/")[0]


def room_of(file):
    found = re.match(r"src/(\w+)/", file)
    return found[1] if found else None


def stands_on(room):
    """Every room below `room`, itself included."""
    below, waiting = set(), [room]
    while waiting:
        one = waiting.pop()
        if one == EVERYTHING:
            return set(ROOMS) - set(ONLY_APP_USES) | ({"demo"} if room == "app" else set()) | {room}
        if one not in below:
            below.add(one)
            waiting += ROOMS[one]
    return below


def broken_rule(include):
    """The rule that this #include breaks, in words, or None."""
    room, target = include.room(), include.target()
    if (include.file, include.header) in EXCEPTIONS:
        return None
    if target in ("support", "plans", "checks"):
        return support_rule(include)
    if target not in ROOMS:
        return f"no room is called `{target}`; rooms are in scripts/includes.py"
    if room == target:
        return None
    if room is None:
        return face_rule(include, target) if include.header.endswith("_store.h") else None
    return direction_rule(include, room, target) or face_rule(include, target)


def support_rule(include):
    if include.file.endswith("_test.cpp") or include.file.startswith(OUTSIDE):
        return None
    return "tests/support, tests/plans and tests/checks are for tests only"


def direction_rule(include, room, target):
    allowed = stands_on(room)
    if is_http(include.file):
        allowed = allowed.union(*(stands_on(each) for each in HTTP_ROOMS))
    if target in allowed:
        return None
    if target in ONLY_APP_USES:
        return f"`{target}` is used by nothing but app"
    if target in HTTP_ROOMS:
        return (f"`{target}` is for *_http and *_views files; "
                f"the rest of `{room}` knows nothing of requests and pages")
    below = ", ".join(ROOMS[room]) or "nothing"
    return f"`{room}` stands on {below}; `{target}` is not below it"


def face_rule(include, target):
    if include.header.endswith("_store.h") and include.file not in SEES_STORES:
        return f"another room's *_store.h: `{target}` shows its face only ({target}/{target}.h)"
    if include.header.endswith("_rules.h"):
        return f"another room's *_rules.h: `{target}` shows its face only ({target}/{target}.h)"
    if include.header.endswith("_http.h") and not (is_http(include.file) or include.room() in ONLY_APP_USES):
        return f"another room's *_http.h is for *_http files and app ({include.header})"
    return None


def is_http(file):
    return re.search(r"_(http|views)(_test)?\.(cpp|h)$", file) is not None


def includes(file, text):
    for number, line in enumerate(text.split("\n"), 1):
        found = re.match(r'\s*#\s*include\s*"([^"]+)"', line)
        if found and "/" in found[1]:
            yield Include(file, number, found[1])


def complaints(file, text):
    room = room_of(file)
    if room is not None and room not in ROOMS:
        yield f"{file}:1: no room is called `{room}`; rooms are in scripts/includes.py"
    elif room is not None or file.startswith(OUTSIDE):
        for include in includes(file, text):
            rule = broken_rule(include)
            if rule:
                yield f"{file}:{include.line}: \"{include.header}\": {rule}"


def stale_exceptions(seen, today):
    for (file, header), (_, last_day) in sorted(EXCEPTIONS.items()):
        if (file, header) not in seen:
            yield f"scripts/includes.py:1: this exception is no longer needed: {file} includes {header}"
        elif last_day < today:
            yield f"{file}:1: the time of this exception is over: {header}"


def main():
    files = {name: (ROOT / name).read_text(errors="replace")
             for name in tracked_files() if name.endswith((".cpp", ".h"))}
    found = [each for name, text in files.items() for each in complaints(name, text)]
    seen = {(name, each.header) for name, text in files.items() for each in includes(name, text)}
    found += stale_exceptions(seen, datetime.date.today().isoformat())
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
