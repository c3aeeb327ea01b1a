"""The rules of includes.py: for each, an #include that breaks it and one that keeps it."""

import sys
import unittest
from unittest import mock

sys.dont_write_bytecode = True

import includes  # noqa: E402

KEPT = [
    ("src/orders/orders.cpp", "base/money.h"),
    ("src/orders/orders.cpp", "payments/payments.h"),
    ("src/orders/orders.cpp", "partners/partners.h"),  # two steps down
    ("src/orders/orders.cpp", "orders/orders_store.h"),
    ("src/orders/orders_rules.cpp", "orders/orders_rules.h"),
    ("src/matching/queue.cpp", "orders/proofs.h"),  # a room may have several faces
    ("src/orders/orders_http.cpp", "web/layout.h"),
    ("src/orders/orders_http.cpp", "http/form.h"),
    ("src/orders/orders_test.cpp", "support/world.h"),
    ("src/purchase/purchase_http.cpp", "invoices/invoices.h"),
    ("src/events/events.cpp", "store/db.h"),
    ("src/app/routes.cpp", "demo/demo.h"),
    ("src/app/routes.cpp", "orders/orders_http.h"),
    ("src/demo/bank.cpp", "refunds/refunds.h"),
    ("src/main.cpp", "app/commands.h"),
    ("tests/support/stories.cpp", "orders/orders.h"),
    ("tests/support/stories.cpp", "support/world.h"),
    ("tests/plans/statements.cpp", "orders/orders_store.h"),
]
BROKEN = [  # file, header, words of the rule
    ("src/base/money.cpp", "store/db.h", "`base` stands on nothing"),
    ("src/payments/payments.cpp", "orders/orders.h", "`orders` is not below it"),
    ("src/partners/partners.cpp", "catalogue/catalogue.h", "`catalogue` is not below it"),
    ("src/ledger/ledger.cpp", "events/events.h", "`ledger` stands on store"),
    ("src/orders/orders.cpp", "web/layout.h", "for *_http and *_views files"),
    ("src/orders/orders_store.cpp", "http/form.h", "for *_http and *_views files"),
    ("src/matching/queue.cpp", "orders/orders_store.h", "*_store.h"),
    ("src/app/routes.cpp", "orders/orders_store.h", "*_store.h"),
    ("tests/support/stories.cpp", "orders/orders_store.h", "*_store.h"),
    ("src/matching/queue.cpp", "orders/orders_rules.h", "*_rules.h"),
    ("src/matching/queue.cpp", "orders/orders_http.h", "*_http.h"),
    ("src/purchase/purchase_http.cpp", "demo/demo.h", "nothing but app"),
    ("src/demo/bank.cpp", "app/routes.h", "nothing but app"),
    ("src/orders/orders.cpp", "support/world.h", "for tests only"),
    ("src/orders/orders.cpp", "billing/billing.h", "no room is called `billing`"),
]


def complaints(file, header):
    return list(includes.complaints(file, f'#pragma once\n\n#include "{header}"\n'))


class Rules(unittest.TestCase):
    def test_what_keeps_the_rules(self):
        for file, header in KEPT:
            with self.subTest(file=file, header=header):
                self.assertEqual(complaints(file, header), [])

    def test_what_breaks_them_is_named(self):
        for file, header, words in BROKEN:
            with self.subTest(file=file, header=header):
                found = complaints(file, header)
                self.assertEqual(len(found), 1)
                self.assertIn(words, found[0])
                self.assertTrue(found[0].startswith(f"{file}:3:"))

    def test_an_unknown_folder_is_no_room(self):
        self.assertIn("no room is called `utils`", complaints("src/utils/a.cpp", "base/money.h")[0])

    def test_library_headers_and_comments_do_not_count(self):
        text = '#include <orders/orders.h>\n// #include "orders/orders.h"\n#include "money.h"\n'
        self.assertEqual(list(includes.complaints("src/base/money.cpp", text)), [])


class Table(unittest.TestCase):
    def test_every_room_stands_on_rooms(self):
        for room, below in includes.ROOMS.items():
            self.assertLessEqual(set(below), set(includes.ROOMS) | {includes.EVERYTHING}, room)

    def test_no_room_stands_on_itself(self):
        for room, below in includes.ROOMS.items():
            if below != [includes.EVERYTHING]:
                self.assertFalse([each for each in below if room in includes.stands_on(each)], room)

    def test_nobody_but_app_reaches_demo(self):
        reaching = [room for room in includes.ROOMS if "demo" in includes.stands_on(room)]
        self.assertEqual(sorted(reaching), ["app", "demo"])


class Exceptions(unittest.TestCase):
    PAIR = ("src/payments/payments.cpp", "orders/orders.h")

    def test_an_exception_passes_until_it_is_unused_or_over(self):
        with mock.patch.dict(includes.EXCEPTIONS, {self.PAIR: ("being moved", "2030-01-01")}):
            self.assertEqual(complaints(*self.PAIR), [])
            self.assertEqual(list(includes.stale_exceptions({self.PAIR}, "2030-01-01")), [])
            self.assertIn("is over", next(includes.stale_exceptions({self.PAIR}, "2030-01-02")))
            self.assertIn("no longer needed", next(includes.stale_exceptions(set(), "2030-01-01")))


if __name__ == "__main__":
    unittest.main()
