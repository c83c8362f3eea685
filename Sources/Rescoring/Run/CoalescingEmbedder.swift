import Pipeline
import SimCore
import Synchronization

/// An embedder for callers that work at the same time: a text that one of them has begun to encode
/// is waited for by the others, and encoded once.
///
/// What was encoded is found again in the wrapped embedder's cache, where it has one. A waiting caller
/// holds no thread.
final class CoalescingEmbedder: Embedder {
  private let base: any Embedder
  /// The texts being encoded, with those who wait for them.
  private let flights = Mutex<[ExactText: [CheckedContinuation<Void, Never>]]>([:])

  init(_ base: any Embedder) { self.base = base }

  var identifier: String { base.identifier }
  var dimension: Int { base.dimension }

  func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
    guard !texts.isEmpty else { return EmbeddingMatrix(dimension: dimension) }
    var own: [String] = []
    var foreign: [String] = []
    var rows: [ExactText: Int] = [:]
    flights.withLock { flights in
      for text in texts where rows[ExactText(text)] == nil {
        let key = ExactText(text)
        if flights[key] != nil {
          rows[key] = -1
          foreign.append(text)
        } else {
          flights[key] = []
          rows[key] = own.count
          own.append(text)
        }
      }
    }
    var matrix: EmbeddingMatrix
    do {
      // Own texts first: nobody who waits here is waited for.
      matrix = own.isEmpty ? EmbeddingMatrix(dimension: dimension) : try await base.embed(own)
      land(own)
    } catch {
      land(own)
      throw error
    }
    if !foreign.isEmpty {
      for text in foreign { await end(of: ExactText(text)) }
      let others = try await embed(foreign)
      for (index, text) in foreign.enumerated() {
        rows[ExactText(text)] = matrix.count
        others.withRow(index) { row in matrix.append((0..<row.count).map { row[$0] }) }
      }
    }
    return matrix.rows(texts.compactMap { rows[ExactText($0)] })
  }

  /// Ends the flights of `texts`.
  private func land(_ texts: [String]) {
    let waiting = flights.withLock { flights in
      texts.flatMap { flights.removeValue(forKey: ExactText($0)) ?? [] }
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
