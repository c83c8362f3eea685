/// The name under which a role that the library lacks is proposed: the JD's title as it stands.
struct NewRoleName: Equatable {
  let displayName: String
  let slug: String

  /// The name of every role that a JD without a title proposes, so that a reviewer sees it for what
  /// it is: two such roles need not be one.
  static let untitled = "Untitled role"
  static let untitledSlug = "untitled-role"

  init(title: String?) {
    let given = title ?? ""
    let slug = Slug.make(from: given)
    displayName = slug.isEmpty ? Self.untitled : given
    self.slug = slug.isEmpty ? Self.untitledSlug : slug
  }
}
