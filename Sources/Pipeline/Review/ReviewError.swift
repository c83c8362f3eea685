/// Why a reviewer's call was refused; the store is as it was.
public enum ReviewError: FaultError, Equatable {
  /// The queue has no item of this id.
  case unknownItem(ReviewQueue, Int64)
  /// The item is decided.
  case alreadyDecided(ReviewQueue, Int64, ReviewItem.Status)
  /// The selection has no open item.
  case noneSelected(ReviewQueue)
  /// The library has no role or skill of this slug.
  case unknownTarget(String, kind: String)
  /// Why an item of a call cannot be decided so; the others of the call that cannot, either.
  indirect case item(ReviewQueue, Int64, ReviewError, others: [Int64])
  /// The library has everything that would be added.
  case nothingToAdd
  /// A new role without a domain.
  case needsDomain
  /// A new role of a JD without a title, without a name.
  case needsName
  /// A new role without a KRA.
  case needsKRA
  /// An item is sent back without a reason.
  case needsReason
  /// The name of who decides is empty.
  case needsActor
  /// The queue does not take this action or change.
  case notPossible(String, ReviewQueue)
  /// A text that was given has no content.
  case emptyText(what: String)
  /// A text that was given holds U+0000, which a store cannot keep.
  case zeroCharacter(what: String)
  /// A text that was given has more bytes than `limit`.
  case tooLong(what: String, limit: Int)
  /// More than `limit` of these were given.
  case tooMany(what: String, limit: Int)
  /// The library has an entry of this slug.
  case slugTaken(kind: String, slug: String)
  /// An import gives the id of an approved entry to something else.
  case idTaken(kind: String, id: Int, slug: String)
  /// The text means another skill.
  case textTaken(String, slug: String)
  /// The role named does not have the title of the collision.
  case notSharing(String, title: String)
  /// The audit log has no such batch.
  case unknownBatch(Int64)
  /// The batch was undone.
  case alreadyUndone(Int64)
  /// An item of the batch was decided anew after it, in the batch named.
  case decidedSince(ReviewQueue, Int64, batch: Int64)
  /// A role or skill that the batch added is used: by a run decided for it, or by another edit.
  case inUse(String, by: String)
  /// The text is excluded so already.
  case alreadyExcluded(String, String)
  /// A reviewer said that the text is no skill.
  case excludedSkill(String)

  /// The error without the item that it is about.
  public var reason: ReviewError {
    if case .item(_, _, let reason, _) = self { reason } else { self }
  }

  public var fault: Fault {
    switch reason {
    case .unknownItem, .unknownTarget, .unknownBatch, .noneSelected: .missingInput
    case .needsDomain, .needsName, .needsKRA, .needsReason, .needsActor, .notPossible, .emptyText,
      .zeroCharacter, .tooLong, .tooMany:
      .usage
    default: .badData
    }
  }

  public var description: String {
    switch self {
    case .unknownItem(let queue, let id): "there is no item \(id) in the queue \(queue.rawValue)"
    case .alreadyDecided(let queue, let id, let status):
      "item \(id) of \(queue.rawValue) is \(status.rawValue) already; undo that first"
    case .noneSelected(let queue): "no open item of \(queue.rawValue) fits"
    case .unknownTarget(let slug, let kind): "the library has no \(kind) \(slug)"
    case .item(let queue, let id, let reason, let others):
      "item \(id) of \(queue.rawValue): \(reason)" + Self.text(of: others)
    case .nothingToAdd:
      "it adds nothing that the library does not have; reject it, or say what to add"
    case .needsDomain: "the new role has no domain; say which"
    case .needsName: "its job description has no title; say the new role's name"
    case .needsKRA: "the new role has no KRA; give at least one"
    case .needsReason: "sending an item back needs a reason"
    case .needsActor: "it is not said who decides"
    case .notPossible(let action, let queue):
      "\(action) is not possible in the queue \(queue.rawValue)"
    case .emptyText(let what): "\(what) is empty"
    case .zeroCharacter(let what): "\(what) holds a zero character; leave it out"
    case .tooLong(let what, let limit): "\(what) is longer than \(limit) bytes; shorten it"
    case .tooMany(let what, let limit): "there are more than \(limit) \(what); give fewer"
    case .slugTaken(let kind, let slug):
      "the library has a \(kind) \(slug) already; merge into it, or give another name"
    case .idTaken(let kind, let id, let slug):
      "\(kind) id \(id) belongs to \(slug), which was approved in this store; give another id"
    case .textTaken(let text, let slug): "\"\(text)\" means the skill \(slug) already"
    case .notSharing(let slug, let title): "\(slug) does not have the title \"\(title)\""
    case .unknownBatch(let id): "there is no batch \(id) to undo"
    case .alreadyUndone(let id): "batch \(id) was undone already"
    case .decidedSince(let queue, let id, let batch):
      "item \(id) of \(queue.rawValue) was decided again in batch \(batch); undo that first"
    case .inUse(let what, let user): "\(what) is used by \(user); undo or change that first"
    case .alreadyExcluded(let text, let slug): "\"\(text)\" is never \(slug) already"
    case .excludedSkill(let text):
      "a reviewer said that \"\(text)\" is no skill; undo that first"
    }
  }

  private static let listedItems = 10

  private static func text(of others: [Int64]) -> String {
    guard !others.isEmpty else { return "" }
    let listed = others.prefix(listedItems).map { "\($0)" }.joined(separator: ", ")
    let more = others.count > listedItems ? " …" : ""
    return " (nor can \(others.count) of the others be decided so: \(listed)\(more))"
  }
}
