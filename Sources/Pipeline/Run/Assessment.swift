/// What the library says of a JD, without a store being changed: the decision, and how probable
/// each role is.
public struct Assessment: Sendable {
  /// A role and its calibrated probability.
  public struct Candidate: Hashable, Sendable {
    /// The role's slug.
    public var slug: String
    /// The calibrated probability that the JD is for the role, 0 to 1.
    public var probability: Double
  }

  /// Nil of a text that is no JD.
  public var decision: Decision?
  /// The probability that the chosen role is right; nil without one.
  public var calibratedConfidence: Double?
  /// All roles, most probable first; empty of a text that is no JD.
  public var candidates: [Candidate]
}

extension JDPipeline {
  /// Decides a JD and stores nothing.
  ///
  /// - Throws: `InputError` where the text fails the checks of `JDInput`, `StoreError`, and what
  ///   the providers throw.
  public func assess(_ text: String) async throws -> Assessment {
    try await working { library in
      let examination = try await examine(text, library)
      guard let facts = examination.facts else {
        return Assessment(decision: nil, calibratedConfidence: nil, candidates: [])
      }
      return try await assess(facts, library)
    }
  }

  /// Reads a JD up to the decision, for callers that decide it under several conditions.
  package func examine(_ text: String) async throws -> Examination {
    try await working { try await examine(text, $0) }
  }

  /// Decides on facts that `examine` gave.
  package func assess(_ facts: Facts) async throws -> Assessment {
    try await working { try await assess(facts, $0) }
  }

  /// The ids of the library's roles by slug.
  package func roleIDs() async throws -> [String: Int] {
    try await working { library in
      Dictionary(uniqueKeysWithValues: library.lookup.catalog.roles.map { ($0.slug, $0.id) })
    }
  }

  private func assess(_ facts: Facts, _ library: RoleLibrary) async throws -> Assessment {
    let (outcome, _) = try await decide(facts, library)
    let confidences = facts.confidences
    return Assessment(
      decision: Decision(outcome, title: facts.reading.parsed.role, library: library.lookup),
      calibratedConfidence: outcome.roleID.flatMap { confidences[$0] },
      candidates: facts.rankedEvidence.map {
        Assessment.Candidate(slug: $0.slug, probability: confidences[$0.roleID] ?? 0)
      })
  }

  private func working<Result: Sendable>(
    _ body: @Sendable (RoleLibrary) async throws -> Result
  ) async throws -> Result {
    try await executor.run { [self] in
      try await within(.extractFromJD, of: nil) { try await body(cache.library(report)) }
    }
  }
}
