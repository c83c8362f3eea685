import Foundation
import Pipeline
public import SimCore

/// Centroids made again from vectors files.
///
/// Sums of components that are multiples of 2⁻³⁰ are exact (`Centroid`): any number of files in any
/// order, and any way of merging parts, gives the same bits.
public struct CentroidRebuild: Sendable {
  /// By role slug.
  public private(set) var centroids: [String: Centroid] = [:]

  /// No centroid yet.
  public init() {}

  /// Adds a JD's vector to its role; a JD without a vector raises the role's count alone.
  mutating func add(_ vector: [Double]?, role: String) {
    if centroids[role] == nil || centroids[role]?.dimension == 0, let vector {
      let count = centroids[role]?.count ?? 0
      centroids[role] = Centroid(count: count, sum: [Double](repeating: 0, count: vector.count))
    }
    centroids[role, default: Centroid(count: 0, sum: [])].add(vector)
  }

  /// Adds the rows of a file that `rescore` wrote. O(file), in memory of the roles.
  ///
  /// - Throws: `InputError` where it is missing, `RescoreError.badVector` where a line is no such
  ///   row or its vector has another dimension.
  public mutating func add(file path: String) throws {
    var lines = try FileLines(path: path)
    while let line = try lines.next() {
      guard let row = try? JSONDecoder().decode(VectorRow.self, from: Data(line)) else {
        throw RescoreError.badVector(path: path, line: lines.number)
      }
      guard let role = row.role else { continue }
      let components = row.components
      let known = centroids[role]?.dimension ?? 0
      guard (components == nil) == (row.vector == nil),
        known == 0 || components == nil || components?.count == known
      else { throw RescoreError.badVector(path: path, line: lines.number) }
      add(components, role: role)
    }
  }

  /// Adds what another rebuild holds.
  public mutating func merge(_ other: CentroidRebuild) {
    for (role, centroid) in other.centroids {
      guard let own = centroids[role], own.dimension > 0, centroid.dimension > 0 else {
        let count = (centroids[role]?.count ?? 0) + centroid.count
        let sum = [centroids[role]?.sum ?? [], centroid.sum].max { $0.count < $1.count }
        centroids[role] = Centroid(count: count, sum: sum ?? [])
        continue
      }
      centroids[role]?.merge(centroid)
    }
  }

  /// Writes `lines`, whole or not at all.
  ///
  /// - Throws: `RescoreError.unwritable`.
  public func write(to path: String) throws {
    let text = try lines
    do {
      try OutputFile.write(Data(text.utf8), to: path)
    } catch {
      throw RescoreError.unwritable(path: path, reason: "check the folder and its permissions")
    }
  }

  /// A line of JSON a role, by slug: `role`, `count`, and `sum` as little-endian f64 in base64.
  public var lines: String {
    get throws {
      struct Line: Encodable {
        var count: Int
        var role: String
        var sum: String
      }
      return try centroids.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
        let row = VectorRow(id: nil, role: $0, vector: $1.sum)
        return try RecordCoding.text(
          Line(count: $1.count, role: $0, sum: row.vector ?? "")) + "\n"
      }.joined()
    }
  }
}
