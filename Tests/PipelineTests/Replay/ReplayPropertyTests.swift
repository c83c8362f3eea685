import Foundation
import Testing

@testable import Pipeline

/// Random bundles through the pipeline and through a plain model of CONTRACT. `ROLEWISE_SEEDS` sets
/// how many seeds are tried, from 1; each case of the decision must occur among 300 or more.
@Suite struct ReplayPropertyTests {
  private static let seedCount =
    ProcessInfo.processInfo.environment["ROLEWISE_SEEDS"].flatMap { UInt64($0) } ?? 300

  private static func mode(of seed: UInt64) -> BundleGenerator.SkillMode {
    seed.isMultiple(of: 2) ? .aliases : .loose
  }

  /// What the engine computes from a bundle. The model's answers go to it as they are: decoding
  /// them costs more than the run (see `PlainJSONReader`).
  private static func computed(_ json: JSONValue) async throws -> JSONValue {
    let text = try RecordCoding.text(json.with(["model_calls": .array([])]))
    var bundle = try RecordCoding.record(RunBundle.self, from: text)
    bundle.modelCalls = json.at("model_calls").items.map { call in
      RunBundle.ModelCall(
        purpose: call.at("purpose").text ?? "", skill: call.at("skill").text,
        response: call.at("response"))
    }
    return PlainJSONReader.value(of: try RecordCoding.text(try await Replay.payloads(of: bundle)))
  }

  @Test func randomBundlesAgreeWithThePlainModel() async throws {
    var counts: [String: Int] = [:]
    var failures = 0
    for seed in 1...Self.seedCount {
      let json = BundleGenerator.bundle(seed: seed, mode: Self.mode(of: seed))
      let model = PlainContract(json)
      let computed = try await Self.computed(json)
      let differences = JSONDifference.between(expected: model.payloads, computed: computed)
        .filter { !model.openPaths.contains($0.path) }
      if !differences.isEmpty {
        failures += 1
        Issue.record(
          "seed \(seed): \(differences.prefix(5).map(\.description).joined(separator: "\n"))")
      }
      if model.decision?.name == "C" { Self.checkOpenValues(computed, seed: seed) }
      counts[model.decision?.name ?? "rejected", default: 0] += 1
      for way in Self.ways(computed) { counts[way, default: 0] += 1 }
      if failures >= 5 { break }
    }
    for name in [
      "A", "B", "C", "D", "DOMAIN", "E", "rejected", "alias", "normalised", "similarity", "unknown",
    ] where Self.seedCount >= 300 {
      #expect(counts[name, default: 0] > 0, "no bundle with \(name) among \(counts)")
    }
  }

  /// How the skills of a run met the library.
  private static func ways(_ payloads: JSONValue) -> [String] {
    payloads.at("extract_details").at("skills_detail").items.map {
      $0.at("matched_via").text ?? "unknown"
    }
  }

  /// What CONTRACT does say of the values that it leaves to the engine in case C.
  private static func checkOpenValues(_ payloads: JSONValue, seed: UInt64) {
    let decision = payloads.at("extract_from_jd").at("stage4_decision")
    let confidence = decision.at("confidence").double ?? -1
    let reasoning = decision.at("reasoning")
    #expect((0...1).contains(confidence), "seed \(seed)")
    #expect(reasoning.text?.isEmpty == false, "seed \(seed)")
    for step in ["extract_details", "final_role_output"] {
      #expect(payloads.at(step).at("chosen_role").at("rationale") == reasoning, "seed \(seed)")
    }
  }

  @Test func aBundleReplaysFromItsFile() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "rolewise-bundle-\(UUID().uuidString).json"
    ).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    for seed in UInt64(1)...6 {
      let json = BundleGenerator.bundle(seed: seed, mode: Self.mode(of: seed))
      let model = PlainContract(json)
      let complete = json.with(["expected": model.payloads])
      let text = try RecordCoding.text(complete, indented: true)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      let differences = try await Replay.differences(in: Replay.bundle(at: path))
        .filter { !model.openPaths.contains($0.path) }
      #expect(differences == [], "seed \(seed)")
    }
  }

  @Test func theSameSeedGivesTheSameBundle() {
    #expect(
      BundleGenerator.bundle(seed: 7, mode: .loose) == BundleGenerator.bundle(seed: 7, mode: .loose)
    )
  }
}
