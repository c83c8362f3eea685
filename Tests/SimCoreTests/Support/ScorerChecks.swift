@testable import SimCore
import Testing

/// Compares the engine with the plain definition on every kernel, in memory and mapped, alone, in a
/// batch and with threads.
struct ScorerChecks {
  let folder: TemporaryFolder
  let workers = WorkerPool(threadCount: 3)

  init() throws { folder = try TemporaryFolder() }

  func expectDefinition(
    _ roles: [PlainScoring.Role], _ documents: [[[Float]]], dimension: Int,
    sentencesPerRole: Int = 3, shortlistSize: Int = 5, note: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let index = try KRAIndex(roles, dimension: dimension)
    let path = folder.file("index")
    try index.save(to: path)
    let mapped = try KRAIndex(mapping: path)
    let matrices = documents.map { EmbeddingMatrix(rows: $0, dimension: dimension) }
    let expected = documents.map {
      PlainScoring.shortlist(
        roles, $0, sentencesPerRole: sentencesPerRole, shortlistSize: shortlistSize)
    }
    let ids = roles.map(\.id)
    let expectedOfAll = documents.map { document in
      roles.compactMap {
        PlainScoring.score($0, document, sentencesPerRole: sentencesPerRole)
      }
    }
    for kernel in Kernel.supported {
      for (place, index) in [("in memory", index), ("mapped", mapped)] {
        let scorer = RoleScorer(
          index: index, sentencesPerRole: sentencesPerRole, shortlistSize: shortlistSize,
          kernel: kernel)
        let alone = matrices.map { PlainScoring.form(of: scorer.shortlist(for: $0)) }
        let ofAll = matrices.map { PlainScoring.form(of: scorer.scores(ofRoles: ids, for: $0)) }
        let together = scorer.shortlists(for: matrices, workers: workers)
          .map(PlainScoring.form(of:))
        #expect(alone == expected, "\(kernel) \(place), alone, \(note)", sourceLocation: location)
        #expect(
          ofAll == expectedOfAll, "\(kernel) \(place), all roles, \(note)", sourceLocation: location
        )
        let bestOfAll = matrices.map { matrix in
          PlainScoring.form(
            of: RoleScore.best(scorer.scores(ofRoles: ids, for: matrix), limit: shortlistSize))
        }
        #expect(
          bestOfAll == expected, "\(kernel) \(place), best of all, \(note)",
          sourceLocation: location)
        #expect(
          together == expected, "\(kernel) \(place), batch, \(note)", sourceLocation: location)
      }
    }
  }
}
