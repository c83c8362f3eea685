/// The name under which a role that the library lacks is proposed: the JD's title as it stands.
struct NewRoleName: Equatable {
  let displayName: String
  let slug: String

  /// A JD without a title proposes "Untitled role", so that a reviewer sees it for what it is.
  init(title: String?) {
    let given = title ?? ""
    let slug = Slug.make(from: given)
    displayName = slug.isEmpty ? "Untitled role" : given
    self.slug = slug.isEmpty ? "untitled-role" : slug
  }
}
