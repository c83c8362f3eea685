import Foundation
public import Pipeline

/// What differs between two outputs of the same input: a summary, in memory of the pairs of roles.
public struct RescoreDiff: Codable, Equatable, Sendable {
  /// How often one role took another's place.
  public struct Pair: Codable, Hashable, Sendable {
    /// Nil: no role fitted, or fits.
    @Nullable public var old: String?
    /// The role now.
    @Nullable public var new: String?
    /// How often.
    public var count: Int
    /// The mean lead of the role chosen now, by probability; of the old one where none fits now.
    public var meanMargin: Double

    enum CodingKeys: String, CodingKey {
      case old, new, count
      case meanMargin = "mean_margin"
    }
  }

  /// A kind of evidence, in how many flips it changed, and by how much in the mean of those.
  public struct Evidence: Codable, Hashable, Sendable {
    /// The kind, as rows of the output name it.
    public var kind: String
    /// Flips in which it changed.
    public var count: Int
    /// The mean of the largest changes in those, as an absolute value.
    public var meanChange: Double

    enum CodingKeys: String, CodingKey {
      case kind, count
      case meanChange = "mean_change"
    }
  }

  /// Rows of each output.
  public var rowCount = 0
  /// Rows whose role is another one now, or none where there was one, or the reverse.
  public var flipCount = 0
  /// Rows of the same role by another case of decision.
  public var caseChangeCount = 0
  /// Rows whose text is another one: their flips say nothing of policy, model or catalog.
  public var changedTextCount = 0
  /// Rows that could not be read, in either output.
  public var badRowCount = 0
  /// Most frequent first.
  public var pairs: [Pair] = []
  /// Most frequent first.
  public var evidence: [Evidence] = []

  enum CodingKeys: String, CodingKey {
    case rowCount = "rows"
    case flipCount = "flips"
    case caseChangeCount = "case_changes"
    case changedTextCount = "changed_texts"
    case badRowCount = "bad_rows"
    case pairs, evidence
  }

  /// Compares two outputs row by row. O(rows).
  ///
  /// - Parameters:
  ///   - flips: a file for a row a flip, as JSON Lines; nil writes none.
  ///   - report: told of each flip, in the outputs' order.
  /// - Throws: `InputError` where a file is missing, `RescoreError` where one is no output or they
  ///   are of different inputs.
  public init(
    old: String, new: String, flips: String? = nil, report: (RoleFlip) throws -> Void = { _ in }
  ) throws {
    struct PairKey: Hashable {
      var old: String?
      var new: String?
    }
    let flipFile = try flips.map { try RowFile(path: $0) }
    try flipFile?.truncate(to: 0)
    var oldRows = try OutputRows(path: old)
    var newRows = try OutputRows(path: new)
    var counts: [PairKey: (count: Int, margin: Double)] = [:]
    var kinds: [String: (count: Int, change: Double)] = [:]
    while true {
      let (before, after) = (try oldRows.next(), try newRows.next())
      guard before != nil || after != nil else { break }
      rowCount += 1
      guard let before, let after, before.id == after.id else {
        throw RescoreError.differentInputs(row: rowCount)
      }
      if before.input != after.input { changedTextCount += 1 }
      if before.error != nil || after.error != nil { badRowCount += 1 }
      guard let flip = Flip(before, after) else {
        if before.decisionCase != after.decisionCase { caseChangeCount += 1 }
        continue
      }
      flipCount += 1
      try report(flip.roleFlip)
      try flipFile?.append(Array((RecordCoding.text(flip) + "\n").utf8))
      let key = PairKey(old: flip.old.slug, new: flip.new.slug)
      counts[key, default: (0, 0)].count += 1
      counts[key, default: (0, 0)].margin += flip.new.margin ?? flip.old.margin ?? 0
      for kind in Set(flip.evidence.map(\.kind)) {
        let change = flip.evidence.filter { $0.kind == kind }.map { abs($0.new - $0.old) }.max()
        kinds[kind, default: (0, 0)].count += 1
        kinds[kind, default: (0, 0)].change += change ?? 0
      }
    }
    pairs = counts.map { key, value in
      Pair(
        old: key.old, new: key.new, count: value.count,
        meanMargin: (value.margin / Double(value.count)).fourDecimals)
    }.sorted {
      ($1.count, $0.old ?? "", $0.new ?? "") < ($0.count, $1.old ?? "", $1.new ?? "")
    }
    evidence = kinds.map { kind, value in
      Evidence(
        kind: kind, count: value.count,
        meanChange: (value.change / Double(value.count)).fourDecimals)
    }.sorted { ($1.count, $0.kind) < ($0.count, $1.kind) }
  }

  /// Pairs that the text and the picture show.
  static let shownPairs = 20

  /// The summary for people.
  public var text: String {
    let share = rowCount > 0 ? 100 * Double(flipCount) / Double(rowCount) : 0
    var lines = ["\(flipCount) of \(rowCount) JDs change role (\(share.decimals(2)) %)"]
    if caseChangeCount > 0 { lines.append("\(caseChangeCount) keep it by another case") }
    if changedTextCount > 0 { lines.append("\(changedTextCount) have another text") }
    if badRowCount > 0 { lines.append("\(badRowCount) could not be read") }
    if !pairs.isEmpty { lines.append("\n count  margin  from → to") }
    for pair in pairs.prefix(Self.shownPairs) {
      let count = String(repeating: " ", count: max(0, 6 - "\(pair.count)".count)) + "\(pair.count)"
      let margin = pair.meanMargin.decimals(3)
      lines.append(
        "\(count)  \(String(repeating: " ", count: max(0, 6 - margin.count)))\(margin)  "
          + "\(pair.old ?? "none") → \(pair.new ?? "none")")
    }
    if pairs.count > Self.shownPairs {
      lines.append("and \(pairs.count - Self.shownPairs) pairs more")
    }
    if !evidence.isEmpty { lines.append("\nevidence that changed in flips, mean change") }
    for kind in evidence {
      lines.append("\(kind.kind): in \(kind.count), by \(kind.meanChange.decimals(4))")
    }
    return lines.joined(separator: "\n")
  }
}

/// The rows of an output, one at a time.
struct OutputRows {
  private var lines: FileLines
  private let path: String

  init(path: String) throws {
    lines = try FileLines(path: path)
    self.path = path
  }

  /// The next row; nil at the end.
  mutating func next() throws -> RescoreRow? {
    guard let bytes = try lines.next() else { return nil }
    do {
      return try JSONDecoder().decode(RescoreRow.self, from: Data(bytes))
    } catch {
      throw RescoreError.notRescored(path: path, line: lines.number)
    }
  }
}
