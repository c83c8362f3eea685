package import Pipeline

/// The public catalogs that can be imported.
package enum CatalogSource: String, Sendable, CaseIterable {
  /// The text release of the O*NET database.
  case onet
  /// The CSV release of ESCO's occupations.
  case esco

  /// Reads the release in a folder.
  ///
  /// - Throws: `CatalogError` that names the file and the line.
  package func read(_ folder: String) throws(CatalogError) -> CatalogRelease {
    switch self {
    case .onet: try ONETRelease.read(folder)
    case .esco: try ESCORelease.read(folder)
    }
  }
}
