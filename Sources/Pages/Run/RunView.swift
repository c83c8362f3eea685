import Pipeline

/// The signals of a run, and the JD's text with the sentences that they rest on.
struct RunView {
  private let facts: RunFacts
  /// The text as it was read: of pasted HTML, without its tags.
  private let shown: String
  /// The sentences of the pairs, each once, in the order in which signals name them.
  private let sentences: [String]
  /// The sentences that are marked in the text, in its order; none lies in another.
  private let marks: [Mark]

  private struct Mark {
    /// In UTF-8 bytes of the text.
    var range: Range<Int>
    /// The sentence's place among all, from 1.
    var number: Int
  }

  init(_ facts: RunFacts) {
    self.facts = facts
    let text = JDText(facts.run.text)
    shown = text.containedMarkup ? text.cleaned : text.original
    let signals = facts.run.extractFromJD.stage3Signals
    let pairs =
      (signals?.kraMatchRoles ?? []).flatMap { $0.kraMatches ?? [] }
      + facts.run.record.chosenRolePairs
    var seen: Set<String> = []
    sentences = pairs.map(\.sentence).filter { seen.insert($0).inserted }
    marks = Self.marks(at: SentencePlaces.ranges(of: sentences, in: shown))
  }

  /// The parts of sentences' places that no mark before them covers.
  private static func marks(at places: [Range<Int>?]) -> [Mark] {
    var found: [Mark] = []
    for (index, place) in places.enumerated() {
      if let place { found.append(Mark(range: place, number: index + 1)) }
    }
    found.sort { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }
    var marks: [Mark] = []
    var end = 0
    for mark in found where mark.range.upperBound > end {
      let range = max(end, mark.range.lowerBound)..<mark.range.upperBound
      marks.append(Mark(range: range, number: mark.number))
      end = range.upperBound
    }
    return marks
  }

  // MARK: - Signals

  var signals: Fields? {
    guard let signals = facts.run.extractFromJD.stage3Signals else { return nil }
    let chosen = facts.decision?.chosenRole
    let isListed = signals.kraMatchRoles.contains { $0.roleID == chosen?.roleID }
    let own = facts.run.record.chosenRolePairs
    return [
      "alias": signals.aliasMatchRoles.map { role($0, chosen) },
      "skill": signals.skillMatchRoles.map { role($0, chosen) },
      "kra": signals.kraMatchRoles.map { role($0, chosen) },
      "titles":
        ([facts.run.extractFromJD.nanoParsed.role].compactMap { $0 }
        + facts.run.extractFromJD.nanoParsed.roleAliases),
      "chosen": chosen != nil && !isListed && !own.isEmpty
        ? ["name": chosen?.displayName, "pairs": own.map(pair)] as Fields : nil,
      "candidates": facts.run.record.candidates.map(candidate),
    ]
  }

  private func role(_ role: RoleSignal, _ chosen: RoleSignal?) -> Fields {
    [
      "name": role.displayName, "slug": role.slug, "address": PageLinks.role(role.slug),
      "score": PageFormat.similarity(role.score), "percent": PageFormat.percent(role.score),
      "isChosen": role.roleID == chosen?.roleID,
      "matched": role.matchedCount.map { "\($0) of \(role.totalCount ?? $0) known skills" },
      "matchedSkills": role.matchedSkills?.joined(separator: ", "),
      "lead": role.kraMatches?.first?.kraText, "pairs": (role.kraMatches ?? []).map(pair),
    ]
  }

  private func pair(_ match: KRAMatch) -> Fields {
    let index = sentences.firstIndex(of: match.sentence)
    let mark = marks.first { $0.number - 1 == index }
    return [
      "sentence": match.sentence, "kra": match.kraText,
      "similarity": PageFormat.similarity(match.similarity),
      "percent": PageFormat.percent(match.similarity),
      "number": mark.map { "\($0.number)" },
    ]
  }

  private func candidate(_ candidate: CandidateEvidence) -> Fields {
    [
      "name": candidate.displayName, "address": PageLinks.role(candidate.slug),
      "domain": candidate.domain,
      "values": [
        candidate.isAliasRole ? "yes" : "–",
        PageFormat.similarity(candidate.kraScore) ?? "–",
        PageFormat.similarity(candidate.titleSimilarity) ?? "–",
        PageFormat.similarity(candidate.skillScore) ?? "–",
        candidate.centroidSimilarity.map {
          "\(PageFormat.similarity($0) ?? "") (n = \(candidate.centroidCount))"
        } ?? "–",
        PageFormat.share(candidate.learnedScore) ?? "–",
      ],
      "words": candidate.learnedWords.joined(separator: ", "),
    ]
  }

  // MARK: - Text

  var text: Fields {
    let bytes = Array(shown.utf8)
    var pieces: [Fields] = []
    var end = 0
    func add(_ range: Range<Int>, number: Int?) {
      guard !range.isEmpty else { return }
      pieces.append([
        "text": String(decoding: bytes[range], as: UTF8.self), "number": number.map { "\($0)" },
      ])
    }
    for mark in marks {
      add(end..<mark.range.lowerBound, number: nil)
      add(mark.range, number: mark.number)
      end = mark.range.upperBound
    }
    add(end..<bytes.count, number: nil)
    return [
      "pieces": pieces, "original": shown == facts.run.text ? nil : facts.run.text,
      "hasMarks": !marks.isEmpty,
    ]
  }
}
