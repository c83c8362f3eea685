@testable import SimCore
import Testing

/// The scorer against the plain definition: the same roles, pairs and bits.
@Suite struct RoleScorerTests {
  @Test("every assignment of tiny vectors to one or two roles, full of ties")
  func exhaustive() throws {
    // Vectors of two components over −1, 0, 1, where many similarities are equal.
    let alphabet: [[Float]] = [[0, 0], [1, 0], [0, 1], [1, 1], [-1, 1]]
    var cases = 0
    for sentenceCount in 1...3 {
      for sentences in Self.words(alphabet.prefix(4), length: sentenceCount) {
        for first in 0...2 {
          for second in 0...2 where first + second > 0 {
            for kras in Self.words(alphabet.suffix(3), length: first + second) {
              let roles = [
                PlainScoring.Role(id: 7, kras: Array(kras.prefix(first))),
                PlainScoring.Role(id: 3, kras: Array(kras.dropFirst(first))),
              ]
              try check(
                roles, sentences, dimension: 2, sentencesPerRole: 2, shortlistSize: 1 + cases % 2)
              cases += 1
            }
          }
        }
      }
    }
    #expect(cases > 5000)
  }

  @Test("three roles, 0–3 KRAs, 1–4 sentences, integer vectors", arguments: 0..<4)
  func smallTies(part: Int) throws {
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for round in 0..<1500 {
      let dimension = Int.random(in: 1...3, using: &generator)
      let reach = 1 + round % 2
      func vectors(_ count: Int) -> [[Float]] {
        (0..<count).map { _ in
          (0..<dimension).map { _ in Float(Int.random(in: -reach...reach, using: &generator)) }
        }
      }
      let roles = [4, 1, 9].prefix(Int.random(in: 1...3, using: &generator)).map {
        PlainScoring.Role(id: $0, kras: vectors(Int.random(in: 0...3, using: &generator)))
      }
      let sentences = vectors(Int.random(in: 1...4, using: &generator))
      try check(
        roles, sentences, dimension: dimension, sentencesPerRole: 1 + round % 4,
        shortlistSize: 1 + round % 3, note: "seed \(seed), round \(round)")
    }
  }

  @Test("random unit vectors in dimensions 1–40 and 384")
  func random() throws {
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for dimension in Array(1...40) + [384] {
      let roles = (0..<30).map { position in
        PlainScoring.Role(
          id: position * 7919 % 1009,
          kras: generator.unitVectors(
            Int.random(in: 0...12, using: &generator), dimension: dimension))
      }
      for sentenceCount in [1, 2, 3, 10] {
        let sentences = generator.unitVectors(sentenceCount, dimension: dimension)
        try check(roles, sentences, dimension: dimension, note: "seed \(seed)")
      }
    }
  }

  @Test("roles whose scores lie within the rounding of f32")
  func nearTies() throws {
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for dimension in [3, 17, 384] {
      let base = generator.unitVectors(4, dimension: dimension)
      let roles = (0..<40).map { id in
        PlainScoring.Role(
          id: 100 - id,
          kras: base.map { vector in
            vector.map { component in
              switch Int.random(in: 0...9, using: &generator) {
              case 0: component.nextUp
              case 1: component.nextDown
              default: component
              }
            }
          })
      }
      let sentences = base + generator.unitVectors(3, dimension: dimension)
      try check(roles, sentences, dimension: dimension, note: "seed \(seed)")
    }
  }

  @Test("equal KRAs, equal sentences, equal roles, zero vectors")
  func duplicates() throws {
    var generator = SeededGenerator(seed: 5)
    let dimension = 24
    let shared = generator.unitVectors(3, dimension: dimension)
    let zero = [Float](repeating: 0, count: dimension)
    let roles = [
      PlainScoring.Role(id: 30, kras: shared + shared),
      PlainScoring.Role(id: 20, kras: shared),
      PlainScoring.Role(id: 10, kras: [zero] + shared + [zero]),
      PlainScoring.Role(id: 5, kras: [zero, zero]),
      PlainScoring.Role(id: 40, kras: []),
    ]
    try check(roles, [shared[0], shared[0], shared[1], zero], dimension: dimension)
    try check(roles, [zero, zero], dimension: dimension)
    try check(roles, [shared[2]], dimension: dimension, shortlistSize: 2)
    let index = try KRAIndex(roles, dimension: dimension)
    let answer = RoleScorer(index: index, shortlistSize: 2).shortlist(
      for: EmbeddingMatrix(rows: [shared[2]], dimension: dimension))
    #expect(answer.map(\.roleID) == [10, 20], "equal scores stand by role id")
    #expect(answer[0].pairs.map(\.kra) == [3], "of equal KRAs the earlier one counts")
  }

  @Test("one role of 1,000 KRAs among small ones")
  func largeRole() throws {
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    var roles = [PlainScoring.Role(id: 50, kras: generator.unitVectors(1000, dimension: 32))]
    for id in 0..<9 {
      roles.append(PlainScoring.Role(id: id, kras: generator.unitVectors(3, dimension: 32)))
    }
    try check(
      roles, generator.unitVectors(12, dimension: 32), dimension: 32, note: "seed \(seed)")
  }

  @Test("components so large that the f32 product overflows")
  func overflow() throws {
    let seed: UInt64 = .random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for magnitude: Float in [1e15, 1e18, 8e18, 1.9e19, 1e20, 1e38] {
      for dimension in [2, 8, 33] {
        func vectors(_ count: Int) -> [[Float]] {
          (0..<count).map { number in
            generator.floats(dimension).map { number % 3 == 0 ? $0 : $0 * magnitude }
          }
        }
        let roles = (0..<12).map { PlainScoring.Role(id: $0, kras: vectors(1 + $0 % 4)) }
        try check(
          roles, vectors(5), dimension: dimension,
          note: "seed \(seed), magnitude \(magnitude)")
      }
    }
  }

  @Test("a product that overflows on the way does not hide the best KRA")
  func overflowOnTheWay() throws {
    // In f32 the first KRA of role 1 gives ∞ − ∞ or −∞; its similarity is the largest of all.
    let large: Float = 3e19
    let sentence = [Float](repeating: large, count: 32)
    var treacherous = [Float](repeating: large, count: 32)
    for index in 0..<15 { treacherous[index] = -large }
    let modest = [Float](repeating: 1e10, count: 32)
    let roles = [
      PlainScoring.Role(id: 1, kras: [treacherous, modest]),
      PlainScoring.Role(id: 2, kras: [modest]),
      PlainScoring.Role(id: 3, kras: [modest.map { $0 * 2 }]),
    ]
    try check(roles, [sentence, modest], dimension: 32, sentencesPerRole: 1, shortlistSize: 1)
  }

  @Test("a shortlist of as many roles as there may be has them all")
  func aShortlistWithoutLimit() throws {
    let roles = (1...4).map { id in
      PlainScoring.Role(id: id, kras: [[1, Float(id)], [Float(id), 0.5]])
    }
    try check(
      roles, [[1, 0], [0, 1]], dimension: 2, sentencesPerRole: .max, shortlistSize: .max)
  }

  @Test func emptyQuestions() throws {
    let index = try KRAIndex([.init(id: 1, kras: [[1, 0]])], dimension: 2)
    let nothing = EmbeddingMatrix(dimension: 2)
    #expect(RoleScorer(index: index).shortlist(for: nothing).isEmpty)
    #expect(RoleScorer(index: index).scores(ofRoles: [1], for: nothing).isEmpty)
    let empty = try KRAIndex([], dimension: 2)
    let one = EmbeddingMatrix(rows: [[1, 0]], dimension: 2)
    #expect(RoleScorer(index: empty).shortlist(for: one).isEmpty)
    #expect(RoleScorer(index: empty).scores(ofRoles: [1], for: one).isEmpty)
  }

  // MARK: - Checking

  private func check(
    _ roles: [PlainScoring.Role], _ sentences: [[Float]], dimension: Int,
    sentencesPerRole: Int = 3, shortlistSize: Int = 5, note: String = "",
    location: SourceLocation = #_sourceLocation
  ) throws {
    let index = try KRAIndex(roles, dimension: dimension)
    let matrix = EmbeddingMatrix(rows: sentences, dimension: dimension)
    let expected = PlainScoring.shortlist(
      roles, sentences, sentencesPerRole: sentencesPerRole, shortlistSize: shortlistSize)
    let ids = roles.reversed().map(\.id) + [-1]
    let expectedOfAll = roles.reversed().compactMap {
      PlainScoring.score($0, sentences, sentencesPerRole: sentencesPerRole)
    }
    for kernel in Kernel.supported {
      let scorer = RoleScorer(
        index: index, sentencesPerRole: sentencesPerRole, shortlistSize: shortlistSize,
        kernel: kernel)
      let found = PlainScoring.form(of: scorer.shortlist(for: matrix))
      if found != expected {
        Issue.record(
          "\(kernel) \(note): \(found) for \(expected)", sourceLocation: location)
      }
      let all = PlainScoring.form(of: scorer.scores(ofRoles: ids, for: matrix))
      if all != expectedOfAll {
        Issue.record(
          "\(kernel) \(note): \(all) for \(expectedOfAll)", sourceLocation: location)
      }
    }
  }

  /// All sequences of `length` members of `alphabet`.
  private static func words<Letter>(_ alphabet: some Collection<Letter>, length: Int) -> [[Letter]]
  {
    (0..<length).reduce([[]]) { words, _ in
      words.flatMap { word in alphabet.map { word + [$0] } }
    }
  }
}
