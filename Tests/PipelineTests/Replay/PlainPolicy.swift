@testable import Pipeline

/// The thresholds of CONTRACT: what a bundle does not name takes its default.
struct PlainPolicy {
  let sentencesPerRole: Int
  let shortlistSize: Int
  let skillFloor: Double
  let kraFloor: Double
  let contradictionMargin: Double
  let arbiterFloor: Double
  let skillSimilarity: Double
  let noveltyThreshold: Double
  let looksAtShortlist: Bool

  init(_ policy: JSONValue) {
    sentencesPerRole = policy.at("sentences_per_role").integer ?? 3
    shortlistSize = policy.at("shortlist_size").integer ?? 5
    skillFloor = policy.at("skill_floor").double ?? 0.2
    kraFloor = policy.at("kra_floor").double ?? 0.6
    contradictionMargin = policy.at("contradiction_margin").double ?? 0.5
    arbiterFloor = policy.at("arbiter_floor").double ?? 0.5
    skillSimilarity = policy.at("skill_similarity").double ?? 0.92
    noveltyThreshold = policy.at("kra_novelty_threshold").double ?? 0.55
    looksAtShortlist = policy.at("kra_novelty").text == "shortlist"
  }
}
