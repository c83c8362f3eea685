import Pipeline
import SimCore
import Synchronization
import TestSupport
import Testing

@testable import Rescoring

/// Texts that several callers ask for are encoded once, and nobody waits longer than he must.
@Suite(.timeLimit(.minutes(5))) struct CoalescingEmbedderTests {
  private struct Fault: Error {}

  /// Remembers what it encoded, and how often; a call with the gate's text waits at the gate.
  private final class RememberingEmbedder: Embedder {
    private struct State {
      var counts: [String: Int] = [:]
      var callSizes: [Int] = []
      var waiting: [CheckedContinuation<Void, any Error>] = []
      var isOpen = false
    }

    static let gate = "the gate's text"
    let identifier = "remembering"
    let dimension = 4
    private let state = Mutex(State())

    var counts: [String: Int] { state.withLock(\.counts) }
    var callSizes: [Int] { state.withLock(\.callSizes) }
    var isAtGate: Bool { state.withLock { !$0.waiting.isEmpty } }

    func open() { leave(.success(())) }

    func fail() { leave(.failure(Fault())) }

    private func leave(_ result: Result<Void, any Error>) {
      let waiting = state.withLock { state in
        state.isOpen = true
        defer { state.waiting = [] }
        return state.waiting
      }
      for one in waiting { one.resume(with: result) }
    }

    func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
      let missing = state.withLock { state in
        state.callSizes.append(texts.count)
        return texts.filter { state.counts[$0] == nil }
      }
      if missing.contains(Self.gate) { try await waitAtGate() }
      if !missing.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
      state.withLock { state in for text in missing { state.counts[text, default: 0] += 1 } }
      var matrix = EmbeddingMatrix(dimension: 4)
      for text in texts { matrix.append([Float(text.utf8.count), 1, 2, 3]) }
      return matrix
    }

    private func waitAtGate() async throws {
      try await withCheckedThrowingContinuation { continuation in
        let isOpen = state.withLock { state in
          if !state.isOpen { state.waiting.append(continuation) }
          return state.isOpen
        }
        if isOpen { continuation.resume() }
      }
    }
  }

  /// Texts of different lengths.
  private static func texts(_ numbers: Range<Int>) -> [String] {
    numbers.map { "text " + String(repeating: "x", count: $0) }
  }

  private static func check(_ matrix: EmbeddingMatrix, _ texts: [String]) {
    #expect(matrix.count == texts.count)
    for (row, text) in texts.enumerated() { #expect(matrix[row][0] == Float(text.utf8.count)) }
  }

  @Test func aTextIsEncodedByOneCallerAlone() async throws {
    let base = RememberingEmbedder()
    let embedder = CoalescingEmbedder(base)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<24 {
        group.addTask {
          let texts = (0..<20).map { "text " + String(repeating: "x", count: ($0 + caller) % 30) }
          let asked = texts + texts.prefix(3)
          Self.check(try await embedder.embed(asked), asked)
        }
      }
      try await group.waitForAll()
    }
    #expect(base.counts.count == 30)
    #expect(base.counts.values.allSatisfy { $0 == 1 })
  }

  /// A caller with many texts encodes 64 at a time: who needs one of the first does not wait for
  /// the last.
  @Test func whoNeedsAFlightThatLandedDoesNotWait() async throws {
    let base = RememberingEmbedder()
    let embedder = CoalescingEmbedder(base)
    let many = Self.texts(0..<64) + [RememberingEmbedder.gate] + Self.texts(64..<100)
    let first = Task { try await embedder.embed(many) }
    try await Waiting.until { base.isAtGate }
    let early = Self.texts(10..<30)
    Self.check(try await embedder.embed(early), early)
    #expect(base.isAtGate)
    base.open()
    Self.check(try await first.value, many)
    #expect(base.callSizes == [64, 37, 20])
    #expect(base.counts.values.allSatisfy { $0 == 1 })
  }

  @Test func whoNeedsAFlyingTextWaitsForIt() async throws {
    let base = RememberingEmbedder()
    let embedder = CoalescingEmbedder(base)
    let texts = [RememberingEmbedder.gate] + Self.texts(0..<5)
    let first = Task { try await embedder.embed(texts) }
    try await Waiting.until { base.isAtGate }
    let others = ["a text of its own"] + Self.texts(2..<4)
    let second = Task { try await embedder.embed(others) }
    // Its own text is encoded while it waits for the others.
    try await Waiting.until { base.counts["a text of its own"] == 1 }
    #expect(base.isAtGate && base.counts.count == 1)
    base.open()
    Self.check(try await first.value, texts)
    Self.check(try await second.value, others)
    #expect(base.counts.values.allSatisfy { $0 == 1 })
  }

  /// A text whose vector is at hand is no part of a flight, whoever asks for it.
  @Test func whatIsKnownIsNotWaitedFor() async throws {
    let base = RememberingEmbedder()
    let embedder = CoalescingEmbedder(base, isKnown: { $0.map { $0.hasPrefix("text ") } })
    let known = Self.texts(0..<3)
    let first = Task { try await embedder.embed(known + [RememberingEmbedder.gate]) }
    try await Waiting.until { base.isAtGate }
    Self.check(try await embedder.embed(known), known)
    #expect(base.isAtGate)
    base.open()
    Self.check(try await first.value, known + [RememberingEmbedder.gate])
  }

  /// Who waited for a text whose encoding failed encodes it: a fault is its caller's alone.
  @Test func whoWaitedForAFailureEncodesItself() async throws {
    let base = RememberingEmbedder()
    let embedder = CoalescingEmbedder(base)
    let texts = [RememberingEmbedder.gate] + Self.texts(0..<90)
    let first = Task { try await embedder.embed(texts) }
    try await Waiting.until { base.isAtGate }
    let others = ["a text of its own"] + Self.texts(80..<90)
    let second = Task { try await embedder.embed(others) }
    try await Waiting.until { base.counts["a text of its own"] == 1 }
    base.fail()
    await #expect(throws: Fault.self) { try await first.value }
    Self.check(try await second.value, others)
    #expect(base.counts.count == 11)
    Self.check(try await embedder.embed(texts), texts)
  }
}
