import Pipeline
import SimCore
import Synchronization

/// An embedder for callers that work at the same time: a text that one of them has begun to encode
/// is waited for by the others, and encoded once.
///
/// What was encoded is found again in the wrapped embedder's cache, where it has one; what lies there
/// already is not waited for. A waiting caller holds no thread.
final class CoalescingEmbedder: Embedder {
  private let base: any Embedder
  /// The texts being encoded, with those who wait for them.
  private let flights = Mutex<[ExactText: [CheckedContinuation<Void, Never>]]>([:])

  /// Texts that are encoded in one go: who waits for one of them waits for no more.
  private static let flightSize = 64

  /// Whether the vector of each text is at hand and takes no encoding.
  private let isKnown: @Sendable ([String]) -> [Bool]

  init(
    _ base: any Embedder,
    isKnown: @escaping @Sendable ([String]) -> [Bool] = { $0.map { _ in false } }
  ) {
    self.base = base
    self.isKnown = isKnown
  }

  var identifier: String { base.identifier }
  var dimension: Int { base.dimension }

  func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
    guard !texts.isEmpty else { return EmbeddingMatrix(dimension: dimension) }
    var own: [String] = []
    var foreign: [String] = []
    var claimed: Set<ExactText> = []
    var rows: [ExactText: Int] = [:]
    let known = isKnown(texts)
    flights.withLock { flights in
      for (text, isKnown) in zip(texts, known) where rows[ExactText(text)] == nil {
        let key = ExactText(text)
        if !isKnown, flights[key] != nil {
          rows[key] = -1
          foreign.append(text)
        } else {
          if !isKnown {
            flights[key] = []
            claimed.insert(key)
          }
          rows[key] = own.count
          own.append(text)
        }
      }
    }
    // Own texts first: nobody who waits here is waited for.
    var matrix = EmbeddingMatrix(dimension: dimension)
    for first in stride(from: 0, to: own.count, by: Self.flightSize) {
      let flight = Array(own[first..<min(first + Self.flightSize, own.count)])
      do {
        matrix.append(rowsOf: try await base.embed(flight))
        land(claimed.intersection(flight.map(ExactText.init)))
      } catch {
        land(claimed.intersection(own[first...].map(ExactText.init)))
        throw error
      }
    }
    if !foreign.isEmpty {
      for text in foreign { await end(of: ExactText(text)) }
      let others = try await embed(foreign)
      for (index, text) in foreign.enumerated() { rows[ExactText(text)] = matrix.count + index }
      matrix.append(rowsOf: others)
    }
    return matrix.rows(texts.compactMap { rows[ExactText($0)] })
  }

  /// Ends the flights of `texts`.
  private func land(_ texts: Set<ExactText>) {
    let waiting = flights.withLock { flights in
      texts.flatMap { flights.removeValue(forKey: $0) ?? [] }
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Waits until nobody encodes a text.
  private func end(of text: ExactText) async {
    await withCheckedContinuation { continuation in
      let isFlying = flights.withLock { flights in
        guard flights[text] != nil else { return false }
        flights[text]?.append(continuation)
        return true
      }
      if !isFlying { continuation.resume() }
    }
  }
}
