"""Every text that people read stands in src/web/messages/sv.po. `scripts/messages.py --check | --update`.

Texts come from pages ({{#_}}...{{/_}}) and from the C++: translate(...), translate_plural(...), msg(...),
Invalid(...), rows of refusals, field faults; in files that make views every literal that reads like words.
--check names what is missing, empty, unused or uses other names; --update adds the missing ones, without
a translation, at the end of their room's group (`# room`).
"""

import re
import sys
from dataclasses import dataclass, field

sys.dont_write_bytecode = True

from tree import ROOT  # noqa: E402

CATALOGUE = ROOT / "src" / "web" / "messages" / "sv.po"
LITERAL = r'"(?:[^"\\\n]|\\.)*"'
JOINED = rf"{LITERAL}(?:\s*{LITERAL})*"
TOKEN = re.compile(rf'R"\((?:.|\n)*?\)"|{LITERAL}|\'(?:[^\'\\\n]|\\.)\'|//[^\n]*|/\*(?:.|\n)*?\*/')
CALL = re.compile(r"\b(translate|translate_plural|msg|Invalid|fault)\(")
REFUSAL = re.compile(rf'RefusalKind::\w+,\s*"\w+",\s*({JOINED})')
FIELD_FAULT = re.compile(rf'[{{,]\s*"(?:missing|invalid|[a-z]+_[a-z_]+)",\s*([^{{}};]*)\}}')
MAKES_VIEWS = re.compile(r'_views\.cpp$|/words\.cpp$|/blocks\.cpp$')
WORDS = re.compile(r"[A-ZÅÄÖ{][^<>=/_\"]*[a-zåäö.?!:}]$")
OPERATORS_ONLY = ("src/app/", "src/store/")  # commands and configuration answer in English
A_NAME = re.compile(r"[a-z_]+|.*\s")  # a code, or a piece of a sentence that goes on
NOT_SHOWN = re.compile(r"(Bug|KVITT_ASSERT|Sql|parse|url|set|find|field_names|RefusalKind::\w+,)\(?\s*$")


@dataclass
class Message:
    text: str
    plural: str = ""
    places: list = field(default_factory=list)


def squeezed(text):
    return " ".join(text.split())


def unquoted(joined):
    inside = "".join(literal[1:-1] for literal in re.findall(LITERAL, joined))
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), inside)


def without_comments(text):
    """Comments and raw strings as blanks, so that positions stay."""
    def blank(match):
        keep = match[0][0] in "\"'"
        return match[0] if keep else re.sub(r"[^\n]", " ", match[0])
    return TOKEN.sub(blank, text)


def arguments(code, start):
    """The text between the bracket before `start` and its partner, without what stands in inner braces."""
    depth, out, at = 1, [], start
    while at < len(code) and depth > 0:
        token = TOKEN.match(code, at)
        if token:
            if depth == 1:
                out.append(token[0])
            at = token.end()
            continue
        depth += (code[at] in "({[") - (code[at] in ")}]")
        out.append(code[at] if depth == 1 else "")
        at += 1
    return "".join(out)


class Texts:
    """What the sources ask to be translated (`wanted`), and every literal they hold (`seen`)."""

    def __init__(self):
        self.wanted = {}
        self.seen = set()

    def want(self, text, place, plural=""):
        if re.match(r"[\w{]", text) and not A_NAME.fullmatch(text):
            message = self.wanted.setdefault(text, Message(text))
            message.plural = message.plural or plural
            message.places.append(place)

    def read_page(self, name, text):
        for found in re.finditer(r"\{\{#_\}\}(.*?)\{\{/_\}\}", text, re.S):
            self.want(squeezed(found[1]), name)

    def read_code(self, name, text):
        code = without_comments(text)
        for found in re.finditer(JOINED, code):
            self.seen.add(unquoted(found[0]))
        if name.endswith("_test.cpp") or name.startswith(OPERATORS_ONLY):
            return
        for found in CALL.finditer(code):
            texts = [unquoted(one) for one in re.findall(JOINED, arguments(code, found.end()))]
            self.read_call(name, found[1], texts)
        for found in REFUSAL.finditer(code):
            self.want(unquoted(found[1]), name)
        for found in FIELD_FAULT.finditer(code):
            for joined in re.findall(JOINED, found[1]):
                self.want(unquoted(joined), name)
        if MAKES_VIEWS.search(name):
            self.read_views(name, code)

    def read_call(self, name, call, texts):
        if call == "translate_plural" and len(texts) == 2:
            self.want(texts[0], name, texts[1])
        elif call == "fault":
            for text in texts[1:]:
                self.want(text, name)
        else:
            for text in texts:
                self.want(text, name)

    def read_views(self, name, code):
        plurals = {message.plural for message in self.wanted.values()}
        for found in re.finditer(JOINED, code):
            text = unquoted(found[0])
            before = code[max(0, found.start() - 40):found.start()]
            if WORDS.fullmatch(text) and text not in plurals and not NOT_SHOWN.search(before):
                self.want(text, name)


def read_sources(root=ROOT, files=None):
    texts = Texts()
    found = files or (path.relative_to(root).as_posix() for path in (root / "src").rglob("*.*"))
    for name in sorted(found):
        text = (root / name).read_text(encoding="utf-8") if name.endswith((".html", ".cpp", ".h")) else ""
        if "/pages/" in name and name.endswith(".html"):
            texts.read_page(name, text)
        elif name.endswith((".cpp", ".h")):
            texts.read_code(name, text)
    return texts


def read_catalogue(text):
    """{msgid: (plural, [translations])} of a .po file."""
    entries = {}
    for block in re.split(r"\n\s*\n", text):
        parts = {}
        for key, joined in re.findall(rf"^(msgid_plural|msgid|msgstr(?:\[\d\])?)\s+({JOINED})", block, re.M):
            parts[key] = unquoted(joined)
        if parts.get("msgid"):
            entries[parts["msgid"]] = (parts.get("msgid_plural", ""),
                                       [value for key, value in parts.items() if key.startswith("msgstr")])
    return entries


def names_in(text):
    return set(re.findall(r"\{\{?[\w.]+\}?\}", text))


def complaints(texts, entries):
    for text, message in sorted(texts.wanted.items()):
        if text not in entries:
            yield f"missing: \"{text}\" ({message.places[0]})"
        elif not all(entries[text][1]):
            yield f"not translated: \"{text}\" ({message.places[0]})"
    for text, (plural, translations) in entries.items():
        if text not in texts.wanted and text not in texts.seen:
            yield f"unused: \"{text}\""
        for translation in translations:
            if translation and names_in(translation) - names_in(text + plural):
                yield f"other names: \"{text}\" / \"{translation}\""


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def entry_text(message):
    if message.plural:
        return (f"msgid {quoted(message.text)}\nmsgid_plural {quoted(message.plural)}\n"
                f'msgstr[0] ""\nmsgstr[1] ""\n')
    return f'msgid {quoted(message.text)}\nmsgstr ""\n'


def updated(catalogue, missing):
    """The catalogue with the missing messages at the end of their rooms' groups."""
    parts = re.split(r"^(?=# \w+$)", catalogue, flags=re.M)
    for message in missing:
        room = message.places[0].split("/")[1]
        at = next((i for i, part in enumerate(parts) if part.startswith(f"# {room}\n")), None)
        if at is None:
            parts.append(f"# {room}\n")
            at = len(parts) - 1
            parts[at - 1] = parts[at - 1].rstrip("\n") + "\n\n"
        gap = "" if parts[at] == f"# {room}\n" else "\n"
        end = "\n" if at < len(parts) - 1 else ""
        parts[at] = parts[at].rstrip("\n") + "\n" + gap + entry_text(message) + end
    return "".join(parts)


def main(arguments_given):
    texts = read_sources()
    catalogue = CATALOGUE.read_text(encoding="utf-8")
    entries = read_catalogue(catalogue)
    if arguments_given == ["--update"]:
        missing = [message for text, message in sorted(texts.wanted.items()) if text not in entries]
        CATALOGUE.write_text(updated(catalogue, missing), encoding="utf-8")
        print(f"{len(missing)} messages added")
        return 0
    if arguments_given not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    found = list(complaints(texts, entries))
    for complaint in found:
        print(f"{CATALOGUE.relative_to(ROOT)}: {complaint}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
