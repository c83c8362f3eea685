import Crypto
import Foundation

/// The thresholds of a decision. Every run keeps the hash of the policy it was decided under.
///
/// Read from JSON: what a document does not name takes its default; a name that is no threshold, a
/// value out of range and a value of another type are errors. Values that code sets are checked when
/// a pipeline loads its library.
public struct Policy: Codable, Hashable, Sendable {
  /// Best sentences that make a role's KRA score.
  public var sentencesPerRole = 3
  /// Roles in a shortlist of skills or KRAs.
  public var shortlistSize = 5
  /// Skill score from which a skill leader counts.
  public var skillFloor = 0.2
  /// KRA score from which a KRA leader counts.
  public var kraFloor = 0.6
  /// Lead of another role's skill score that contradicts an alias.
  public var contradictionMargin = 0.5
  /// Confidence from which an arbiter's answer is taken. A value under 0.5 changes nothing with the
  /// default arbiter, whose answers that name a role are at least that sure; a language model's and
  /// recorded ones may be less.
  public var arbiterFloor = 0.5
  /// Learned probability under which an alias role is questioned; 0 never does.
  public var aliasVeto = 0.5
  /// Cosine similarity from which a skill text means a known skill.
  public var skillSimilarity = 0.92
  /// Cosine similarity from which the R&R holds nothing new for a role.
  public var kraNoveltyThreshold = 0.55
  /// Which KRAs are asked for novelty.
  public var kraNovelty = KRANovelty.exact
  /// A JD with fewer skills and fewer sentences than these is sparse: what is typical of its role
  /// answers in its client output.
  public var sparseSkills = 3
  /// The number of sentences that goes with `sparseSkills`.
  public var sparseSentences = 8
  /// Sentences from which a sparse JD tells the nature of its work by itself.
  public var dutySentences = 3
  /// Whether step 3 names the costs of model calls.
  public var costsInPayload = false

  /// Which KRAs decide whether an R&R is new to the chosen role.
  public enum KRANovelty: String, Codable, Hashable, Sendable {
    /// All KRAs of the role.
    case exact
    /// The pairs of the shortlist; 0 for a role that is not on it. As recorded.
    case shortlist
  }

  /// The default policy.
  public init() {}

  enum CodingKeys: String, CodingKey, CaseIterable {
    case sentencesPerRole = "sentences_per_role"
    case shortlistSize = "shortlist_size"
    case skillFloor = "skill_floor"
    case kraFloor = "kra_floor"
    case contradictionMargin = "contradiction_margin"
    case arbiterFloor = "arbiter_floor"
    case aliasVeto = "alias_veto"
    case skillSimilarity = "skill_similarity"
    case kraNoveltyThreshold = "kra_novelty_threshold"
    case kraNovelty = "kra_novelty"
    case sparseSkills = "sparse_skills"
    case sparseSentences = "sparse_sentences"
    case dutySentences = "duty_sentences"
    case costsInPayload = "costs_in_payload"
  }

  /// Reads a policy, and checks its names, types and ranges: counts of 1 to 1000 (those of the
  /// client output from 0), all else -1 to 1.
  ///
  /// - Throws: `PolicyError.unknownName`, `.wrongValue`, `.outOfRange`; `DecodingError` for what is
  ///   no object.
  public init(from decoder: any Decoder) throws {
    let document = try decoder.singleValueContainer().decode([String: JSONValue].self)
    let known = Set(CodingKeys.allCases.map(\.rawValue))
    if let stranger = document.keys.filter({ !known.contains($0) }).min() {
      throw PolicyError.unknownName(stranger, known: known.sorted())
    }
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys, default fallback: Value) throws -> Value {
      do {
        return try values.decodeIfPresent(Value.self, forKey: key) ?? fallback
      } catch {
        throw PolicyError.wrongValue(key.rawValue)
      }
    }
    sentencesPerRole = try value(.sentencesPerRole, default: sentencesPerRole)
    shortlistSize = try value(.shortlistSize, default: shortlistSize)
    skillFloor = try value(.skillFloor, default: skillFloor)
    kraFloor = try value(.kraFloor, default: kraFloor)
    contradictionMargin = try value(.contradictionMargin, default: contradictionMargin)
    arbiterFloor = try value(.arbiterFloor, default: arbiterFloor)
    aliasVeto = try value(.aliasVeto, default: aliasVeto)
    skillSimilarity = try value(.skillSimilarity, default: skillSimilarity)
    kraNoveltyThreshold = try value(.kraNoveltyThreshold, default: kraNoveltyThreshold)
    kraNovelty = try value(.kraNovelty, default: kraNovelty)
    sparseSkills = try value(.sparseSkills, default: sparseSkills)
    sparseSentences = try value(.sparseSentences, default: sparseSentences)
    dutySentences = try value(.dutySentences, default: dutySentences)
    costsInPayload = try value(.costsInPayload, default: costsInPayload)
    try validate()
  }

  /// The policy in a JSON file.
  ///
  /// - Throws: `InputError` where the file is missing or no JSON, `PolicyError` where it is no
  ///   policy.
  public init(file path: String) throws {
    let text = try JDFile.text(of: path)
    do {
      self = try RecordCoding.record(Policy.self, from: text)
    } catch let error as DecodingError {
      throw PolicyError.malformed(path: path, reason: JSONFault.line(for: error))
    }
  }

  /// - Throws: `PolicyError.outOfRange`.
  func validate() throws {
    for (key, count) in [
      (CodingKeys.sentencesPerRole, sentencesPerRole), (.shortlistSize, shortlistSize),
    ] where !(1...1000).contains(count) {
      throw PolicyError.outOfRange(key.rawValue, range: "1 to 1000")
    }
    for (key, count) in [
      (CodingKeys.sparseSkills, sparseSkills), (.sparseSentences, sparseSentences),
      (.dutySentences, dutySentences),
    ] where !(0...1000).contains(count) {
      throw PolicyError.outOfRange(key.rawValue, range: "0 to 1000")
    }
    let shares: [(CodingKeys, Double)] = [
      (.skillFloor, skillFloor), (.kraFloor, kraFloor),
      (.contradictionMargin, contradictionMargin), (.arbiterFloor, arbiterFloor),
      (.aliasVeto, aliasVeto), (.skillSimilarity, skillSimilarity),
      (.kraNoveltyThreshold, kraNoveltyThreshold),
    ]
    for (key, share) in shares {
      guard (-1...1).contains(share) else {
        throw PolicyError.outOfRange(key.rawValue, range: "-1 to 1")
      }
    }
  }

  /// SHA-256 of the policy's JSON with sorted keys, in hexadecimal.
  public var hash: String {
    let text = (try? RecordCoding.text(self)) ?? ""
    return SHA256.hash(data: Data(text.utf8)).map { String(format: "%02x", $0) }.joined()
  }
}

/// Why a JSON document is no policy.
public enum PolicyError: FaultError, Equatable {
  /// A name that is no threshold.
  case unknownName(String, known: [String])
  /// A value of another type than the threshold's, which is named.
  case wrongValue(String)
  /// A value that the threshold cannot have.
  case outOfRange(String, range: String)
  /// The file is no JSON object.
  case malformed(path: String, reason: String)

  public var fault: Fault { .badData }

  public var description: String {
    switch self {
    case .unknownName(let name, let known):
      "the policy names \(name), which is no threshold; it can name \(known.joined(separator: ", "))"
    case .malformed(let path, let reason): "\(path) is no policy: \(reason)"
    case .wrongValue(let name): "the policy's \(name) has a value of the wrong type"
    case .outOfRange(let name, let range): "the policy's \(name) must be \(range)"
    }
  }
}
