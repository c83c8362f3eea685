public import Pipeline

/// Moves what a store has learned from one embedding model to another.
public struct ModelMigration: Sendable {
  /// What a migration does to the store's own runs.
  public struct Report: Encodable, Sendable {
    let fit: EmbeddingMigration.Fit
    /// The decisions of the stored texts under both models.
    public let flips: RescoreDiff

    /// The report for people.
    public var text: String {
      func percent(_ cosine: Double?) -> String { cosine?.decimals(4) ?? "unknown" }
      return """
        \(fit.oldModel) → \(fit.newModel)
        rotation fitted on \(fit.fittedKRAs) KRAs: mean cosine \(percent(fit.fittedCosine)); on \
        \(fit.heldOutKRAs) held-out KRAs: \(percent(fit.heldOutCosine))
        runs encoded again: \(fit.encodedRuns); carried: \(fit.carriedRuns); JDs of centroids \
        carried together: \(fit.carriedCentroidJDs)
        \(flips.text)
        """
    }
  }

  private let migration: EmbeddingMigration
  private let store: Store
  /// What the migration does.
  public let report: Report

  /// Works the migration out, tries it on a copy of the store, and decides the copy's texts before
  /// and after. The store itself learns nothing and keeps its decisions; others may write it
  /// meanwhile. The copy lies in a folder beside the store until then, for this user alone to read.
  /// A store that is only looked at keeps no vectors: all of it is worked out on the copy.
  ///
  /// - Throws: what `EmbeddingMigration` and `Rescorer` throw; `StoreError.busy` where the store
  ///   has learned while the migration was worked out.
  public init(
    of store: Store, from old: any Embedder, to new: any Embedder, policy: Policy = Policy(),
    threadCount: Int, report progress: @escaping @Sendable (BuildProgress) -> Void = { _ in }
  ) async throws {
    self.store = store
    let folder = try AsideFolder(of: store)
    defer { folder.remove() }
    let earlyCopy = store.isReadOnly ? try folder.copy(of: store) : nil
    let source = earlyCopy ?? store
    migration = try await EmbeddingMigration(
      of: source,
      from: JDPipeline(store: source, embedder: old, policy: policy, report: progress),
      to: JDPipeline(store: source, embedder: new, policy: policy, report: progress))
    let copy = try earlyCopy ?? folder.copy(of: store)
    let outputs = (folder.path + "/old", folder.path + "/new")
    func rescore(_ embedder: any Embedder, to output: String) async throws {
      let rescorer = try await Rescorer(
        store: copy, embedder: embedder, policy: policy, threadCount: threadCount)
      _ = try await rescorer.rescore(.runs(of: copy), to: output)
    }
    try await rescore(old, to: outputs.0)
    do {
      try migration.apply(to: copy)
    } catch StoreError.busy(_, _) {
      throw StoreError.busy(path: store.path)
    }
    try await rescore(new, to: outputs.1)
    report = Report(fit: migration.fit, flips: try RescoreDiff(old: outputs.0, new: outputs.1))
  }

  /// Switches the store to the new model, in one transaction.
  ///
  /// - Throws: `StoreError.busy` where the store has learned since; then it is as it was.
  public func apply() throws { try migration.apply(to: store) }
}
