import Testing

@testable import Pipeline

@Suite struct PolicyTests {
  @Test func absentNamesTakeTheirDefaults() throws {
    let policy = try RecordCoding.record(Policy.self, from: #"{"kra_novelty":"shortlist"}"#)
    var expected = Policy()
    expected.kraNovelty = .shortlist
    #expect(policy == expected)
    #expect(policy.hash != Policy().hash)
    #expect(policy.hash.count == 64)
  }

  @Test func roundTrip() throws {
    var policy = Policy()
    policy.arbiterFloor = 0.61
    policy.aliasVeto = 0.05
    let text = try RecordCoding.text(policy)
    #expect(try RecordCoding.record(Policy.self, from: text) == policy)
  }

  @Test(arguments: [
    (#"{"skill_flor":0.2}"#, PolicyError.unknownName("skill_flor", known: [])),
    (#"{"skill_floor":"high"}"#, .wrongValue("skill_floor")),
    (#"{"skill_floor":7}"#, .outOfRange("skill_floor", range: "-1 to 1")),
    (#"{"shortlist_size":0}"#, .outOfRange("shortlist_size", range: "1 to 1000")),
    (#"{"kra_novelty":"some"}"#, .wrongValue("kra_novelty")),
  ])
  func badPoliciesAreRefused(text: String, expected: PolicyError) {
    do {
      _ = try RecordCoding.record(Policy.self, from: text)
      Issue.record("accepted \(text)")
    } catch let error as PolicyError {
      if case .unknownName(let name, _) = error {
        #expect(expected == .unknownName(name, known: []))
      } else {
        #expect(error == expected)
      }
    } catch {
      Issue.record("\(error)")
    }
  }
}
