import SimCore

/// The step from one embedding model to another, worked out and not yet taken.
///
/// What has its text is encoded again; vectors whose texts are gone, and what a centroid holds
/// beside its runs, are carried by a rotation that the KRAs' vectors fit (`CentroidMigration`).
/// Held in memory: some 5 KiB a run.
package struct EmbeddingMigration: Sendable {
  /// How well the rotation fits, and how much needed it.
  package struct Fit: Codable, Hashable, Sendable {
    package var oldModel: String
    package var newModel: String
    /// KRAs that the rotation was fitted on for the figures, and those held out.
    package var fittedKRAs: Int
    package var heldOutKRAs: Int
    /// Mean cosine of carried and new vectors; nil without such a KRA.
    @Nullable package var fittedCosine: Double?
    @Nullable package var heldOutCosine: Double?
    /// Runs that were encoded again, and runs whose vectors were carried.
    package var encodedRuns: Int
    package var carriedRuns: Int
    /// JDs in centroids that no run stands for; they were carried together.
    package var carriedCentroidJDs: Int

    enum CodingKeys: String, CodingKey {
      case oldModel = "old_model"
      case newModel = "new_model"
      case fittedKRAs = "fitted_kras"
      case heldOutKRAs = "held_out_kras"
      case fittedCosine = "fitted_cosine"
      case heldOutCosine = "held_out_cosine"
      case encodedRuns = "encoded_runs"
      case carriedRuns = "carried_runs"
      case carriedCentroidJDs = "carried_centroid_jds"
    }
  }

  package private(set) var fit: Fit
  private var learned: Store.LearnedMigration

  /// One KRA in this many is held out of the fit that the figures are of.
  private static let heldOutShare = 5
  /// Runs that are encoded in one go.
  private static let batchSize = 64

  /// Works a migration out; the store keeps the new model's vectors of its catalog texts, and
  /// nothing else changes.
  ///
  /// - Parameters:
  ///   - old, new: pipelines over the store with the two models.
  /// - Throws: `MigrationError` where there is nothing to be moved or to fit on.
  package init(
    of store: Store, from old: JDPipeline, to new: JDPipeline
  ) async throws {
    let oldModel = old.embedder.identifier
    let newModel = new.embedder.identifier
    guard oldModel != newModel else { throw MigrationError.sameModel(oldModel) }
    let state = try store.learningState()
    let before = try await FrozenPipeline(old)
    let after = try await FrozenPipeline(new)
    guard try store.learnedModels().contains(oldModel) else {
      throw MigrationError.nothingLearned(model: oldModel)
    }
    let (texts, oldVectors) = try await before.kraVectors()
    let newVectors = try await after.kraVectors().vectors
    guard let rotation = CentroidMigration(old: oldVectors, new: newVectors) else {
      throw MigrationError.noFit
    }
    fit = Self.fit(texts, oldVectors, newVectors)
    fit.oldModel = oldModel
    fit.newModel = newModel
    learned = Store.LearnedMigration(
      oldModel: oldModel, newModel: newModel, centroids: [:], runs: [], state: state,
      catalogVersion: before.catalogVersion)
    learned.centroids = after.centroids
    try await moveRuns(of: store, after, rotation, before.centroids)
  }

  /// Encodes or carries the runs, and adds them and what is left to the new model's centroids.
  private mutating func moveRuns(
    of store: Store, _ after: FrozenPipeline, _ rotation: CentroidMigration,
    _ oldCentroids: [Int: Centroid]
  ) async throws {
    var rest = oldCentroids
    var moved = learned.centroids
    var last = ""
    while true {
      let runs = try store.learnedRuns(
        model: learned.oldModel, after: last, limit: Self.batchSize)
      guard let end = runs.last else { break }
      last = end.runID
      let readable = runs.indices.filter { (try? JDInput.check(runs[$0].text)) != nil }
      let features = try await after.features(of: readable.map { runs[$0].text })
      let encoded = Dictionary(uniqueKeysWithValues: zip(readable, features))
      for (index, run) in runs.enumerated() {
        var result = Store.LearnedMigration.Run(
          runID: run.runID, vector: nil, weights: run.features.weights)
        if let features = encoded[index] ?? nil {
          fit.encodedRuns += 1
          result.vector = features.vector
          result.weights = features.weights
        } else {
          fit.carriedRuns += 1
          result.vector = run.features.vector.flatMap { rotation.carryDirection($0) }
        }
        learned.runs.append(result)
        guard let role = run.centroidRoleID else { continue }
        rest[role]?.remove(run.contribution)
        moved[role, default: Centroid(dimension: rotation.newDimension)].add(result.vector)
      }
    }
    for (role, centroid) in rest where centroid.count > 0 {
      fit.carriedCentroidJDs += centroid.count
      moved[role, default: Centroid(dimension: rotation.newDimension)]
        .merge(rotation.carry(centroid))
    }
    learned.centroids = moved
  }

  /// The fit on all but one KRA in `heldOutShare`, by the rank of their hashes, and on those.
  private static func fit(
    _ texts: [String], _ old: EmbeddingMatrix, _ new: EmbeddingMatrix
  ) -> Fit {
    let ranks = texts.map { TermIdentifiers.identifier(of: $0) }
    let order = texts.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
    let heldOut = order.prefix(texts.count / heldOutShare).sorted()
    let fitted = order.dropFirst(texts.count / heldOutShare).sorted()
    let rotation = CentroidMigration(old: old.rows(fitted), new: new.rows(fitted))
    func cosine(_ rows: [Int]) -> Double? {
      rotation?.meanCosine(old: old.rows(rows), new: new.rows(rows))?.fourDecimals
    }
    return Fit(
      oldModel: "", newModel: "", fittedKRAs: fitted.count, heldOutKRAs: heldOut.count,
      fittedCosine: cosine(fitted), heldOutCosine: cosine(heldOut), encodedRuns: 0, carriedRuns: 0,
      carriedCentroidJDs: 0)
  }

  /// Takes the step in a store, or in a copy of it, in one transaction.
  ///
  /// - Throws: `StoreError.busy` where the store has learned or changed its catalog since.
  package func apply(to store: Store) throws { try store.apply(learned) }
}

/// Why a store cannot be moved to another model.
package enum MigrationError: FaultError, Equatable {
  case sameModel(String)
  case nothingLearned(model: String)
  case noFit

  package var fault: Fault {
    switch self {
    case .sameModel, .nothingLearned: .usage
    case .noFit: .badData
    }
  }

  package var description: String {
    switch self {
    case .sameModel(let model): "both models are \(model); give another one with --to"
    case .nothingLearned(let model):
      "the store has learned nothing under \(model); name the model it learned under with --model"
    case .noFit: "the catalog has no KRAs to fit the models to each other"
    }
  }
}
