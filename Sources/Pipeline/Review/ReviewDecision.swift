/// What a person decides about items of a queue.
public struct ReviewDecision: Sendable {
  /// What becomes of the items.
  public enum Kind: Sendable {
    /// The library takes it in.
    case approve(ReviewApproval)
    /// The library does not. `never` keeps later runs from matching it again: of a skill alias, the
    /// text is never that skill; of a new skill, the text is no skill at all; of a collision, the
    /// title is never the chosen role.
    case reject(never: Bool)
    /// It is something that the library has, by slug: a skill or role gets the text as an alias, a
    /// KRA goes to that role, the title of a collision means that role alone.
    case merge(into: String)
    /// It needs another look; the reason says what for.
    case sendBack

    var name: String {
      switch self {
      case .approve: "approve"
      case .reject: "reject"
      case .merge: "merge"
      case .sendBack: "send-back"
      }
    }

    /// The status of an item afterwards.
    var status: ReviewItem.Status {
      switch self {
      case .approve: .approved
      case .reject: .rejected
      case .merge: .merged
      case .sendBack: .sentBack
      }
    }
  }

  /// The items that are decided.
  public enum Selection: Sendable {
    /// Items by their ids.
    case items([Int64])
    /// Every open item that the filter shows.
    case all(ReviewFilter)
  }

  /// What becomes of them.
  public var kind: Kind
  /// The queue they are in.
  public var queue: ReviewQueue
  /// Which.
  public var selection: Selection
  /// Why, in the reviewer's words.
  public var reason: String?

  /// A decision as given; `Store.review` checks it.
  public init(
    _ kind: Kind, queue: ReviewQueue, selection: Selection, reason: String? = nil
  ) {
    self.kind = kind
    self.queue = queue
    self.selection = selection
    self.reason = reason
  }
}

/// What a reviewer changes of an item while approving it; what is not given stays as it was found.
public struct ReviewApproval: Sendable {
  /// The KRAs to add, in place of drafts made of the item's duties: of a KRA item or a role.
  public var kras: [String]
  /// The name of the new role or skill.
  public var name: String?
  /// The domain of a new role.
  public var domain: String?
  /// What a person in a new role does, in a sentence or two.
  public var archetype: String?
  /// Slugs of the dimensions of a new role or skill.
  public var dimensions: [String]

  /// Bytes of a text, at most.
  static let longestText = 10_000
  /// KRAs or dimensions, at most.
  static let largestCount = 500

  /// Changes as given; without arguments the item is taken as it was found.
  public init(
    kras: [String] = [], name: String? = nil, domain: String? = nil, archetype: String? = nil,
    dimensions: [String] = []
  ) {
    self.kras = kras
    self.name = name
    self.domain = domain
    self.archetype = archetype
    self.dimensions = dimensions
  }

  /// The changes that the items of a queue do not take, in words.
  func changes(impossibleIn queue: ReviewQueue) -> [String] {
    [
      (!kras.isEmpty, "KRAs", [.kras, .roles]), (name != nil, "a name", [.skills, .roles]),
      (domain != nil, "a domain", [.roles]), (archetype != nil, "an archetype", [.roles]),
      (!dimensions.isEmpty, "dimensions", [.skills, .roles]),
    ].compactMap { (isGiven: Bool, change: String, queues: [ReviewQueue]) in
      isGiven && !queues.contains(queue) ? change : nil
    }
  }
}
