import Pipeline

/// How values are shown.
enum PageFormat {
  /// A time of the store to the second, in UTC.
  static func time(_ stamp: String) -> Fields {
    let parts = stamp.split(separator: "T", maxSplits: 1)
    guard parts.count == 2 else { return ["stamp": stamp, "shown": stamp] }
    return ["stamp": stamp, "shown": "\(parts[0]) \(parts[1].prefix(8)) UTC"]
  }

  /// A probability or share: `0.72`.
  static func share(_ value: Double?) -> String? { value?.decimals(2) }

  /// A similarity as payloads show it: `0.5928`.
  static func similarity(_ value: Double?) -> String? { value?.decimals(4) }

  static func milliseconds(_ value: Double?) -> String? {
    value.map { $0 >= 9.95 ? "\($0.decimals(0)) ms" : "\($0.decimals(1)) ms" }
  }

  static func dollars(_ value: Double?) -> String? { value.map { "$\($0.decimals(4))" } }

  static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    count == 1 ? "1 \(one)" : "\(count) \(many ?? one + "s")"
  }

  /// The length of a bar, in hundredths.
  static func percent(_ value: Double) -> String { (min(max(value, 0), 1) * 100).decimals(1) }

  /// The first characters of a text.
  static func preview(_ text: String, _ length: Int) -> String {
    text.count > length ? String(text.prefix(length)) + "…" : text
  }

  /// A value as indented JSON.
  static func json(_ value: some Encodable) -> String {
    (try? RecordCoding.text(value, indented: true)) ?? "null"
  }

  /// The words for a way in which a role was decided.
  static func words(for decisionCase: DecisionCase) -> String {
    switch decisionCase {
    case .a: "the title is an alias of one role"
    case .b: "the skills contradict the title"
    case .c: "skills and duties agree"
    case .d: "several roles share the title"
    case .domain: "weighed within a domain"
    case .e: "no role of the library fits"
    }
  }
}
