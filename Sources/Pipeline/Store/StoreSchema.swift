import GRDB

/// The tables of a store, by named migrations: a released one is never changed.
enum StoreSchema {
  /// `PRAGMA application_id` of a store: "RWIS".
  static let applicationID = 0x5257_4953

  /// The tables of what runs leave for people.
  static let queues = ["kra_queue", "skill_queue", "role_queue", "collision_log", "alias_queue"]

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-catalog", migrate: createCatalog)
    migrator.registerMigration("2-runs", migrate: createRuns)
    migrator.registerMigration("3-queues", migrate: createQueues)
    migrator.registerMigration("4-ledger", migrate: createLedger)
    migrator.registerMigration("5-catalog-ids", migrate: Store.createCatalogIDs)
    migrator.registerMigration("6-catalog-vectors-by-row", migrate: Store.moveCatalogVectors)
    migrator.registerMigration("7-learning", migrate: createLearning)
    migrator.registerMigration("8-candidates", migrate: markCandidates)
    migrator.registerMigration("9-sentence-cache", migrate: Store.createSentenceCache)
    migrator.registerMigration("10-review", migrate: Store.createReview)
    migrator.registerMigration("11-forgotten-runs", migrate: createForgottenRuns)
    migrator.registerMigration("12-service", migrate: Store.createService)
    migrator.registerMigration("13-client-output", migrate: Store.addClientOutput)
    migrator.registerMigration("14-history", migrate: Store.createHistory)
    migrator.registerMigration("15-flips", migrate: Store.createFlips)
    migrator.registerMigration("16-edit-effects", migrate: Store.addEditEffects)
    migrator.registerMigration("17-skill-alias-keys", migrate: StoredSkillName.addKeys)
    return migrator
  }

  /// The library. `position` keeps the order of KRAs, aliases and links.
  private static func createCatalog(_ db: Database) throws {
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(
      sql: """
        CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE roles (
          id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL,
          archetype TEXT NOT NULL, domain TEXT NOT NULL, baseline TEXT);
        CREATE TABLE role_aliases (
          id INTEGER PRIMARY KEY, role_id INTEGER NOT NULL REFERENCES roles ON DELETE CASCADE,
          position INTEGER NOT NULL, text TEXT NOT NULL, key TEXT NOT NULL,
          UNIQUE (role_id, key));
        CREATE TABLE kras (
          id INTEGER PRIMARY KEY, role_id INTEGER NOT NULL REFERENCES roles ON DELETE CASCADE,
          position INTEGER NOT NULL, text TEXT NOT NULL);
        CREATE INDEX kras_by_role ON kras (role_id, position);
        CREATE TABLE dimensions (
          id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL,
          rationale TEXT NOT NULL, difficulty_hint TEXT NOT NULL);
        CREATE TABLE role_dimensions (
          role_id INTEGER NOT NULL REFERENCES roles ON DELETE CASCADE,
          dimension_id INTEGER NOT NULL REFERENCES dimensions ON DELETE CASCADE,
          position INTEGER NOT NULL, PRIMARY KEY (role_id, dimension_id)) WITHOUT ROWID;
        CREATE TABLE skill_categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
        CREATE TABLE skill_sub_categories (
          id INTEGER PRIMARY KEY,
          category_id INTEGER NOT NULL REFERENCES skill_categories ON DELETE CASCADE,
          name TEXT NOT NULL);
        CREATE TABLE skills (
          id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL,
          category_id INTEGER, sub_category_id INTEGER, nature TEXT NOT NULL,
          volatility TEXT NOT NULL, typical_lifespan TEXT NOT NULL,
          version_strategy TEXT NOT NULL, is_extractable INTEGER NOT NULL,
          is_also_category INTEGER NOT NULL, ai_kind TEXT);
        CREATE TABLE skill_aliases (
          id INTEGER PRIMARY KEY, skill_id INTEGER NOT NULL REFERENCES skills ON DELETE CASCADE,
          position INTEGER NOT NULL, text TEXT NOT NULL, type TEXT NOT NULL,
          is_primary INTEGER NOT NULL, match_strategy TEXT NOT NULL);
        CREATE INDEX skill_aliases_by_skill ON skill_aliases (skill_id, position);
        CREATE TABLE skill_dimensions (
          skill_id INTEGER NOT NULL REFERENCES skills ON DELETE CASCADE,
          dimension_id INTEGER NOT NULL REFERENCES dimensions ON DELETE CASCADE,
          position INTEGER NOT NULL, PRIMARY KEY (skill_id, dimension_id)) WITHOUT ROWID;
        CREATE TABLE catalog_vectors (
          model TEXT NOT NULL, text TEXT NOT NULL, vector BLOB NOT NULL,
          PRIMARY KEY (model, text)) WITHOUT ROWID;
        CREATE TABLE catalog_parts (
          id INTEGER PRIMARY KEY, kind TEXT NOT NULL, hash BLOB NOT NULL, body TEXT NOT NULL,
          UNIQUE (kind, hash));
        CREATE TABLE catalog_snapshots (
          version INTEGER PRIMARY KEY, parts TEXT NOT NULL);
        """)
  }

  /// Runs and what was learned from them. `sequence` is the order in which step 1 was stored. A run
  /// contributes to one centroid at most once: its id is the key of the contribution.
  private static func createRuns(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE runs (
          sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
          created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
          status TEXT NOT NULL, jd_text TEXT NOT NULL, title TEXT,
          role_id INTEGER, decision_case TEXT, confidence REAL,
          extract_from_jd TEXT NOT NULL, extract_details TEXT, final_role_output TEXT,
          record TEXT NOT NULL);
        CREATE INDEX runs_by_time ON runs (created_at);
        CREATE INDEX runs_by_role ON runs (role_id);
        CREATE TABLE centroids (
          role_id INTEGER NOT NULL, model TEXT NOT NULL, count INTEGER NOT NULL,
          sum BLOB NOT NULL, PRIMARY KEY (role_id, model)) WITHOUT ROWID;
        CREATE TABLE centroid_contributions (
          run_id TEXT PRIMARY KEY REFERENCES runs (id), role_id INTEGER NOT NULL,
          model TEXT NOT NULL, vector BLOB) WITHOUT ROWID;
        """)
  }

  /// What waits for people. AUTOINCREMENT: an id that was given is never given again.
  private static func createQueues(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE kra_queue (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs (id),
          role_id INTEGER NOT NULL, text TEXT NOT NULL, best_similarity REAL NOT NULL,
          status TEXT NOT NULL, created_at TEXT NOT NULL);
        CREATE TABLE skill_queue (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs (id),
          role_id INTEGER, skill_name TEXT NOT NULL, is_primary INTEGER NOT NULL,
          profile TEXT, status TEXT NOT NULL, created_at TEXT NOT NULL);
        CREATE TABLE role_queue (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs (id),
          slug TEXT NOT NULL, display_name TEXT NOT NULL, proposal TEXT NOT NULL,
          status TEXT NOT NULL, created_at TEXT NOT NULL);
        CREATE TABLE collision_log (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs (id),
          title TEXT, role_ids TEXT NOT NULL, chosen_role_id INTEGER, status TEXT NOT NULL,
          created_at TEXT NOT NULL);
        CREATE TABLE alias_queue (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs (id),
          skill_id INTEGER NOT NULL, text TEXT NOT NULL, matched_via TEXT NOT NULL,
          status TEXT NOT NULL, created_at TEXT NOT NULL);
        """)
  }

  /// Calls of model providers. A call of step 1 comes before its run's row: no foreign key.
  private static func createLedger(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE model_calls (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT, step TEXT NOT NULL,
          purpose TEXT NOT NULL, provider TEXT NOT NULL, model TEXT NOT NULL,
          prompt_hash TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT,
          state TEXT NOT NULL CHECK (state IN ('open', 'done', 'failed')),
          prompt_tokens INTEGER NOT NULL DEFAULT 0,
          cached_prompt_tokens INTEGER NOT NULL DEFAULT 0,
          completion_tokens INTEGER NOT NULL DEFAULT 0,
          reasoning_tokens INTEGER NOT NULL DEFAULT 0,
          cost_usd REAL, latency_ms REAL, cache_hit INTEGER NOT NULL DEFAULT 0,
          attempt_count INTEGER NOT NULL DEFAULT 0, response TEXT, error TEXT);
        CREATE INDEX model_calls_by_run ON model_calls (run_id, id);
        CREATE INDEX open_model_calls ON model_calls (id) WHERE state = 'open';
        """)
  }

  /// What the learner sees of each run. The view has a row a pair of role and skill: in how many of
  /// the role's decided runs the skill stands.
  private static func createLearning(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE run_features (
          run_id TEXT PRIMARY KEY REFERENCES runs (id), model TEXT NOT NULL,
          rank INTEGER NOT NULL, words BLOB NOT NULL, title_words BLOB NOT NULL, vector BLOB,
          weights BLOB NOT NULL) WITHOUT ROWID;
        CREATE INDEX run_features_by_rank ON run_features (model, rank, run_id);
        CREATE TABLE run_skills (
          run_id TEXT NOT NULL REFERENCES runs (id), skill_id INTEGER NOT NULL,
          PRIMARY KEY (run_id, skill_id)) WITHOUT ROWID;
        CREATE VIEW role_skill_counts AS
          SELECT r.role_id, s.skill_id, count(*) AS count
          FROM run_skills s JOIN runs r ON r.id = s.run_id WHERE r.role_id IS NOT NULL
          GROUP BY r.role_id, s.skill_id;
        """)
  }

  /// Roles that are known and never chosen.
  private static func markCandidates(_ db: Database) throws {
    try db.execute(sql: "ALTER TABLE roles ADD COLUMN is_candidate INTEGER NOT NULL DEFAULT 1")
  }

  /// What is left of runs that were forgotten: that they were there.
  private static func createForgottenRuns(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE forgotten_runs (
          run_id TEXT PRIMARY KEY, forgotten_at TEXT NOT NULL) WITHOUT ROWID;
        """)
  }
}
