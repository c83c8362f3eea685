"""Tells how the tests of a run ended, from Swift Testing's event stream (version 0, a JSON object a line).

usage: test_results.py EVENTS

Prints a line a fact: `PASSED count`, `FAILED name: what`, `SKIP name: reason`, `UNENDED name` for what had
begun and did not end. Suites are not counted. The lines of `swift test` itself cannot be counted: where tests
print at once, some of them are lost.
"""

import json
import sys


def read(path):
    """The objects of a stream; a last line that a crash cut short is left out."""
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.endswith("\n"):
                yield json.loads(line)


def main(path):
    names, begun, ended, skipped, issues = {}, {}, set(), {}, {}
    for entry in read(path):
        payload = entry["payload"]
        if entry["kind"] == "test":
            if payload["kind"] == "function":
                names[payload["id"]] = payload.get("displayName", payload["name"])
            continue
        test = payload.get("testID")
        kind = payload["kind"]
        words = "; ".join(message["text"] for message in payload.get("messages", []))
        words = " ".join(words.split())
        if kind == "issueRecorded":
            if not payload.get("issue", {}).get("isKnown", False):
                issues.setdefault(test, words)
        elif test not in names:
            continue
        elif kind == "testStarted":
            begun[test] = None
        elif kind == "testEnded":
            ended.add(test)
        elif kind == "testSkipped":
            # Test "name" skipped: "reason"
            skipped[test] = words.partition("skipped: ")[2].strip('"') or words
    for test, words in issues.items():
        print("FAILED %s: %s" % (names.get(test, test or "outside of tests"), words))
    for test, words in skipped.items():
        print("SKIP %s: %s" % (names[test], words))
    for test in begun:
        if test not in ended:
            print("UNENDED " + names[test])
    print("PASSED %d" % len(ended - issues.keys()))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
