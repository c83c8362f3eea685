import Foundation
import Pipeline

/// A confusion matrix as a picture: expected roles down, chosen ones across, each cell shaded by
/// its share of the row and labelled with its count.
public struct ConfusionFigure: Sendable {
  private let confusion: Scores.Confusion
  private let title: String

  /// The figure of some scores.
  public init(_ scores: Scores, title: String) {
    confusion = scores.confusion
    self.title = title
  }

  /// Pixels of a cell, of the margins for names, and of a character of a name.
  private static let cell = 34
  private static let character = 7
  private static let heading = 34

  /// Writes the picture, whole or not at all.
  ///
  /// - Throws: `EvaluationError.unwritable`.
  public func write(to path: String) throws {
    do {
      try OutputFile.write(Data(svg.utf8), to: path)
    } catch {
      throw EvaluationError.unwritable(path: path)
    }
  }

  /// SVG 1.1 of its own colours, light or dark as the reader's page is.
  public var svg: String {
    let names = confusion.expected
    let margin = 20 + Self.character * (confusion.chosen.map(\.count).max() ?? 0)
    let top = Self.heading + margin
    let width = margin + Self.cell * confusion.chosen.count + 20
    let height = top + Self.cell * names.count + 20
    var parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" role="img" font-family="system-ui, sans-serif" font-size="12">
      <title>\(Self.escaped(title))</title>
      <style>
      svg { background: #fff; } text { fill: #1b1f24; } .cell { fill: #0b5cad; } .grid { fill: none; \
      stroke: #8c959f; stroke-width: 0.5; } .full { fill: #fff; }
      @media (prefers-color-scheme: dark) { svg { background: #0d1117; } text { fill: #e6edf3; } \
      .cell { fill: #4493f8; } .full { fill: #0d1117; } }
      </style>
      <text x="12" y="22" font-size="15" font-weight="600">\(Self.escaped(title))</text>
      """
    ]
    for (column, name) in confusion.chosen.enumerated() {
      let x = margin + Self.cell * column + Self.cell / 2 + 4
      parts.append(
        "<text transform=\"translate(\(x) \(top - 8)) rotate(-90)\">\(Self.escaped(name))</text>")
    }
    for (row, name) in names.enumerated() {
      let y = top + Self.cell * row
      parts.append(
        "<text x=\"\(margin - 8)\" y=\"\(y + Self.cell / 2 + 4)\" text-anchor=\"end\">"
          + "\(Self.escaped(name))</text>")
      let total = confusion.counts[row].reduce(0, +)
      for (column, count) in confusion.counts[row].enumerated() {
        parts.append(Self.cell(x: margin + Self.cell * column, y: y, count: count, of: total))
      }
    }
    return parts.joined(separator: "\n") + "\n</svg>\n"
  }

  private static func cell(x: Int, y: Int, count: Int, of total: Int) -> String {
    let share = total > 0 ? Double(count) / Double(total) : 0
    var text =
      "<rect class=\"cell\" x=\"\(x)\" y=\"\(y)\" width=\"\(cell)\" height=\"\(cell)\" "
      + "fill-opacity=\"\(share.decimals(3))\"/><rect class=\"grid\" x=\"\(x)\" y=\"\(y)\" "
      + "width=\"\(cell)\" height=\"\(cell)\"/>"
    if count > 0 {
      text +=
        "<text x=\"\(x + cell / 2)\" y=\"\(y + cell / 2 + 4)\" text-anchor=\"middle\""
        + "\(share > 0.5 ? " class=\"full\"" : "")>\(count)</text>"
    }
    return text
  }

  private static func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
  }
}
