import Crypto
import Foundation
import SimCore

/// A pipeline over a library and a learned state as they were when it was made: it decides any
/// number of JDs, and learns and stores nothing of them.
///
/// What it decides of a JD is what `JDPipeline.classify` would decide on the store as it was then.
package struct FrozenPipeline: Sendable {
  private let pipeline: JDPipeline
  private let basis: DecisionBasis
  /// What the decisions depend on beside the texts.
  package let versions: FrozenVersions

  /// Reads a store's library and learned state once.
  ///
  /// - Throws: `StoreError.busy` where other processes change the store faster than it can be read.
  package init(_ pipeline: JDPipeline) async throws {
    try await pipeline.prepare()
    let store = pipeline.store
    let model = pipeline.embedder.identifier
    // The parts are read one after the other: equal counters on both sides say that they belong
    // together.
    for _ in 0..<Self.readAttempts {
      let state = try store.learningState()
      let (basis, newRoleCount) = try await pipeline.executor.run {
        try await pipeline.within(.preparation, of: nil) {
          let library = try await pipeline.cache.library(pipeline.report)
          return (try await pipeline.basis(library), try store.newRoleCount(model: model))
        }
      }
      guard try store.learningState() == state,
        try store.catalogVersion() == basis.library.version
      else { continue }
      self.pipeline = pipeline
      self.basis = basis
      versions = FrozenVersions(
        engine: Engine.version, model: model,
        catalog: basis.library.lookup.catalog.decidingFingerprint,
        learned: Self.fingerprint(of: basis, state, newRoleCount), policy: pipeline.policy.hash,
        reader: pipeline.reader.name, arbiter: pipeline.arbiter.name)
      return
    }
    throw StoreError.busy(path: store.path)
  }

  private static let readAttempts = 5

  /// SHA-256 over the centroids and the counters of decided runs, in hexadecimal.
  private static func fingerprint(
    of basis: DecisionBasis, _ state: Store.LearningState, _ newRoleCount: Int
  ) -> String {
    var digest = SHA256()
    func add(_ numbers: [Int]) {
      digest.update(data: Data(numbers.map { "\($0) " }.joined().utf8))
    }
    add([state.changes, state.additions, newRoleCount])
    for (role, centroid) in basis.centroids.sorted(by: { $0.key < $1.key }) {
      add([role, centroid.count])
      digest.update(data: VectorBlob.data(centroid.sum))
    }
    return digest.finalize().map { String(format: "%02x", $0) }.joined()
  }

  /// Components of a vector.
  package var dimension: Int { pipeline.embedder.dimension }

  /// Decides JDs, in their order. The sentences of all are encoded in one go.
  ///
  /// - Parameter texts: what passed the checks of `JDInput`.
  /// - Throws: what a provider throws: no fault of a text.
  package func decide(_ texts: [String]) async throws -> [FrozenDecision] {
    try await pipeline.within(.extractFromJD, of: nil) {
      var jds: [UnencodedJD] = []
      for text in texts {
        jds.append(try await pipeline.read(text, basis.library.lookup))
      }
      let vectors = try await pipeline.vectors(for: jds)
      var decisions: [FrozenDecision] = []
      for (jd, vectors) in zip(jds, vectors) {
        decisions.append(try await decide(jd, vectors))
      }
      return decisions
    }
  }

  private func decide(
    _ jd: UnencodedJD, _ vectors: EmbeddingMatrix
  ) async throws -> FrozenDecision {
    guard jd.reading.parsed.isAccepted else {
      return FrozenDecision(
        rejection: jd.reading.rejectionReason ?? jd.reading.parsed.jdType)
    }
    let facts = try await pipeline.facts(jd, vectors, basis, isRecorded: false)
    let (outcome, _) = try await pipeline.decide(facts, basis.library)
    return FrozenDecision(
      facts, Decision(outcome, title: facts.title, library: basis.library.lookup),
      shortlistSize: pipeline.policy.shortlistSize, library: basis.library.lookup)
  }

  /// What the learner sees of JDs; nil of a text that is no JD.
  ///
  /// - Parameter texts: what passed the checks of `JDInput`.
  func features(of texts: [String]) async throws -> [JDFeatures?] {
    try await pipeline.within(.preparation, of: nil) {
      var jds: [UnencodedJD] = []
      for text in texts {
        jds.append(try await pipeline.read(text, basis.library.lookup))
      }
      let vectors = try await pipeline.vectors(for: jds)
      var features: [JDFeatures?] = []
      for (jd, vectors) in zip(jds, vectors) {
        features.append(
          jd.reading.parsed.isAccepted
            ? try await pipeline.facts(jd, vectors, basis).features : nil)
      }
      return features
    }
  }

  /// The vectors of the KRAs of the roles that can be chosen, each text once.
  func kraVectors() async throws -> (texts: [String], vectors: EmbeddingMatrix) {
    var seen: Set<ExactText> = []
    let texts = basis.library.lookup.catalog.roles.flatMap(\.kras).filter {
      seen.insert(ExactText($0)).inserted
    }
    return (texts, try await pipeline.cache.vectors(of: texts, "KRAs", pipeline.report))
  }

  /// The centroids by role id.
  var centroids: [Int: Centroid] { basis.centroids }

  /// The version of the library.
  var catalogVersion: Int { basis.library.version }

  /// Runs work on the pipeline's threads.
  package func run<Result: Sendable>(
    _ body: @Sendable () async throws -> Result
  ) async throws -> Result {
    try await pipeline.executor.run(body)
  }
}

/// What decisions depend on beside the texts: equal versions decide equally.
package struct FrozenVersions: Codable, Hashable, Sendable {
  package var engine: String
  package var model: String
  /// Fingerprints of the catalog's contents, of what was learned, and of the policy.
  package var catalog: String
  package var learned: String
  package var policy: String
  package var reader: String
  package var arbiter: String

  /// SHA-256 of all of them, in hexadecimal.
  package var fingerprint: String {
    let parts = [engine, model, catalog, learned, policy, reader, arbiter].joined(separator: "\n")
    return SHA256.hash(data: Data(parts.utf8)).map { String(format: "%02x", $0) }.joined()
  }
}

/// What a frozen pipeline says of a JD.
package struct FrozenDecision: Sendable {
  /// A role with its calibrated probability, and what speaks for it.
  package struct Candidate: Sendable {
    package var probability: Double
    package var evidence: CandidateEvidence
  }

  /// Why the text is no JD; the rest is then empty.
  package var rejection: String?
  package var decision: Decision?
  /// The probability that the chosen role is right; nil without one.
  package var calibratedConfidence: Double?
  /// The roles nearest by KRAs, best first.
  package var shortlist: [RoleSignal] = []
  /// The most probable roles, best first, and the chosen one where it is not among them.
  package var candidates: [Candidate] = []
  /// The vector of the R&R; nil where it has no sentence.
  package var vector: [Double]?

  /// Candidates that are kept.
  package static let candidateLimit = 3

  init(rejection: String) { self.rejection = rejection }

  init(_ facts: Facts, _ decision: Decision, shortlistSize: Int, library: CatalogLookup) {
    self.decision = decision
    let chosen = decision.chosenRole?.roleID
    let probabilities = facts.confidences
    calibratedConfidence = chosen.flatMap { probabilities[$0] }
    shortlist = facts.signals.kraScores.prefix(shortlistSize).compactMap { score in
      library.role(score.roleID).map { RoleSignal(role: $0, score: score.score.fourDecimals) }
    }
    let ranked = facts.rankedEvidence
    candidates = ranked.enumerated().filter {
      $0 < Self.candidateLimit || $1.roleID == chosen
    }.map { Candidate(probability: probabilities[$1.roleID] ?? 0, evidence: $1) }
    vector = facts.features.vector
  }
}
