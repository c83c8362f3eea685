import SimCore

/// A proposal of the role queue.
public struct QueuedProposal: Hashable, Sendable {
  /// The row of the queue.
  public var item: ReviewItem
  /// What it proposes.
  public var role: RoleProposal
}

/// Proposals that are of one role, as far as their names and duties tell.
public struct ProposalGroup: Hashable, Sendable {
  /// The oldest first.
  public var proposals: [QueuedProposal]
  /// Existing roles that the proposals' runs were nearest to: those that stood highest first, then
  /// those that more proposals name, then by id.
  public var nearestRoles: [RoleProposal.NearestRole]

  /// Cosine of a proposal's vector with a group's from which on it joins the group.
  public static let threshold = 0.8

  /// Sorts proposals into groups. Pure; O(proposals · groups · dimension).
  ///
  /// In the given order, each proposal joins the group with the largest cosine to the sum of the
  /// group's vectors where that reaches `threshold` (of equal ones, the oldest group), or the group
  /// that has a proposal of its slug; else it opens a group. Groups of more proposals come first,
  /// then those of the older first proposal.
  ///
  /// - Parameter vectors: one a proposal, of one dimension; nil or a zero vector meets by slug
  ///   alone.
  public static func groups(
    of proposals: [QueuedProposal], vectors: [[Double]?], threshold: Double = threshold
  ) -> [ProposalGroup] {
    precondition(proposals.count == vectors.count, "a vector a proposal")
    var groups: [(proposals: [QueuedProposal], sum: Centroid)] = []
    var groupOfSlug: [String: Int] = [:]
    for (proposal, vector) in zip(proposals, vectors) {
      // JDs without a title have no name in common.
      let slug =
        proposal.role.slug == NewRoleName.untitledSlug ? nil : Optional(proposal.role.slug)
      var chosen = slug.flatMap { groupOfSlug[$0] }
      if chosen == nil, let vector {
        var best = threshold
        for (index, group) in groups.enumerated() where group.sum.dimension == vector.count {
          let cosine = group.sum.cosine(to: vector)
          if cosine > best || chosen == nil && cosine == best { (best, chosen) = (cosine, index) }
        }
      }
      let index = chosen ?? groups.count
      if index == groups.count { groups.append(([], Centroid(dimension: 0))) }
      groups[index].proposals.append(proposal)
      if groups[index].sum.dimension == 0 || vector?.count == groups[index].sum.dimension {
        groups[index].sum.addGrowing(vector)
      }
      if let slug { groupOfSlug[slug] = index }
    }
    return groups.map(\.proposals).enumerated().sorted {
      $0.element.count != $1.element.count
        ? $0.element.count > $1.element.count : $0.offset < $1.offset
    }.map { ProposalGroup(proposals: $1, nearestRoles: Self.nearest(of: $1.map(\.role))) }
  }

  private static func nearest(of proposals: [RoleProposal]) -> [RoleProposal.NearestRole] {
    var found: [Int: (role: RoleProposal.NearestRole, rank: Int, count: Int)] = [:]
    for proposal in proposals {
      for (rank, role) in proposal.nearestRoles.enumerated() {
        let known = found[role.roleID]
        found[role.roleID] = (
          known.map { $0.rank <= rank ? $0.role : role } ?? role, min(rank, known?.rank ?? rank),
          1 + (known?.count ?? 0)
        )
      }
    }
    return found.values.sorted {
      ($0.rank, -$0.count, $0.role.roleID) < ($1.rank, -$1.count, $1.role.roleID)
    }.map(\.role)
  }
}

extension JDPipeline {
  /// The role queue in groups, at most `limit` proposals of it, the oldest.
  ///
  /// A proposal's vector is the sum of its name's vector and of the direction of its KRAs' mean,
  /// each of unit length: what it is called and what it does count alike.
  ///
  /// - Throws: `StoreError`, and what the embedder throws.
  public func proposalGroups(
    _ filter: ReviewFilter = ReviewFilter(), limit: Int
  ) async throws -> [ProposalGroup] {
    try await executor.run { [self] in
      let proposals = try store.roleProposals(filter, limit: limit)
      guard !proposals.isEmpty else { return [] }
      let texts = proposals.flatMap { [$0.role.displayName] + $0.role.kras }
      let vectors = try await within(.preparation, of: nil) { try await embedder.embed(texts) }
      var next = 0
      let sums = proposals.map { proposal -> [Double]? in
        let rows = next..<next + 1 + proposal.role.kras.count
        next = rows.upperBound
        let name = Centroid.documentVector(of: vectors.rows(rows.prefix(1)))
        let duties = Centroid.documentVector(of: vectors.rows(rows.dropFirst()))
        guard let name, let duties else { return name ?? duties }
        return zip(name, duties).map { $0 + $1 }
      }
      return ProposalGroup.groups(of: proposals, vectors: sums)
    }
  }
}
