import Pipeline
import SimCore
import Synchronization

/// An embedder for callers that work at the same time: a text that one of them has begun to encode
/// is waited for by the others, and encoded once.
///
/// What was encoded is found again in the wrapped embedder's cache, where it has one; what lies
/// there already is not waited for. A waiting caller holds no thread.
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
    // What nobody has, what somebody encodes now, and what is there.
    var own: [String] = []
    var foreign: [String] = []
    var present: [String] = []
    var seen: Set<ExactText> = []
    let known = isKnown(texts)
    flights.withLock { flights in
      for (text, isKnown) in zip(texts, known) where seen.insert(ExactText(text)).inserted {
        if isKnown {
          present.append(text)
        } else if flights[ExactText(text)] != nil {
          foreign.append(text)
        } else {
          flights[ExactText(text)] = []
          own.append(text)
        }
      }
    }
    // Own texts first: nobody who waits here is waited for. Apart from those that are there, so
    // that a flight fills the encoder.
    var matrix = EmbeddingMatrix(dimension: dimension)
    for first in stride(from: 0, to: own.count, by: Self.flightSize) {
      let flight = own[first..<min(first + Self.flightSize, own.count)]
      do {
        matrix.append(rowsOf: try await base.embed(Array(flight)))
        land(flight)
      } catch {
        land(own[first...])
        throw error
      }
    }
    if !present.isEmpty { matrix.append(rowsOf: try await base.embed(present)) }
    if !foreign.isEmpty {
      for text in foreign { await end(of: ExactText(text)) }
      matrix.append(rowsOf: try await embed(foreign))
    }
    let rows = Dictionary(
      uniqueKeysWithValues: (own + present + foreign).enumerated().map { (ExactText($1), $0) })
    return matrix.rows(texts.compactMap { rows[ExactText($0)] })
  }

  /// Ends the flights of `texts`.
  private func land(_ texts: ArraySlice<String>) {
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
