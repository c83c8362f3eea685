import GRDB

/// What a store holds, whatever its file looks like.
enum StoreRows {
  /// The schema and all rows of all tables, a line each.
  static func text(of path: String) throws -> String {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { database in
      var lines: [String] = []
      let tables = try Row.fetchAll(
        database, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      for table in tables {
        let name: String = table["name"]
        lines.append("\(table)")
        lines += try Row.fetchAll(database, sql: "SELECT * FROM \(name)").map { "\($0)" }.sorted()
      }
      return lines.joined(separator: "\n")
    }
  }
}
