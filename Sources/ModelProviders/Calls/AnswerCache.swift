import Foundation
public import Pipeline
import Synchronization

/// Valid answers on disk, a file each, named by the hash of their question.
///
/// Written aside and renamed, so that processes can share a folder: a reader sees a whole answer
/// or none. A file that cannot be read counts as absent. One that cannot be written costs the next
/// run a call and this one nothing: the first is told, since the others mostly fail alike.
public struct AnswerCache: Sendable {
  /// The folder; made when the first answer is kept.
  public let folder: String
  private let firstFailure: FirstFailure

  /// - Parameter report: told once, in a sentence, that answers cannot be kept.
  public init(folder: String, report: @escaping @Sendable (String) -> Void) {
    self.folder = folder
    firstFailure = FirstFailure(report: report)
  }

  /// Tells the first failure of all copies of a cache.
  private final class FirstFailure: Sendable {
    private let isTold = Atomic<Bool>(false)
    private let report: @Sendable (String) -> Void

    init(report: @escaping @Sendable (String) -> Void) { self.report = report }

    func tell(_ message: String) {
      if !isTold.exchange(true, ordering: .relaxed) { report(message) }
    }
  }

  private struct Entry: Codable {
    var hash: String
    var purpose: String
    var model: String
    var answer: String
  }

  /// The answer to a question; nil where there is none.
  func answer(_ hash: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path(hash)),
      let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.hash == hash
    else { return nil }
    return entry.answer
  }

  func keep(_ answer: String, hash: String, purpose: String, model: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let entry = Entry(hash: hash, purpose: purpose, model: model, answer: answer)
    let url = URL(fileURLWithPath: path(hash))
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try encoder.encode(entry).write(to: url, options: .atomic)
    } catch {
      firstFailure.tell(
        "answers cannot be kept in \(folder) (\(error.localizedDescription)); the same questions "
          + "will be asked again")
    }
  }

  /// Removes the answers to the questions that were asked for runs of a store. Called before the
  /// runs are forgotten: the store then no longer knows the questions.
  ///
  /// - Throws: `StoreError`; Foundation's error where a file cannot be removed.
  public func removeAnswers(toRuns runIDs: [String], in store: Store) throws {
    for id in runIDs {
      for hash in try store.promptHashes(ofRun: id) where isKept(hash) {
        try FileManager.default.removeItem(atPath: path(hash))
      }
    }
  }

  private func isKept(_ hash: String) -> Bool {
    FileManager.default.fileExists(atPath: path(hash))
  }

  private func path(_ hash: String) -> String { "\(folder)/\(hash.prefix(2))/\(hash).json" }
}
