import Foundation

/// Where a file lies.
enum FilePlace {
  /// Links to links that are followed, as many as Linux does.
  private static let longestChain = 40

  /// The file that a path names, at the end of symbolic links; it need not be there yet.
  ///
  /// A file is made and replaced there: what is renamed onto a link would take the link's place.
  /// Logs of a database lie there as well.
  static func resolvingLinks(of path: String) -> String {
    var path = path
    for _ in 0..<longestChain {
      guard
        let destination = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
      else { break }
      path = destination.hasPrefix("/") ? destination : folder(of: path) + "/" + destination
    }
    return path
  }

  /// The folder of a file.
  static func folder(of path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }
}
