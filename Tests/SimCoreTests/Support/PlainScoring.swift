import SimCore

/// The definitions of `Similarity` and `RoleScorer`, as slow as they are written there.
enum PlainScoring {
  /// The f64 dot product in eight lanes.
  static func similarity(_ left: [Float], _ right: [Float]) -> Double {
    var lanes = [Double](repeating: 0, count: 8)
    for index in left.indices {
      lanes[index % 8].addProduct(Double(left[index]), Double(right[index]))
    }
    let even = (lanes[0] + lanes[4]) + (lanes[2] + lanes[6])
    let odd = (lanes[1] + lanes[5]) + (lanes[3] + lanes[7])
    return even + odd
  }

  /// A role of the plain definition.
  struct Role {
    var id: Int
    var kras: [[Float]]
  }

  struct Pair: Equatable {
    var sentence: Int
    var kra: Int
    var bits: UInt64
  }

  /// A score, its f64 by bit pattern so that equality is equality of bits.
  struct Score: Equatable {
    var roleID: Int
    var bits: UInt64
    var pairs: [Pair]
  }

  static func score(_ role: Role, _ sentences: [[Float]], sentencesPerRole: Int) -> Score? {
    guard !role.kras.isEmpty, !sentences.isEmpty else { return nil }
    var best: [(sentence: Int, kra: Int, value: Double)] = []
    for (number, sentence) in sentences.enumerated() {
      var kra = 0
      var value = similarity(sentence, role.kras[0])
      for candidate in role.kras.indices.dropFirst() {
        let other = similarity(sentence, role.kras[candidate])
        if other > value {
          kra = candidate
          value = other
        }
      }
      best.append((number, kra, value))
    }
    // A selection sort, so that nothing depends on the library's sorting.
    var chosen: [(sentence: Int, kra: Int, value: Double)] = []
    while chosen.count < sentencesPerRole, !best.isEmpty {
      var at = 0
      for index in best.indices where best[index].value > best[at].value { at = index }
      chosen.append(best.remove(at: at))
    }
    var sum = 0.0
    for pair in chosen { sum += pair.value }
    return Score(
      roleID: role.id, bits: (sum / Double(chosen.count)).bitPattern,
      pairs: chosen.map {
        Pair(sentence: $0.sentence, kra: $0.kra, bits: $0.value.bitPattern)
      })
  }

  static func shortlist(
    _ roles: [Role], _ sentences: [[Float]], sentencesPerRole: Int, shortlistSize: Int
  ) -> [Score] {
    var scores = roles.compactMap { score($0, sentences, sentencesPerRole: sentencesPerRole) }
    var result: [Score] = []
    while result.count < shortlistSize, !scores.isEmpty {
      var at = 0
      for index in scores.indices {
        let here = Double(bitPattern: scores[index].bits)
        let best = Double(bitPattern: scores[at].bits)
        if here > best || (here == best && scores[index].roleID < scores[at].roleID) { at = index }
      }
      result.append(scores.remove(at: at))
    }
    return result
  }

  /// The engine's answer in the same form.
  static func form(of scores: [RoleScore]) -> [Score] {
    scores.map { score in
      Score(
        roleID: score.roleID, bits: score.score.bitPattern,
        pairs: score.pairs.map {
          Pair(sentence: $0.sentence, kra: $0.kra, bits: $0.similarity.bitPattern)
        })
    }
  }
}

extension EmbeddingMatrix {
  /// A matrix of rows of one dimension.
  init(rows: [[Float]], dimension: Int) {
    self.init(dimension: dimension)
    for row in rows { append(row) }
  }
}

extension KRAIndex {
  /// An index of plain roles.
  init(
    _ roles: [PlainScoring.Role], dimension: Int, modelIdentifier: String = "model",
    catalogVersion: String = "1"
  ) throws(IndexError) {
    try self.init(
      roles: roles.map { ($0.id, $0.kras.count) },
      vectors: EmbeddingMatrix(rows: roles.flatMap(\.kras), dimension: dimension),
      modelIdentifier: modelIdentifier, catalogVersion: catalogVersion)
  }
}
