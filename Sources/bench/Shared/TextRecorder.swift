import Pipeline
import SimCore
import Synchronization

/// Remembers each text that it is asked for, in order and once.
final class TextRecorder: Embedder {
  private let base: any Embedder
  private let state = Mutex<(seen: Set<ExactText>, texts: [String])>(([], []))

  /// - Parameter base: what makes the vectors; ones that see words alone where none is given.
  init(_ base: any Embedder = HashingEmbedder()) { self.base = base }

  var identifier: String { base.identifier }
  var dimension: Int { base.dimension }

  /// The texts since this was called last; they stay known, as to an encoder's cache.
  @discardableResult
  func takeTexts() -> [String] {
    state.withLock { state in
      defer { state.texts = [] }
      return state.texts
    }
  }

  /// Forgets all texts.
  func clear() { state.withLock { $0 = ([], []) } }

  func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
    state.withLock { state in
      for text in texts where state.seen.insert(ExactText(text)).inserted {
        state.texts.append(text)
      }
    }
    return try await base.embed(texts)
  }
}
