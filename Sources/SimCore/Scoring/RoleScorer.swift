/// Finds the roles whose KRAs are nearest to the sentences of a JD (a MaxSim score, Khattab and
/// Zaharia 2020, over the best few sentences).
///
/// best(r, s) is the largest similarity of sentence s with a KRA of role r (equal KRAs: the earlier
/// one); a role's score is the mean of its `sentencesPerRole` largest best(r, s) (of all, where
/// there are fewer). An f32 product on BLAS finds what can matter within its rounding bound; what
/// is left is settled at the defined similarity, so shortlist, pairs and values are those of the
/// plain definition, to the bit, ties included.
public struct RoleScorer: Sendable {
  public let index: KRAIndex
  /// Best sentences that make a role's score.
  public let sentencesPerRole: Int
  /// Roles in a shortlist.
  public let shortlistSize: Int
  /// The kernel that settles similarities.
  public let kernel: Kernel

  public init(
    index: KRAIndex, sentencesPerRole: Int = 3, shortlistSize: Int = 5, kernel: Kernel = .current
  ) {
    precondition(sentencesPerRole >= 1 && shortlistSize >= 1, "at least one sentence and role")
    precondition(kernel.isSupported, "this machine cannot run kernel \(kernel.rawValue)")
    LinearAlgebra.configure()
    self.index = index
    self.sentencesPerRole = sentencesPerRole
    self.shortlistSize = shortlistSize
    self.kernel = kernel
  }

  /// The best roles for the sentences, best first.
  ///
  /// - Parameter sentences: the vectors of the JD's distinct sentences in text order, of the
  ///   index's dimension. None gives an empty shortlist.
  /// - Complexity: O(sentences · KRAs · dimension).
  public func shortlist(for sentences: EmbeddingMatrix) -> [RoleScore] {
    precondition(sentences.dimension == index.dimension, "dimensions do not fit")
    guard sentences.count > 0, index.kraCount > 0 else { return [] }
    let rows = sentences.matrix()
    let screen = FloatMatrix(rowCount: sentences.count, columnCount: index.kraCount)
    screen.assignProduct(rows, transposed: index.vectors)
    let bound = roundingBound(of: sentences)
    let scores = candidates(screen: screen, bound: bound).map { position in
      settle(role: index.roles[position], sentences: rows, screen: screen, bound: bound)
    }
    return Array(scores.sorted(by: RoleScore.precedes).prefix(shortlistSize))
  }

  /// The scores of certain roles, in the order given; roles without KRAs are left out.
  ///
  /// - Complexity: O(sentences · KRAs of these roles · dimension).
  public func scores(ofRoles ids: [Int], for sentences: EmbeddingMatrix) -> [RoleScore] {
    precondition(sentences.dimension == index.dimension, "dimensions do not fit")
    guard sentences.count > 0 else { return [] }
    let rows = sentences.matrix()
    return ids.compactMap { id in
      guard let position = index.position(ofRole: id) else { return nil }
      return settle(role: index.roles[position], sentences: rows, screen: nil, bound: 0)
    }
  }

  // MARK: - Screening

  /// An upper bound of |f32 product − defined similarity| over all pairs.
  ///
  /// For any order of summation |fl(a·b) − a·b| ≤ γ·Σ|aₖbₖ| ≤ γ‖a‖‖b‖ with γ = nu/(1 − nu) (Higham,
  /// Accuracy and Stability of Numerical Algorithms, 2002, section 3.1); u is 2⁻²⁴ for the product
  /// and 2⁻⁵³ for the definition. Underflow adds at most 2⁻¹⁴⁹ a term. The factor 1.001 covers the
  /// rounding of this bound and of the norms. Infinite where a partial sum of the product could
  /// leave the range of f32: none is larger than ‖a‖‖b‖ and its rounding.
  private func roundingBound(of sentences: EmbeddingMatrix) -> Double {
    let terms = Double(index.dimension)
    let gamma32 = terms * 0x1p-24 / (1 - terms * 0x1p-24)
    let gamma64 = terms * 0x1p-53 / (1 - terms * 0x1p-53)
    var largest = 0.0
    for row in 0..<sentences.count {
      let square = sentences[row].reduce(0.0) { $0 + Double($1) * Double($1) }
      largest = max(largest, square.squareRoot())
    }
    guard largest * index.largestNorm < 0x1p126, terms < 0x1p20 else { return .infinity }
    return (gamma32 + gamma64) * largest * index.largestNorm * 1.001 + terms * 0x1p-149 + 1e-15
  }

  /// Positions of the roles that may reach the shortlist: upper bound at least the
  /// `shortlistSize`-th largest lower bound. All of them where the product may have overflowed.
  private func candidates(screen: FloatMatrix, bound: Double) -> [Int] {
    guard bound.isFinite else { return Array(index.roles.indices) }
    let approximate = index.roles.map { role in
      let best = bestOfScreen(screen, role).sorted(by: >).prefix(sentencesPerRole)
      return best.reduce(0, +) / Double(best.count)
    }
    let ordered = approximate.sorted(by: >)
    let last = ordered[min(shortlistSize, ordered.count) - 1]
    return index.roles.indices.filter { approximate[$0] + 2 * bound >= last }
  }

  /// The largest f32 product of each sentence with a KRA of the role.
  private func bestOfScreen(_ screen: FloatMatrix, _ role: KRAIndex.Role) -> [Double] {
    (0..<screen.rowCount).map { sentence in
      screen.withRow(sentence) { products in
        var best = -Float.infinity
        for row in role.rows { best = products[row] > best ? products[row] : best }
        return Double(best)
      }
    }
  }

  // MARK: - Settling

  /// A role's score at the defined similarity. With a screen, only sentences that can be among the
  /// best, and only KRAs that can be a sentence's best, are looked at.
  private func settle(
    role: KRAIndex.Role, sentences: FloatMatrix, screen: FloatMatrix?, bound: Double
  ) -> RoleScore {
    var best: [Double]?
    if let screen, bound.isFinite { best = bestOfScreen(screen, role) }
    let threshold = best.map { products in
      products.sorted(by: >)[min(sentencesPerRole, products.count) - 1] - 2 * bound
    }
    var pairs: [RoleScore.Pair] = []
    for sentence in 0..<sentences.rowCount {
      if let best, let threshold, best[sentence] < threshold { continue }
      var kra = 0
      var largest = -Double.infinity
      for row in role.rows {
        if let screen, let best,
          Double(screen[sentence, row]) < best[sentence] - 2 * bound
        {
          continue
        }
        let similarity = sentences.similarity(
          row: sentence, with: index.vectors, row: row, kernel: kernel)
        if similarity > largest {
          largest = similarity
          kra = row - role.rows.lowerBound
        }
      }
      pairs.append(RoleScore.Pair(sentence: sentence, kra: kra, similarity: largest))
    }
    return RoleScore(roleID: role.id, candidates: pairs, limit: sentencesPerRole)
  }
}
