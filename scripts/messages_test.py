"""Tests of messages.py: what it wants from pages and code, and what it says of a catalogue."""

import sys
import unittest

sys.dont_write_bytecode = True

import messages  # noqa: E402

HEAD = 'msgid ""\nmsgstr ""\n"Language: sv\\n"\n\n'


def texts_of(name, text):
    texts = messages.Texts()
    (texts.read_page if name.endswith(".html") else texts.read_code)(name, text)
    return texts


class Wanted(unittest.TestCase):
    def wants(self, name, text, *expected):
        self.assertEqual(sorted(texts_of(name, text).wanted), sorted(expected))

    def test_pages(self):
        self.wants("src/a/pages/a.html", "<p>{{#_}}Two\n words{{/_}} {{x}} {{#_}}Pay {{n}}{{/_}}",
                   "Two words", "Pay {{n}}")

    def test_calls(self):
        self.wants("src/a/a.cpp", 'x = translate(lang, ok ? "Yes" : "No", {{"name", "Value"}});', "Yes", "No")
        self.wants("src/a/a.cpp", 'y = c.translate("One "\n   "sentence.");', "One sentence.")
        self.wants("src/a/a.cpp", 'throw Invalid("is wrong"); throw Bug("never shown");', "is wrong")
        self.wants("src/a/a.cpp", '// translate("Comment")\nauto s = R"(translate("Raw"))";')
        self.wants("src/a/a_test.cpp", 'translate("In a test")')

    def test_tables(self):
        row = 'const Refusal r{RefusalKind::conflict, "not_open", "It is "\n"closed."};'
        self.wants("src/a/a.h", row, "It is closed.")
        fault = 'errors.push_back({name, "missing", "must be filled in"});'
        self.wants("src/a/a.cpp", fault, "must be filled in")
        self.wants("src/a/a_views.cpp", 'return {"Awaiting payment", "wait"};', "Awaiting payment")

    def test_plural(self):
        texts = texts_of("src/a/a.cpp", 'translate_plural(l, "{n} order", "{n} orders", n)')
        self.assertEqual(texts.wanted["{n} order"].plural, "{n} orders")


class Catalogue(unittest.TestCase):
    def said(self, code, catalogue):
        return [one.split(":")[0] for one in
                messages.complaints(texts_of("src/a/a.cpp", code), messages.read_catalogue(HEAD + catalogue))]

    def test_complaints(self):
        code = 'translate("Hello {name}")'
        self.assertEqual(self.said(code, 'msgid "Hello {name}"\nmsgstr "Hej {name}"\n'), [])
        self.assertEqual(self.said(code, ""), ["missing"])
        self.assertEqual(self.said(code, 'msgid "Hello {name}"\nmsgstr ""\n'), ["not translated"])
        self.assertEqual(self.said(code, 'msgid "Hello {name}"\nmsgstr "Hej {namn}"\n'), ["other names"])
        self.assertEqual(self.said("", 'msgid "Gone"\nmsgstr "Borta"\n'), ["unused"])

    def test_update_keeps_rooms_together(self):
        catalogue = HEAD + '# a\nmsgid "A"\nmsgstr "A"\n\n# b\nmsgid "B"\nmsgstr "B"\n'
        wanted = [messages.Message("A2", "", ["src/a/a.cpp"]), messages.Message("C", "", ["src/c/c.cpp"])]
        text = messages.updated(catalogue, wanted)
        self.assertEqual(list(messages.read_catalogue(text)), ["A", "A2", "B", "C"])
        self.assertIn('# c\nmsgid "C"\nmsgstr ""\n', text)


if __name__ == "__main__":
    unittest.main()
