import Foundation
import SimCore
import TestSupport

@testable import Pipeline

/// Vectors that come when the gate is open: tests say when work goes on.
final class GatedEmbedder: Embedder, @unchecked Sendable {
  let identifier = "gated"
  let dimension = 64
  private let base = HashingEmbedder(dimension: 64)
  private let condition = NSCondition()
  private var isOpen = true
  private var callCount = 0

  func close() {
    condition.withLock {
      isOpen = false
      callCount = 0
    }
  }

  func open() {
    condition.withLock {
      isOpen = true
      condition.broadcast()
    }
  }

  /// Returns once a call waits at the closed gate.
  func waitForCall() async throws { try await waitForCalls(1) }

  /// Returns once so many calls wait at the closed gate.
  func waitForCalls(_ count: Int) async throws {
    try await Waiting.until { condition.withLock { callCount } >= count }
  }

  func embed(_ texts: [String]) async throws -> EmbeddingMatrix {
    pass()
    return try await base.embed(texts)
  }

  /// Blocks a thread of the pipeline's executor, as an encoder would.
  private func pass() {
    condition.withLock {
      if !isOpen { callCount += 1 }
      // A test that failed opens no gate.
      let end = Date(timeIntervalSinceNow: 300)
      while !isOpen, condition.wait(until: end) {}
    }
  }
}
