import SimCore

/// One version of the catalog, compiled and indexed for an embedding model.
struct RoleLibrary: Sendable {
  /// The store's catalog version.
  let version: Int
  let lookup: CatalogLookup
  let scorer: RoleScorer

  /// The roles' titles in the order of `titleVectors`; empty until they are first needed.
  struct Titles: Sendable {
    let roleIDs: [Int]
    let vectors: EmbeddingMatrix

    /// The largest similarity of any of `queries` with a title of each role.
    func similarities(with queries: EmbeddingMatrix) -> [Int: Double] {
      var best: [Int: Double] = [:]
      guard queries.count > 0, !roleIDs.isEmpty else { return best }
      for query in 0..<queries.count {
        let vector = queries[query]
        for row in roleIDs.indices {
          let similarity = Similarity.cosine(vector, vectors[row])
          let role = roleIDs[row]
          if similarity > best[role] ?? -2 { best[role] = similarity }
        }
      }
      return best
    }
  }
}

/// Builds and keeps the compiled library of a store, and its vectors.
final class LibraryCache: Sendable {
  private let store: Store
  private let embedder: any Embedder
  private let policy: Policy
  private let current = CachedValue<RoleLibrary>()
  private let titles = CachedValue<RoleLibrary.Titles>()
  private let profiles = CachedValue<RoleProfiles>()

  init(store: Store, embedder: any Embedder, policy: Policy) {
    self.store = store
    self.embedder = embedder
    self.policy = policy
  }

  /// The library at the store's catalog version.
  func library(_ report: @Sendable (BuildProgress) -> Void) async throws -> RoleLibrary {
    let version = try store.catalogVersion()
    if let library = current.value(of: version) { return library }
    let (catalog, loadedVersion) = try store.loadCatalog()
    try store.keepSnapshot(of: catalog, version: loadedVersion)
    let index = try await index(of: catalog, report)
    let library = RoleLibrary(
      version: loadedVersion, lookup: CatalogLookup(catalog),
      scorer: RoleScorer(
        index: index, sentencesPerRole: policy.sentencesPerRole,
        shortlistSize: policy.shortlistSize))
    current.set(library, version: loadedVersion)
    return library
  }

  /// The vectors of all role titles.
  func titles(
    of library: RoleLibrary, _ report: @Sendable (BuildProgress) -> Void
  ) async throws -> RoleLibrary.Titles {
    if let titles = titles.value(of: library.version) { return titles }
    let pairs = library.lookup.catalog.roles.flatMap { role in
      role.aliases.map { (role: role.id, text: $0) }
    }
    let titles = RoleLibrary.Titles(
      roleIDs: pairs.map(\.role),
      vectors: try await vectors(of: pairs.map(\.text), "role titles", report))
    self.titles.set(titles, version: library.version)
    return titles
  }

  /// The profiles of all roles.
  func profiles(
    of library: RoleLibrary, _ report: @Sendable (BuildProgress) -> Void
  ) async throws -> RoleProfiles {
    if let profiles = profiles.value(of: library.version) { return profiles }
    let names = library.lookup.catalog.roles.map(\.displayName)
    let profiles = try RoleProfiles(
      library.lookup, nameVectors: try await vectors(of: names, "role names", report),
      modelIdentifier: embedder.identifier)
    self.profiles.set(profiles, version: library.version)
    return profiles
  }

  /// The KRA index: mapped from the file beside the store where that is of this model and these
  /// KRAs, else built and saved there.
  private func index(
    of catalog: Catalog, _ report: @Sendable (BuildProgress) -> Void
  ) async throws -> KRAIndex {
    let contents = catalog.kraFingerprint
    let path = store.path == Store.memoryPath ? nil : "\(store.path).kra-index"
    if let path,
      let index = try? KRAIndex(
        mapping: path, modelIdentifier: embedder.identifier, catalogVersion: contents)
    {
      return index
    }
    let index = try KRAIndex(
      roles: catalog.roles.map { ($0.id, $0.kras.count) },
      vectors: try await vectors(of: catalog.roles.flatMap(\.kras), "KRAs", report),
      modelIdentifier: embedder.identifier, catalogVersion: contents)
    // The file is a cache: a folder that cannot be written costs the next process a rebuild.
    if let path { try? index.save(to: path) }
    return index
  }

  /// The vectors of catalog texts: from the store's cache, encoded and kept there where missing.
  func vectors(
    of texts: [String], _ what: String, _ report: @Sendable (BuildProgress) -> Void
  ) async throws -> EmbeddingMatrix {
    var known = try store.catalogVectors(of: texts, model: embedder.identifier)
    var seen: Set<ExactText> = []
    let missing = texts.filter {
      known[ExactText($0)] == nil && seen.insert(ExactText($0)).inserted
    }
    let batchSize = 256
    for start in stride(from: 0, to: missing.count, by: batchSize) {
      report(BuildProgress(what: what, done: start, total: missing.count))
      let batch = Array(missing[start..<min(start + batchSize, missing.count)])
      let vectors = try await embedder.embed(batch)
      guard vectors.isFinite else { throw EmbeddingError.notFinite(model: embedder.identifier) }
      let pairs = batch.enumerated().map { (text: $1, vector: vectors[$0]) }
      try store.keepCatalogVectors(pairs, model: embedder.identifier)
      for (text, vector) in pairs { known[ExactText(text)] = vector }
    }
    if !missing.isEmpty {
      report(BuildProgress(what: what, done: missing.count, total: missing.count))
    }
    var matrix = EmbeddingMatrix(dimension: embedder.dimension)
    let zero = [Float](repeating: 0, count: embedder.dimension)
    for text in texts { matrix.append(known[ExactText(text)] ?? zero) }
    return matrix
  }
}

/// How far a piece of long work is.
public struct BuildProgress: Sendable, Equatable {
  /// What is being done, for people: "KRAs", "role titles".
  public let what: String
  public let done: Int
  public let total: Int

  public init(what: String, done: Int, total: Int) {
    self.what = what
    self.done = done
    self.total = total
  }
}
