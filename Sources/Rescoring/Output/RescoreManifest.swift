import Foundation
import Pipeline

/// What an output file was made with, kept beside it: a run goes on with it only where nothing has
/// changed.
struct RescoreManifest: Codable, Equatable {
  static let format = "rescore/1"

  var format = Self.format
  var versions: FrozenVersions
  /// Whether a vectors file grows along.
  var hasVectors: Bool

  enum CodingKeys: String, CodingKey {
    case format, versions
    case hasVectors = "has_vectors"
  }

  /// The file that belongs to an output.
  static func path(of output: String) -> String { output + ".manifest" }

  /// The manifest of an output; nil where there is none.
  static func read(of output: String) throws -> RescoreManifest? {
    let path = path(of: output)
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    do {
      return try RecordCoding.record(Self.self, from: String(decoding: data, as: UTF8.self))
    } catch {
      throw RescoreError.damagedManifest(path: path)
    }
  }

  /// Writes the manifest, whole or not at all.
  func write(of output: String) throws {
    let path = Self.path(of: output)
    do {
      try Data((RecordCoding.text(self, indented: true) + "\n").utf8).write(
        to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw RescoreError.unwritable(path: path, reason: "check the folder and its permissions")
    }
  }

  /// What differs from another manifest, in words; nil where nothing does.
  func difference(from other: RescoreManifest) -> String? {
    let pairs: [(String, String, String)] = [
      ("format", format, other.format), ("engine", versions.engine, other.versions.engine),
      ("model", versions.model, other.versions.model),
      ("catalog", versions.catalog, other.versions.catalog),
      ("learned state", versions.learned, other.versions.learned),
      ("policy", versions.policy, other.versions.policy),
      ("reader", versions.reader, other.versions.reader),
      ("arbiter", versions.arbiter, other.versions.arbiter),
      ("--vectors", "\(hasVectors)", "\(other.hasVectors)"),
    ]
    return pairs.first { $0.1 != $0.2 }?.0
  }
}
