package import Pipeline

/// A JD that two outputs decide differently: another role, or none against one.
package struct Flip: Codable, Hashable, Sendable {
  /// One side of a flip.
  package struct Side: Codable, Hashable, Sendable {
    /// Nil where no role fits.
    @Nullable package var slug: String?
    @Nullable package var decisionCase: DecisionCase?
    @Nullable package var confidence: Double?
    @Nullable package var calibratedConfidence: Double?
    /// How far the role chosen here leads the best other one, by probability.
    @Nullable package var margin: Double?

    enum CodingKeys: String, CodingKey {
      case slug
      case decisionCase = "case"
      case confidence
      case calibratedConfidence = "calibrated_confidence"
      case margin
    }
  }

  /// A kind of evidence for one of the two roles that has another value now.
  package struct EvidenceChange: Codable, Hashable, Sendable {
    package var role: String
    package var kind: String
    package var old: Double
    package var new: Double
  }

  @Nullable package var id: String?
  package var old: Side
  package var new: Side
  /// Largest changes first; empty where policy or catalog alone turned the decision.
  package var evidence: [EvidenceChange]

  /// The flip between two rows of one JD; nil where they choose alike.
  init?(_ old: RescoreRow, _ new: RescoreRow) {
    guard old.error == nil, new.error == nil, old.slug != new.slug else { return nil }
    id = new.id
    self.old = Side(old)
    self.new = Side(new)
    evidence = [old.slug, new.slug].compactMap { $0 }.flatMap { slug -> [EvidenceChange] in
      guard let before = old.evidence.first(where: { $0.slug == slug }),
        let after = new.evidence.first(where: { $0.slug == slug })
      else { return [] }
      return zip(before.kinds, after.kinds).compactMap { before, after in
        before.value == after.value
          ? nil
          : EvidenceChange(
            role: slug, kind: before.name, old: before.value, new: after.value)
      }
    }.sorted { abs($0.new - $0.old) > abs($1.new - $1.old) }
  }
}

extension Flip {
  /// What a review queue holds of it.
  var roleFlip: RoleFlip {
    RoleFlip(runID: id ?? "", old: old.slug, new: new.slug, margin: new.margin)
  }
}

extension Flip.Side {
  init(_ row: RescoreRow) {
    slug = row.slug
    decisionCase = row.decisionCase
    confidence = row.confidence
    calibratedConfidence = row.calibratedConfidence
    margin = row.margin
  }
}
