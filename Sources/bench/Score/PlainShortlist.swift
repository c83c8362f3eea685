import SimCore

/// The shortlist by its definition alone (`Similarity`, `RoleScorer`): slow, and sharing no code with
/// the engine.
struct PlainShortlist {
  /// A role's score; f64 values as bit patterns, so that equality is equality of bits.
  struct Entry: Equatable {
    let roleID: Int
    let score: UInt64
    let pairs: [[UInt64]]

    init(_ score: RoleScore) {
      roleID = score.roleID
      self.score = score.score.bitPattern
      pairs = score.pairs.map {
        [UInt64($0.sentence), UInt64($0.kra), $0.similarity.bitPattern]
      }
    }

    init(roleID: Int, score: Double, pairs: [(sentence: Int, kra: Int, similarity: Double)]) {
      self.roleID = roleID
      self.score = score.bitPattern
      self.pairs = pairs.map { [UInt64($0.sentence), UInt64($0.kra), $0.similarity.bitPattern] }
    }
  }

  let index: KRAIndex
  let sentencesPerRole: Int

  func entries(for sentences: EmbeddingMatrix, limit: Int) -> [Entry] {
    let rows = (0..<sentences.count).map { sentences[$0] }
    var scored: [(score: Double, entry: Entry)] = []
    for role in index.roles {
      var best = [(sentence: Int, kra: Int, similarity: Double)]()
      let kras = role.rows.map { index.vector(row: $0) }
      for (sentence, row) in rows.enumerated() {
        var nearest = (sentence: sentence, kra: 0, similarity: -Double.infinity)
        for (kra, vector) in kras.enumerated() {
          let similarity = Self.similarity(row, vector)
          if similarity > nearest.similarity { nearest = (sentence, kra, similarity) }
        }
        best.append(nearest)
      }
      best.sort {
        $0.similarity != $1.similarity
          ? $0.similarity > $1.similarity : $0.sentence < $1.sentence
      }
      best = Array(best.prefix(sentencesPerRole))
      let score = best.reduce(0) { $0 + $1.similarity } / Double(best.count)
      scored.append((score, Entry(roleID: role.id, score: score, pairs: best)))
      if scored.count >= limit + 100 { keepBest(limit, of: &scored) }
    }
    keepBest(limit, of: &scored)
    return scored.map(\.entry)
  }

  private func keepBest(_ limit: Int, of scored: inout [(score: Double, entry: Entry)]) {
    scored.sort {
      $0.score != $1.score ? $0.score > $1.score : $0.entry.roleID < $1.entry.roleID
    }
    scored.removeLast(max(0, scored.count - limit))
  }

  /// The f64 dot product in eight lanes. The product of two f32 is exact in f64, so multiplying and
  /// adding rounds as the fused operation does.
  private static func similarity(_ left: [Float], _ right: [Float]) -> Double {
    var lanes = [Double](repeating: 0, count: 8)
    for index in left.indices {
      lanes[index & 7] += Double(left[index]) * Double(right[index])
    }
    return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
      + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))
  }
}
