import TestSupport
import Testing

@testable import Pipeline

/// The recorded runs beside the project, where they are present.
@Suite struct ReplayTests {
  @Test(
    .enabled(if: !RecordedRuns.paths.isEmpty, "absent ../shared: no recorded runs"),
    arguments: RecordedRuns.paths)
  func recordedRunsReplayKeyForKey(path: String) async throws {
    #expect(try await Replay.differences(in: Replay.bundle(at: path)) == [])
  }

  @Test(
    .enabled(if: !RecordedRuns.paths.isEmpty, "absent ../shared: no recorded runs"),
    arguments: RecordedRuns.paths)
  func everyAlteredLeafIsFound(path: String) async throws {
    var bundle = try Replay.bundle(at: path)
    let expected = try #require(bundle.expected)
    let computed = try RecordCoding.record(
      JSONValue.self, from: RecordCoding.text(try await Replay.payloads(of: bundle)))
    var altered = 0
    for leaf in expected.leafPaths {
      let copy = expected.altering(leaf[...])
      let differences = JSONDifference.between(expected: copy, computed: computed)
      #expect(differences.count == 1, "\(leaf)")
      altered += 1
    }
    #expect(altered > 200)
    // Nothing but the comparison reads `expected`.
    bundle.expected = .string("scrambled")
    let again = try RecordCoding.record(
      JSONValue.self, from: RecordCoding.text(try await Replay.payloads(of: bundle)))
    #expect(again == computed)
  }

  @Test(arguments: [#"{"role_id":1,"n":2,"sum":[0.5]}"#, #"{"role_id":1,"n":-1}"#])
  func aCentroidThatCannotBeIsBadData(centroid: String) async throws {
    let text =
      #"{"format":"run-bundle/1","run_id":"r","input":{"jd_text":"x"},"policy":{},"#
      + #""catalog":{"roles":[],"centroids":["# + centroid + "]},"
      + #""embeddings":{"model":"m","dimension":3,"vectors":[]},"model_calls":[]}"#
    let bundle = try RecordCoding.record(RunBundle.self, from: text)
    await #expect(throws: BundleError.badCentroid(roleID: 1, dimension: 3)) {
      try await Replay.payloads(of: bundle)
    }
  }

  private static func bundle(catalog: String, calls: String = "") throws -> RunBundle {
    try RecordCoding.record(
      RunBundle.self,
      from: #"{"format":"run-bundle/1","run_id":"r","input":{"jd_text":"x"},"policy":{},"#
        + #""catalog":"# + catalog + #","embeddings":{"model":"m","dimension":3,"vectors":[]},"#
        + #""model_calls":["# + calls + "]}")
  }

  @Test(arguments: [
    (
      #"{"roles":[{"id":1,"slug":"a","display_name":"A"},{"id":1,"slug":"b","display_name":"B"}]}"#,
      "role id", "1"
    ),
    (
      #"{"roles":[{"id":1,"slug":"a","display_name":"A"},{"id":2,"slug":"a","display_name":"B"}]}"#,
      "role slug", "a"
    ),
    (
      #"{"roles":[],"dimensions":[{"id":4,"slug":"a","display_name":"A"},"#
        + #"{"id":4,"slug":"b","display_name":"B"}]}"#, "dimension id", "4"
    ),
  ])
  func repeatedEntriesAreBadData(catalog: String, what: String, value: String) async throws {
    let bundle = try Self.bundle(catalog: catalog)
    await #expect(throws: BundleError.repeated(what, value)) {
      try await Replay.payloads(of: bundle)
    }
  }

  @Test func linksToWhatASnapshotDoesNotHoldAreLeftOut() async throws {
    let catalog =
      #"{"roles":[{"id":1,"slug":"a","display_name":"A","aliases":["Cook"]}],"#
      + #""skills":[{"id":5,"slug":"go","display_name":"Go","aliases":[{"id":1,"alias_text":"Go","#
      + #""alias_type":"CANONICAL","is_primary":true,"match_strategy":"CASE_INSENSITIVE"}],"#
      + #""dimension_ids":[9,8,9,404]}],"dimensions":[{"id":9,"slug":"d","display_name":"D","#
      + #""role_ids":[1,77]}]}"#
    let calls =
      #"{"purpose":"parse_jd","response":{"JD_type":"pass","role":"Cook"}},"#
      + #"{"purpose":"extract_skills","response":{"final_skills":[{"skill_name":"go","#
      + #""is_primary":true}]}}"#
    let payloads = try await Replay.payloads(of: Self.bundle(catalog: catalog, calls: calls))
    #expect(payloads.extractFromJD.stage4Decision?.decisionCase == .a)
    #expect(payloads.extractDetails?.dimensions.map(\.dimension.id) == [9])
  }

  @Test(arguments: [
    (#"{"JD_type":"a poem"}"#, "a poem"),
    (#"{"JD_type":"a poem","rejection_reason":"it rhymes"}"#, "it rhymes"),
  ])
  func aRejectedTextNeedsItsTypeAlone(response: String, reason: String) async throws {
    let bundle = try Self.bundle(
      catalog: #"{"roles":[]}"#, calls: #"{"purpose":"parse_jd","response":"# + response + "}")
    let payloads = try await Replay.payloads(of: bundle)
    #expect(payloads.extractFromJD.rejected)
    #expect(payloads.extractFromJD.rejectionReason == reason)
    #expect(payloads.extractFromJD.nanoParsed.jdType == "a poem")
    #expect(payloads.extractFromJD.stage3Signals == nil && payloads.extractDetails == nil)
  }

  @Test func differencesGoBothWays() {
    let left = JSONValue.object(["a": .number(1), "b": .array([.null, .string("x")])])
    let right = JSONValue.object(["b": .array([.null]), "c": .bool(true), "a": .number(1.0)])
    #expect(
      JSONDifference.between(expected: left, computed: right).map(\.path) == ["$.b[1]", "$.c"])
  }

  @Test func stringsCompareByTheirBytes() {
    let differences = JSONDifference.between(
      expected: .string("Caf\u{E9}"), computed: .string("Cafe\u{301}"))
    #expect(differences.count == 1)
  }
}

extension JSONValue {
  /// The way to every value that is no container; empty containers count as leaves.
  fileprivate var leafPaths: [[String]] {
    switch self {
    case .object(let members) where !members.isEmpty:
      return members.sorted { $0.key < $1.key }.flatMap { key, value in
        value.leafPaths.map { [key] + $0 }
      }
    case .array(let values) where !values.isEmpty:
      return values.enumerated().flatMap { index, value in
        value.leafPaths.map { ["\(index)"] + $0 }
      }
    default: return [[]]
    }
  }

  /// A copy with another value at `path`.
  fileprivate func altering(_ path: ArraySlice<String>) -> JSONValue {
    guard let step = path.first else {
      switch self {
      case .null: return .bool(false)
      case .bool(let value): return .bool(!value)
      case .number(let value): return .number(value + 0.0001)
      case .string(let value): return .string(value + " ")
      case .array, .object: return .null
      }
    }
    switch self {
    case .object(var members):
      members[step] = members[step]?.altering(path.dropFirst())
      return .object(members)
    case .array(var values):
      let index = Int(step) ?? 0
      values[index] = values[index].altering(path.dropFirst())
      return .array(values)
    default: return self
    }
  }
}
