import Foundation
import Pipeline
import SimCore
import Testing

@testable import Rescoring

/// A worker answers each row with the line that `rescore` writes.
@Suite struct WorkerTests {
  /// A worker on pipes.
  private struct Pipes {
    let input = Pipe()
    let output = Pipe()

    func start(_ store: Store, vectors: Bool = false, threads: Int = 1) -> Task<Void, any Error> {
      Task {
        defer { try? output.fileHandleForWriting.close() }
        let rescorer = try await Rescorer(
          store: store, embedder: HashingEmbedder(dimension: 64), threadCount: threads)
        try await RescoreWorker(rescorer, writesVectors: vectors).serve(
          input: input.fileHandleForReading.fileDescriptor,
          output: output.fileHandleForWriting.fileDescriptor)
      }
    }

    func send(_ bytes: some Sequence<UInt8>) throws {
      try input.fileHandleForWriting.write(contentsOf: Data(bytes))
    }
  }

  @Test func answersAreTheRowsOfRescore() async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<6)
    let rows = try SmallLibrary.rows(0..<30, withBadRows: true)
    try library.write(rows, to: "ads.jsonl")
    let whole = try await library.rescore(
      store, .lines(path: library.path("ads.jsonl")), to: "out", vectors: "vectors")
    for threads in [1, 3] {
      let pipes = Pipes()
      let worker = pipes.start(store, threads: threads)
      try pipes.send(rows)
      try pipes.input.fileHandleForWriting.close()
      let answer = try pipes.output.fileHandleForReading.readToEnd() ?? Data()
      try await worker.value
      let end = try #require(answer.firstIndex(of: 0x0A))
      let handshake = try JSONDecoder().decode(
        RescoreWorker.Handshake.self, from: answer[..<end])
      #expect(handshake.format == "rolewise-worker/1" && handshake.linesPerRow == 1)
      #expect(answer[(end + 1)...] == whole)
    }
  }

  @Test func rowsOfOtherFilesKeepTheirLines() async throws {
    let library = try SmallLibrary()
    let store = try await library.store()
    let rows = try SmallLibrary.rows(0..<12, withBadRows: true)
    try library.write(rows, to: "ads.jsonl")
    let whole = try await library.rescore(
      store, .lines(path: library.path("ads.jsonl")), to: "out", vectors: "vectors")
    let pipes = Pipes()
    let worker = pipes.start(store, vectors: true)
    struct Wrapped: Encodable {
      var line: Int
      var row: String?
      var base64: String?
      enum CodingKeys: String, CodingKey {
        case line, row
        case base64 = "row_base64"
      }
    }
    for (index, line) in rows.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      let text = String(validating: line, as: UTF8.self)
      let wrapped = Wrapped(
        line: index + 1, row: text,
        base64: text == nil ? Data(line).base64EncodedString() : nil)
      try pipes.send(Data((RecordCoding.text(wrapped) + "\n").utf8))
    }
    try pipes.input.fileHandleForWriting.close()
    let answer = try pipes.output.fileHandleForReading.readToEnd() ?? Data()
    try await worker.value
    let lines = answer.split(separator: 0x0A).dropFirst()
    let even = lines.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    let odd = lines.enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
    #expect(even == whole.split(separator: 0x0A))
    #expect(odd == (try library.bytes("vectors")).split(separator: 0x0A))
  }

  @Test func aSenderThatWaitsForEachAnswerGetsIt() async throws {
    let library = try SmallLibrary()
    let store = try await library.store()
    let pipes = Pipes()
    let worker = pipes.start(store)
    let lines = PolledLines(descriptor: pipes.output.fileHandleForReading.fileDescriptor)
    _ = lines.next()
    for number in 0..<3 {
      try pipes.send(SmallLibrary.rows(number..<(number + 1)))
      let row = try JSONDecoder().decode(RescoreRow.self, from: Data(try #require(lines.next())))
      #expect(row.id == "ad \(number)")
    }
    try pipes.input.fileHandleForWriting.close()
    try await worker.value
  }
}
