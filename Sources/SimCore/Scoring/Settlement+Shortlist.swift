import CSimKernels

extension Settlement {
  /// The best roles, best first; equal ones by id.
  ///
  /// The roles with the largest bounds are settled first: the score of the last of them that the
  /// shortlist has room for is a threshold that no role under it can pass, and it rises as others
  /// are settled.
  func shortlist(size: Int) -> [RoleScore] {
    var best: [RoleScore] = []
    guard let bounds else {
      settle(index.roles.indices.map { Candidate(position: $0, upper: .infinity) }, size, &best)
      return best
    }
    best.reserveCapacity(min(size, index.roles.count) + 1)
    let divided = index.layout.dividedRoles.map {
      Candidate(position: $0, upper: begin($0, slot: 0).upper)
    }
    let seeds = seeds(size, bounds, divided)
    settle(seeds.map { Candidate(position: $0, upper: .infinity) }, size, &best)
    var others = candidates(reaching: threshold(size, best), bounds, divided)
    others.removeAll { seeds.contains($0.position) }
    others.sort { $0.upper > $1.upper }
    settle(others, size, &best)
    return best
  }

  /// The score that a role must reach; −∞ while the shortlist has room.
  private func threshold(_ size: Int, _ best: [RoleScore]) -> Double {
    best.count < size ? -.infinity : best[size - 1].score
  }

  /// Puts those candidates among the best whose scores are large enough; their upper bounds fall.
  /// Each one is begun before the one ahead of it is settled.
  private func settle(_ candidates: [Candidate], _ size: Int, _ best: inout [RoleScore]) {
    guard var next = candidates.first.map({ begin($0.position, slot: 0) }) else { return }
    for (number, candidate) in candidates.enumerated() {
      let threshold = threshold(size, best)
      if candidate.upper < threshold { return }
      let begun = next
      if number + 1 < candidates.count {
        next = begin(candidates[number + 1].position, slot: (number + 1) & 1)
      }
      guard let score = score(of: begun, threshold: threshold) else { continue }
      let rank = best.firstIndex { RoleScore.precedes(score, $0) } ?? best.count
      best.insert(score, at: rank)
      if best.count > size { best.removeLast() }
    }
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
    let limit = Double(limit)
    let norm = bounds.query.largestNorm(of: rows)
    return limit * (limit + 4) * (0x1p-24 * 8 * norm * index.largestNorm + 0x1p-140 * (1 + norm))
  }

  /// Up to `size` roles with the largest bounds.
  private func seeds(_ size: Int, _ bounds: ScreenBounds, _ divided: [Candidate]) -> [Int] {
    let layout = index.layout
    let most = min(size, layout.wholeRoleOfLane.count)
    var largest = unsafe [sim_lane_sum](unsafeUninitializedCapacity: most) { room, count in
      guard let room = room.baseAddress else { return }
      count = unsafe bounds.withSums(of: document) { sums, stride in
        unsafe sim_settle_largest(
          sums, stride, layout.panelCount, layout.wholeRoleOfLane, most, room)
      }
    }
    for role in divided {
      let sum = Float(role.upper) * Float(limit)
      if largest.count == size {
        guard sum > largest[size - 1].sum else { continue }
        largest.removeLast()
      }
      let rank = largest.firstIndex { $0.sum < sum } ?? largest.count
      largest.insert(sim_lane_sum(role: Int32(role.position), sum: sum), at: rank)
    }
    return largest.map { Int($0.role) }
  }

  /// The roles whose bound reaches `threshold`.
  private func candidates(
    reaching threshold: Double, _ bounds: ScreenBounds, _ divided: [Candidate]
  ) -> [Candidate] {
    let layout = index.layout
    let slack = slack(of: bounds)
    let leastSum = Float(threshold * Double(limit) - slack).nextDown
    let found = unsafe [sim_lane_sum](
      unsafeUninitializedCapacity: layout.wholeRoleOfLane.count
    ) { room, count in
      guard let room = room.baseAddress else { return }
      count = unsafe bounds.withSums(of: document) { sums, stride in
        unsafe sim_settle_reaching(
          sums, stride, layout.panelCount, layout.wholeRoleOfLane, leastSum, room)
      }
    }
    var candidates = found.map {
      Candidate(position: Int($0.role), upper: (Double($0.sum) + slack) / Double(limit))
    }
    candidates += divided.filter { $0.upper >= threshold }
    return candidates
  }
}
