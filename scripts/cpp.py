"""A C++ source split into what tidy.py asks about: code, string literals, comments. A scanner, no parser."""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?:u8|[uUL])?R"(?P<mark>[^()\s\\]*)\((?P<raw>.*?)\)(?P=mark)"
      | "(?P<string>(?:[^"\\\n]|\\.)*)"
      | (?<![0-9a-fA-F])'(?P<char>(?:[^'\\\n]|\\.)+)'""",
    re.X | re.S)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.)*(?:\\\n[^\n]*)*", re.M)
SCOPE = re.compile(r"\b(namespace|class|struct|union|enum|extern)\b")


@dataclass
class Source:
    code: str  # same length and lines as the text, comments and the inside of literals blanked
    strings: list = field(default_factory=list)  # (line, text)
    comments: list = field(default_factory=list)  # (line, text)


@dataclass
class Function:
    first_line: int
    last_line: int
    head: str


def split(text):
    source = Source("")
    parts, end = [], 0
    for found in TOKEN.finditer(text):
        parts += [text[end:found.start()], blank(found[0], found["comment"] is not None)]
        end = found.end()
        line = line_of(text, found.start())
        if found["comment"] is not None:
            source.comments.append((line, found[0]))
        else:
            source.strings.append((line, found["raw"] or found["string"] or ""))
    source.code = "".join(parts) + text[end:]
    return source


def blank(token, is_comment):
    hidden = re.sub(r"[^\n]", " ", token)
    return hidden if is_comment or len(token) < 2 else token[0] + hidden[1:-1] + token[-1]


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def functions(code):
    """The function bodies of blanked code: braces whose surroundings are only namespaces and types."""
    code = DIRECTIVE.sub(lambda line: blank(line[0], True), code)
    found, scopes, begin = [], [], 0  # a scope is (its kind, where its head begins)
    for sign in re.finditer(r"[{};]", code):
        outside = all(scope == "scope" for scope, _ in scopes)
        if sign[0] == "{":
            scopes.append((kind(code[begin:sign.start()]) if outside else "inner", begin))
        elif sign[0] == "}" and scopes:
            closed, head = scopes.pop()
            if closed == "function":
                found.append(function(code, head, sign.start()))
        if all(scope == "scope" for scope, _ in scopes):
            begin = sign.end()
    return found


def kind(head):
    """What the braces after `head` hold: a scope, a function, or something else (an initialiser)."""
    head = without_templates(head)
    keywords = list(SCOPE.finditer(head))
    if keywords and not re.search(r"[()]", head[keywords[-1].end():]):
        return "scope"
    if "(" in head and not re.search(r"(?<![=!<>])=(?!=)\s*\S*$", head.strip()):
        return "function"
    return "other"


def without_templates(head):
    for _ in range(4):
        head = re.sub(r"<[^<>]*>", "", head)
    return head


def function(code, begin, end):
    opening = code.index("{", begin)
    head = re.split(r"\n[ \t]*\n", code[begin:opening].rstrip())[-1].strip()
    start = code.rindex(head, begin, opening)
    return Function(line_of(code, start), line_of(code, end), " ".join(head.split()))
