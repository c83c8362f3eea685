/// Reads the client outputs of stored runs, and builds them on the first reading.
public struct RunEnrichment: Sendable {
  private let store: Store
  private let enricher: any Enricher

  /// Reads the outputs of a store's runs.
  ///
  /// - Parameter enricher: makes those that are not stored yet.
  public init(store: Store, enricher: any Enricher = RuleEnricher()) {
    self.store = store
    self.enricher = enricher
  }

  /// The client output of a run.
  ///
  /// It is built of the run, the policy it was decided under, and the library as it is on the first
  /// reading; later readings return the stored one, whatever has changed since. Where two processes
  /// read first, both return the one that was stored first. The payloads stay as they are. Of a
  /// store that is only looked at, or has no room left, no reading is the first: each builds what
  /// is not stored. Blocks: to be called on an executor for such work.
  ///
  /// - Returns: nil for a rejected run and for one whose step 3 has not been called.
  /// - Throws: `StoreError.unknownRun`, `.forgottenRun`.
  public func clientOutput(ofRun id: String) async throws -> ClientOutput? {
    guard let run = try store.run(id) else { throw StoreError.unknownRun(id) }
    if let stored = run.clientOutput { return stored }
    guard let question = try store.enrichmentQuestion(of: run) else { return nil }
    let context = RunContext(runID: id, step: .clientOutput, ledger: store)
    let output = try await RunContext.$current.withValue(context) {
      try await enricher.enrich(question)
    }
    do {
      return try store.keep(output, ofRun: id, flags: context.flags)
    } catch StoreError.diskFull, StoreError.readOnly {
      return output
    }
  }
}

extension JDPipeline {
  /// The client output of a run, as `RunEnrichment` reads it, on the pipeline's own threads.
  ///
  /// - Returns: nil for a rejected run and for one whose step 3 has not been called.
  /// - Throws: `StoreError.unknownRun`, `.forgottenRun`.
  public func clientOutput(ofRun id: String) async throws -> ClientOutput? {
    try await executor.run { [store, enricher] in
      try await RunEnrichment(store: store, enricher: enricher).clientOutput(ofRun: id)
    }
  }
}
