public import Pipeline

/// Reads job descriptions by a chat model; the rules read what it does not.
///
/// A text that holds instructions to a model is read by the rules alone.
///
/// It throws where a setting is wrong (`ProviderError.refused`), the ledger cannot be written or the
/// task is cancelled; whatever else fails is answered by the fallback, and flagged in the run record.
public struct OpenAICompatibleReader: JDReader {
  private let client: OpenAICompatibleClient
  private let fallback: any JDReader

  /// - Parameter fallback: reads where the model may not be asked or gives no valid answer.
  public init(_ client: OpenAICompatibleClient, fallback: any JDReader = RuleJDReader()) {
    self.client = client
    self.fallback = fallback
  }

  public var name: String { client.configuration.chatModel }

  public func parse(_ text: JDText) async throws -> JDReading {
    guard EmbeddedInstructions.wordings(in: text).isEmpty else {
      RunContext.current?.flag(
        "parse_jd was answered by \(fallback.name): the text holds instructions to a model")
      return try await fallback.parse(text)
    }
    return try await Fallback.answer(.parse, by: fallback.name) {
      let parsed = try await client.answer(.parse(text.cleaned)) { value throws(ReplyFault) in
        try Self.record(ParsedJD.self, value).settled
      }
      guard parsed.isAccepted else {
        return JDReading(parsed: parsed, rejectionReason: parsed.jdType)
      }
      let places = ReplyPlaces(parsed, in: text)
      for flag in places.flags { RunContext.current?.flag(flag) }
      return JDReading(parsed: parsed, spans: places.spans)
    } fallback: {
      try await fallback.parse(text)
    }
  }

  public func extractSkills(
    from text: JDText, reading: JDReading, library: CatalogLookup
  ) async throws -> [ExtractedSkill] {
    guard EmbeddedInstructions.wordings(in: text).isEmpty else {
      return try await fallback.extractSkills(from: text, reading: reading, library: library)
    }
    return try await Fallback.answer(.extractSkills, by: fallback.name) {
      let question = ChatQuestion.skills(text.cleaned, title: reading.parsed.role)
      let skills = try await client.answer(question) { value throws(ReplyFault) in
        try Self.record(Skills.self, value).skills
      }
      return skills.map { skill in
        let place = text.firstPlace(of: skill.skillName)
        return ExtractedSkill(
          name: skill.skillName, isPrimary: skill.isPrimary, start: place?.lowerBound,
          end: place?.upperBound)
      }
    } fallback: {
      // The sections that the rules need to tell duties from other text are not in a reply.
      let ruled = try await fallback.parse(text)
      return try await fallback.extractSkills(
        from: text, reading: ruled.parsed.isAccepted ? ruled : reading, library: library)
    }
  }

  private struct Skills: Decodable {
    var skills: [FinalSkill]

    enum CodingKeys: String, CodingKey {
      case skills = "final_skills"
    }
  }

  static func record<Record: Decodable>(
    _ type: Record.Type, _ value: JSONValue
  ) throws(ReplyFault) -> Record {
    do {
      return try RecordCoding.record(type, from: RecordCoding.text(value))
    } catch {
      throw ReplyFault(JSONFault.line(for: error))
    }
  }
}

extension ParsedJD {
  /// A reply as the record has it: the type of an accepted text in its one spelling, no blank
  /// title, the fewest years of experience first.
  fileprivate var settled: ParsedJD {
    var parsed = self
    if isAccepted { parsed.jdType = ParsedJD.pass }
    if let role, role.allSatisfy(\.isWhitespace) { parsed.role = nil }
    if let low = experience.min, let high = experience.max, low > high {
      parsed.experience.min = high
      parsed.experience.max = low
    }
    return parsed
  }
}
