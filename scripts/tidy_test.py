"""Each rule of tidy.py: files it refuses, files it lets pass."""

import pathlib
import sys
import tempfile
import unittest
from unittest import mock

sys.dont_write_bytecode = True

import cpp  # noqa: E402
import tidy  # noqa: E402

LONG_BODY = "\n".join(f"    step({number});" for number in range(60))

# rule: ([(file, text) it refuses], [(file, text) it lets pass])
CASES = {
    tidy.function_length: (
        [("src/orders/orders.cpp", f"namespace kvitt\n{{\nint f(int a)\n{{\n{LONG_BODY}\n}}\n}}\n"),
         ("src/orders/orders.h", f"struct A\n{{\n    int f() const\n    {{\n{LONG_BODY}\n    }}\n}};\n"),
         ("scripts/a.py", "def f():\n" + LONG_BODY.replace(";", "") + "\n")],
        [("src/orders/orders.cpp", "namespace kvitt\n{\n" + "int f() { return 1; }\n" * 80 + "}\n"),
         ("src/orders/orders.cpp", f"const int a[] = {{\n{LONG_BODY.replace(';', ',')}\n}};\n")]),
    tidy.file_length: (
        [("src/orders/orders.cpp", "int a;\n" * 601)],
        [("src/orders/orders.cpp", "int a;\n" * 600), ("README.md", "a\n" * 900)]),
    tidy.line_length: (
        [("src/orders/orders.cpp", "// " + "x" * 108 + "\n")],
        [("src/orders/orders.cpp", "// " + "x" * 107 + "\n// https://example.org/" + "x" * 110 + "\n")]),
    tidy.banned_words: (
        [("src/orders/orders.h", "class OrderManager;\n"), ("src/orders/orders.h", "struct OrderData;\n"),
         ("src/orders/orders.h", "void process_order(int id);\n"),
         ("src/web/web.h", "void handle(int id);\n"),
         ("src/orders/order_utils.h", "int a;\n"), ("src/base/common.cpp", "int a;\n")],
        [("src/orders/orders.h", "// a manager's data\nint size = text.data()[0] + std::common_type();\n"),
         ("src/http/router.cpp", "void handle(int id);\n"), ("src/store/lock.h", "int other_process;\n"),
         ("src/orders/orders.h", "int information, xmlDataThing, programme_manager;\n")]),
    tidy.sql_place: (
        [("src/orders/orders.cpp", 'auto a = "SELECT 1 FROM orders";\n'),
         ("src/orders/orders.cpp", 'auto a = R"(\n  update orders set state = $1)";\n'),
         ("src/orders/orders_http.cpp", 'auto a = "DELETE FROM orders";\n')],
        [("src/orders/orders_store.cpp", 'auto a = "SELECT 1 FROM orders";\n'),
         ("src/store/migrate.cpp", 'auto a = "INSERT INTO schema VALUES ($1)";\n'),
         ("src/orders/orders.cpp", '// SELECT 1 FROM orders\nauto a = "Select an offer, then pay";\n')]),
    tidy.catch_place: (
        [("src/orders/orders.cpp", "try { f(); } catch (...) { }\n")],
        [("src/http/form.cpp", "try { f(); } catch (const Invalid&) { }\n"),
         ("src/orders/orders.cpp", "// catch (this)\n")]),
    tidy.coroutine_place: (
        [("src/orders/orders.cpp", "co_await f();\n"), ("src/http/router.cpp", "co_return 1;\n")],
        [("src/http/server.cpp", "co_await f();\n"), ("src/orders/orders.cpp", "// co_await\n")]),
    tidy.no_floats: (
        [("src/orders/orders.cpp", "double price = 1.5;\n"), ("src/payments/a.h", "float rate;\n")],
        [("src/base/json.cpp", "double value;\n"), ("src/orders/orders.cpp", 'auto a = "double";\n'),
         ("bench/orders.cpp", "double seconds;\n")]),
    tidy.clock_place: (
        [("src/orders/orders.cpp", "auto a = std::chrono::system_clock::now();\n"),
         ("src/orders/orders.cpp", "auto a = time(nullptr);\n"),
         ("src/orders/orders_store.cpp", 'auto a = "SELECT id FROM a WHERE at < CURRENT_TIMESTAMP";\n')],
        [("src/base/clock.cpp", "auto a = std::chrono::system_clock::now();\n"),
         ("src/orders/orders.cpp", "auto a = local_time(zone); auto b = tx.now();\n")]),
    tidy.library_place: (
        [("src/orders/orders.cpp", "#include <sqlite3.h>\n"), ("src/store/db.h", "#include <sqlite3.h>\n"),
         ("src/http/router.h", "#include <boost/beast/http.hpp>\n"),
         ("src/app/app.cpp", "#include <boost/asio.hpp>\n"),
         ("src/orders/orders.h", "#include <boost/describe.hpp>\n")],
        [("src/store/sqlite.cpp", "#include <sqlite3.h>\n"),
         ("src/base/fields.h", "#include <boost/describe.hpp>\n"),
         ("src/http/server.cpp", "#include <boost/asio/awaitable.hpp>\n#include <boost/beast.hpp>\n")]),
    tidy.pages_are_strict: (
        [("src/orders/pages/show.html", text) for text in (
            "<p>{{{name}}}</p>", "<p>{{& name}}</p>", '<p class="a" style="color:red">', "<style>p{}</style>",
            "<script>go()</script>", '<button type="button" onclick="go()">', '<a href="javascript:go()">',
            '<div hx-on:click="go()">')],
        [("src/orders/pages/show.html", '<p data-on="a">{{name}}</p>\n<script src="{{url}}" defer></script>'),
         ("docs/sketch.html", "<style>p{}</style>")]),
    tidy.header_shape: (
        [("src/orders/orders.h", "#pragma once\n"), ("src/orders/orders.h", "// Orders.\nint a;\n")],
        [("src/orders/orders.h", "// Orders.\n#pragma once\n"), ("src/orders/orders.cpp", "int a;\n")]),
    tidy.includes_exist: (
        [("src/orders/orders.h", '#include "orders/no_such_header.h"\n')],
        [("src/orders/orders.h", '#include <no_such_header.h>\n// #include "nor/this.h"\n')]),
    tidy.nothing_of_this_machine: (
        [("docs/a.md", "see /root/notes\n"), ("assets/package-lock.json", '"resolved": "x"\n'),
         ("scripts/a.py", "MIRROR = 'http://deb.debian.org/debian'\n")],
        [("docs/a.md", "see build/work/a, https://example.org/home/a and src/root/b\n")]),
    tidy.one_title: (
        [("README.md", "no title\n"), ("README.md", "# One\n# Two\n")],
        [("README.md", "# One\n\n```\n# a comment\n```\n## Part\n"), ("a.txt", "")]),
}


class Rules(unittest.TestCase):
    def test_each_rule_refuses_what_breaks_it(self):
        for rule, (bad, _) in CASES.items():
            for name, text in bad:
                with self.subTest(rule=rule.__name__, file=name, text=text[:60]):
                    self.assertTrue(list(rule(tidy.File(name, text))))

    def test_each_rule_lets_good_files_pass(self):
        for rule, (_, good) in CASES.items():
            for name, text in good:
                with self.subTest(rule=rule.__name__, file=name, text=text[:60]):
                    self.assertEqual(list(rule(tidy.File(name, text))), [])

    def test_every_rule_has_a_case(self):
        self.assertEqual(set(tidy.RULES), set(CASES) | {tidy.dated_marks})

    def test_a_banned_word_comes_with_its_replacement(self):
        (_, complaint), = tidy.banned_words(tidy.File("src/orders/orders.h", "class OrderManager;"))
        self.assertIn(tidy.BANNED_WORDS["Manager"], complaint)

    def test_the_line_is_named(self):
        file = tidy.File("src/orders/orders.cpp", "int a;\n\ntry {} catch (...) {}\n")
        found = list(tidy.catch_place(file))
        self.assertEqual([line for line, _ in found], [3])


class Marks(unittest.TestCase):
    def complaints(self, text):
        return list(tidy.dated_marks(tidy.File("src/orders/orders.cpp", text), today="2026-05-01"))

    def test_a_mark_has_a_name_and_a_day_and_goes_after_it(self):
        for text in ("// TODO later\n", "// FIXME\n", "// TODO(ann, 2026-04-30): split\n", "// TODO(ann)\n"):
            self.assertTrue(self.complaints(text), text)
        self.assertEqual(self.complaints("// TODO(ann, 2026-05-01): split\n"), [])


class Tree(unittest.TestCase):
    def test_a_header_that_nobody_includes(self):
        used, unused = tidy.File("src/orders/orders.h", ""), tidy.File("src/orders/forgotten.h", "")
        user = tidy.File("src/orders/orders.cpp", '#include "orders/orders.h"\n')
        self.assertEqual([name for name, _, _ in tidy.unused_headers([used, unused, user])], [unused.name])

    def test_a_room_without_tests(self):
        files = [tidy.File("src/orders/orders.cpp", ""), tidy.File("src/cards/cards.cpp", ""),
                 tidy.File("src/cards/cards_test.cpp", ""), tidy.File("src/web/web.cpp", ""),
                 tidy.File("src/payments/payments.cpp", ""),
                 tidy.File("tests/support/stories.cpp", '#include "payments/payments.h"\n')]
        self.assertEqual([name for name, _, _ in tidy.rooms_have_tests(files)], ["src/orders"])

    def test_main_says_where_and_answers_with_its_exit_code(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch("builtins.print") as shown, \
                mock.patch("tidy.ROOT", pathlib.Path(folder)):
            pathlib.Path(folder, "good.md").write_text("# One\n")
            pathlib.Path(folder, "bad.md").write_text("none\n")
            self.assertEqual(tidy.main(["good.md"]), 0)
            self.assertEqual(tidy.main(["good.md", "bad.md"]), 1)
        self.assertTrue(shown.call_args[0][0].startswith("bad.md:1: 0 titles"))


class Scanner(unittest.TestCase):
    def test_strings_and_comments_are_not_code(self):
        source = cpp.split('a("x // y"); // "no"\nb(R"sql(SELECT "a")sql", \'"\', 1\'000); /* c\n */ d();\n')
        self.assertEqual([text for _, text in source.strings[:2]], ["x // y", 'SELECT "a"'])
        self.assertEqual(source.code.count("\n"), 3)
        self.assertNotIn("no", source.code)
        self.assertIn("1'000", source.code)
        self.assertIn("d();", source.code)

    def test_functions_are_found_in_scopes_only(self):
        source = cpp.split("DESCRIBE(A, (), (b))\n\nstruct A : B<C>\n{\n"
                           "  int f() { if (x) { y(); } return 1; }\n};\n"
                           "int table[] = {g(1), 2};\nnamespace\n{\n// about h\nvoid h(D d)\n{\n}\n}\n")
        found = [(each.head, each.first_line, each.last_line) for each in cpp.functions(source.code)]
        self.assertEqual(found, [("int f()", 5, 5), ("void h(D d)", 11, 13)])


if __name__ == "__main__":
    unittest.main()
