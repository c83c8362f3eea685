/// The AI index of a JD, version 2.1: how much of the job is AI, from 0 to 5.
///
/// The sum of the weights of the six parts that hold. The weights are ours: they add up to 5, no
/// part takes anything away, and what makes AI the job itself (the title, building AI products, an
/// AI skill that the job cannot do without) weighs most.
package enum AIIndexRule {
  package static let version = "2.1"

  /// The formula.
  package static func value(_ parts: ClientOutput.AIIndex.Parts) -> Double {
    parts.held.reduce(0) { $0 + $1.weight }
  }

  /// What the JD says by itself.
  static func index(of question: EnrichmentQuestion) -> ClientOutput.AIIndex {
    let vocabulary = vocabulary(of: question)
    let skills = question.skills.filter { $0.aiKind != nil }
    let parts = ClientOutput.AIIndex.Parts(
      titleMatch: AIText(question.title ?? "").namesAI,
      hasAISkill: vocabulary.score > 0,
      primaryAISkill: skills.contains(where: \.isPrimary),
      secondaryAISkill: skills.contains { !$0.isPrimary },
      onAITeam: SentenceSplitter.sentences(of: question.text.cleaned)
        .contains { AIText($0).namesOwnAITeam },
      buildsAIProducts: question.sentences.contains { AIText($0).buildsAIProducts })
    return ClientOutput.AIIndex(
      source: .jd, version: version, value: value(parts), parts: parts, vocabulary: vocabulary)
  }

  /// The AI words of the JD by kind: those of its skills, then those of the table that stand in its
  /// title and duties; each once.
  static func vocabulary(of question: EnrichmentQuestion) -> ClientOutput.AIIndex.Vocabulary {
    var vocabulary = ClientOutput.AIIndex.Vocabulary()
    var seen: Set<String> = []
    func add(_ name: String, _ kind: AIKind, _ keys: [String]) {
      guard seen.isDisjoint(with: keys) else { return }
      seen.formUnion(keys)
      switch kind {
      case .assistant: vocabulary.assistants.append(name)
      case .framework: vocabulary.frameworks.append(name)
      case .model, .concept: vocabulary.modelsAndConcepts.append(name)
      }
    }
    for skill in question.skills {
      if let kind = skill.aiKind { add(skill.name, kind, skill.names.map(CueWords.phrase)) }
    }
    for text in [question.title ?? ""] + question.sentences {
      for term in AIVocabularyTable.terms(in: text) {
        add(term.text, term.kind, [CueWords.phrase(term.text)])
      }
    }
    return vocabulary
  }
}

/// A kind of AI vocabulary.
package enum AIKind: String, Sendable, CaseIterable {
  /// A tool that helps people at their work.
  case assistant
  /// What AI software is built with.
  case framework
  case model
  case concept
}

/// A sentence or a title, asked for AI.
struct AIText {
  private let words: [String]
  /// Where AI terms begin and end, in words.
  private let terms: [Range<Int>]

  init(_ text: String) {
    let words = CueWords.stems(of: text)
    var terms: [Range<Int>] = []
    var index = 0
    while index < words.count {
      let count = AIVocabularyTable.fields.match(in: words, at: index)?.count
      if let count { terms.append(index..<index + count) }
      index += count ?? 1
    }
    self.words = words
    self.terms = terms
  }

  /// Whether it speaks of AI at all.
  var namesAI: Bool { !terms.isEmpty }

  /// "Join our machine learning team", and not "work with the machine learning team".
  var namesOwnAITeam: Bool {
    terms.contains { term in
      words[term.upperBound...].prefix(3).contains(where: AIVocabularyTable.teams.contains)
        && !words[..<term.lowerBound].suffix(5).contains(where: AIVocabularyTable.others.contains)
    }
  }

  /// "Train and deploy language models": a verb of making, and within eight words what is made.
  var buildsAIProducts: Bool {
    terms.contains { term in
      let before = words[..<term.lowerBound].suffix(8)
      guard let verb = before.lastIndex(where: AIVocabularyTable.makingVerbs.contains),
        !before[verb...].contains(where: AIVocabularyTable.means.contains)
      else { return false }
      return AIVocabularyTable.products.match(in: words, at: term.lowerBound) != nil
        || words[term.upperBound...].prefix(3).contains(where: AIVocabularyTable.made.contains)
    }
  }
}
