/// What a text is never, as a reviewer says it.
public enum ReviewExclusion: Sendable, Equatable {
  /// The role of this slug; the text is a title.
  case role(String)
  /// The skill of this slug.
  case skill(String)
  /// Any skill.
  case anySkill

  /// For people.
  var name: String {
    switch self {
    case .role(let slug), .skill(let slug): slug
    case .anySkill: "a skill"
    }
  }
}
