import Foundation
import GRDB

@testable import Pipeline

/// What a store holds, without times and without what is only a cache.
enum StoreDump {
  private static let timeColumns: Set<String> = [
    "created_at", "updated_at", "started_at", "ended_at", "latency_ms", "forgotten_at", "at",
  ]
  private static let caches: Set<String> = [
    "catalog_vectors", "catalog_snapshots", "catalog_parts", "sqlite_sequence",
  ]

  /// A line a row, tables and rows in the order of an export.
  static func text(of store: Store) throws -> String {
    try store.read { db in
      var lines: [String] = []
      for table in try StoreTable.all(db) where !caches.contains(table.name) {
        for row in try Row.fetchAll(db, sql: table.selection) {
          var line = table.name
          for (index, column) in table.columns.enumerated() {
            if timeColumns.contains(column.name) { continue }
            line += " \(column.name)="
            if table.name == "runs", column.name == "record" {
              line += try timeless(row[index])
            } else {
              StoreCell(row[index] as DatabaseValue).write(to: &line)
            }
          }
          lines.append(line)
        }
      }
      return lines.joined(separator: "\n")
    }
  }

  /// A run record without its durations.
  private static func timeless(_ record: String) throws -> String {
    var record = try RecordCoding.record(RunRecord.self, from: record)
    record.durations = RunRecord.Durations()
    return try RecordCoding.text(record)
  }
}
