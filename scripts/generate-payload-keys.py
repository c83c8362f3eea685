#!/usr/bin/env python3
"""Writes Tests/Golden/payload-keys.txt: the key paths of the three payloads.

Reads the recorded runs in ../shared/conformance and takes every key path of their `expected`
members: `$` is the object of the three payloads, `.key` a member, `[]` every item of an array. A
path whose value is null or empty in every recording ends in ` ?`: what may stand below it is open.

Usage: scripts/generate-payload-keys.py [--print] [FOLDER]
"""

import json
import pathlib
import sys


def collect(value, path, found):
    """Adds the paths below `value`; a path maps to whether it was ever more than null or empty."""
    if isinstance(value, dict):
        for key, member in value.items():
            name = f"{path}.{key}"
            found[name] = found.get(name, False) or member not in (None, [], {})
            collect(member, name, found)
    elif isinstance(value, list):
        for item in value:
            collect(item, path + "[]", found)


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    arguments = [argument for argument in sys.argv[1:] if argument != "--print"]
    folder = pathlib.Path(arguments[0]) if arguments else root.parent / "shared" / "conformance"
    bundles = sorted(folder.glob("*.json"))
    if not bundles:
        sys.exit(f"generate-payload-keys: no recorded runs in {folder}; name their folder")
    found = {}
    for bundle in bundles:
        collect(json.loads(bundle.read_text(encoding="utf-8"))["expected"], "$", found)
    text = "".join(
        path + ("" if is_filled else " ?") + "\n" for path, is_filled in sorted(found.items())
    )
    if "--print" in sys.argv[1:]:
        sys.stdout.write(text)
    else:
        target = root / "Tests" / "Golden" / "payload-keys.txt"
        target.write_text(text, encoding="utf-8")
        print(f"wrote {len(found)} key paths of {len(bundles)} recorded runs to {target}")


if __name__ == "__main__":
    main()
