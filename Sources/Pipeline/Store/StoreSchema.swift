import GRDB

/// The tables of a store, by named migrations: a released one is never changed.
enum StoreSchema {
  /// `PRAGMA application_id` of a store: "RWIS".
  static let applicationID = 0x5257_4953

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-catalog", migrate: createCatalog)
    migrator.registerMigration("2-runs", migrate: createRuns)
    migrator.registerMigration("3-queues", migrate: createQueues)
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
        """)
  }

  /// Runs and what was learned from them. A run contributes to one centroid at most once: its id
  /// is the key of the contribution.
  private static func createRuns(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE runs (
          id TEXT PRIMARY KEY, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
          status TEXT NOT NULL, jd_text TEXT NOT NULL, title TEXT,
          role_id INTEGER, decision_case TEXT, confidence REAL,
          extract_from_jd TEXT NOT NULL, extract_details TEXT, final_role_output TEXT,
          record TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX runs_by_time ON runs (created_at);
        CREATE INDEX runs_by_role ON runs (role_id);
        CREATE TABLE centroids (
          role_id INTEGER NOT NULL, model TEXT NOT NULL, count INTEGER NOT NULL,
          sum BLOB NOT NULL, PRIMARY KEY (role_id, model)) WITHOUT ROWID;
        CREATE TABLE centroid_contributions (
          run_id TEXT PRIMARY KEY REFERENCES runs, role_id INTEGER NOT NULL, model TEXT NOT NULL,
          vector BLOB) WITHOUT ROWID;
        """)
  }

  /// What waits for people. AUTOINCREMENT: an id that was given is never given again.
  private static func createQueues(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE kra_queue (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs,
          role_id INTEGER NOT NULL, text TEXT NOT NULL, best_similarity REAL NOT NULL,
          status TEXT NOT NULL, created_at TEXT NOT NULL);
        CREATE TABLE skill_queue (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs,
          role_id INTEGER, skill_name TEXT NOT NULL, is_primary INTEGER NOT NULL,
          profile TEXT, status TEXT NOT NULL, created_at TEXT NOT NULL);
        CREATE TABLE role_queue (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs,
          slug TEXT NOT NULL, display_name TEXT NOT NULL, status TEXT NOT NULL,
          created_at TEXT NOT NULL);
        CREATE TABLE collision_log (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs,
          title TEXT, role_ids TEXT NOT NULL, chosen_role_id INTEGER, status TEXT NOT NULL,
          created_at TEXT NOT NULL);
        CREATE TABLE alias_queue (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT NOT NULL REFERENCES runs,
          skill_id INTEGER NOT NULL, text TEXT NOT NULL, matched_via TEXT NOT NULL,
          status TEXT NOT NULL, created_at TEXT NOT NULL);
        """)
  }
}
