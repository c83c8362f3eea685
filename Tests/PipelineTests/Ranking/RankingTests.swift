import Foundation
import SimCore
import Testing

@testable import Pipeline

@Suite struct RankingTests {
  private static let roles = [
    TestLibrary.role(
      3, "baker", aliases: ["Bread Baker", "Pastry Baker", "Bakery Worker"],
      kras: ["Bake bread and pastry.", "Clean the oven.", "Plan the work of the day."]),
    TestLibrary.role(
      5, "nurse", aliases: ["Registered Nurse", "Staff Nurse", "Ward Nurse"],
      kras: ["Care for patients on a ward.", "Give medicine to patients.", "Clean wounds."]),
    TestLibrary.role(9, "driver", aliases: ["Truck Driver", "Bread Driver"], kras: []),
  ]

  private static func pipeline() throws -> JDPipeline {
    let store = try Store.inMemory()
    try store.importCatalog(TestLibrary.catalog(roles: roles))
    return JDPipeline(store: store, embedder: HashingEmbedder())
  }

  @Test func theNearestTitlesShareWordsAndLetters() {
    let index = TitleIndex(Self.roles)
    #expect(index.texts.count == 11)
    let near = index.nearest(to: "BREAD  baker", limit: 3)
    #expect(index.texts[near[0].title] == "Bread Baker")
    #expect(abs(near[0].similarity - 2) < 1e-5)
    #expect(zip(near, near.dropFirst()).allSatisfy { $0.similarity >= $1.similarity })
    #expect(index.nearest(to: "zzz", limit: 3).isEmpty)
    #expect(index.nearest(to: "", limit: 3).isEmpty)
    #expect(index.nearest(to: "nurse", limit: 0).isEmpty)
    #expect(index.position(of: " staff NURSE") == index.texts.firstIndex(of: "Staff Nurse"))
    #expect(index.position(of: "Stuff Nurse") == nil)
    // Letters find what words do not.
    #expect(index.texts[index.nearest(to: "nursing", limit: 1)[0].title].contains("urse"))
  }

  @Test func aTitleThatMeansTwoRolesStandsOnce() {
    var roles = Self.roles
    roles[2].aliases.append("bread baker")
    let index = TitleIndex(roles)
    let position = index.position(of: "Bread Baker")
    #expect(position.map { index.roles[$0] } == [0, 2])
  }

  @Test(arguments: [1, 2, 3, 7, 50])
  func theLargestAreThoseOfASort(limit: Int) {
    var state: UInt64 = 9
    let values = (0..<500).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return Float(state >> 60)
    }
    let sorted = values.indices.filter { values[$0] > 0 }.sorted {
      values[$0] != values[$1] ? values[$0] > values[$1] : $0 < $1
    }
    #expect(TitleIndex.largest(of: values, limit: limit) == Array(sorted.prefix(limit)))
  }

  @Test(arguments: [JDPipeline.TitleEvidence.text, .textAndMeaning])
  func titlesRankRoles(evidence: JDPipeline.TitleEvidence) async throws {
    let pipeline = try Self.pipeline()
    let rankings = try await pipeline.rank(
      titles: ["Night Nurse", "Truck Driver", "Head Baker", "?"], by: evidence)
    #expect(rankings.map { $0[0].slug }.prefix(3) == ["nurse", "driver", "baker"])
    for ranking in rankings {
      #expect(Set(ranking.map(\.roleID)) == [3, 5, 9])
      #expect(zip(ranking, ranking.dropFirst()).allSatisfy { $0.score >= $1.score })
    }
    // One at a time is the same.
    #expect(try await pipeline.rank(title: "Night Nurse", by: evidence) == rankings[0])
  }

  @Test func theVeryTitleComesFirst() async throws {
    let pipeline = try Self.pipeline()
    // Shares more letters with the baker's titles.
    #expect(try await pipeline.rank(title: "bread driver")[0].slug == "driver")
  }

  /// Of these the very title comes first, too.
  @Test func theVeryTitleIsKnownInOtherSpellings() async throws {
    var roles = Self.roles
    roles[1].aliases.append("RN")
    roles[2].aliases += ["Bread-Driver", "C.D.L. Driver"]
    let index = TitleIndex(roles)
    func same(_ title: String) -> [String] { index.same(as: title).map { index.texts[$0] } }
    // One that is there stands for itself alone.
    #expect(same("BREAD driver") == ["Bread Driver"])
    #expect(Set(same("\"Bread/driver\".")) == ["Bread Driver", "Bread-Driver"])
    #expect(same("- Truck Driver -") == ["Truck Driver"])
    #expect(same("Truck Drivers:") == ["Truck Driver"])
    #expect(same("CDL driver") == ["C.D.L. Driver"])
    #expect(same("R.N.") == ["RN"] && same("RNs") == ["RN"])
    for title in ["Driver Truck", "Truck Driver II", "Drivers Truck", "s", "?", ""] {
      #expect(same(title).isEmpty, "\(title)")
    }
    let store = try Store.inMemory()
    try store.importCatalog(TestLibrary.catalog(roles: roles))
    let pipeline = JDPipeline(store: store, embedder: HashingEmbedder())
    #expect(try await pipeline.rank(title: "R.N.", by: .text)[0].slug == "nurse")
  }

  @Test func sentencesRankRoles() async throws {
    let pipeline = try Self.pipeline()
    let sentences = [
      "Care for patients on a ward.", "Bake pastry in an oven.", "Clean wounds.", "",
    ]
    let rankings = try await pipeline.rank(sentences: sentences)
    #expect(rankings.map { $0[0].slug }.prefix(3) == ["nurse", "baker", "nurse"])
    #expect(rankings.allSatisfy { $0.count == 3 })
    for ranking in rankings { #expect(ranking.allSatisfy { $0.score.isFinite }) }
    #expect(try await pipeline.rank(sentence: sentences[0]) == rankings[0])
  }

  /// All vectors are alike, and the painter's text as a whole has more of the sentence's words; but
  /// the rigger has a KRA that says the same.
  @Test func aRewordedKRAPutsItsRoleFirst() {
    let roles = [
      TestLibrary.role(
        1, "painter",
        kras: ["Inspect ropes.", "Inspect ladders for rust.", "Report damage and rust."]),
      TestLibrary.role(
        2, "rigger",
        kras: [
          "Inspect ropes and ladders for damage after storms.", "Lift loads.", "Sign the log book.",
        ]),
    ]
    func alike(_ rows: Int) -> EmbeddingMatrix {
      var matrix = EmbeddingMatrix(dimension: 8)
      for _ in 0..<rows { matrix.append([1, 0, 0, 0, 0, 0, 0, 0]) }
      return matrix
    }
    let ranking = SentenceRanking(
      roles: roles, kras: alike(6), names: alike(2), archetypes: alike(2))
    let ranked = ranking.rank(
      "Inspect ladders and ropes for damage.", vector: [1, 0, 0, 0, 0, 0, 0, 0])
    #expect(ranked[0].slug == "rigger")
  }

  /// Two classes along one axis with a wide spread along the other: only the first axis tells.
  @Test func theDiscriminantLooksAtWhatTellsClassesApart() {
    var members = EmbeddingMatrix(dimension: 9)
    var classes: [Int] = []
    for own in 0..<2 {
      for step in -20...20 {
        var row = [Float](repeating: 0, count: 9)
        row[0] = own == 0 ? -0.1 : 0.1
        row[8] = Float(step) / 10
        members.append(row)
        classes.append(own)
      }
    }
    let discriminant = ClassDiscriminant(
      classCount: 3, members: members, classes: classes, further: [])
    var query = [Float](repeating: 0, count: 9)
    query[0] = 0.05
    query[8] = -2
    let scores = discriminant.scores(of: query)
    #expect(scores.count == 3)
    #expect(scores[1] > scores[0])
    #expect(scores.allSatisfy { $0.isFinite })
  }

  @Test func theFactorSolves() {
    let size = 5
    // A = B·Bᵀ + I.
    let b = (0..<size * size).map { Double(($0 * 7) % 11) - 5 }
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0..<size {
        matrix[row * size + column] =
          (0..<size).reduce(row == column ? 1 : 0) {
            $0 + b[row * size + $1] * b[column * size + $1]
          }
      }
    }
    let wanted = [1.0, -2, 0, 4, 0.5]
    let right = (0..<size).map { row in
      (0..<size).reduce(0) { $0 + matrix[row * size + $1] * wanted[$1] }
    }
    for (found, exact) in zip(CholeskyFactor(matrix, size: size).solve(right), wanted) {
      #expect(abs(found - exact) < 1e-9)
    }
  }

  @Test(arguments: [0, 1, 7, 8, 9, 16, 23])
  func productsOfEveryLength(dimension: Int) {
    let vector = (0..<dimension).map { Float($0 % 5) - 2 }
    let rows = (0..<dimension * 3).map { Float($0 % 7) - 3 }
    let expected = (0..<(dimension == 0 ? 0 : 3)).map { row in
      (0..<dimension).reduce(Float(0)) { $0 + vector[$1] * rows[row * dimension + $1] }
    }
    #expect(DotProduct.products(of: vector, withRowsOf: rows) == expected)
  }

  /// A library of more titles than are encoded at once.
  @Test func onlyTitlesNearTheTitleAreEncoded() async throws {
    var roles = Self.roles
    roles[2].aliases += (0..<LibraryCache.fewTitles).map { "Zebra\($0) Keeper\($0)" }
    let store = try Store.inMemory()
    try store.importCatalog(TestLibrary.catalog(roles: roles))
    let pipeline = JDPipeline(store: store, embedder: HashingEmbedder())
    _ = try await pipeline.classify(
      "Night Nurse\n\nResponsibilities:\n- Care for patients on a ward.\n- Give medicine.")
    let model = HashingEmbedder().identifier
    let near = try store.catalogVectors(of: ["Staff Nurse"], model: model)
    #expect(near.count == 1)
    let far = try store.catalogVectors(of: roles[2].aliases, model: model)
    #expect(far.count <= LibraryCache.nearestTitles)
  }
}
