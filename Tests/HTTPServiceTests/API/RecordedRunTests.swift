import Foundation
import HummingbirdTesting
import TestSupport
import Testing

@testable import HTTPService
@testable import Pipeline

/// The recorded runs over HTTP.
@Suite struct RecordedRunTests {
  @Test(
    .enabled(if: !RecordedRuns.paths.isEmpty, "absent ../shared: no recorded runs"),
    arguments: RecordedRuns.paths, Transport.allCases)
  func theStepsGiveTheRecordedPayloads(path: String, transport: Transport) async throws {
    let bundle = try Replay.bundle(at: path)
    let pipeline = try Replay.pipeline(of: bundle, in: Store.inMemory())
    let service = try ServiceSetup.service(pipeline)
    service.readiness.setPrepared()
    try await service.application().test(transport.setup) { base in
      let client = Client(base)
      let first = try await client.post(
        "/skills/extract-from-jd",
        json: ["jd_text": .string(bundle.input.text), "run_id": .string(bundle.runID)])
      let second = try await client.post(
        "/skills/extract-details", json: ["run_id": .string(bundle.runID)])
      let third = try await client.post(
        "/skills/final-role-output", json: ["run_id": .string(bundle.runID)])
      let payloads: JSONValue = [
        "extract_from_jd": first.json, "extract_details": second.json,
        "final_role_output": third.json,
      ]
      #expect(
        JSONDifference.between(expected: bundle.expected, computed: payloads) == [])
    }
  }
}
