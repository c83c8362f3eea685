"""The role library of `pipeline_peer.py`: look-ups by text, and vectors."""

import collections
import itertools
import json
import pathlib
import re
import unicodedata

import numpy as np

WORD = re.compile(r"\.?\w+(?:[.'’&-]\w+)*[+#]*")


def text_key(text):
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


class Phrases:
    """A dictionary of phrases, found in a text by its n-grams of words, the longest first."""

    def __init__(self):
        self.entries = {}
        self.longest = collections.defaultdict(int)

    def add(self, text, value, case_sensitive=False):
        words = WORD.findall(text)
        folded = [word.casefold() for word in words]
        if folded:
            entry = value, tuple(words) if case_sensitive else None
            self.entries.setdefault(" ".join(folded), []).append(entry)
            self.longest[folded[0]] = max(self.longest[folded[0]], len(folded))

    def find(self, text):
        """Where each phrase begins, and the values of its entries."""
        matches = list(WORD.finditer(text))
        words = [match.group() for match in matches]
        folded = [word.casefold() for word in words]
        found, position = [], 0
        while position < len(words):
            longest = min(self.longest.get(folded[position], 0), len(words) - position)
            for length in range(longest, 0, -1):
                end = position + length
                values = [
                    value for value, exact in
                    self.entries.get(" ".join(folded[position:end]), ())
                    if exact is None or exact == tuple(words[position:end])
                ]
                if values:
                    found.append((matches[position].start(), values))
                    position = end
                    break
            else:
                position += 1
        return found


class Catalog:
    """The library as the steps look it up, and its vectors."""

    def __init__(self, folder, encode):
        def documents(name):
            return [
                json.loads(path.read_text(encoding="utf-8"))
                for path in sorted((pathlib.Path(folder) / name).glob("*.json"))
            ]

        self.dimensions = {
            row["slug"]: row | {"source": "db"}
            for row in json.loads((pathlib.Path(folder) / "dimensions.json").read_text("utf-8"))
        }
        roles = itertools.chain.from_iterable(documents("roles"))
        self.roles = sorted(roles, key=lambda role: role["id"])
        self.position = {role["id"]: index for index, role in enumerate(self.roles)}
        self._read_titles()
        self._read_dimensions()
        self._read_skills(documents("skills"))
        self.kras = [kra for role in self.roles for kra in role["kras"]]
        counts = [len(role["kras"]) for role in self.roles]
        if not all(counts):
            raise SystemExit("a role of the catalog has no KRA, which the peer cannot score")
        self.kra_starts = np.cumsum([0, *counts[:-1]])
        self.kra_vectors = encode(self.kras)
        self.name_vectors = encode([role["display_name"] for role in self.roles])

    def _read_titles(self):
        self.roles_of_title = collections.defaultdict(list)
        self.titles = Phrases()
        for role in self.roles:
            for text in {text_key(text): text for text in role["aliases"]}.values():
                self.roles_of_title[text_key(text)].append(role["id"])
                self.titles.add(text, (role["id"], text))

    def _read_dimensions(self):
        self.references = {
            role["id"]: {
                "id": role["id"], "slug": role["slug"], "display_name": role["display_name"],
                "role_archetype": role["role_archetype"], "rationale": None, "source": "db",
            }
            for role in self.roles
        }
        self.roles_of_dimension = collections.defaultdict(list)
        for role in self.roles:
            for slug in role["dimensions"]:
                self.roles_of_dimension[slug].append(role["id"])

    def _read_skills(self, documents):
        self.skills, self.skill_names = {}, Phrases()
        self.role_rows_of_skill = {}
        aliases = itertools.count(1)
        for document in documents:
            names = {row["id"]: row["name"] for row in document["sub_categories"]}
            for skill in document["skills"]:
                strategy = skill.get("match_strategy", "CASE_INSENSITIVE")
                texts = [{"text": skill["display_name"]}, *skill["aliases"]]
                texts = [{"text": row} if isinstance(row, str) else row for row in texts]
                rows = [
                    {
                        "id": next(aliases), "alias_text": row["text"],
                        "alias_type": row.get("type", "SYNONYM" if index else "CANONICAL"),
                        "is_primary": index == 0,
                        "match_strategy": row.get("match_strategy", strategy),
                    }
                    for index, row in enumerate(texts)
                ]
                canonical = {
                    key: skill.get(key) for key in (
                        "id", "slug", "display_name", "skill_nature", "volatility",
                        "typical_lifespan", "version_strategy", "sub_category_id")
                } | {
                    "category_id": document["category"]["id"],
                    "category": document["category"]["name"],
                    "sub_category": names.get(skill.get("sub_category_id")),
                }
                self.skills[skill["id"]] = (canonical, rows, skill["dimensions"])
                if skill.get("is_extractable", True):
                    for row in rows:
                        self.skill_names.add(
                            row["alias_text"], (skill["id"], row),
                            row["match_strategy"] == "CASE_SENSITIVE")
                holders = {
                    self.position[role] for slug in skill["dimensions"]
                    for role in self.roles_of_dimension[slug]
                }
                self.role_rows_of_skill[skill["id"]] = np.array(sorted(holders), int)
