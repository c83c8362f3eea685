import SimCore
import Testing

@testable import Pipeline

/// How proposals are sorted into groups.
@Suite struct ProposalGroupTests {
  private func proposal(
    _ id: Int64, _ name: String, nearest: [Int] = []
  ) -> QueuedProposal {
    QueuedProposal(
      item: ReviewItem(
        queue: .roles, id: id, runID: "run-\(id)", status: .pending, createdAt: "", subject: name,
        target: nil, detail: ""),
      role: RoleProposal(
        displayName: name, slug: Slug.make(from: name), domain: nil, kras: [], dimensions: [],
        skills: [],
        nearestRoles: nearest.map {
          RoleProposal.NearestRole(
            roleID: $0, slug: "role-\($0)", displayName: "Role \($0)", domain: "D", kraScore: nil,
            titleSimilarity: nil, centroidSimilarity: nil, skillScore: 0)
        }))
  }

  private func ids(_ groups: [ProposalGroup]) -> [[Int64]] {
    groups.map { $0.proposals.map(\.item.id) }
  }

  @Test func alikeOnesMeet() {
    let proposals = (1...5).map { proposal($0, "Name \($0)") }
    let groups = ProposalGroup.groups(
      of: proposals,
      vectors: [[1, 0], [0, 1], [0.9, 0.1], [0.1, 0.9], [1, 0.2]], threshold: 0.9)
    // The larger group first.
    #expect(ids(groups) == [[1, 3, 5], [2, 4]])
  }

  @Test func theThresholdCounts() {
    let proposals = [proposal(1, "A"), proposal(2, "B")]
    let vectors: [[Double]?] = [[1, 0], [0.8, 0.6]]
    #expect(ids(ProposalGroup.groups(of: proposals, vectors: vectors, threshold: 0.8)) == [[1, 2]])
    #expect(
      ids(ProposalGroup.groups(of: proposals, vectors: vectors, threshold: 0.81)) == [[1], [2]])
  }

  @Test func equalSlugsMeetWhateverTheirVectors() {
    let proposals = [
      proposal(1, "Pastry Chef"), proposal(2, "Baker"), proposal(3, "pastry  chef"),
      proposal(4, "Sole"),
    ]
    let groups = ProposalGroup.groups(
      of: proposals, vectors: [[1, 0], [0, 1], [0, 1], nil], threshold: 0.99)
    #expect(ids(groups) == [[1, 3], [2], [4]])
    #expect(ids(ProposalGroup.groups(of: [], vectors: [])).isEmpty)
    #expect(
      ids(ProposalGroup.groups(of: proposals, vectors: [nil, nil, [0, 0], [0, 0]]))
        == [[1, 3], [2], [4]])
  }

  @Test func aProposalJoinsTheNearestGroup() {
    let proposals = (1...3).map { proposal($0, "Name \($0)") }
    let groups = ProposalGroup.groups(
      of: proposals, vectors: [[1, 0], [0.6, 0.8], [0.75, 0.66]], threshold: 0.7)
    #expect(ids(groups) == [[2, 3], [1]])
  }

  @Test func nearestRolesAreThoseThatStoodHighest() {
    let groups = ProposalGroup.groups(
      of: [proposal(1, "A", nearest: [7, 5, 3]), proposal(2, "A", nearest: [3, 5, 9])],
      vectors: [nil, nil])
    #expect(groups.count == 1)
    #expect(groups[0].nearestRoles.map(\.roleID) == [3, 7, 5, 9])
  }

  @Test func theQueueIsGroupedByNamesAndDuties() async throws {
    let store = try LearningLibrary.memoryStore()
    let pipeline = LearningLibrary.pipeline(store)
    #expect(try await pipeline.proposalGroups(limit: 10).isEmpty)
  }
}
