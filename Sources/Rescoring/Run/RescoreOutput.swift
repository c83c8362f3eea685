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

  /// Opens the files; with `resumes` after the rows that both hold already.
  ///
  /// - Parameter reader: the input; what is written already has been taken from it afterwards.
  /// - Throws: `RescoreError` where the files are of another run, or in the way.
  init(
    path: String, vectorsPath: String?, versions: FrozenVersions, resumes: Bool,
    reader: inout any RowReader
  ) throws {
    let manifest = RescoreManifest(versions: versions, hasVectors: vectorsPath != nil)
    let finished = try Self.byteCount(of: path)
    if finished > 0, !resumes { throw RescoreError.outputExists(path: path) }
    if let stored = try resumes ? RescoreManifest.read(of: path) : nil {
      if let difference = stored.difference(from: manifest) {
        throw RescoreError.otherRun(path: path, what: difference)
      }
    } else if finished > 0 {
      throw RescoreError.noManifest(path: path)
    }
    let rows = try RowFile(path: path)
    let vectors = try vectorsPath.map { try RowFile(path: $0) }
    try rows.dropTornLine()
    try vectors?.dropTornLine()
    var place = ResumePlace()
    if finished > 0 {
      place = try ResumePlace(
        rows: path, vectors: vectorsPath, reader: &reader)
    }
    try rows.truncate(to: place.rowBytes)
    try vectors?.truncate(to: place.vectorBytes)
    if place.rowCount == 0 { try manifest.write(of: path) }
    finishedRowCount = place.rowCount
    files = Mutex(Files(rows: rows, vectors: vectors))
  }

  private static func byteCount(of path: String) throws -> Int {
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

/// How far the files of an earlier run go: whole rows that both hold, each of the same input.
private struct ResumePlace {
  var rowCount = 0
  var rowBytes = 0
  var vectorBytes = 0

  init() {}

  /// Reads the files and, row by row, the input. O(files), in memory of a row.
  init(rows path: String, vectors vectorsPath: String?, reader: inout any RowReader) throws {
    struct Identity: Decodable {
      var id: String?
      var input: String
    }
    var vectors = try vectorsPath.map { try FileLines(path: $0) }
    var lines = try FileLines(path: path)
    while let line = try lines.next() {
      var vectorLine: [UInt8]?
      if vectorsPath != nil {
        vectorLine = try vectors?.next()
        guard vectorLine != nil else { return }
      }
      guard let row = try? JSONDecoder().decode(Identity.self, from: Data(line)) else {
        throw RescoreError.notRescored(path: path, line: rowCount + 1)
      }
      guard let input = try reader.next(), input.id == row.id, input.fingerprint == row.input
      else { throw RescoreError.otherInput(path: path, row: rowCount + 1) }
      rowCount += 1
      rowBytes += line.count + 1
      vectorBytes += (vectorLine?.count ?? -1) + 1
    }
  }
}
