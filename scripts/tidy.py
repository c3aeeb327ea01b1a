"""The house rules that a machine can check (CONTRIBUTING.md, Taste). `scripts/tidy.py [file ...]`.

Every rule is a function from a file to complaints; the tables at the top are its exceptions, each with a
reason. They may shrink. A rule that is broken for a good reason twice is changed, not excused.
"""

import ast
import datetime
import fnmatch
import re
import sys
from dataclasses import dataclass

sys.dont_write_bytecode = True

import cpp  # noqa: E402
from tree import ROOT, tracked_files  # noqa: E402

FUNCTION_LINES_MAX = 60
FILE_LINES_MAX = 600
LINE_LENGTH_MAX = 110

CATCH_ALLOWED = {
    "src/base/*": "turns a library's exception into Invalid, at the door",
    "src/http/form*": "collects every bad field instead of stopping at the first",
    "src/http/json*": "collects every bad field instead of stopping at the first",
    "src/http/server*.cpp": "one bad connection must not end the others",
    "src/store/*": "rolls back, or tries a transaction again",
    "src/web/error_response.cpp": "the one place that turns a refusal into an answer",
    "src/app/*": "loops and commands: one bad job, file or request must not end the process",
    "src/main.cpp": "turns an exception into an exit code",
    "src/demo/*": "the sandbox bank and gateway have loops of their own",
    "src/events/*": "deliveries go on after one that fails",
    "src/statements/*": "a file that cannot be read is a result, not the end of the import",
    "*_test.cpp": "tests look at what is thrown",
    "tests/*": "the stories runner reports a failed step",
    "bench/*": "reports and goes on",
}
FLOAT_ALLOWED = {
    "src/base/json*": "JSON numbers may be fractions; they are read in order to be refused",
    "src/http/language*": "q-values of Accept-Language",
    "src/http/media*": "q-values of Accept and Accept-Encoding",
    "src/http/metrics*": "Prometheus counts in doubles",
    "src/app/metrics*": "Prometheus counts in doubles",
}
SQL_ALLOWED = {
    "*_store.cpp": "where SQL lives",
    "src/store/*": "the engine itself",
    "*_test.cpp": "tests look into tables",
    "tests/*": "tests look into tables",
    "bench/*": "measures the raw writes beside ours",
}
CLOCK_ALLOWED = {"src/base/clock.cpp": "the one place that reads the machine's clock",
                 "bench/*": "measures"}
COROUTINES_ALLOWED = {"src/http/server.cpp": "coroutines live in one file"}
ONE_PLACE = {  # pattern of an included header: who may include it
    r"sqlite3\.h": ["src/store/sqlite*.cpp", "bench/*"],
    r"libpq-fe\.h": ["src/store/postgres*.cpp"],
    r"boost/(asio|beast)[/.].*": ["src/http/server.cpp"],
    r"boost/describe.*": ["src/base/fields.h"],
    r"(kainjow/)?mustache\.hpp": ["src/http/page.cpp"],
    r"(jpeglib|jerror|png)\.h|libexif/.*": ["src/orders/picture*.cpp"],
    r"magic\.h": ["src/orders/proof_judge.cpp"],
}
BANNED_WORDS = {  # word: what to write instead
    "Manager": "the thing it is (Queue, Sealer, Lease)",
    "Helper": "a verb for a function, a noun for a type",
    "Util": "the subject (text, digits, money)",
    "Impl": "the thing it is; an unnamed namespace hides it",
    "Data": "what the data is (OrderRow, Summary)",
    "Info": "what it tells (OrderPage, Address)",
    "misc": "the subject",
    "common": "the subject",
    "process": "the business's verb (match, import, seal)",
    "handle": "the verb itself (get_order, post_proof)",
}
VERBS = ("process", "handle")  # banned where they begin a name; an operating system's process is a noun
TYPE_WORDS = ("Data", "Info")  # banned in type names; `data()` is the standard library's word
BANNED_WORDS_ALLOWED = {  # (file, word): reason
    ("src/http/*", "handle"): "HTTP handlers are called so",
}
BUSINESS_NAMES = ("programme_manager",)  # words of the trade, whatever the table says: a role
LIBRARY_NAME = re.compile(r"(xml|XML|sqlite3|SQLITE|PQ|u_|ucnv|U_|EVP|BIO|SSL|QR|curl|CURL|crypto|BOOST|"
                          r"j_common_|Exif)")
HERE = re.compile(r"(?<![\w./$}-])/(work|root|home)/|registry\.npmjs|(deb|snapshot)\.debian\.org"
                  r"|\"resolved\":")
SELF = ("scripts/tidy.py", "scripts/tidy_test.py")  # they spell out what they look for


@dataclass
class File:
    name: str
    text: str

    def __post_init__(self):
        self.lines = self.text.split("\n")
        self.cpp = cpp.split(self.text) if self.is_cpp() else None

    def is_cpp(self):
        return self.name.endswith((".cpp", ".h"))

    def is_page(self):
        return re.fullmatch(r"src/.*/pages/.*\.html", self.name) is not None

    def allowed(self, patterns):
        return any(fnmatch.fnmatch(self.name, pattern) for pattern in patterns)

    def found(self, pattern, where=None):
        """(line, match) of a pattern in the text or in the code given."""
        where = self.text if where is None else where
        for match in re.finditer(pattern, where):
            yield cpp.line_of(where, match.start()), match


# --- sizes ---

def function_length(file):
    for function in cpp.functions(file.cpp.code) if file.is_cpp() else python_functions(file):
        length = function.last_line - function.first_line + 1
        if length > FUNCTION_LINES_MAX:
            yield function.first_line, f"function of {length} lines; at most {FUNCTION_LINES_MAX}"


def python_functions(file):
    if file.name.endswith(".py"):
        for node in ast.walk(ast.parse(file.text)):
            if isinstance(node, ast.FunctionDef):
                yield cpp.Function(node.lineno, node.end_lineno, node.name)


def file_length(file):
    if file.name.endswith((".cpp", ".h", ".py", ".mjs", ".js", ".css", ".html")):
        length = len(file.lines) - 1
        if length > FILE_LINES_MAX:
            yield length, f"file of {length} lines; at most {FILE_LINES_MAX}: split it by noun"


def line_length(file):
    if file.name.endswith((".cpp", ".h", ".py", ".mjs", ".js", ".css")):
        for number, line in enumerate(file.lines, 1):
            if len(line) > LINE_LENGTH_MAX and "://" not in line:
                yield number, f"line of {len(line)} characters; at most {LINE_LENGTH_MAX}"


# --- names ---

def banned_words(file):
    if not file.is_cpp():
        return
    for line, match in file.found(r"(?<![\w#])[A-Za-z_]\w*", file.cpp.code):
        # A qualified name is declared elsewhere: complained about there, or a library's.
        before = file.cpp.code[max(0, match.start() - 2):match.start()]
        if not before.endswith((".", "->", "::")) and not LIBRARY_NAME.match(match[0]):
            yield from ((line, complaint) for complaint in bad_words(file, match[0]))
    for part in re.split(r"[/.]", file.name):
        yield from ((1, complaint) for complaint in bad_words(file, part))


def bad_words(file, identifier):
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+", identifier)
    if identifier in BUSINESS_NAMES:
        return
    for number, word in enumerate(words):
        banned = next((each for each in BANNED_WORDS if word in spellings(each)), None)
        if banned and (number == 0 or banned not in VERBS) and not word_allowed(file, banned):
            yield f"`{identifier}`: not `{banned}` but {BANNED_WORDS[banned]}"


def word_allowed(file, banned):
    return any(word == banned and file.allowed([pattern]) for pattern, word in BANNED_WORDS_ALLOWED)


def spellings(word):
    if word in TYPE_WORDS:
        return {word}
    forms = {word, word.lower(), word.capitalize()}
    return forms if word in VERBS else forms | {form + "s" for form in forms}


# --- what lives in one place ---

SQL = re.compile(r"\b(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s)"
                 r"|^\s*(select\s.*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s)", re.S)


def sql_place(file):
    if file.is_cpp() and not file.allowed(SQL_ALLOWED):
        for line, text in file.cpp.strings:
            if SQL.search(text):
                yield line, "SQL only in *_store.cpp and src/store/"


def catch_place(file):
    if file.is_cpp() and not file.allowed(CATCH_ALLOWED):
        for line, _ in file.found(r"\bcatch\s*\(", file.cpp.code):
            yield line, "catch only where scripts/tidy.py allows it (CATCH_ALLOWED): let it reach the edge"


def coroutine_place(file):
    if file.is_cpp() and not file.allowed(COROUTINES_ALLOWED):
        for line, match in file.found(r"\bco_(await|return|yield)\b", file.cpp.code):
            yield line, f"{match[0]} only in src/http/server.cpp: the domain is synchronous"


def no_floats(file):
    if file.name.startswith("src/") and file.is_cpp() and not file.allowed(FLOAT_ALLOWED):
        for line, match in file.found(r"\b(double|float)\b", file.cpp.code):
            yield line, f"no {match[0]} near money: integers, or an entry with a reason in FLOAT_ALLOWED"


CLOCK = r"\b(system_clock::now|gettimeofday|clock_gettime|time\s*\(\s*(0|NULL|nullptr|&\w+)\s*\))"
SQL_CLOCK = re.compile(r"\b(CURRENT_(TIMESTAMP|TIME|DATE)\b|now\s*\(\s*\)|(date|time)(time)?\s*\(\s*'now')",
                       re.I)


def clock_place(file):
    if not file.is_cpp() or file.allowed(CLOCK_ALLOWED):
        return
    for line, match in file.found(CLOCK, file.cpp.code):
        yield line, f"{match[1]} only in src/base/clock.cpp: time is an input (Tx, machine_now)"
    for line, text in file.cpp.strings:
        if SQL.search(text) and SQL_CLOCK.search(text):
            yield line, "the database's clock is nobody's clock: bind the time"


def includes_of(file):
    """(line, header, is ours) of each #include; comments do not count."""
    if file.is_cpp():
        for number, line in enumerate(file.lines, 1):
            found = re.match(r"\s*#\s*include\s*([<\"])([^>\"]+)[>\"]", line)
            if found:
                yield number, found[2], found[1] == '"'


def library_place(file):
    for line, header, _ in includes_of(file):
        for pattern, places in ONE_PLACE.items():
            if re.fullmatch(pattern, header) and not file.allowed(places):
                yield line, f"<{header}> only in {' and '.join(places)}"


# --- pages ---

PAGE_RULES = [
    (r"\{\{\{|\{\{\s*&", "raw mustache tag: values are escaped; only the type Html may stand as it is"),
    (r"(?i)<[a-z][^>]*\sstyle\s*=", "inline style: the strict CSP refuses it; use a class"),
    (r"(?i)<style\b", "inline stylesheet: the strict CSP refuses it"),
    (r"(?i)<script\b[^>]*>(?!\s*</script>)", "inline script: the strict CSP refuses it; use an asset"),
    (r"(?i)<[a-z][^>]*\s(on[a-z]+|hx-on[:\w-]*)\s*=", "inline handler: the strict CSP refuses it"),
    (r"(?i)=\s*[\"']?\s*javascript:", "javascript: address"),
]


def pages_are_strict(file):
    if file.is_page():
        for pattern, complaint in PAGE_RULES:
            yield from ((line, complaint) for line, _ in file.found(pattern))


# --- headers, comments, documents ---

def header_shape(file):
    if file.name.endswith(".h"):
        if not file.text.startswith("//"):
            yield 1, "a header starts with a comment: what this is, what it is not, the one invariant"
        if not re.search(r"^#pragma once$", file.text, re.M):
            yield 1, "#pragma once is missing"


def includes_exist(file):
    for line, header, ours in includes_of(file):
        places = (ROOT / "src", ROOT / "tests", (ROOT / file.name).parent)
        if ours and not any((place / header).is_file() for place in places):
            yield line, f"no such header: \"{header}\" (paths start at src/ or tests/)"


MARK = re.compile(r"\b(?:TODO|FIXME)\b(?:\((?P<who>[\w .-]+), (?P<when>\d{4}-\d{2}-\d{2})\))?")


def dated_marks(file, today=None):
    today = today or datetime.date.today().isoformat()
    if file.name in SELF or not file.name.endswith((".cpp", ".h", ".py", ".mjs", ".js", ".css", ".story")):
        return
    for line, match in file.found(MARK):
        if not match[0].startswith("TODO") or match["when"] is None:
            yield line, "write TODO(name, yyyy-mm-dd), with the day it must be gone"
        elif match["when"] < today:
            yield line, f"the time of this is over: {match[0]}"


def nothing_of_this_machine(file):
    if file.name not in SELF:
        for line, match in file.found(HERE):
            yield line, f"`{match[0]}`: no path of one machine and no registry's host in the tree"


def one_title(file):
    if file.name.endswith(".md"):
        text = re.sub(r"^```.*?^```", lambda block: "\n" * block[0].count("\n"), file.text, flags=re.M | re.S)
        titles = len(re.findall(r"^# ", text, re.M))
        if titles != 1:
            yield 1, f"{titles} titles (`# `); a document has one"


# --- the whole tree ---

def unused_headers(files):
    """Headers of src/ and tests/ that nobody includes."""
    included = {header for file in files for _, header, ours in includes_of(file) if ours}
    for file in files:
        spellings_of_it = {re.sub(r"^(src|tests)/", "", file.name), file.name.rpartition("/")[2]}
        if file.name.endswith(".h") and not spellings_of_it & included:
            yield file.name, 1, "nobody includes this header"


def rooms_have_tests(files):
    """Each room has a test beside its code, or the stories runner calls it; pages are tests/http's."""
    wiring = {"app", "demo", "web", "purchase", "desk"}
    names = {file.name for file in files}
    rooms = {name.split("/")[1] for name in names if re.fullmatch(r"src/\w+/\w+\.cpp", name)}
    told = {header.split("/")[0] for file in files if file.name.startswith("tests/")
            for _, header, _ in includes_of(file)}
    for room in sorted(rooms - wiring - told):
        if not any(re.fullmatch(rf"src/{room}/\w+_test\.cpp", name) for name in names):
            yield f"src/{room}", 1, f"no src/{room}/*_test.cpp, and no story calls this room"


RULES = [function_length, file_length, line_length, banned_words, sql_place, catch_place, coroutine_place,
         no_floats, clock_place, library_place, pages_are_strict, header_shape, includes_exist, dated_marks,
         nothing_of_this_machine, one_title]
NOT_OURS = ("tests/files/", "tests/fuzz/corpus/")  # banks' files, as they came
TREE_RULES = [unused_headers, rooms_have_tests]
CHECKED = (".cpp", ".h", ".py", ".mjs", ".js", ".css", ".html", ".md", ".story", ".json", ".txt", ".sql",
           ".po", ".toml", "dev", "run", "-tidy", "-format")


def complaints_of(file):
    for rule in RULES:
        for line, complaint in rule(file):
            yield file.name, line, complaint


def main(arguments):
    names = [name for name in (arguments or tracked_files())
             if name.endswith(CHECKED) and not name.startswith(NOT_OURS)]
    files = [File(name, (ROOT / name).read_text(errors="replace")) for name in names]
    found = [complaint for file in files for complaint in complaints_of(file)]
    if not arguments:
        found += [complaint for rule in TREE_RULES for complaint in rule(files)]
    for name, line, complaint in sorted(found):
        print(f"{name}:{line}: {complaint}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
