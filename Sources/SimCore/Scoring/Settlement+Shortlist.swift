extension Settlement {
  /// The best roles, best first; equal ones by id.
  ///
  /// The roles with the largest bounds are settled first: the score of the last of them that the
  /// shortlist has room for is a threshold that no role under it can pass, and it rises as others
  /// are settled.
  mutating func shortlist(size: Int) -> [RoleScore] {
    var best: [RoleScore] = []
    guard let bounds else {
      for position in index.roles.indices { settle(position, size, &best) }
      return best
    }
    let slack = slack(of: bounds)
    let divided = index.layout.dividedRoles.map {
      Candidate(position: $0, upper: upperBound(ofRole: $0))
    }
    let seeds = seeds(size, bounds, divided)
    for position in seeds { settle(position, size, &best) }
    var others = candidates(reaching: threshold(size, best), bounds, divided, slack)
    others.sort { $0.upper > $1.upper }
    for candidate in others where !seeds.contains(candidate.position) {
      if candidate.upper < threshold(size, best) { break }
      settle(candidate.position, size, &best)
    }
    return best
  }

  /// The score that a role must reach; −∞ while the shortlist has room.
  private func threshold(_ size: Int, _ best: [RoleScore]) -> Double {
    best.count < size ? -.infinity : best[size - 1].score
  }

  /// Puts a role among the best where its score is large enough.
  private mutating func settle(_ position: Int, _ size: Int, _ best: inout [RoleScore]) {
    guard let score = score(ofRole: position, threshold: threshold(size, best)) else { return }
    let rank = best.firstIndex { RoleScore.precedes(score, $0) } ?? best.count
    best.insert(score, at: rank)
    if best.count > size { best.removeLast() }
  }

  // MARK: - Candidates

  private struct Candidate {
    let position: Int
    /// What the role's score cannot exceed.
    let upper: Double
  }

  /// What a sum of bounds in f32 can lie under the exact sum: `limit` products and their sum round
  /// by 2⁻²⁴ each of values of at most 4·‖q‖‖k‖; the rest covers underflow.
  private func slack(of bounds: ScreenBounds) -> Double {
    let limit = Double(min(sentencesPerRole, rows.count))
    let norm = bounds.query.largestNorm(of: rows)
    return limit * (limit + 4) * (0x1p-24 * 8 * norm * index.largestNorm + 0x1p-140 * (1 + norm))
  }

  /// Up to `size` roles with the largest bounds.
  private func seeds(_ size: Int, _ bounds: ScreenBounds, _ divided: [Candidate]) -> [Int] {
    var positions: [Int] = []
    var sums: [Float] = []
    func offer(_ position: Int, _ sum: Float) {
      if sums.count == size {
        guard sum > sums[size - 1] else { return }
        positions.removeLast()
        sums.removeLast()
      }
      let rank = sums.firstIndex { $0 < sum } ?? sums.count
      positions.insert(position, at: rank)
      sums.insert(sum, at: rank)
    }
    bounds.forEachWholeRole(of: document, index.layout) { offer($0, $1) }
    let limit = Float(min(sentencesPerRole, rows.count))
    for role in divided { offer(role.position, Float(role.upper) * limit) }
    return positions
  }

  /// The roles whose bound reaches `threshold`.
  private func candidates(
    reaching threshold: Double, _ bounds: ScreenBounds, _ divided: [Candidate], _ slack: Double
  ) -> [Candidate] {
    var found: [Candidate] = []
    let limit = Double(min(sentencesPerRole, rows.count))
    let leastSum = Float(threshold * limit - slack).nextDown
    bounds.forEachWholeRole(of: document, index.layout) { position, sum in
      guard sum >= leastSum else { return }
      found.append(Candidate(position: position, upper: (Double(sum) + slack) / limit))
    }
    found += divided.filter { $0.upper >= threshold }
    return found
  }
}
