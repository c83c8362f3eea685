/// Which roles a title means: exact look-up by `TextKey`. Immutable.
public struct AliasTable: Sendable {
  /// A key that is an alias of more than one role.
  public struct Collision: Hashable, Sendable {
    /// The key that the roles share.
    public let key: TextKey
    /// Ascending and distinct, two or more.
    public let roleIDs: [Int]
  }

  private let roles: [TextKey: [Int]]

  /// Builds the table from titles and the roles they mean. Pairs may repeat, a text may stand for
  /// several roles; a text with an empty key is left out. O(n log n).
  public init(_ aliases: some Sequence<(text: String, roleID: Int)>) {
    var roles: [TextKey: [Int]] = [:]
    for (text, roleID) in aliases {
      let key = TextKey(text)
      if !key.isEmpty { roles[key, default: []].append(roleID) }
    }
    self.roles = roles.mapValues { Array(Set($0)).sorted() }
  }

  /// The roles that have one of the texts as an alias, ascending and distinct. Empty where none
  /// has; a blank text means no role. O(total length).
  public func roles(for texts: some Sequence<String>) -> [Int] {
    var found: [Int] = []
    for text in texts {
      guard let more = roles[TextKey(text)] else { continue }
      found = found.isEmpty ? more : Set(found + more).sorted()
    }
    return found
  }

  /// Every key that means more than one role, ascending by key. O(n log n).
  public var collisions: [Collision] {
    roles.filter { $0.value.count > 1 }
      .map { Collision(key: $0.key, roleIDs: $0.value) }
      .sorted { $0.key < $1.key }
  }
}
