/// Why a reviewer's call was refused; the store is as it was.
public enum ReviewError: FaultError, Equatable {
  case unknownItem(ReviewQueue, Int64)
  case alreadyDecided(ReviewQueue, Int64, ReviewItem.Status)
  case noneSelected(ReviewQueue)
  case unknownTarget(String, kind: String)
  /// Why an item of a call cannot be decided so; the others of the call that cannot, either.
  indirect case item(ReviewQueue, Int64, ReviewError, others: [Int64])
  case nothingToAdd
  case needsDomain
  case needsName
  case needsKRA
  case needsReason
  case needsActor
  case notPossible(String, ReviewQueue)
  case emptyText(what: String)
  case zeroCharacter(what: String)
  case tooLong(what: String, limit: Int)
  case tooMany(what: String, limit: Int)
  case slugTaken(kind: String, slug: String)
  case idTaken(kind: String, id: Int, slug: String)
  case textTaken(String, slug: String)
  case notSharing(String, title: String)
  case unknownBatch(Int64)
  case alreadyUndone(Int64)
  case decidedSince(ReviewQueue, Int64, batch: Int64)
  case inUse(String, by: String)
  case alreadyExcluded(String, String)
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
