import Foundation
import Pipeline
import Synchronization

/// The files that a run writes, row by row, in step with each other.
final class RescoreOutput: Sendable {
  private struct Files {
    var rows: RowFile
    var vectors: RowFile?
  }

  private let files: Mutex<Files>
  /// Rows that an earlier run has written.
  let finishedRowCount: Int

  /// Opens the files; with `resumes` after the rows that both hold already. What follows those is
  /// cut off: a file that is refused stays as it is.
  ///
  /// - Parameter reader: the input; what is written already has been taken from it afterwards.
  /// - Throws: `RescoreError` where the files are of another run, or in the way.
  init(
    path: String, vectorsPath: String?, versions: FrozenVersions, resumes: Bool,
    reader: inout any RowReader
  ) throws {
    let manifest = RescoreManifest(versions: versions, hasVectors: vectorsPath != nil)
    let paths = [path] + (vectorsPath.map { [$0] } ?? [])
    let filled = paths.first { RescoreOutput.byteCount(of: $0) > 0 }
    if let filled, !resumes { throw RescoreError.outputExists(path: filled) }
    if let stored = try resumes ? RescoreManifest.read(of: path) : nil {
      if let difference = stored.difference(from: manifest) {
        throw RescoreError.otherRun(path: path, what: difference)
      }
    } else if let filled {
      throw RescoreError.noManifest(path: filled)
    }
    let rows = try RowFile(path: path)
    let vectors = try vectorsPath.map { try RowFile(path: $0) }
    let place = try ResumePlace(
      rows: WholeFile(path: rows.path, byteCount: rows.wholeByteCount),
      vectors: vectors.map { WholeFile(path: $0.path, byteCount: try $0.wholeByteCount) },
      reader: &reader)
    try rows.truncate(to: place.rowBytes)
    try vectors?.truncate(to: place.vectorBytes)
    if place.rowCount == 0 { try manifest.write(of: path) }
    finishedRowCount = place.rowCount
    files = Mutex(Files(rows: rows, vectors: vectors))
  }

  private static func byteCount(of path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? Int) ?? 0
  }

  /// Adds the lines of some rows.
  func append(_ lines: RowScorer.Lines) throws {
    try files.withLock { files in
      try files.vectors?.append(lines.vectors)
      try files.rows.append(lines.rows)
    }
  }

  /// Waits until the disk has everything.
  func flush() throws {
    try files.withLock { files in
      try files.vectors?.flush()
      try files.rows.flush()
    }
  }
}

/// A file, and the bytes of its lines that are whole.
private struct WholeFile: Sendable {
  var path: String
  var byteCount: Int
}

/// How far the files of an earlier run go: whole rows that both hold, each of the same input.
private struct ResumePlace {
  private(set) var rowCount = 0
  private(set) var rowBytes = 0
  private(set) var vectorBytes = 0

  private struct Row: Decodable {
    var id: String?
    var input: String
    var slug: String?
  }

  /// Reads the files and, row by row, the input. O(files), in memory of a row.
  ///
  /// - Throws: `RescoreError` where a whole line is of no run, or of another.
  init(rows: WholeFile, vectors: WholeFile?, reader: inout any RowReader) throws {
    var lines = try WholeLines(of: rows)
    var vectorLines = try vectors.map { try WholeLines(of: $0) }
    while let line = try lines.next() {
      let vectorLine = try vectorLines?.next()
      if vectors != nil, vectorLine == nil { return }
      guard let row = try? JSONDecoder().decode(Row.self, from: Data(line)) else {
        throw RescoreError.notRescored(path: rows.path, line: rowCount + 1)
      }
      guard let input = try reader.next(), input.id == row.id, input.fingerprint == row.input
      else { throw RescoreError.otherInput(path: rows.path, row: rowCount + 1) }
      if let vectors, let vectorLine {
        let vector = try Self.vectorRow(vectorLine, of: vectors, number: rowCount + 1)
        guard vector.id == row.id, vector.role == row.slug else {
          throw RescoreError.otherInput(path: vectors.path, row: rowCount + 1)
        }
        vectorBytes += vectorLine.count + 1
      }
      rowCount += 1
      rowBytes += line.count + 1
    }
    guard let vectors, var rest = vectorLines else { return }
    // Vectors are written before their rows: those of the last batch are cut off, if they are any.
    var number = rowCount
    while let line = try rest.next() {
      number += 1
      _ = try Self.vectorRow(line, of: vectors, number: number)
    }
  }

  private static func vectorRow(
    _ line: [UInt8], of file: WholeFile, number: Int
  ) throws -> VectorRow {
    guard let row = try? JSONDecoder().decode(VectorRow.self, from: Data(line)) else {
      throw RescoreError.badVector(path: file.path, line: number)
    }
    return row
  }
}

/// The whole lines of a file.
private struct WholeLines {
  private var lines: FileLines
  private var byteCount: Int

  init(of file: WholeFile) throws {
    lines = try FileLines(path: file.path)
    byteCount = file.byteCount
  }

  /// The next line without its line feed; nil at the end and at a torn line.
  mutating func next() throws -> [UInt8]? {
    guard byteCount > 0, let line = try lines.next() else { return nil }
    byteCount -= line.count + 1
    return line
  }
}
