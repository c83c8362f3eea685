import Foundation
import Glibc
import Pipeline
import Synchronization

/// Decides rows that come in over a pipe and answers each with the line that `rescore` would write,
/// in their order: a part of a larger system's run.
///
/// A batch is what is there: a sender that waits for each answer gets it.
public struct RescoreWorker: Sendable {
  /// The first line that a worker writes: what it decides by, and what it takes.
  struct Handshake: Codable {
    struct Limits: Codable {
      var textBytes: Int
      var lineBytes: Int
      var batchRows: Int

      enum CodingKeys: String, CodingKey {
        case textBytes = "text_bytes"
        case lineBytes = "line_bytes"
        case batchRows = "batch_rows"
      }
    }

    static let format = "rolewise-worker/1"

    var format = Self.format
    var versions: FrozenVersions
    var limits: Limits
    var threads: Int
    /// Components of a vector.
    var dimension: Int
    /// Lines of an answer: 2 where the row's vector follows it.
    var linesPerRow: Int

    enum CodingKeys: String, CodingKey {
      case format, versions, limits, threads, dimension
      case linesPerRow = "lines_per_row"
    }
  }

  private let rescorer: Rescorer
  private let writesVectors: Bool

  /// - Parameter writesVectors: whether each row is followed by a line with its vector.
  public init(_ rescorer: Rescorer, writesVectors: Bool) {
    self.rescorer = rescorer
    self.writesVectors = writesVectors
  }

  /// Serves until the input ends.
  ///
  /// - Throws: `RescoreError.unwritable` where nobody reads the answers, `InputError.unreadable`,
  ///   or what a provider throws; never for a row's sake.
  public func serve(input: Int32 = 0, output: Int32 = 1) async throws {
    let handshake = Handshake(
      versions: rescorer.versions,
      limits: Handshake.Limits(
        textBytes: JDInput.largestByteCount, lineBytes: PolledLines.longestLine,
        batchRows: Rescorer.batchSize),
      threads: rescorer.threadCount, dimension: rescorer.pipeline.dimension,
      linesPerRow: writesVectors ? 2 : 1)
    try Self.write(Array((RecordCoding.text(handshake) + "\n").utf8), to: output)
    let scorer = RowScorer(pipeline: rescorer.pipeline, writesVectors: writesVectors)
    let source = WorkerSource(descriptor: input)
    try await rescorer.pipeline.run {
      try await OrderedLanes<[InputRow], [UInt8]>(laneCount: rescorer.threadCount).run(
        next: { try source.next() },
        work: { rows in
          guard writesVectors else { return try await scorer.lines(of: rows).rows }
          var answer: [UInt8] = []
          for row in try await scorer.separateLines(of: rows) { answer += row.rows + row.vectors }
          return answer
        },
        write: { try Self.write($0, to: output) })
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw RescoreError.unwritable(
          path: "the standard output", reason: String(cString: strerror(errno)))
      }
      written += count
    }
  }
}

/// The rows of a pipe in batches of what is there, for one caller at a time.
private final class WorkerSource: Sendable {
  private struct State {
    var lines: PolledLines
    var number = 0
  }

  private let state: Mutex<State>

  init(descriptor: Int32) {
    state = Mutex(State(lines: PolledLines(descriptor: descriptor)))
  }

  /// The next rows, at least one; nil at the end.
  func next() throws -> [InputRow]? {
    try state.withLock { state in
      var rows: [InputRow] = []
      while rows.count < Rescorer.batchSize,
        let bytes = try rows.isEmpty ? state.lines.next() : state.lines.nextWithoutWaiting()
      {
        state.number += 1
        if bytes.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
        rows.append(WorkerRequest.inputRow(bytes, number: state.number))
      }
      return rows.isEmpty ? nil : rows
    }
  }
}
