import Pipeline

/// The default provider instead of a model that gave no usable answer.
enum Fallback {
  /// The model's answer; where it fails, that of `fallback`, and a flag in the run record.
  ///
  /// Wrong settings, a failing ledger and a cancelled task are errors and no reason to fall back.
  static func answer<Answer>(
    _ purpose: CallPurpose, by name: String, _ body: () async throws -> Answer,
    fallback: () async throws -> Answer
  ) async throws -> Answer {
    do {
      return try await body()
    } catch let error as ProviderError where error.allowsFallback {
      RunContext.current?.flag("\(purpose.rawValue) was answered by \(name): \(error)")
      return try await fallback()
    }
  }
}
