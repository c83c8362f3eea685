import SimCore

/// One version of the catalog, compiled and indexed for an embedding model.
struct RoleLibrary: Sendable {
  /// The store's catalog version.
  let version: Int
  let lookup: CatalogLookup
  let scorer: RoleScorer
}

/// Builds and keeps the compiled library of a store, and its vectors.
final class LibraryCache: Sendable {
  private let store: Store
  private let embedder: any Embedder
  private let policy: Policy
  private let holdsIndex: Bool
  private let current = CachedValue<RoleLibrary>()
  private let titles = CachedValue<TitleVectors>()
  private let titleIndex = CachedValue<TitleIndex>()
  private let sentenceRanking = CachedValue<SentenceRanking>()
  private let profiles = CachedValue<RoleProfiles>()
  private let skillNames = CachedValue<SkillNameIndex>()

  /// - Parameter holdsIndex: keeps the KRA vectors in memory instead of in a mapped file, whose
  ///   rows are read by a system call each: for many JDs of all roles, where they fit.
  init(store: Store, embedder: any Embedder, policy: Policy, holdsIndex: Bool = false) {
    self.holdsIndex = holdsIndex
    self.store = store
    self.embedder = embedder
    self.policy = policy
  }

  /// The library at the store's catalog version.
  ///
  /// - Throws: `PolicyError` where the policy was given a value that it cannot have: a run decided
  ///   under it could not be read again.
  func library(_ report: @Sendable (BuildProgress) -> Void) async throws -> RoleLibrary {
    let version = try store.catalogVersion()
    if let library = current.value(of: version) { return library }
    try policy.validate()
    let (catalog, loadedVersion) = try store.loadCatalog()
    try store.keepSnapshot(of: catalog, version: loadedVersion)
    // The names are compiled while the first KRAs are encoded.
    async let lookup = CatalogLookup(catalog, gazetteer: gazetteer(of: catalog))
    let index = try await index(of: catalog, report)
    let library = RoleLibrary(
      version: loadedVersion, lookup: await lookup,
      scorer: RoleScorer(
        index: index, sentencesPerRole: policy.sentencesPerRole,
        shortlistSize: policy.shortlistSize))
    current.set(library, version: loadedVersion)
    return library
  }

  /// The largest similarity of a JD's titles with a title of each role, by role id.
  ///
  /// In a library of few titles with all of them; else with the roles' names and, for each of the
  /// JD's titles, the `nearestTitles` that share most with it as text, so that a library of 50,000
  /// titles encodes those alone which matter.
  func titleSimilarities(
    of titles: [String], vectors: EmbeddingMatrix, in library: RoleLibrary,
    _ report: @Sendable (BuildProgress) -> Void
  ) async throws -> [Int: Double] {
    guard !titles.isEmpty else { return [:] }
    var best = try await titleVectors(of: library, report)
      .similarities(of: titles, vectors: vectors)
    guard Self.hasManyTitles(library) else { return best }
    let index = titleIndex(of: library)
    let neighbors = titles.map { index.nearest(to: $0, limit: Self.nearestTitles) }
    let wanted = Set(neighbors.joined().map(\.title)).sorted()
    let known = try await self.vectors(of: wanted.map { index.texts[$0] }, "role titles", report)
    let rows = Dictionary(uniqueKeysWithValues: wanted.enumerated().map { ($1, $0) })
    let roles = library.lookup.catalog.roles
    for (query, near) in neighbors.enumerated() {
      let vector = vectors[query]
      for neighbor in near {
        guard let row = rows[neighbor.title] else { continue }
        let similarity = Similarity.cosine(vector, known[row])
        for position in index.roles[neighbor.title] {
          let id = roles[position].id
          best[id] = max(best[id] ?? -2, similarity)
        }
      }
    }
    return best
  }

  /// Titles up to which all of them are encoded: half a minute at 100 short texts a second.
  static let fewTitles = 4096
  /// Titles that are encoded for a title of a JD in larger libraries.
  static let nearestTitles = 200

  private static func hasManyTitles(_ library: RoleLibrary) -> Bool {
    library.lookup.catalog.roles.reduce(0) { $0 + $1.aliases.count } > fewTitles
  }

  /// The vectors of all titles, or of the roles' names in a library of many titles.
  func titleVectors(
    of library: RoleLibrary, _ report: @Sendable (BuildProgress) -> Void
  ) async throws -> TitleVectors {
    if let titles = titles.value(of: library.version) { return titles }
    let isLarge = Self.hasManyTitles(library)
    let texts = library.lookup.catalog.roles.map { isLarge ? [$0.displayName] : $0.aliases }
    let titles = try TitleVectors(
      roles: zip(library.lookup.catalog.roles, texts).map { ($0.id, $1.count) },
      vectors: try await vectors(
        of: texts.flatMap(\.self), isLarge ? "role names" : "role titles", report),
      modelIdentifier: embedder.identifier)
    self.titles.set(titles, version: library.version)
    return titles
  }

  /// The titles of all roles, to be searched as text.
  func titleIndex(of library: RoleLibrary) -> TitleIndex {
    if let index = titleIndex.value(of: library.version) { return index }
    let index = TitleIndex(library.lookup.catalog.roles)
    titleIndex.set(index, version: library.version)
    return index
  }

  /// What ranks roles for a bare sentence.
  func sentenceRanking(
    of library: RoleLibrary, _ report: @Sendable (BuildProgress) -> Void
  ) async throws -> SentenceRanking {
    if let ranking = sentenceRanking.value(of: library.version) { return ranking }
    let roles = library.lookup.catalog.roles
    let ranking = SentenceRanking(
      roles: roles,
      kras: try await vectors(of: roles.flatMap(\.kras), "KRAs", report),
      names: try await vectors(of: roles.map(\.displayName), "role names", report),
      archetypes: try await vectors(of: roles.map(\.archetype), "role archetypes", report))
    sentenceRanking.set(ranking, version: library.version)
    return ranking
  }

  /// The profiles of all roles.
  func profiles(
    of library: RoleLibrary, _ report: @Sendable (BuildProgress) -> Void
  ) async throws -> RoleProfiles {
    if let profiles = profiles.value(of: library.version) { return profiles }
    let names = library.lookup.catalog.allRoles.map(\.displayName)
    let profiles = try RoleProfiles(
      library.lookup, nameVectors: try await vectors(of: names, "role names", report),
      modelIdentifier: embedder.identifier)
    self.profiles.set(profiles, version: library.version)
    return profiles
  }

  /// The names of all skills by meaning: some thousands are encoded when first asked for.
  func skillNames(
    of library: RoleLibrary, _ report: @Sendable (BuildProgress) -> Void
  ) async throws -> SkillNameIndex {
    if let names = skillNames.value(of: library.version) { return names }
    let catalog = library.lookup.catalog
    let names = try SkillNameIndex(
      catalog,
      vectors: try await vectors(of: SkillNameIndex.texts(of: catalog), "skill names", report),
      modelIdentifier: embedder.identifier)
    skillNames.set(names, version: library.version)
    return names
  }

  /// The gazetteer of the skills: mapped from the file beside the store where that is of these
  /// names, else compiled and saved there. Nil for a store in memory.
  private func gazetteer(of catalog: Catalog) -> Gazetteer? {
    guard store.path != Store.memoryPath else { return nil }
    let path = store.gazetteerPath
    let identifier = catalog.gazetteerFingerprint
    if let gazetteer = try? Gazetteer(mapping: path, identifier: identifier) { return gazetteer }
    let gazetteer = Gazetteer(CatalogLookup.skillNames(of: catalog))
    // A cache, as the index below.
    if !store.isReadOnly { try? gazetteer.save(to: path, identifier: identifier) }
    return gazetteer
  }

  /// The KRA index: mapped from the file beside the store where that is of this model and these
  /// KRAs, else built and saved there.
  private func index(
    of catalog: Catalog, _ report: @Sendable (BuildProgress) -> Void
  ) async throws -> KRAIndex {
    let contents = catalog.kraFingerprint
    let kraCount = catalog.roles.reduce(0) { $0 + $1.kras.count }
    let isHeld =
      store.path == Store.memoryPath || holdsIndex && kraCount <= Self.heldKRAs
    let path = isHeld ? nil : store.indexPath
    // A damaged body would decide wrongly without a word: its checksum is compared at each opening.
    if let path, (try? KRAIndex.verify(path: path)) != nil,
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
    if let path, !store.isReadOnly { try? index.save(to: path) }
    return index
  }

  /// KRAs up to which an index is held in memory: 100 MB of vectors of 384 components.
  private static let heldKRAs = 65_536

  /// Texts that are encoded in one go.
  private static let batchSize = 2048

  /// The vectors of catalog texts: from the store's cache, encoded and kept there where missing.
  func vectors(
    of texts: [String], _ what: String, _ report: @Sendable (BuildProgress) -> Void
  ) async throws -> EmbeddingMatrix {
    var known = try store.catalogVectors(of: texts, model: embedder.identifier)
    var seen: Set<ExactText> = []
    let missing = texts.filter {
      known[ExactText($0)] == nil && seen.insert(ExactText($0)).inserted
    }
    // Neighbours of one length fill the threads evenly.
    let ordered = missing.sorted { $0.utf8.count < $1.utf8.count }
    let model = embedder.identifier
    try await withThrowingTaskGroup(of: Void.self) { group in
      for start in stride(from: 0, to: ordered.count, by: Self.batchSize) {
        report(BuildProgress(what: what, done: start, total: ordered.count))
        let batch = Array(ordered[start..<min(start + Self.batchSize, ordered.count)])
        let vectors = try await embedder.embed(batch)
        guard vectors.isFinite else { throw EmbeddingError.notFinite(model: model) }
        let pairs = batch.enumerated().map { (text: $1, vector: vectors[$0]) }
        // A batch is written while the next one is being encoded.
        try await group.next()
        group.addTask { [store] in try store.keepCatalogVectors(pairs, model: model) }
        for (text, vector) in pairs { known[ExactText(text)] = vector }
      }
      try await group.waitForAll()
    }
    if !missing.isEmpty {
      report(BuildProgress(what: what, done: missing.count, total: missing.count))
    }
    var matrix = EmbeddingMatrix(dimension: embedder.dimension)
    for text in texts {
      guard let vector = known[ExactText(text)] else {
        preconditionFailure("a text that was neither known nor encoded")
      }
      matrix.append(vector)
    }
    return matrix
  }
}
