/// Tells texts that are no job description, by what speaks for one and what speaks against it.
struct RejectionRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Rejection: Sendable, Equatable {
    /// The `JD_type` of the record.
    var type: String
    /// The reason as a sentence.
    var sentence: String
  }

  /// What the other rules found.
  struct Evidence: Sendable {
    var hasTitle: Bool
    var hasDuties: Bool
    var hasExperience: Bool
    var hasEducation: Bool
  }

  func rejection(_ evidence: Evidence) -> Rejection? {
    let spoken = document.tokens.lazy.filter(\.isWord).prefix(6000).map(\.key)
    let words = Array(spoken)
    guard words.count >= 3 else {
      return Rejection(type: "empty", sentence: "The text is empty or holds next to no words.")
    }
    let counts = Counts(words)
    var points = jobPoints(counts, evidence)
    if counts.person == 0, Self.announcesJob(words) { points += 3 }
    if isCode(points) { return reject("it reads like program code") }
    if counts.filler >= 4 { return reject("it is placeholder text") }
    if isResume(counts, points) {
      return Rejection(
        type: "resume",
        sentence: "The text describes a person who applies, not a job: it reads like a résumé.")
    }
    // The duties of a baker name what a recipe names.
    let speaksForJob = evidence.hasTitle && evidence.hasDuties ? 2 * points : points
    if counts.kitchen >= 6, counts.kitchen > speaksForJob {
      return reject("it reads like a recipe")
    }
    if isLetter(words, counts, points) { return reject("it reads like a letter") }
    if let other = otherText(words, evidence) { return reject(other.reason) }
    guard points >= 3 else {
      return Rejection(
        type: "not_a_job_description",
        sentence: "The text names "
          + (evidence.hasTitle ? "a job title, but no duty" : "no job title, duty")
          + " or requirement (English is read): it is not taken for a job description.")
    }
    return nil
  }

  private func reject(_ reason: String) -> Rejection {
    Rejection(
      type: "not_a_job_description",
      sentence: "The text is not taken for a job description: \(reason).")
  }

  // MARK: Words

  /// How often words of several kinds occur, each word counted up to three times.
  private struct Counts {
    var job = 0
    var loose = 0
    var kitchen = 0
    var person = 0
    var resume = 0
    var filler = 0

    private static let jobWords = JDWords.set(
      """
      candidate candidates applicant applicants salary vacancy vacancies hiring job jobs
      responsibilities responsibility duties requirements requirement qualifications qualification
      skills skill responsible full-time bachelor's proficient employer ctc fresher freshers
      proficiency employment career shift joiner joiners
      """)
    private static let looseWords = JDWords.set(
      """
      role position experience knowledge degree preferred required ability team recruit opportunity
      apply resume looking work seeking understanding join must developer developers engineer
      administrator opening trained years
      """)
    private static let kitchenWords = JDWords.set(
      """
      tablespoon tablespoons teaspoon teaspoons tbsp tsp cup cups preheat oven simmer stir whisk
      chopped diced garlic onion butter flour sugar salt pepper boil bake minutes dough saucepan
      ingredients grams serve servings knead grease batter drizzle
      """)
    private static let personWords = JDWords.set("i my me i'm i've myself mine")
    private static let resumeWords = JDWords.set(
      """
      curriculum vitae résumé objective references hobbies present gpa cgpa linkedin father's
      nationality marital declaration hereby achievements extracurricular internship graduated
      """)
    private static let fillerWords = JDWords.set(
      """
      lorem ipsum dolor amet consectetur adipiscing elit eiusmod tempor incididunt labore dolore
      aliqua veniam nostrud exercitation ullamco laboris commodo consequat
      """)

    private enum Kind { case job, loose, kitchen, person, resume, filler }

    /// The kinds that each word of any kind is of.
    private static let kinds: [String: [Kind]] = {
      var kinds: [String: [Kind]] = [:]
      let lists: [(Kind, Set<String>)] = [
        (.job, jobWords), (.loose, looseWords), (.kitchen, kitchenWords),
        (.person, personWords), (.resume, resumeWords), (.filler, fillerWords),
      ]
      for (kind, words) in lists { for word in words { kinds[word, default: []].append(kind) } }
      return kinds
    }()

    init(_ words: [String]) {
      var seen: [String: Int] = [:]
      for word in words {
        guard let kinds = Self.kinds[word] else { continue }
        seen[word, default: 0] += 1
        guard seen[word, default: 0] <= 3 else { continue }
        for kind in kinds { count(kind) }
      }
    }

    private mutating func count(_ kind: Kind) {
      switch kind {
      case .job: job += 1
      case .loose: loose += 1
      case .kitchen: kitchen += 1
      case .person: person += 1
      case .resume: resume += 1
      case .filler: filler += 1
      }
    }
  }

  private static let headingKinds: Set<SectionKind> = [
    .responsibilities, .requirements, .roleSummary, .experience, .title,
  ]

  /// Points for a job description; 0 where nothing but single words speaks for it.
  private func jobPoints(_ counts: Counts, _ evidence: Evidence) -> Int {
    var points = min(counts.job + counts.loose / 2, 6)
    var structure = 0
    if evidence.hasTitle { structure += 2 }
    if evidence.hasExperience { structure += 2 }
    if evidence.hasEducation { structure += 1 }
    if evidence.hasDuties { structure += 1 }
    var headings = 0
    for section in sections where Self.headingKinds.contains(section.kind) {
      guard let heading = section.heading else { continue }
      let isTelling =
        section.kind == .responsibilities
        || heading.contains { ["skills", "skill"].contains(document.key($0)) }
      headings += isTelling ? 2 : 1
    }
    structure += min(headings, 3)
    let telling = tellingSentences()
    structure += telling >= 5 ? 3 : telling >= 3 ? 2 : telling >= 2 ? 1 : 0
    if structure == 0, counts.job < 5, counts.job + counts.loose < 9 { points = 0 }
    return points + structure
  }

  private static let soughtWords = JDWords.set(
    "experienced qualified skilled passionate motivated talented dynamic dedicated professional")

  /// Whether a short text without headings offers work: "looking for a qualified …", "should be
  /// well versed with …", "opportunity … your career".
  private static func announcesJob(_ words: [String]) -> Bool {
    for index in words.indices.dropLast() {
      let rest = words[(index + 2)...].prefix(10)
      switch (words[index], words[index + 1]) {
      case ("looking", "for"):
        if rest.prefix(5).contains(where: soughtWords.contains) { return true }
      case ("well", "versed"): return true
      case ("great", "opportunity"), ("exciting", "opportunity"):
        if rest.contains("career") { return true }
      default: break
      }
    }
    return false
  }

  /// How many of the sentences in the first pieces are requirements or duties.
  private func tellingSentences() -> Int {
    var count = 0
    for piece in document.pieces.prefix(60) where piece.tokens.count >= 3 {
      let sentences = SentenceRule.sentences(in: piece.tokens.prefix(600), of: document.tokens)
      for sentence in sentences where sentence.tokens.count >= 3 {
        switch DutyLexicon.nature(of: document.phraseWords(sentence.tokens.prefix(30))) {
        case .requirement, .duty: count += 1
        default: break
        }
      }
    }
    return count
  }

  // MARK: Kinds of text

  static let mostLines = 400
  private static let braces: Set<String> = ["{", "}", "="]
  private static let codeOpeners = JDWords.set(
    """
    import func def return let var const class public private if for while #include function package
    struct else select int void
    """)

  /// Lines that end in `;`, `{` or `}`, or begin with a keyword of a programming language.
  private func isCode(_ points: Int) -> Bool {
    var code = 0
    for line in document.lines.prefix(Self.mostLines) {
      guard let last = line.tokens.last, let first = line.tokens.first else { continue }
      let ending = document.key(last)
      if ending == "{" || ending == "}" {
        code += 2
      } else if ending == ";" {
        code += 1
      } else if Self.codeOpeners.contains(document.key(first)),
        !document.tokens[first].isCapitalized,
        line.tokens.contains(where: { ["=", "(", "{"].contains(document.key($0)) })
      {
        code += 1
      }
    }
    let read = document.tokens.prefix(6000)
    let braces = read.reduce(0) { $0 + (Self.braces.contains($1.key) ? 1 : 0) }
    return code >= 4 && code * 3 >= min(document.lines.count, Self.mostLines) && points < 8
      || braces * 12 > read.count && braces >= 4 && points < 6
  }

  private func isResume(_ counts: Counts, _ points: Int) -> Bool {
    let opening = Array(document.tokens.lazy.filter(\.isWord).prefix(12).map(\.key))
    let namesItself =
      opening.contains("vitae") || opening.contains("résumé")
      || opening.first == "resume" && opening.count > 1
    let periods = employmentPeriods()
    if tellsOfPerson(periods) { return true }
    var score = min(periods.count, 4) * 2 + min(counts.resume, 4) + min(counts.person, 6)
    if namesItself { score += 5 }
    let addresses = sections.contains {
      $0.kind == .application || $0.kind == .benefits || $0.kind == .equalOpportunity
    }
    if addresses { score -= 2 }
    let you = document.tokens.prefix(4000).reduce(0) {
      $0 + (Self.addressWords.contains($1.key) ? 1 : 0)
    }
    score -= min(you, 8)
    return score >= 7
  }

  private static let addressWords = JDWords.set("you your we our candidate candidates")

  private static let months = JDWords.set(
    """
    jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july
    august september october november december
    """
  )

  private struct Periods {
    var count = 0
    /// Those that last.
    var openCount = 0
    /// Those that name a month.
    var monthCount = 0
  }

  /// "Jan 2019 – Present", "03/2020 – today", "2015 - 2018".
  private func employmentPeriods() -> Periods {
    var periods = Periods()
    for index in document.tokens.indices.prefix(20_000) where isCalendarYear(index) {
      guard ["-", "–", "—", "to", "until", "till"].contains(document.key(index + 1)) else {
        continue
      }
      var next = index + 2
      if Self.months.contains(document.key(next)) || document.key(next) == "till" { next += 1 }
      if !isCalendarYear(next), document.key(next + 1) == "/" { next += 2 }
      let isOpen = ["present", "now", "current", "date", "today", "ongoing"]
        .contains(document.key(next))
      guard isOpen || isCalendarYear(next) else { continue }
      periods.count += 1
      if isOpen { periods.openCount += 1 }
      let previous = document.key(index - 1)
      if previous == "/" || Self.months.contains(previous) || document.key(index).contains(".") {
        periods.monthCount += 1
      }
    }
    return periods
  }

  /// "2019", and "03.2019".
  private func isCalendarYear(_ index: Int) -> Bool {
    guard index < document.tokens.count, document.tokens[index].kind == .number,
      let last = document.key(index).split(separator: ".").last, let year = Int(last)
    else { return false }
    return year >= 1960 && year <= 2040
  }

  /// Whether the text speaks to nobody and tells what somebody has done: a work that lasts, and
  /// beside it earlier ones, schools, or how to reach the person; or that, and works of months.
  private func tellsOfPerson(_ periods: Periods) -> Bool {
    guard periods.count > 0,
      !document.tokens.prefix(4000).contains(where: { Self.readerWords.contains($0.key) })
    else { return false }
    let hasSchools = sections.contains { $0.kind == .education && $0.heading != nil }
    return periods.openCount > 0 && (periods.count > 1 || hasSchools || opensWithContact())
      || periods.monthCount > 1 && opensWithContact()
  }

  static let readerWords = addressWords.union(
    JDWords.set(
      """
      you'll you're you've yours we'll we're we've applicant applicants apply applying hiring
      vacancy vacancies
      """))

  /// Tokens at the top among which a person says how to be reached.
  private static let contactTokens = 60

  /// Whether an e-mail address or the number of a telephone stands at the top.
  private func opensWithContact() -> Bool {
    var digits = 0
    for index in document.tokens.indices.prefix(Self.contactTokens) {
      let token = document.tokens[index]
      if token.kind == .link, token.key.contains("@") { return true }
      if token.kind == .number, !isCalendarYear(index) {
        digits += token.key.utf8.count(where: JDBytes.isDigit)
        if digits >= Self.telephoneDigits { return true }
      } else if !["+", "-", "(", ")"].contains(token.key) {
        digits = 0
      }
    }
    return false
  }

  private static let telephoneDigits = 9

  private func isLetter(_ words: [String], _ counts: Counts, _ points: Int) -> Bool {
    let opening = Set(words.prefix(30))
    let closing = Set(words.suffix(25))
    let opens = opening.contains("dear") || opening.contains("hi") || opening.contains("hello")
    let closes =
      !closing.isDisjoint(with: [
        "sincerely", "faithfully", "regards", "yours", "love", "xoxo", "cheers",
      ])
    let speaksOfSelf = counts.person >= 3
    let headings = sections.contains { $0.heading != nil && Self.headingKinds.contains($0.kind) }
    return speaksOfSelf && (opens || closes) && !headings && counts.person * 2 > points - 4
  }
}
