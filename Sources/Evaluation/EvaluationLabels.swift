import Foundation
public import Pipeline

/// What the labels of evaluation rows mean: a role's slug a label.
public struct EvaluationLabels: Sendable {
  /// By label.
  public let slugs: [String: String]

  /// All labels, in byte order.
  public var labels: [String] { slugs.keys.sorted() }

  /// Labels as given; the slugs are not checked.
  public init(slugs: [String: String]) { self.slugs = slugs }

  /// Reads `{"roles": {label: slug}}`.
  ///
  /// - Throws: `InputError.missing`, `EvaluationError.badLabels`.
  public init(file path: String) throws {
    struct Document: Decodable { var roles: [String: String] }
    guard FileManager.default.fileExists(atPath: path) else {
      throw InputError.missing(path: path)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError.unreadable(path: path, reason: "it is no file that may be read")
    }
    do {
      slugs = try JSONDecoder().decode(Document.self, from: data).roles
    } catch {
      throw EvaluationError.badLabels(path: path, reason: JSONFault.line(for: error))
    }
    guard !slugs.isEmpty else {
      throw EvaluationError.badLabels(path: path, reason: "$.roles is empty")
    }
  }

  /// A catalog in which the roles of the labels alone can be chosen; the others stay as context.
  ///
  /// - Throws: `EvaluationError.unknownRole` where the catalog lacks one.
  public func restrict(_ catalog: Catalog) throws -> Catalog {
    try check(Set(catalog.roles.map(\.slug)))
    let wanted = Set(slugs.values)
    return Catalog(
      information: catalog.information,
      roles: catalog.allRoles.map { role in
        var role = role
        role.isCandidate = role.isCandidate && wanted.contains(role.slug)
        return role
      }, skills: catalog.skills, dimensions: catalog.dimensions, categories: catalog.categories)
  }

  /// The catalog itself, once it was seen to have the roles of all labels.
  ///
  /// - Throws: `EvaluationError.unknownRole` where it lacks one.
  public func checked(_ catalog: Catalog) throws -> Catalog {
    try check(Set(catalog.roles.map(\.slug)))
    return catalog
  }

  /// Throws where a label means a role that is not among `known`.
  private func check(_ known: Set<String>) throws {
    for label in labels {
      if let slug = slugs[label], !known.contains(slug) {
        throw EvaluationError.unknownRole(slug: slug, label: label)
      }
    }
  }
}

/// Why an evaluation cannot be run.
public enum EvaluationError: FaultError, Equatable {
  /// The file is no JSON object of labels.
  case badLabels(path: String, reason: String)
  /// The library lacks a label's role.
  case unknownRole(slug: String, label: String)
  /// A line is no row, or its text is refused.
  case badRow(path: String, line: Int, reason: String)
  /// The store has learned the row with another text or role.
  case learnedOtherwise(id: String)
  /// A row has no label.
  case unlabelled(path: String, id: String)
  /// A row's label is not in the label file.
  case unknownLabel(path: String, id: String, label: String)
  /// A row of whole job descriptions has labels of several roles.
  case severalLabels(path: String, id: String)
  /// Two rows share an id.
  case repeatedRow(path: String, id: String)
  /// The file holds no row.
  case noRows(path: String)
  /// A file cannot be written.
  case unwritable(path: String)
  /// The store's library is not the one that `--roles-in-labels-only` makes.
  case otherRoles(path: String)

  public var fault: Fault {
    switch self {
    case .unwritable: .inputOutput
    default: .badData
    }
  }

  public var description: String {
    switch self {
    case .badLabels(let path, let reason):
      "\(path) holds no labels: \(reason); give a JSON object {\"roles\": {label: role slug}}"
    case .unknownRole(let slug, let label):
      "the label \(label) means the role \(slug), which the library does not have"
    case .learnedOtherwise(let id):
      "the store has learned the row \(id) with another text or label (masked, perhaps); evaluate in "
        + "another store"
    case .badRow(let path, let line, let reason): "\(path), line \(line): \(reason)"
    case .unlabelled(let path, let id): "\(path): row \(id) has no label; give each row one"
    case .unknownLabel(let path, let id, let label):
      "\(path): row \(id) has the label \(label), which the label file does not have"
    case .severalLabels(let path, let id):
      "\(path): row \(id) has labels of several roles; give it one, or name --kind title or sentence"
    case .repeatedRow(let path, let id): "\(path): two rows have the id \(id); give each its own"
    case .noRows(let path): "\(path) has no row"
    case .unwritable(let path): "cannot write \(path)"
    case .otherRoles(let path):
      "\(path) was not made with the roles of the labels alone; leave --roles-in-labels-only out, or "
        + "name a new store"
    }
  }
}
