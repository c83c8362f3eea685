import SimCore

/// "A is never B": a text that a person said never means a role or a skill, or is no skill at all.
public struct CatalogExclusion: Codable, Hashable, Sendable {
  /// What the text never means.
  public enum Kind: String, Codable, Sendable {
    /// A title, and the role that a JD of this title is never decided for.
    case role
    /// A skill text, and the skill that it never matches, in whatever way.
    case skill
    /// A text that is no skill at all: what readers find of it is left out, and never queued.
    case anySkill = "any_skill"
  }

  /// What the text never means.
  public var kind: Kind
  /// The text as `TextKey` has it.
  public var key: String
  /// The id of the role or skill; 0 where it is about all skills.
  public var targetID: Int

  /// An exclusion of a text, which is kept as its key.
  ///
  /// - Parameter targetID: the id of the role or skill; 0 with `.anySkill`.
  public init(kind: Kind, text: String, targetID: Int) {
    self.kind = kind
    key = TextKey(text).text
    self.targetID = targetID
  }

  /// The text is no skill at all.
  public init(ofAnySkill text: String) {
    self.init(kind: .anySkill, text: text, targetID: 0)
  }

  enum CodingKeys: String, CodingKey {
    case kind, key
    case targetID = "target_id"
  }
}
