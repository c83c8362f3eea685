import GRDB

/// A table of a store, as export and import see it: its columns in the order of their names.
struct StoreTable: Sendable {
  let name: String
  /// Names and declared types.
  let columns: [(name: String, type: String)]
  /// What rows are read in the order of: no two rows are equal in it.
  private let order: String

  /// The tables whose rows make up a store, in the order in which they are written: SQLite's own
  /// table of sequences comes last, because inserting rows changes it.
  static func all(_ db: Database) throws -> [StoreTable] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT name, sql FROM sqlite_schema
        WHERE type = 'table' AND name <> 'grdb_migrations'
          AND (name NOT LIKE 'sqlite!_%' ESCAPE '!' OR name = 'sqlite_sequence')
        ORDER BY name = 'sqlite_sequence', name
        """)
    return try rows.map { try StoreTable($0[0], sql: $0[1], db) }
  }

  private init(_ name: String, sql: String, _ db: Database) throws {
    self.name = name
    let information = try Row.fetchAll(
      db, sql: "PRAGMA table_info(\(name.quotedDatabaseIdentifier))")
    columns = information.map { (name: $0["name"], type: $0["type"]) }.sorted { $0.name < $1.name }
    if name == Self.sequences {
      order = "name"
    } else if sql.hasSuffix("WITHOUT ROWID") {
      let keys = information.filter { ($0["pk"] as Int) > 0 }
        .sorted { ($0["pk"] as Int) < ($1["pk"] as Int) }
      order = keys.map { ($0["name"] as String).quotedDatabaseIdentifier }.joined(separator: ", ")
    } else {
      order = "rowid"
    }
  }

  static let sequences = "sqlite_sequence"

  private var columnList: String {
    columns.map(\.name.quotedDatabaseIdentifier).joined(separator: ", ")
  }

  var selection: String {
    "SELECT \(columnList) FROM \(name.quotedDatabaseIdentifier) ORDER BY \(order)"
  }

  var insertion: String {
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    return "INSERT INTO \(name.quotedDatabaseIdentifier) (\(columnList)) VALUES (\(places))"
  }

  /// A row as a line of JSON.
  func line(_ row: Row) -> String {
    var line = "{\"table\":"
    StoreCell.write(name, to: &line)
    line += ",\"row\":{"
    for (index, column) in columns.enumerated() {
      if index > 0 { line += "," }
      StoreCell.write(column.name, to: &line)
      line += ":"
      StoreCell(row[index] as DatabaseValue).write(to: &line)
    }
    return line + "}}\n"
  }
}
