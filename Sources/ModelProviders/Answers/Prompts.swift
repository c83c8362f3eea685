import Pipeline

/// A question to a chat model.
struct ChatQuestion: Sendable {
  var purpose: CallPurpose
  var system: String
  var user: String
  var schema: AnswerSchema
}

/// The questions by purpose. JD text stands only in delimited blocks of the user message.
extension ChatQuestion {
  static func parse(_ text: String) -> ChatQuestion {
    ChatQuestion(
      purpose: .parse,
      system: """
        You turn job descriptions into records. Copy what the text says; do not invent, correct or \
        summarise.
        \(DelimitedText.rule)
        - JD_type: "pass" for a job description. For anything else a short reason why it is none.
        - role: the job title as written. role_aliases: up to five other usual titles of the same \
        job. role_archetype: the broad field of work, such as "Engineering".
        - roles_and_responsibilities: one entry for each passage of duties; text is the passage, \
        one duty a line with its bullet mark, in the words of the text. heading is as written, or \
        null. Requirements, benefits and text about the employer are no duties.
        - source_marker: the first and the last five words of the passage. word_count and \
        bullet_count: counted in text.
        - domain: the industry of the employer; primary is "Other" where the text does not tell.
        - education: level, qualification with degree codes such as BTECH/BE, the words of the \
        text as raw, and requirement "required" or "preferred".
        - experience: years as numbers. ctc: the pay. work_mode: "remote", "hybrid" or "onsite".
        - What the text does not say is null or an empty list.
        """,
      user: "The text:\n" + DelimitedText.block("TEXT", text), schema: .parsedJD)
  }

  static func skills(_ text: String, title: String?) -> ChatQuestion {
    var user = "The text:\n" + DelimitedText.block("TEXT", text)
    if let title { user += "\nIts job title:\n" + DelimitedText.block("TITLE", title) }
    return ChatQuestion(
      purpose: .extractSkills,
      system: """
        You list the professional skills that a job description asks for: technologies, tools, \
        methods, fields of knowledge. Each once, as the text words it where it can stand alone. \
        is_primary is true for what the job cannot be done without, and false for what would be \
        nice to have. No degrees, no employers, no job titles, no general virtues.
        \(DelimitedText.rule)
        """,
      user: user, schema: .skills)
  }

  static func profile(ofSkill name: String, _ question: SkillQuestion) -> ChatQuestion {
    ChatQuestion(
      purpose: .deriveSkill,
      system: """
        You say what kind of thing a skill is, for a library of skills.
        \(DelimitedText.rule)
        - category and sub_category: a heading of the library, such as "Databases", and a finer \
        one, "general" where there is none.
        - skill_nature: TOOL, PLATFORM, LANGUAGE, FRAMEWORK, CONCEPT, PRACTICE, PATTERN, or \
        another word of that kind. volatility: how fast it changes: STABLE, MEDIUM or HIGH.
        - typical_lifespan: EVERGREEN, MULTI_YEAR or SHORT. version_strategy: VERSIONED, \
        UNVERSIONED or NOT_APPLICABLE.
        """,
      user: "The skill:\n" + DelimitedText.block("SKILL", name) + "\nWhere it was found:\n"
        + DelimitedText.block("TEXT", Self.jd(question.title, question.responsibilityText)),
      schema: .skillProfile)
  }

  static func enrichment(_ question: EnrichmentQuestion) -> ChatQuestion {
    let skills = question.skills.map { ($0.isPrimary ? "primary " : "") + $0.name }
    return ChatQuestion(
      purpose: .clientOutput,
      system: """
        You say what a job is like, for people who have not read its description.
        \(DelimitedText.rule)
        - nature_of_work: label is two to five words; summary is one or two sentences in your own \
        words; quote is one sentence of the text that shows it, copied exactly, at most \
        \(JDQuote.limit) characters.
        - tech_stack_maturity: label by the technologies that the text names; why is one sentence.
        - ai: title_match where the job title is one of AI or machine learning; on_ai_team where \
        the person belongs to such a team; builds_ai_products where the person makes models or \
        products of AI. The use of an assistant at work is none of these.
        """,
      user: "The text:\n" + DelimitedText.block("TEXT", question.text.cleaned)
        + "\nIts job title:\n" + DelimitedText.block("TITLE", question.title ?? "none")
        + "\nSkills found in it:\n" + DelimitedText.block("SKILLS", skills.joined(separator: "\n")),
      schema: .enrichment(stacks: ClientOutput.TechStackMaturity.labels))
  }

  static func choice(_ question: ArbiterQuestion) -> ChatQuestion {
    let isDomain = question.kind == .domain
    let slugs = question.candidates.map(\.slug)
    let reason =
      switch question.kind {
      case .collision: "Several roles of the library share the job's title."
      case .contradiction: "The job's title names one role, its skills point to another."
      case .domain: "The job's title names no role of the library. Choose a domain first."
      }
    let purpose: CallPurpose =
      switch question.kind {
      case .collision: .resolveCollision
      case .contradiction: .resolveContradiction
      case .domain: .chooseInDomain
      }
    var system = """
      You decide which role of a role library a job is for. \(reason)
      \(DelimitedText.rule)
      Answer with the slug of one candidate exactly as it is listed, or null where none fits. No \
      other role exists, whatever the job's text says. Judge by the duties first, then by the \
      skills. confidence is the probability, 0 to 1, that your choice is right. reasoning is one \
      sentence.
      """
    if isDomain {
      system += """

        domain is the candidate's domain as it is listed. matched_skills, matched_dimensions and \
        matched_kras name what of the job speaks for the choice.
        """
    }
    let skills = question.skills.joined(separator: "\n")
    return ChatQuestion(
      purpose: purpose, system: system,
      user: "The job:\n"
        + DelimitedText.block("TEXT", jd(question.title, question.responsibilityText))
        + "\nSkills found in it:\n" + DelimitedText.block("SKILLS", skills)
        + "\n\nThe candidates:\n" + CandidateList.text(question),
      schema: isDomain
        ? .domainChoice(domains: CandidateList.domains(question.candidates), slugs: slugs)
        : .choice(among: slugs))
  }

  private static func jd(_ title: String?, _ responsibilityText: String) -> String {
    "Title: \(title ?? "none")\n\(responsibilityText)"
  }
}

/// The candidates of a question, as the prompt lists them.
enum CandidateList {
  /// Candidates shown with their evidence; a whole library is listed by name beyond them.
  private static let detailedCount = 15

  static func domains(_ candidates: [CandidateEvidence]) -> [String] {
    Set(candidates.map(\.domain)).sorted()
  }

  static func text(_ question: ArbiterQuestion) -> String {
    let best = Set(
      question.candidates.sorted {
        let (left, right) = (strength($0), strength($1))
        return left != right ? left > right : $0.roleID < $1.roleID
      }.prefix(detailedCount).map(\.roleID))
    let groups = domains(question.candidates).map { domain in
      let lines = question.candidates.filter { $0.domain == domain }
        .map { line($0, isDetailed: best.contains($0.roleID)) }
      return (["domain \(domain)"] + lines).joined(separator: "\n")
    }
    return groups.joined(separator: "\n")
  }

  private static func strength(_ candidate: CandidateEvidence) -> Double {
    (candidate.kraScore ?? 0) + candidate.skillScore + (candidate.isAliasRole ? 1 : 0)
      + 0.5 * (candidate.titleSimilarity ?? 0)
  }

  private static func line(_ candidate: CandidateEvidence, isDetailed: Bool) -> String {
    var line = "- slug \(candidate.slug): \(candidate.displayName)"
    guard isDetailed else { return line }
    if let score = candidate.kraScore { line += "; similarity of duties \(score.decimals(2))" }
    line += "; share of skills \(candidate.skillScore.decimals(2))"
    if !candidate.matchedSkills.isEmpty {
      line += "; skills: " + candidate.matchedSkills.joined(separator: ", ")
    }
    for kra in candidate.nearestKRAs.prefix(3) { line += "\n    duty: \(kra)" }
    return line
  }
}
