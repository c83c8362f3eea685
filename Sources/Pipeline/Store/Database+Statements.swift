import GRDB

extension Database {
  /// Executes a statement that every run executes: SQLite compiles it once a connection, which takes
  /// longer than most of them run.
  func executeKept(sql: String, arguments: StatementArguments) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
