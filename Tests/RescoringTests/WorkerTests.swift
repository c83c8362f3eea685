import Foundation
import Pipeline
import SimCore
import Testing

@testable import Rescoring

/// A worker answers each row with the line that `rescore` writes.
@Suite(.timeLimit(.minutes(10))) struct WorkerTests {
  /// A worker on pipes.
  private struct Pipes: Sendable {
    let input = Pipe()
    let output = Pipe()
    /// Where a test waits for a pipe: the worker's tasks need the threads that tests run on.
    let ownThread = BlockingExecutor(threadCount: 1)

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

    func send(_ rows: Data) throws { try input.fileHandleForWriting.write(contentsOf: rows) }

    /// Sends all there is, and reads all that is answered.
    func answer(to rows: Data) async throws -> Data {
      try await ownThread.run {
        try send(rows)
        try input.fileHandleForWriting.close()
        return try output.fileHandleForReading.readToEnd() ?? Data()
      }
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
      let answer = try await pipes.answer(to: rows)
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
    struct Wrapped: Encodable {
      var line: Int
      var row: String?
      var base64: String?
      enum CodingKeys: String, CodingKey {
        case line, row
        case base64 = "row_base64"
      }
    }
    var wrappedRows = Data()
    for (index, line) in rows.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      let text = String(validating: line, as: UTF8.self)
      let wrapped = Wrapped(
        line: index + 1, row: text,
        base64: text == nil ? Data(line).base64EncodedString() : nil)
      wrappedRows += Data((try RecordCoding.text(wrapped) + "\n").utf8)
    }
    let pipes = Pipes()
    let worker = pipes.start(store, vectors: true)
    let answer = try await pipes.answer(to: wrappedRows)
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
    try await pipes.ownThread.run {
      let lines = PolledLines(descriptor: pipes.output.fileHandleForReading.fileDescriptor)
      _ = try lines.next()
      for number in 0..<3 {
        try pipes.send(SmallLibrary.rows(number..<(number + 1)))
        let row = try JSONDecoder().decode(
          RescoreRow.self, from: Data(try #require(try lines.next())))
        #expect(row.id == "ad \(number)")
      }
      try pipes.input.fileHandleForWriting.close()
    }
    try await worker.value
  }

  @Test(arguments: [
    #"{"id": "a", "text": "Welder", "line": 77, "row": "hello"}"#,
    #"{"line": 77, "text": 1, "row_base64": "aGVsbG8=", "file": "x", "id": null}"#,
  ])
  func aRowIsItselfWhateverElseItHas(line: String) {
    let bytes = Array(line.utf8)
    #expect(WorkerRequest.inputRow(bytes, number: 3) == InputRow(json: bytes, line: 3))
    let wrapped = Array(#"{"line": 77, "row": "hello", "id": "a"}"#.utf8)
    #expect(
      WorkerRequest.inputRow(wrapped, number: 3)
        == InputRow(json: Array("hello".utf8), line: 77))
  }

  @Test func aLineOfAnyLengthIsReadOnceAndCut() throws {
    let pipe = Pipe()
    let longest = PolledLines.longestLine
    let lengths = [3, longest, longest + 1, 12 * longest, 0, 5]
    Thread.detachNewThread {
      for length in lengths {
        let line = Data(repeating: 0x61, count: length) + [0x0A]
        try? pipe.fileHandleForWriting.write(contentsOf: line)
      }
      try? pipe.fileHandleForWriting.write(contentsOf: Data("end".utf8))
      try? pipe.fileHandleForWriting.close()
    }
    let lines = PolledLines(descriptor: pipe.fileHandleForReading.fileDescriptor)
    let start = ContinuousClock.now
    for length in lengths {
      let line = try lines.next()
      #expect(line?.count == min(length, longest))
    }
    #expect(try lines.next() == Array("end".utf8))
    #expect(try lines.next() == nil)
    // Searched again with each part that comes, they would take minutes.
    #expect(start.duration(to: .now) < .seconds(20))
    withExtendedLifetime(pipe) {}
  }

  @Test func aReadThatFailsIsNoEnd() throws {
    let folder = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/"))
    let lines = PolledLines(descriptor: folder.fileDescriptor)
    #expect {
      _ = try lines.next()
    } throws: { error in
      (error as? InputError)?.fault == .inputOutput
    }
    withExtendedLifetime(folder) {}
  }
}
