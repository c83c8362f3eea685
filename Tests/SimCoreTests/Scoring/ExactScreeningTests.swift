@testable import SimCore
import Testing

/// Inputs made to mislead the screen: the shortlist is that of the plain definition, to the bit.
@Suite struct ExactScreeningTests {
  private let checks: ScorerChecks
  private let seed: UInt64
  private var generator: SeededGenerator

  init() throws {
    checks = try ScorerChecks()
    seed = .random(in: 0 ... .max)
    generator = SeededGenerator(seed: seed)
  }

  private mutating func role(_ id: Int, _ count: Int, _ dimension: Int) -> PlainScoring.Role {
    PlainScoring.Role(id: id, kras: generator.unitVectors(count, dimension: dimension))
  }

  private mutating func documents(_ counts: [Int], _ dimension: Int) -> [[[Float]]] {
    counts.map { generator.unitVectors($0, dimension: dimension) }
  }

  @Test("every tail of small dimensions, and dimensions up to 4,096")
  mutating func dimensions() throws {
    for dimension in Array(1...70) + [127, 128, 129, 383, 385, 1536, 4095, 4096] {
      let roles = (0..<20).map { id in
        role(id, Int.random(in: 1...6, using: &generator), dimension)
      }
      try checks.expectDefinition(
        roles, documents([1, 4], dimension), dimension: dimension, note: "seed \(seed)")
    }
  }

  @Test("scores that differ by less than the screen can tell")
  mutating func nearTies() throws {
    for dimension in [8, 61, 384] {
      let base = generator.unitVectors(5, dimension: dimension)
      for step in [0x1p-24 as Float, 0x1p-18, 0x1p-12, 0x1p-8] {
        let roles = (0..<60).map { id in
          PlainScoring.Role(
            id: id * 37 % 61,
            kras: (0..<Int.random(in: 1...5, using: &generator)).map { _ in
              let vector = base.randomElement(using: &generator) ?? []
              return vector.map { $0 + step * Float.random(in: -1...1, using: &generator) }
            })
        }
        try checks.expectDefinition(
          roles, [base, Array(base.prefix(2))], dimension: dimension, shortlistSize: 7,
          note: "step \(step), seed \(seed)")
      }
    }
  }

  @Test("copies: of KRAs in a role, of whole roles, of sentences")
  mutating func duplicates() throws {
    let dimension = 40
    let shared = generator.unitVectors(3, dimension: dimension)
    var roles = (0..<40).map { id in
      PlainScoring.Role(id: 100 - id, kras: (0...id % 16).map { shared[($0 + id) % 3] })
    }
    roles.append(
      PlainScoring.Role(id: 7, kras: Array(repeating: shared[0], count: 200) + [shared[1]]))
    try checks.expectDefinition(
      roles, [shared, [shared[2], shared[2], shared[2], shared[0]]], dimension: dimension,
      note: "seed \(seed)")
  }

  @Test("more copies of a KRA in a lane than the screen keeps bounds of: the first counts")
  mutating func copiesInALane() throws {
    let dimension = 40
    let shared = generator.unitVectors(3, dimension: dimension)
    // Sixteen roles of twenty KRAs fill one panel, a role a lane.
    let roles = (0..<16).map { id in
      PlainScoring.Role(id: id, kras: (0..<20).map { shared[($0 + id) % 3] })
    }
    try checks.expectDefinition(roles, [shared], dimension: dimension, note: "seed \(seed)")
  }

  @Test("constant vectors, whose codes are all at their largest, of both signs")
  mutating func constants() throws {
    for dimension in [1, 32, 64, 100, 384, 4096] {
      let values: [Float] = [1, -1, 0.5, 0.25, 1e-3]
      let roles = (0..<17).map { id in
        PlainScoring.Role(
          id: id,
          kras: (0...id % 3).map { kra in
            [Float](repeating: values[(id + kra) % 5], count: dimension)
          } + (id % 4 == 0 ? generator.unitVectors(2, dimension: dimension) : []))
      }
      let sentences = values.map { [Float](repeating: $0, count: dimension) }
      try checks.expectDefinition(
        roles, [sentences, documents([3], dimension)[0]], dimension: dimension,
        note: "dimension \(dimension), seed \(seed)")
    }
  }

  @Test("zero, denormal, tiny and huge vectors among others, and one huge component")
  mutating func magnitudes() throws {
    for dimension in [5, 33, 130] {
      for magnitude in [0, 0x1p-149, 0x1p-120, 0x1p-101, 0x1p-99, 1e10, 0x1p59, 1e30] as [Float] {
        var roles: [PlainScoring.Role] = []
        for id in 0..<24 {
          var vectors = generator.unitVectors(1 + id % 4, dimension: dimension)
          for number in vectors.indices where (number + id) % 3 == 0 {
            vectors[number] = vectors[number].map { $0 * magnitude }
            if id % 2 == 0 { vectors[number][id % dimension] = magnitude }
          }
          roles.append(PlainScoring.Role(id: id, kras: vectors))
        }
        let sentences = generator.unitVectors(4, dimension: dimension)
        let scaled = sentences.map { $0.map { $0 * magnitude } }
        try checks.expectDefinition(
          roles, [sentences, scaled, [sentences[0], scaled[1]]], dimension: dimension,
          note: "magnitude \(magnitude), seed \(seed)")
      }
    }
  }

  @Test("one KRA a role; one role; a role of 1,000 beside roles of one; ragged roles")
  mutating func shapes() throws {
    let dimension = 24
    let shapes: [[Int]] = [
      Array(repeating: 1, count: 300), [1], [3], [64], [65], [1000],
      [1000] + Array(repeating: 1, count: 50), [130, 1, 64, 2, 63, 65, 3, 0, 17, 16, 15],
      (0..<70).map { $0 % 23 },
    ]
    for counts in shapes {
      let roles = counts.enumerated().map { role($0 * 13 % 1009, $1, dimension) }
      try checks.expectDefinition(
        roles, documents([1, 2, 11], dimension), dimension: dimension,
        note: "\(counts.prefix(12)), seed \(seed)")
    }
  }

  @Test("scores of many sentences, and of more sentences than a pass takes at once")
  mutating func manySentences() throws {
    let dimension = 16
    let roles = (0..<40).map { id in role(id, 1 + id % 5, dimension) }
    for sentencesPerRole in [1, 2, 8, 9, 30] {
      try checks.expectDefinition(
        roles, documents([45, 7, 1, 21, 20], dimension), dimension: dimension,
        sentencesPerRole: sentencesPerRole, shortlistSize: 3, note: "seed \(seed)")
    }
  }

  @Test("no similarity is over its bound", arguments: Kernel.supported)
  mutating func bounds(kernel: Kernel) throws {
    // In few dimensions a residual often points along the other vector: the bound is nearly met.
    for dimension in [2, 2, 3, 3, 4, 32, 77, 384] {
      let roles = (0..<60).map { id in role(id, 1 + id % 7, dimension) }
      let index = try KRAIndex(roles, dimension: dimension)
      let sentences = EmbeddingMatrix(
        rows: generator.unitVectors(6, dimension: dimension), dimension: dimension
      ).matrix()
      let screen = Screen(index: index, kernel: kernel, sentencesPerRole: 3)
      let bounds = try #require(
        screen.bounds(of: sentences, documents: [0..<6], workers: checks.workers))
      for (position, role) in index.roles.enumerated() {
        for piece in index.layout.pieces(ofRole: position) {
          for sentence in 0..<6 {
            let found = (0..<3).map {
              bounds.bound(lane: Int(piece.lane), sentence: sentence, rank: $0)
            }
            for offset in 0..<Int(piece.height) {
              let upper = (found.first { $0.row == offset } ?? found[2]).upper
              let similarity = Similarity.cosine(
                index.vector(row: piece.firstRow + offset),
                sentences.rows(sentence..<sentence + 1).elements())
              #expect(similarity <= upper, "role \(role.id), seed \(seed)")
              // And the bounds are worth having: the two quantised lengths' worth, no more.
              let width = 2 * 0.5 / 32 * Double(dimension).squareRoot()
              if offset == found[0].row { #expect(upper - similarity < width, "seed \(seed)") }
            }
          }
        }
      }
    }
  }
}
