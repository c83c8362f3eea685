import GRDB

@testable import Pipeline

/// Counts of rows that nothing but tests asks for.
extension Store {
  /// Rows of the sentence cache.
  func sentenceCacheCount() throws -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sentence_cache") ?? 0 }
  }

  /// Entries that releases no longer have, by kind.
  func retiredCount(_ kind: CatalogNumbering.Kind) throws -> Int {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM catalog_ids WHERE kind = ? AND retired_in IS NOT NULL",
        arguments: [kind.rawValue]) ?? 0
    }
  }
}
