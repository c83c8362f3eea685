import Foundation
import Pipeline
import SeededRandom
import SimCore
import Testing

@testable import Rescoring

/// A run that ended anywhere goes on to the output of an undisturbed one, and refuses what is not
/// its own.
@Suite struct ResumeTests {
  @Test(arguments: [1, 2] as [UInt64])
  func goesOnAfterAnyByte(seed: UInt64) async throws {
    let library = try SmallLibrary()
    let store = try await library.store(learning: 0..<6)
    try library.write(SmallLibrary.rows(0..<30, withBadRows: true), to: "ads.jsonl")
    let input = RescoreInput.lines(path: library.path("ads.jsonl"))
    let whole = try await library.rescore(store, input, to: "out", vectors: "out.v")
    let vectors = try library.bytes("out.v")
    var generator = SplitMix64(seed: seed)
    for _ in 0..<6 {
      let cut = Int.random(in: 0...whole.count, using: &generator)
      let vectorCut = Int.random(in: 0...vectors.count, using: &generator)
      try library.write(whole.prefix(cut), to: "out")
      try library.write(vectors.prefix(vectorCut), to: "out.v")
      let resumed = try await library.rescore(
        store, input, to: "out", vectors: "out.v", resumes: true)
      #expect(resumed == whole, "cut at \(cut) and \(vectorCut)")
      #expect(try library.bytes("out.v") == vectors, "cut at \(cut) and \(vectorCut)")
    }
  }

  @Test func beginsWhereThereIsNothingToGoOnWith() async throws {
    let library = try SmallLibrary()
    let store = try await library.store()
    try library.write(SmallLibrary.rows(0..<5), to: "ads.jsonl")
    let input = RescoreInput.lines(path: library.path("ads.jsonl"))
    let new = try await library.rescore(store, input, to: "new", resumes: true)
    #expect(try await library.rescore(store, input, to: "other") == new)
  }

  @Test func refusesAnotherPolicyInputOrManifest() async throws {
    let library = try SmallLibrary()
    let store = try await library.store()
    try library.write(SmallLibrary.rows(0..<5), to: "ads.jsonl")
    try library.write(SmallLibrary.rows(1..<6), to: "others.jsonl")
    let input = RescoreInput.lines(path: library.path("ads.jsonl"))
    let out = library.path("out")
    let whole = try await library.rescore(store, input, to: "out")
    await #expect(throws: RescoreError.outputExists(path: out)) {
      try await library.rescore(store, input, to: "out")
    }
    var policy = Policy()
    policy.arbiterFloor = 0.9
    await #expect(throws: RescoreError.otherRun(path: out, what: "policy")) {
      try await library.rescore(store, input, to: "out", resumes: true, policy: policy)
    }
    let others = RescoreInput.lines(path: library.path("others.jsonl"))
    await #expect(throws: RescoreError.otherInput(path: out, row: 1)) {
      try await library.rescore(store, others, to: "out", resumes: true)
    }
    #expect(try library.bytes("out") == whole)
    try FileManager.default.removeItem(atPath: RescoreManifest.path(of: out))
    await #expect(throws: RescoreError.noManifest(path: out)) {
      try await library.rescore(store, input, to: "out", resumes: true)
    }
  }

  @Test func aFileThatIsRefusedStaysAsItIs() async throws {
    let library = try SmallLibrary()
    let store = try await library.store()
    try library.write(SmallLibrary.rows(0..<5), to: "ads.jsonl")
    try library.write(SmallLibrary.rows(1..<6), to: "others.jsonl")
    let input = RescoreInput.lines(path: library.path("ads.jsonl"))
    let others = RescoreInput.lines(path: library.path("others.jsonl"))
    let torn = try await library.rescore(store, input, to: "out", vectors: "out.v").dropLast(7)
    let vectors = try library.bytes("out.v")
    let (out, outVectors) = (library.path("out"), library.path("out.v"))
    try library.write(torn, to: "out")
    await #expect(throws: RescoreError.otherInput(path: out, row: 1)) {
      try await library.rescore(store, others, to: "out", vectors: "out.v", resumes: true)
    }
    #expect(try library.bytes("out") == torn && library.bytes("out.v") == vectors)
    // A text, the rows themselves, and vectors of other rows or of other roles.
    try await library.rescore(store, others, to: "other", vectors: "other.v")
    let lines = vectors.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    let roles = lines.map { $0.replacingOccurrences(of: "er\",", with: "or\",") + "\n" }.joined()
    let refused: [(bytes: Data, error: RescoreError)] = [
      (Data("A letter.\nTo you.\n".utf8), .badVector(path: outVectors, line: 1)),
      (try library.bytes("other.v"), .otherInput(path: outVectors, row: 1)),
      (Data(roles.utf8), .otherInput(path: outVectors, row: 1)),
      (vectors + Data("A letter.\n".utf8), .badVector(path: outVectors, line: 6)),
    ]
    for (bytes, error) in refused {
      try library.write(bytes, to: "out.v")
      await #expect(throws: error) {
        try await library.rescore(store, input, to: "out", vectors: "out.v", resumes: true)
      }
      #expect(try library.bytes("out") == torn && library.bytes("out.v") == bytes)
    }
  }

  @Test func vectorsOfAnotherRunAreInTheWay() async throws {
    let library = try SmallLibrary()
    let store = try await library.store()
    try library.write(SmallLibrary.rows(0..<3), to: "ads.jsonl")
    let input = RescoreInput.lines(path: library.path("ads.jsonl"))
    try library.write("A letter.\n".utf8, to: "out.v")
    let vectors = library.path("out.v")
    await #expect(throws: RescoreError.outputExists(path: vectors)) {
      try await library.rescore(store, input, to: "out", vectors: "out.v")
    }
    await #expect(throws: RescoreError.noManifest(path: vectors)) {
      try await library.rescore(store, input, to: "out", vectors: "out.v", resumes: true)
    }
    #expect(try library.bytes("out.v") == Data("A letter.\n".utf8))
  }
}
