import Foundation
import Pipeline

/// The flips of a comparison as a picture: a bar a pair of roles, the most frequent first.
public struct FlipFigure: Sendable {
  private let diff: RescoreDiff
  private let title: String

  /// The figure of a comparison.
  public init(_ diff: RescoreDiff, title: String) {
    self.diff = diff
    self.title = title
  }

  /// Pixels of a bar with its gap, of the longest bar, and of a character of a name.
  private static let row = 24
  private static let longest = 320
  private static let character = 7
  private static let heading = 60

  /// Writes the picture, whole or not at all.
  ///
  /// - Throws: `RescoreError.unwritable`.
  public func write(to path: String) throws {
    do {
      try OutputFile.write(Data(svg.utf8), to: path)
    } catch {
      throw RescoreError.unwritable(path: path, reason: "check the folder and its permissions")
    }
  }

  /// SVG 1.1 of its own colours, light or dark as the reader's page is.
  public var svg: String {
    let pairs = diff.pairs.prefix(RescoreDiff.shownPairs)
    let names = pairs.map { "\($0.old ?? "none") → \($0.new ?? "none")" }
    let margin = 24 + Self.character * (names.map(\.count).max() ?? 0)
    let width = max(margin + Self.longest + 70, 24 + 9 * title.count)
    let height = Self.heading + Self.row * pairs.count + 20
    let summary = "\(diff.flipCount) of \(diff.rowCount) JDs change role"
    var parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" font-family="system-ui, sans-serif" font-size="12">
      <title>\(Self.escaped(title))</title>
      <style>
      svg { background: #fff; } text { fill: #1b1f24; } .bar { fill: #0b5cad; }
      @media (prefers-color-scheme: dark) { svg { background: #0d1117; } text { fill: #e6edf3; } \
      .bar { fill: #4493f8; } }
      </style>
      <text x="12" y="22" font-size="15" font-weight="600">\(Self.escaped(title))</text>
      <text x="12" y="42">\(summary)</text>
      """
    ]
    let most = pairs.first?.count ?? 1
    for (index, (pair, name)) in zip(pairs, names).enumerated() {
      let y = Self.heading + Self.row * index
      let length = max(1, Self.longest * pair.count / most)
      parts.append(
        "<text x=\"\(margin - 8)\" y=\"\(y + 15)\" text-anchor=\"end\">\(Self.escaped(name))</text>"
          + "<rect class=\"bar\" x=\"\(margin)\" y=\"\(y + 3)\" width=\"\(length)\" height=\"16\"/>"
          + "<text x=\"\(margin + length + 6)\" y=\"\(y + 15)\">\(pair.count)</text>")
    }
    return parts.joined(separator: "\n") + "\n</svg>\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
  }
}
