import Foundation

/// The result of one benchmark: named values in the order they are printed.
struct Report {
  enum Value {
    case text(String)
    case integer(Int)
    /// A number and the decimals that the human form shows.
    case number(Double, decimals: Int)
  }

  private(set) var rows: [(name: String, value: Value)] = []

  mutating func add(_ name: String, _ value: Value) { rows.append((name, value)) }

  /// Adds what every benchmark says about where and when it ran.
  mutating func addMachine() {
    add("machine", .text(Machine.processorName))
    add("processors", .integer(Machine.processorCount))
    add("blas_core", .text(Machine.blasCoreName))
    add("date", .text(Machine.date))
  }

  /// One JSON object on one line.
  var json: String {
    "{" + rows.map { "\(Self.quoted($0.name)): \(Self.json($0.value))" }.joined(separator: ", ")
      + "}"
  }

  /// A line a value, names in a column.
  var table: String {
    let width = rows.map(\.name.count).max() ?? 0
    return rows.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + Self.human(value)
    }.joined(separator: "\n")
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .text(let text): quoted(text)
    case .integer(let number): String(number)
    case .number(let number, _): number.isFinite ? String(number) : "null"
    }
  }

  private static func human(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .integer(let number): String(number)
    case .number(let number, let decimals): String(format: "%.\(decimals)f", number)
    }
  }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
