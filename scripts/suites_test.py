"""What suites.py reads off the test programs: their counts, and that no failure is lost on the way."""

import json
import pathlib
import sys
import tempfile
import unittest
from unittest import mock

sys.dont_write_bytecode = True

import suites  # noqa: E402
from suites import Count  # noqa: E402
from tree import Failed  # noqa: E402

GOOGLETEST = {"testsuites": [{"testsuite": [
    {"name": "a", "status": "RUN", "result": "COMPLETED"},
    {"name": "b", "status": "RUN", "result": "COMPLETED", "failures": [{"failure": "no"}]},
    {"name": "c", "status": "RUN", "result": "SKIPPED"},
    {"name": "d", "status": "NOTRUN", "result": "SUPPRESSED"}]}]}
NODE = "✔ ok (1ms)\nℹ tests 6\nℹ pass 2\nℹ fail 2\nℹ cancelled 1\nℹ skipped 1\nℹ todo 1\nℹ duration_ms 9\n"


class Counts(unittest.TestCase):
    def test_googletest(self):
        with tempfile.TemporaryDirectory() as folder:
            report = pathlib.Path(folder, "report.json")
            report.write_text(json.dumps(GOOGLETEST))
            self.assertEqual(suites.googletest_count(report), Count(1, 1, 2))

    def test_a_report_that_was_never_written_counts_nothing(self):
        self.assertEqual(suites.googletest_count(pathlib.Path("no-such-report")), Count())

    def test_stories(self):
        self.assertEqual(suites.stories_count("a story ok\n12 passed, 1 failed\n"), Count(12, 1))
        self.assertEqual(suites.stories_count("12 passed, 0 failed, 2 skipped\n\n"), Count(12, 0, 2))
        self.assertEqual(suites.stories_count("12 passed, 0 failed\nand then it crashed\n"), Count())

    def test_node(self):
        self.assertEqual(suites.node_count(NODE), Count(2, 3, 2))

    def test_the_last_line(self):
        self.assertEqual(str(Count(3, 0)), "3 passed, 0 failed")
        self.assertEqual(str(Count(3, 1) + Count(0, 0, 2)), "3 passed, 1 failed, 2 skipped")


class Failures(unittest.TestCase):
    def run_with(self, runner):
        with mock.patch.dict(suites.RUNNERS, {name: runner for name in suites.SUITES}), \
                mock.patch("builtins.print") as shown:
            code = suites.main(["unit"])
        return code, shown.call_args[0][0]

    def test_the_exit_code(self):
        self.assertEqual(self.run_with(lambda _: Count(2))[0], 0)
        self.assertEqual(self.run_with(lambda _: Count(2, 1))[0], 1)
        self.assertEqual(self.run_with(lambda _: Count()), (1, Count(failed=1)))  # nothing ran

    def test_a_suite_that_cannot_be_built_is_a_failure(self):
        def broken(_):
            raise Failed("failed (1): cmake --build")
        code, last = self.run_with(broken)
        self.assertEqual((code, last), (1, Count(failed=1)))

    def test_a_program_that_crashes_without_a_failing_test_is_a_failure(self):
        with mock.patch("suites.show"):
            self.assertEqual(suites.counted("http", 134, "", Count(5)), Count(5, 1))

    def test_an_unknown_name_is_refused(self):
        with mock.patch("builtins.print"):
            self.assertEqual(suites.main(["no_such_suite"]), 2)


if __name__ == "__main__":
    unittest.main()
