import Foundation
import Pipeline
import SimCore

/// The rows of a text file whose first row names the columns.
///
/// UTF-8, with or without a byte-order mark, lines ended by LF or CRLF; rows without text are
/// skipped. Columns are found by their names, so their order is free and further ones are ignored,
/// whatever they are called.
struct DelimitedTable {
  /// How cells are parted.
  enum Format {
    /// Tabs: the text release of O*NET. Quotes are text, but for a cell as spreadsheets save it:
    /// all of it in quotes, those inside doubled.
    case tabs
    /// Commas; a cell in double quotes may hold commas, line ends and doubled quotes (RFC 4180).
    case commas
  }

  /// The asked cells of a row.
  struct Row {
    let file: String
    /// The line on which the row begins, from 1.
    let line: Int
    /// The columns that were asked for.
    let columns: [String]
    /// In the order of `columns`; empty for an optional one that is not there.
    let cells: [String]

    /// An error in this row.
    func error(_ reason: String) -> CatalogError {
      .malformed(path: "\(file), line \(line)", reason: reason)
    }

    /// A cell without white space at its ends, which must have content.
    func text(_ index: Int) throws(CatalogError) -> String {
      let text = cells[index].trimmingCharacters(in: .whitespaces)
      guard !TextKey(text).isEmpty else {
        throw error("the column \"\(columns[index])\" is empty")
      }
      return text
    }
  }

  /// Columns that an error names.
  private static let shownColumns = 10
  /// Characters that it shows of each: a file that is no table may be one line.
  private static let shownCharacters = 40

  /// Reads a whole file. O(bytes).
  ///
  /// - Parameters:
  ///   - columns: names that the header must have; compared without case and outer white space.
  ///   - optional: names that it may have; their cells follow those of `columns`.
  /// - Throws: `CatalogError` with the line: line ends that are carriage returns alone, a missing
  ///   or repeated column, a row with more or fewer cells than the header, bytes that are no UTF-8,
  ///   a quote that does not close.
  static func rows(
    of path: String, format: Format, columns: [String], optional: [String] = []
  ) throws(CatalogError) -> [Row] {
    guard FileManager.default.fileExists(atPath: path) else { throw .missingFile(path: path) }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: "it is no file that may be read")
    }
    var bytes = ArraySlice(data)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if !bytes.contains(UInt8(ascii: "\n")), bytes.contains(UInt8(ascii: "\r")) {
      throw .malformed(
        path: path, reason: "its lines end with carriage returns alone; end them with line feeds")
    }
    var reader = CellReader(bytes: bytes, format: format, file: path)
    guard let (header, headerLine) = try reader.next() else {
      throw .malformed(path: path, reason: "it is empty; a header row is needed")
    }
    let keys = header.map { TextKey($0) }
    func position(of name: String) throws(CatalogError) -> Int? {
      let key = TextKey(name)
      let positions = keys.indices.filter { keys[$0] == key }
      guard positions.count <= 1 else {
        throw .malformed(
          path: "\(path), line \(headerLine)", reason: "two columns are named \"\(name)\"")
      }
      return positions.first
    }
    var wanted: [Int?] = []
    for name in columns {
      guard let place = try position(of: name) else {
        throw .malformed(
          path: "\(path), line \(headerLine)",
          reason: "there is no column \"\(name)\"; there are \(shown(header))")
      }
      wanted.append(place)
    }
    for name in optional { wanted.append(try position(of: name)) }
    let asked = columns + optional
    var rows: [Row] = []
    while let (cells, line) = try reader.next() {
      guard cells.count == header.count else {
        throw .malformed(
          path: "\(path), line \(line)",
          reason: "the row has \(cells.count) cells, the header \(header.count)")
      }
      rows.append(
        Row(
          file: path, line: line, columns: asked, cells: wanted.map { $0.map { cells[$0] } ?? "" }))
    }
    return rows
  }

  /// The names of a header for an error.
  private static func shown(_ header: [String]) -> String {
    let names = header.prefix(shownColumns).map { name in
      name.count > shownCharacters ? "\(name.prefix(shownCharacters))…" : name
    }
    let rest = header.count - names.count
    return names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

/// Cuts bytes into rows of cells.
private struct CellReader {
  private let bytes: ArraySlice<UInt8>
  private let format: DelimitedTable.Format
  private let file: String
  private var position: Int
  private var line = 1
  /// The line on which the last row began.
  private var rowLine = 1

  init(bytes: ArraySlice<UInt8>, format: DelimitedTable.Format, file: String) {
    self.bytes = bytes
    self.format = format
    self.file = file
    position = bytes.startIndex
  }

  /// The next row that has text; nil at the end.
  mutating func next() throws(CatalogError) -> (cells: [String], line: Int)? {
    while position < bytes.endIndex {
      rowLine = line
      let cells = try format == .tabs ? tabRow() : commaRow()
      if cells.contains(where: { !$0.allSatisfy(\.isWhitespace) }) { return (cells, rowLine) }
    }
    return nil
  }

  private mutating func tabRow() throws(CatalogError) -> [String] {
    let end = bytes[position...].firstIndex(of: 0x0A) ?? bytes.endIndex
    var row = bytes[position..<end]
    if row.last == 0x0D { row = row.dropLast() }
    position = min(end + 1, bytes.endIndex)
    line += 1
    var cells: [String] = []
    for cell in row.split(separator: 0x09, omittingEmptySubsequences: false) {
      cells.append(try text(Self.unquoted(cell)))
    }
    return cells
  }

  /// The text of a cell that is in quotes as a whole, those inside it doubled; any other cell as
  /// it is.
  private static func unquoted(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard cell.count > 1, cell.first == 0x22, cell.last == 0x22 else { return cell }
    var text: [UInt8] = []
    var isHalfOfTwo = false
    for byte in cell.dropFirst().dropLast() {
      if byte == 0x22, !isHalfOfTwo {
        isHalfOfTwo = true
        continue
      }
      guard !isHalfOfTwo || byte == 0x22 else { return cell }
      isHalfOfTwo = false
      text.append(byte)
    }
    return isHalfOfTwo ? cell : text[...]
  }

  private mutating func commaRow() throws(CatalogError) -> [String] {
    var cells: [String] = []
    while true {
      let (cell, isLast) = try commaCell()
      cells.append(cell)
      if isLast { return cells }
    }
  }

  /// The cell at the position, and whether it ends its row.
  private mutating func commaCell() throws(CatalogError) -> (text: String, isLast: Bool) {
    guard position < bytes.endIndex, bytes[position] == 0x22 else {
      let end =
        bytes[position...].firstIndex { $0 == 0x2C || $0 == 0x0A || $0 == 0x22 } ?? bytes.endIndex
      if end < bytes.endIndex, bytes[end] == 0x22 {
        throw error("a quote stands inside a cell that does not begin with one")
      }
      var cell = bytes[position..<end]
      position = end
      if cell.last == 0x0D, endsRow(at: end) { cell = cell.dropLast() }
      return (try text(cell), takeSeparator())
    }
    let opened = line
    var cell: [UInt8] = []
    position += 1
    while true {
      guard let quote = bytes[position...].firstIndex(of: 0x22) else {
        line = opened
        throw error("a quote is opened and never closed")
      }
      line += bytes[position..<quote].count { $0 == 0x0A }
      cell += bytes[position..<quote]
      position = quote + 1
      guard position < bytes.endIndex, bytes[position] == 0x22 else { break }
      cell.append(0x22)
      position += 1
    }
    if position < bytes.endIndex, bytes[position] == 0x0D, endsRow(at: position + 1) {
      position += 1
    }
    guard position == bytes.endIndex || bytes[position] == 0x2C || bytes[position] == 0x0A else {
      throw error("text follows a closing quote")
    }
    return (try text(cell[...]), takeSeparator())
  }

  private func endsRow(at index: Int) -> Bool { index >= bytes.endIndex || bytes[index] == 0x0A }

  /// Steps over what ends a cell, and says whether it ended the row.
  private mutating func takeSeparator() -> Bool {
    guard position < bytes.endIndex else { return true }
    defer { position += 1 }
    guard bytes[position] == 0x0A else { return false }
    line += 1
    return true
  }

  private func text(_ cell: ArraySlice<UInt8>) throws(CatalogError) -> String {
    guard let text = String(validating: cell, as: UTF8.self), !cell.contains(0) else {
      throw .malformed(
        path: "\(file), line \(rowLine)", reason: "it holds bytes that are no text in UTF-8")
    }
    return text
  }

  private func error(_ reason: String) -> CatalogError {
    .malformed(path: "\(file), line \(line)", reason: reason)
  }
}
