import SimCore

extension JDPipeline {
  /// The library as it is now, and its version. Loaded once a version.
  ///
  /// - Throws: `StoreError`, among it `.emptyCatalog`; what the embedder throws where the KRAs are
  ///   not encoded yet. So do `roleMap` and `roleMapVersion`.
  public func currentLibrary() async throws -> (catalog: Catalog, version: Int) {
    try await executor.run { [self] in
      try await within(.preparation, of: nil) {
        let library = try await cache.library(report)
        return (library.lookup.catalog, library.version)
      }
    }
  }

  /// Where the roles of the library stand, by the JDs decided for them and by their KRAs.
  public func roleMap() async throws -> RoleMap {
    try await executor.run { [self] in
      try await within(.preparation, of: nil) {
        let roles = try await cache.library(report).lookup.catalog.roles
        let vectors = try await cache.vectors(of: roles.flatMap(\.kras), "KRAs", report)
        var next = 0
        let rows = roles.map { role -> (Int, Range<Int>) in
          defer { next += role.kras.count }
          return (role.id, next..<next + role.kras.count)
        }
        return RoleMap(
          roleIDs: roles.map(\.id), centroids: try store.centroids(model: embedder.identifier),
          kraVectors: Dictionary(
            uniqueKeysWithValues: rows.filter { !$1.isEmpty }.map { ($0, vectors.rows($1)) }))
      }
    }
  }

  /// What changes whenever `roleMap` would: the library's version, and how often something was
  /// learned or forgotten.
  public func roleMapVersion() async throws -> [Int] {
    try await executor.run { [self] in
      let learned = try store.learningState()
      return [try store.catalogVersion(), learned.changes, learned.additions]
    }
  }

  /// The model whose vectors the pipeline uses.
  public var embeddingModel: String { embedder.identifier }
}
