public import SimCore

/// The roles of a library by what is known of each: how alike they are, and where they stand on a
/// map.
public struct RoleMap: Sendable {
  /// What a role's vector was made of.
  public enum Basis: String, Sendable {
    /// The JDs decided for it.
    case centroid
    /// Its KRAs: no JD was decided for it yet.
    case kras
  }

  /// A role on the map.
  public struct Place: Sendable, Hashable {
    /// The role's id.
    public var roleID: Int
    /// What its vector was made of.
    public var basis: Basis
    /// Along the first principal component; 0 where there is no such direction.
    public var x: Double
    /// Along the second one, likewise.
    public var y: Double
  }

  /// Ascending by role id; a role without KRAs and without JDs has no place.
  public let places: [Place]
  /// JDs decided for each role, by role id.
  public let decidedCounts: [Int: Int]
  /// The share of the vectors' variance that the map's axes show, 0 to 1 each.
  public let shownShares: [Double]
  private let rows: [Int: Int]
  private let vectors: [[Double]]

  /// Two principal components of the roles' vectors, which are made unit vectors first.
  ///
  /// - Parameters:
  ///   - centroids: by role id.
  ///   - kraVectors: of each role's KRAs, by role id.
  /// - Precondition: no role id stands twice, and all vectors have one dimension.
  /// - Complexity: O(roles · dimension²).
  public init(
    roleIDs: [Int], centroids: [Int: Centroid], kraVectors: [Int: EmbeddingMatrix]
  ) {
    var known: [(id: Int, basis: Basis, vector: [Double])] = []
    for id in roleIDs.sorted() {
      if let direction = centroids[id].flatMap({ Self.direction($0.sum) }) {
        known.append((id, .centroid, direction))
      } else if let direction = kraVectors[id].flatMap(Centroid.documentVector) {
        known.append((id, .kras, direction))
      }
    }
    vectors = known.map(\.vector)
    rows = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1.id, $0) })
    decidedCounts = centroids.mapValues(\.count)
    let components = PrincipalComponents(of: vectors, count: 2)
    let total = components?.totalVariance ?? 0
    shownShares = (components?.variances ?? []).map { $0 / total }
    places = known.map { role in
      let coordinates = components?.coordinates(of: role.vector) ?? []
      return Place(
        roleID: role.id, basis: role.basis, x: coordinates.first ?? 0,
        y: coordinates.count > 1 ? coordinates[1] : 0)
    }
  }

  /// The roles most like one, best first, with the cosines of their vectors; ties by id. Empty for
  /// a role without a vector. O(roles · dimension).
  ///
  /// - Precondition: `limit` is not negative.
  public func nearest(to roleID: Int, limit: Int) -> [(roleID: Int, similarity: Double)] {
    guard let row = rows[roleID] else { return [] }
    let own = vectors[row]
    var others: [(roleID: Int, similarity: Double)] = []
    for other in places.indices where other != row {
      let similarity = zip(own, vectors[other]).reduce(0.0) { sum, pair in sum + pair.0 * pair.1 }
      others.append((places[other].roleID, similarity))
    }
    others.sort {
      $0.similarity != $1.similarity ? $0.similarity > $1.similarity : $0.roleID < $1.roleID
    }
    return Array(others.prefix(limit))
  }

  private static func direction(_ sum: [Double]) -> [Double]? {
    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return length > 0 ? sum.map { $0 / length } : nil
  }
}
