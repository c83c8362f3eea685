"""The three steps of `pipeline_peer.py`."""

import datetime
import json
import time

from pipeline_reading import Reading
from pipeline_signals import Centroids, Signals, decide
from pipeline_store import transaction

KRA_NOVELTY_THRESHOLD = 0.55


def dumps(payload):
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"))


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")


class Pipeline:
    """One JD through three steps, each one transaction of a store."""

    def __init__(self, catalog, encode, database):
        self.catalog, self.encode, self.database = catalog, encode, database
        self.centroids = Centroids(len(catalog.roles), catalog.kra_vectors.shape[1])
        self.encode_seconds = 0.0

    # Step 1

    def extract_from_jd(self, run, text, sentences):
        """The payload of step 1; `sentences` are what is encoded of the text."""
        reading = Reading(text, self.catalog)
        payload = {
            "run_id": run, "rejected": False, "rejection_reason": None,
            "nano_parsed": {
                "JD_type": "pass", "role": reading.title, "experience": reading.experience,
                "roles_and_responsibilities": [
                    {"text": "\n".join(reading.duties), "bullet_count": len(reading.duties)}],
            },
            "jd_role": {"display_name": reading.title or "", "slug": ""},
            "final_skills": [
                {"skill_name": alias["alias_text"], "is_primary": is_primary}
                for alias, is_primary in reading.skills.values()],
            "stage3_signals": None, "stage4_decision": None, "stage5_updates": None,
        }
        if not sentences:
            return self._reject(payload, text)
        start = time.perf_counter()
        vectors = self.encode(sentences)
        self.encode_seconds = time.perf_counter() - start
        signals = Signals(self.catalog, reading, sentences, vectors, self.centroids)
        decision, chosen, collision = decide(signals)
        payload |= {"stage3_signals": signals.payload(), "stage4_decision": decision}
        with transaction(self.database) as execute:
            key = self._insert(execute, payload, text, "extracted")
            payload["stage5_updates"] = (
                self._propose(execute, run, decision) if chosen is None
                else self._learn(execute, run, signals, chosen, collision))
            execute("UPDATE runs SET extract_from_jd = ? WHERE sequence = ?", (dumps(payload), key))
        return payload

    def _reject(self, payload, text):
        payload |= {"rejected": True, "rejection_reason": "no sentence", "final_skills": []}
        payload["nano_parsed"]["JD_type"] = "not_a_jd"
        with transaction(self.database) as execute:
            key = self._insert(execute, payload, text, "rejected")
            execute("UPDATE runs SET extract_from_jd = ? WHERE sequence = ?", (dumps(payload), key))
        return payload

    @staticmethod
    def _insert(execute, payload, text, status):
        """The run's row without its payload, which needs the ids of rows that refer to it."""
        decision = payload["stage4_decision"] or {}
        role = decision.get("chosen_role") or {}
        at = now()
        return execute(
            "INSERT INTO runs (id, created_at, updated_at, status, jd_text, title, role_id,"
            " decision_case, confidence, extract_from_jd) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
            (payload["run_id"], at, at, status, text, payload["nano_parsed"]["role"],
             role.get("role_id"), decision.get("case"), decision.get("confidence"))).lastrowid

    @staticmethod
    def _updates():
        return {
            "centroid_updated": False, "centroid_n_after": None, "collision_log_id": None,
            "new_kra_attached": None, "new_skills_attached": [], "queue_entry_id": None}

    def _propose(self, execute, run, decision):
        return self._updates() | {
            "queue_entry_id": execute(
                "INSERT INTO role_queue (run_id, slug, display_name) VALUES (?, ?, ?)",
                (run, decision["new_role_slug"], decision["new_role_display_name"])).lastrowid}

    def _learn(self, execute, run, signals, chosen, collision):
        role, reading = self.catalog.roles[chosen], signals.reading
        self.centroids.add(chosen, signals.mean)
        count = int(self.centroids.counts[chosen])
        updates = self._updates() | {"centroid_updated": True, "centroid_n_after": count}
        execute(
            "INSERT INTO centroids VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
            " SET count = excluded.count, sum = excluded.sum",
            (role["id"], count, self.centroids.sums[chosen].tobytes()))
        execute("INSERT INTO centroid_contributions VALUES (?, ?, ?)",
                (run, role["id"], signals.mean.tobytes()))
        if collision:
            updates["collision_log_id"] = execute(
                "INSERT INTO collision_log (run_id, title, role_ids, chosen_role_id)"
                " VALUES (?, ?, ?, ?)",
                (run, reading.title, dumps(collision), role["id"])).lastrowid
        similarity = signals.best_similarity(chosen)
        if similarity < KRA_NOVELTY_THRESHOLD:
            duties = "\n".join(reading.duties)
            updates["new_kra_attached"] = {
                "queue_id": execute(
                    "INSERT INTO kra_queue (run_id, role_id, text, best_similarity)"
                    " VALUES (?, ?, ?, ?)", (run, role["id"], duties, similarity)).lastrowid,
                "best_kra_similarity": round(similarity, 4), "r_and_r_preview": duties[:200],
                "role_slug": role["slug"], "role_display_name": role["display_name"],
                "status": "pending"}
        return updates

    # Step 2

    def extract_details(self, run):
        """The payload of step 2, from what step 1 stored."""
        with transaction(self.database) as execute:
            first, = execute("SELECT extract_from_jd FROM runs WHERE id = ?", (run,)).fetchone()
            payload = self._details(run, json.loads(first))
            execute("UPDATE runs SET status = 'detailed', updated_at = ?, extract_details = ?"
                    " WHERE id = ?", (now(), dumps(payload), run))
        return payload

    def _details(self, run, first):
        catalog, details, matches = self.catalog, [], []
        for name in (skill["skill_name"] for skill in first["final_skills"]):
            skill, alias = self._match(name)
            canonical, aliases, slugs = catalog.skills[skill]
            entries = [
                {
                    "input_skill": name, "dimension": catalog.dimensions[slug], "llm_role": None,
                    "roles_from_db": [
                        catalog.references[role] for role in catalog.roles_of_dimension[slug]],
                }
                for slug in slugs
            ]
            details.append({
                "input_skill": name, "canonical": canonical, "aliases_in_db": aliases,
                "dimensions": entries, "matched_via": "alias", "source_tag": "db",
                "new_alias_persisted": False, "new_skill_meta": None})
            matches.append({
                "input_term": name, "matched_canonical": canonical, "matched_via": "alias",
                "existing_alias_id": alias["id"], "existing_alias_text": alias["alias_text"],
                "alias_persisted": False,
                "alias_persist_skipped_reason":
                    "alias_text already exists for this canonical skill"})
        dimensions = [entry for detail in details for entry in detail["dimensions"]]
        candidates = {
            role["id"]: role for entry in dimensions for role in entry["roles_from_db"]}
        decision = first["stage4_decision"]
        chosen = decision["chosen_role"] and (
            catalog.references[decision["chosen_role"]["role_id"]]
            | {"rationale": decision["reasoning"]})
        names = [detail["input_skill"] for detail in details]
        return {
            "run_id": run, "alias_matches": matches, "candidate_roles": list(candidates.values()),
            "chosen_role": chosen, "dimensions": dimensions, "input_final_skills": names,
            "input_llm_skills": names, "new_aliases_persisted": 0, "skills_detail": details,
            "unmatched_skills": []}

    def _match(self, name):
        """The id and alias row of the skill that step 1 found under this name."""
        (_, values), = self.catalog.skill_names.find(name)
        return values[0]

    # Step 3

    def final_role_output(self, run):
        """The payload of step 3, from what step 2 stored."""
        with transaction(self.database) as execute:
            second, = execute("SELECT extract_details FROM runs WHERE id = ?", (run,)).fetchone()
            details = json.loads(second)
            items = self._items(details)
            skill_links = {(item["skill_id"], item["dimension_id"]) for item in items}
            role_links = {
                (item["chosen_role_id"], item["dimension_id"])
                for item in items if item["matched_chosen_role"]}
            payload = {
                "run_id": run, "chosen_role": details["chosen_role"],
                "chosen_role_resolution": "in_db" if details["chosen_role"] else "queued_new",
                "final_input_skills": [
                    {"skill": detail["input_skill"], "tag": "in_db"}
                    for detail in details["skills_detail"]],
                "persistence": {
                    "items": items, "new_skills_created": 0, "skipped": 0,
                    "skill_dimension_saved": self._link(execute, "skill_dimensions", skill_links),
                    "role_dimension_saved": self._link(execute, "role_dimensions", role_links)},
                "planner_output": None, "llm_cost_total_usd": None,
            }
            execute("UPDATE runs SET status = 'complete', updated_at = ?, final_role_output = ?"
                    " WHERE id = ?", (now(), dumps(payload), run))
        return payload

    @staticmethod
    def _items(details):
        chosen = details["chosen_role"] and details["chosen_role"]["id"]
        items = []
        for detail in details["skills_detail"]:
            for entry in detail["dimensions"]:
                is_under_role = any(role["id"] == chosen for role in entry["roles_from_db"])
                items.append({
                    "chosen_role_id": chosen, "dimension": entry["dimension"],
                    "dimension_id": entry["dimension"]["id"], "input_skill": detail["input_skill"],
                    "llm_role": None, "matched_chosen_role": is_under_role,
                    "outcome_line": "role and dimension " + (
                        "saved" if is_under_role else "skipped"),
                    "role_dimension_saved": is_under_role,
                    "roles_from_db": entry["roles_from_db"], "skill_dimension_saved": True,
                    "skill_id": detail["canonical"]["id"], "skill_tag": "in_db",
                    "skipped_reason": None})
        return items

    @staticmethod
    def _link(execute, table, links):
        return sum(
            execute(f"INSERT OR IGNORE INTO {table} VALUES (?, ?)", link).rowcount
            for link in links)
