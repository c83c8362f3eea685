"""Signals and decision of `pipeline_peer.py`: sentences, skills and centroids against the roles."""

import re

import numpy as np

SENTENCES_PER_ROLE = 3
SHORTLIST_SIZE = 5
SKILL_FLOOR = 0.2
KRA_FLOOR = 0.5
# Below both, nothing speaks for any role: a new one is proposed.
NEW_ROLE_KRA_FLOOR = 0.35
NEW_ROLE_SKILL_FLOOR = 0.1


def mean_of_largest(similarities, count):
    """Of each column, the mean of its largest values."""
    count = min(count, len(similarities))
    return np.partition(similarities, -count, axis=0)[-count:].mean(axis=0)


def unit(vector):
    return vector / (np.linalg.norm(vector) or 1)


def slug_of(text):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


class Centroids:
    """The sum, its direction and the count of the JD vectors of each role, by position."""

    def __init__(self, roles, dimension):
        self.sums = np.zeros((roles, dimension))
        self.units = np.zeros((roles, dimension))
        self.counts = np.zeros(roles, int)

    def add(self, position, vector):
        self.counts[position] += 1
        self.sums[position] += vector
        self.units[position] = unit(self.sums[position])

    def similarities(self, vector):
        """The cosines; a centroid of few JDs says little."""
        return (self.units @ vector) * (self.counts / (self.counts + 4))


class Signals:
    """What speaks for each role, as arrays by the roles' positions."""

    def __init__(self, catalog, reading, sentences, vectors, centroids):
        self.catalog, self.reading, self.sentences = catalog, reading, sentences
        self.mean = unit(vectors.mean(axis=0, dtype=float))
        self.similarities = vectors @ catalog.kra_vectors.T
        self.best = np.maximum.reduceat(self.similarities, catalog.kra_starts, axis=1)
        # Duties are what KRAs are about; all sentences where none of them is one that was encoded.
        row_of = {sentence: row for row, sentence in enumerate(sentences)}
        rows = [row_of[s] for s in dict.fromkeys(reading.sentences) if s in row_of]
        self.rows = np.array(rows or range(len(sentences)))
        self.kra = mean_of_largest(self.best[self.rows], SENTENCES_PER_ROLE)
        name = mean_of_largest(vectors @ catalog.name_vectors.T, SENTENCES_PER_ROLE)
        self.skill, weight = self._skills()
        self.mix = 6 * self.kra + 10 * name + weight + 6 * centroids.similarities(self.mean)
        self.by_kra = np.argsort(-self.kra, kind="stable")[:SHORTLIST_SIZE]
        self.by_skill = np.argsort(-self.skill, kind="stable")[:SHORTLIST_SIZE]

    def _skills(self):
        """The share of the JD's skills that a role has, and how much that says: rare ones more."""
        roles, catalog = len(self.catalog.roles), self.catalog
        counts, weight = np.zeros(roles), np.zeros(roles)
        for skill in self.reading.skills:
            holders = catalog.role_rows_of_skill[skill]
            counts[holders] += 1
            if len(holders):
                weight[holders] += np.log(roles / len(holders)) / len(holders)
        return counts / max(1, len(self.reading.skills)), np.log1p(weight)

    def best_similarity(self, role):
        return float(self.best[self.rows, role].max())

    def shown(self, role, score):
        row = self.catalog.roles[role]
        return {
            "role_id": row["id"], "slug": row["slug"], "display_name": row["display_name"],
            "score": round(float(score), 4)}

    def payload(self):
        catalog, reading = self.catalog, self.reading
        return {
            "alias_found": bool(reading.title_roles),
            "alias_match_roles": [
                self.shown(catalog.position[role], 1.0) for role in reading.title_roles],
            "kra_match_roles": [
                self.shown(role, self.kra[role]) | {"kra_matches": self._pairs(role)}
                for role in self.by_kra],
            "skill_match_roles": [
                self.shown(role, self.skill[role]) | {
                    "total_count": len(reading.skills),
                    "matched_skills": [
                        catalog.skills[skill][0]["display_name"] for skill in reading.skills
                        if role in catalog.role_rows_of_skill[skill]]}
                for role in self.by_skill if self.skill[role] > 0],
        }

    def _pairs(self, role):
        """The role's best sentences, each with its nearest KRA."""
        first = self.catalog.kra_starts[role]
        last = first + len(self.catalog.roles[role]["kras"])
        order = np.argsort(-self.best[self.rows, role], kind="stable")[:SENTENCES_PER_ROLE]
        pairs = []
        for row in self.rows[order]:
            kra = first + int(self.similarities[row, first:last].argmax())
            pairs.append({
                "sentence": self.sentences[row], "kra_text": self.catalog.kras[kra],
                "similarity": round(float(self.similarities[row, kra]), 4)})
        return pairs


def decide(signals):
    """The decision's payload, the chosen role's position, and the roles that share the title."""
    title, titled = signals.reading.title, signals.reading.title_roles
    candidates = [signals.catalog.position[role] for role in titled]
    kra_leader, skill_leader = signals.by_kra[0], signals.by_skill[0]
    kra, skill = signals.kra[kra_leader], signals.skill[skill_leader]
    shares = np.exp(signals.mix - signals.mix.max())
    if len(candidates) == 1:
        case, chosen, confidence = "A", candidates[0], 1.0
    elif candidates:
        case, chosen = "D", max(candidates, key=lambda role: signals.mix[role])
        confidence = shares[chosen] / shares[candidates].sum()
    elif kra_leader == skill_leader and skill >= SKILL_FLOOR and kra >= KRA_FLOOR:
        case, chosen, confidence = "C", kra_leader, skill
    elif kra < NEW_ROLE_KRA_FLOOR and skill < NEW_ROLE_SKILL_FLOOR:
        case, chosen, confidence = "E", None, kra
    else:
        case, chosen = "DOMAIN", int(signals.mix.argmax())
        confidence = shares[chosen] / shares.sum()
    is_new = chosen is None
    name = (title or "New role") if is_new else None
    decision = {
        "case": case, "confidence": round(float(confidence), 4),
        "chosen_role": None if is_new else signals.shown(chosen, confidence),
        "alias_collision_detected": len(candidates) > 1, "is_new_role": is_new, "queued": is_new,
        "new_role_display_name": name, "new_role_slug": slug_of(name) if is_new else None,
        "reasoning": f"case {case}, KRA {kra:.2f}, skills {skill:.2f}",
    }
    return decision, chosen, titled if len(candidates) > 1 else []
