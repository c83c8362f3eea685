import Crypto
import Foundation
import SimCore

/// What the learner sees of a JD.
package struct JDFeatures: Sendable, Equatable {
  /// Words and word pairs of the whole text, and of the title and its aliases.
  var words: TermKernel.Counts
  var titleWords: TermKernel.Counts
  /// The library's skills in the JD, ascending.
  var skillIDs: [Int]
  /// The vector of the R&R; nil where it has no sentence.
  var vector: [Double]?
  /// The log-odds weight that the catalog's evidence gives to each role, by role id.
  var weights: [Int: Double]
}

/// Terms as the learner keeps them: 64 bits of the SHA-256 of their UTF-8, so that a store holds no
/// words of a JD twice.
struct TermIdentifiers: Sendable {
  /// The terms of one text by identifier.
  private(set) var names: [UInt64: String] = [:]
  private(set) var counts: TermKernel.Counts = [:]

  /// - Parameter terms: how often each stands in the text.
  /// - Complexity: O(terms).
  init(_ terms: [String: Int]) {
    for (term, count) in terms {
      let identifier = Self.identifier(of: term)
      names[identifier] = term
      counts[identifier, default: 0] += count
    }
  }

  static func identifier(of text: String) -> UInt64 {
    var text = text
    let digest = text.withUTF8 { bytes in
      var digest = SHA256()
      digest.update(bufferPointer: UnsafeRawBufferPointer(bytes))
      return digest.finalize()
    }
    return digest.withUnsafeBytes { bytes in
      UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
    }
  }
}
