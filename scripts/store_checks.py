"""What the checks of the store have in common: texts, the command line, and reading a store."""

import glob
import json
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ROLEWISE = os.environ.get("ROLEWISE_PROGRAM", os.path.join(ROOT, ".build/release/rolewise"))
if not shutil.which(ROLEWISE):
    raise SystemExit(f"there is no program {ROLEWISE}; run swift build -c release --product rolewise")
# A title that means one role decides, whatever was learned.
POLICY = os.path.join(ROOT, "scripts/store-checks-policy.json")


def rows(count, seed, prefix):
    """Up to count rows for classify --jsonl: a title that means one role, and duties of that role.

    Only rows that such a title decides (case A). What the others are decided for depends on what was
    learned before, and so on the order of runs and on where processes begin and end.
    """
    drawn = candidates(count, seed, prefix)
    with tempfile.TemporaryDirectory(prefix="rolewise-rows-") as folder:
        path, output = os.path.join(folder, "rows.jsonl"), os.path.join(folder, "output.jsonl")
        write_rows(path, drawn)
        with open(output, "w", encoding="utf-8") as file:
            if classify(os.path.join(folder, "probe.db"), path, stdout=file).wait() != 0:
                raise SystemExit("the rows of the check cannot be classified")
        with open(output, encoding="utf-8") as file:
            cases = [json.loads(line)["extract_from_jd"]["stage4_decision"]["case"]
                     for line in file]
    return [row for row, case in zip(drawn, cases, strict=True) if case == "A"]


def candidates(count, seed, prefix):
    """A title of a role that no other role has, and duties of the role in new words."""
    roles = []
    for path in sorted(glob.glob(os.path.join(ROOT, "data/catalog/roles/*.json"))):
        with open(path, encoding="utf-8") as file:
            roles += json.load(file)
    owners = {}
    for role in roles:
        for alias in role["aliases"]:
            owners.setdefault(alias.lower(), set()).add(role["slug"])
    draw = random.Random(seed)
    result = []
    for number in range(count):
        role = draw.choice(roles)
        titles = [a for a in role["aliases"] if len(owners[a.lower()]) == 1]
        if not titles or len(role["kras"]) < 4:
            continue
        lines = [draw.choice(titles), "", "Responsibilities"]
        for index, duty in enumerate(draw.sample(role["kras"], 4)):
            lines.append(f"- {duty.rstrip('.')} for programme {prefix}{number}x{index}.")
        result.append({"id": f"{prefix}{number}", "text": "\n".join(lines)})
    return result


def write_rows(path, some):
    with open(path, "w", encoding="utf-8") as file:
        for row in some:
            file.write(json.dumps(row) + "\n")


def classify(db, path, **options):
    """A process that classifies the rows of a file, each once."""
    return subprocess.Popen(
        [ROLEWISE, "classify", "--jsonl", "--once", "--json", "--embedder", "hashing",
         "--policy", POLICY, "--lock-timeout", "120", "--db", db,
         "--catalog", os.path.join(ROOT, "data/catalog"), path],
        stdin=subprocess.DEVNULL, **options)


def rolewise(*arguments):
    """Runs a command to its end: exit code, output and errors."""
    done = subprocess.run([ROLEWISE, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def answered(path):
    """The run ids in what a process printed; a last line that is cut off was no answer."""
    with open(path, encoding="utf-8", errors="replace") as file:
        lines = file.read().split("\n")[:-1]
    return [json.loads(line)["extract_from_jd"]["run_id"] for line in lines if line]


def read(db, query):
    connection = sqlite3.connect(db, timeout=60)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def learned(db):
    """What was learned, byte for byte: n and sum of every centroid."""
    return read(db, "SELECT role_id, model, count, hex(sum) FROM centroids ORDER BY 1, 2")


def roles(db):
    """The role of every run."""
    return dict(read(db, "SELECT id, role_id FROM runs"))


def findings(db):
    """What is wrong with a store; none where all is well."""
    code, _, errors = rolewise("catalog", "verify", "--db", db)
    return [] if code == 0 else [f"catalog verify: exit {code}: {errors.strip()}"]
