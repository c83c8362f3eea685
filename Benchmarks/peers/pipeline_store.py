"""The SQLite store of `pipeline_peer.py`."""

import contextlib
import sqlite3

SCHEMA = """
CREATE TABLE role_dimensions (role_id INTEGER, dimension_id INTEGER,
  PRIMARY KEY (role_id, dimension_id)) WITHOUT ROWID;
CREATE TABLE skill_dimensions (skill_id INTEGER, dimension_id INTEGER,
  PRIMARY KEY (skill_id, dimension_id)) WITHOUT ROWID;
CREATE TABLE runs (
  sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL, status TEXT NOT NULL, jd_text TEXT NOT NULL, title TEXT,
  role_id INTEGER, decision_case TEXT, confidence REAL,
  extract_from_jd TEXT NOT NULL, extract_details TEXT, final_role_output TEXT);
CREATE TABLE centroids (role_id INTEGER PRIMARY KEY, count INTEGER NOT NULL, sum BLOB NOT NULL);
CREATE TABLE centroid_contributions (
  run_id TEXT PRIMARY KEY REFERENCES runs (id), role_id INTEGER NOT NULL,
  vector BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE collision_log (id INTEGER PRIMARY KEY, run_id TEXT NOT NULL REFERENCES runs (id),
  title TEXT, role_ids TEXT NOT NULL, chosen_role_id INTEGER);
CREATE TABLE kra_queue (id INTEGER PRIMARY KEY, run_id TEXT NOT NULL REFERENCES runs (id),
  role_id INTEGER NOT NULL, text TEXT NOT NULL, best_similarity REAL NOT NULL);
CREATE TABLE role_queue (id INTEGER PRIMARY KEY, run_id TEXT NOT NULL REFERENCES runs (id),
  slug TEXT NOT NULL, display_name TEXT NOT NULL);
"""


@contextlib.contextmanager
def transaction(database):
    database.execute("BEGIN IMMEDIATE")
    try:
        yield database.execute
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def open_store(path):
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA foreign_keys = ON")
    return database


def make_store(path, catalog):
    """A new store with the catalog's links, all of it in the main file."""
    database = open_store(path)
    database.executescript(SCHEMA)
    identifier = {slug: row["id"] for slug, row in catalog.dimensions.items()}
    with transaction(database):
        database.executemany("INSERT INTO role_dimensions VALUES (?, ?)", (
            (role["id"], identifier[slug])
            for role in catalog.roles for slug in role["dimensions"]))
        database.executemany("INSERT INTO skill_dimensions VALUES (?, ?)", (
            (skill, identifier[slug])
            for skill, (_, _, slugs) in catalog.skills.items() for slug in slugs))
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return database
