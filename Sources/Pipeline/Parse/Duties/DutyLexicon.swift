/// Tells duties from requirements, company text and the rest, by the words a sentence begins with.
enum DutyLexicon {
  enum Nature: Sendable {
    case duty, requirement, company, offer, application, equalOpportunity, neutral
  }

  private static let verbs = JDWords.set(
    """
    accelerate accept accomplish account achieve act adapt address adhere adjust administer adopt
    advise advocate align allocate analyse analyze answer apply appraise approve architect arrange
    articulate assemble assess assign assist attend audit augment author automate bake balance
    benchmark brainstorm break bridge bring brief budget build calculate calibrate capture care
    carry catalog champion check clean close coach coauthor code collaborate collate collect combine
    communicate compare compile complete comply compose compute conceive conceptualize conceptualise
    conduct configure confirm connect consolidate construct consult contribute control convert
    convey cook coordinate co-ordinate correct counsel craft create cultivate curate customize
    customise debug decide define delegate deliver demonstrate deploy derive design detect determine
    develop devise diagnose direct discover discuss dispatch display distribute document draft drive
    edit educate elicit eliminate embody embrace empower enable encourage enforce engage engineer
    enhance enrich ensure enter escalate establish estimate evaluate evangelize evolve examine
    execute expand expedite experiment explain explore extend extract facilitate file finalize
    finalise find fix follow forecast formulate foster frame fulfill gather generate give govern
    greet groom grow guide handle harden help host hire identify implement improve incorporate
    increase influence inform initiate innovate inspect inspire install instrument integrate
    interact interface interpret interview introduce invent investigate involve iterate join keep
    launch lead learn leverage liaise locate log maintain make manage map market measure meet mentor
    migrate mine minimize mitigate model modernize modify monitor motivate move navigate negotiate
    observe obtain offer onboard operate optimise optimize orchestrate order organise organize
    oversee own package participate partner patch perform pioneer plan position prepare present
    preserve prevent prioritise prioritize process procure produce program promote propose protect
    prototype prove provide provision publish pull push qualify raise read rebuild recommend
    reconcile record recover recruit redesign reduce refactor refine register reinforce release
    remain remediate render repair replace replicate report represent reproduce research resolve
    respond restore restructure retain retrieve reuse review revise rework roll route run safeguard
    scale schedule scope scrape script secure seek select sell send serve set setup shape share ship
    simplify simulate solve source spearhead specify stand standardize standardise stay steer
    strategize streamline strengthen structure study submit suggest supervise supply support sustain
    tackle take target teach test track train transfer transform transition translate
    troubleshoot trouble-shoot tune turn uncover understand undertake unify update upgrade uphold
    upload use utilise utilize validate verify visit visualize visualise wireframe work write
    bug-fix feed treat prescribe wash slice decorate cater stock weld load unload
    """)

  /// Nouns that name a duty before "of", "and", "with" or "in".
  private static let actionNouns = JDWords.set(
    """
    implementation development design creation integration maintenance management administration
    optimization optimisation analysis deployment configuration installation monitoring preparation
    participation collaboration coordination translation documentation execution evaluation
    identification support migration delivery supervision generation performance resolution
    troubleshooting customization customisation coding testing programming planning upkeep
    conversion automation ownership responsible accountable involvement review oversight liaison
    """)

  private static let requirementWords = JDWords.set(
    """
    experience experienced knowledge knowledgeable proficient proficiency strong good excellent
    exceptional outstanding great familiar familiarity understanding ability able must should
    minimum degree bachelor bachelor's bachelors master's masters b.tech btech b.e b.sc mca bca
    hands
    hands-on handson proven solid deep expert expertise demonstrated demonstrable exposure skill
    skills skilled fluent fluency knows know well versed sound basic thorough in-depth advanced
    comfortable passion passionate prior previous certification certified certifications graduate
    any candidate candidates working required preferred desired nice mandatory desirable
    qualification qualifications extensive relevant adept willingness willing self-motivated
    motivated graduation fresher freshers at-least competent command commitment creative curious
    detail-oriented aptitude attitude bonus plus professional practical interest have having has
    possess possesses understands worked superior broad track eagerness eager detail fundamentals
    fundamental expertize mastery self academic diploma ph.d phd msc bsc mba technical analytical years
    team-player can-do verbal written interpersonal ideally highly requires
    """)

  private static let companyWords = JDWords.set(
    "we our we're we've founded headquartered established")

  /// Whether the words (lower case) begin like a duty: an imperative, "you will", a gerund.
  static func beginsWithDuty(_ words: [String]) -> Bool {
    guard let first = words.first else { return false }
    if first.hasSuffix("ly"), first != "apply", words.count > 1 {
      return beginsWithDuty(Array(words.dropFirst().prefix(6)))
    }
    if first == "to" || first == "also", words.count > 1 {
      return isVerb(words[1])
    }
    if isVerb(first) { return !isNounUse(words) }
    let second = words.count > 1 ? words[1] : ""
    let third = words.count > 2 ? words[2] : ""
    if actionNouns.contains(first) {
      if first == "responsible" || first == "accountable" { return true }
      return ["of", "and", "with", "in", "for"].contains(second) && words.count > 3
    }
    if second == "will" || second == "shall" {
      return ["you", "he", "she", "they", "candidate", "incumbent", "role", "position"]
        .contains(first) && !["need", "have", "get", "enjoy", "receive", "love"].contains(third)
    }
    if first == "will" { return third != "need" }
    if first == "have" || first == "need", second == "to" { return isVerb(third) }
    if first == "should" || first == "must" {
      return second == "be" && ["responsible", "involved"].contains(third)
        || isVerb(second) && !["understand", "demonstrate", "learn", "work"].contains(second)
    }
    if first == "be" {
      if second == "able", third == "to", words.count > 3 { return isVerb(words[3]) }
      return ["responsible", "accountable", "involved", "part", "the"].contains(second)
    }
    if first == "being" || first == "act" || first == "acting" { return true }
    if first == "end", second == "to" { return true }
    return false
  }

  /// Whether a word that can be a verb stands as a noun at the start of a phrase.
  private static func isNounUse(_ words: [String]) -> Bool {
    guard words.count > 1 else { return true }
    let second = words[1]
    switch words[0] {
    case "work", "working":
      return [
        "experience", "ethic", "ethics", "knowledge", "permit", "from", "location", "hours",
        "days", "environment", "type", "timings",
      ].contains(second)
    case "design":
      return ["patterns", "pattern", "principles", "skills", "thinking"].contains(second)
    case "understanding":
      return ![
        "client", "clients", "customer", "customers", "business", "user", "requirement",
        "requirements",
      ].contains(second)
    case "understands": return true
    case "test", "code", "process", "report", "market", "model", "program":
      return ["driven", "experience", "knowledge", "skills"].contains(second)
    case "use": return ["of", "case", "cases"].contains(second)
    case "driving": return ["licence", "license", "licences", "licenses"].contains(second)
    case "interviews": return ["this", "next", "will", "are", "on", "by"].contains(second)
    case "learning", "using", "seeking", "offering", "engineering": return true
    case "join": return true
    case "offer": return true
    case "interview", "contact", "share", "send", "visit", "apply": return words[0] != "share"
    default: return ["experience", "skills", "knowledge"].contains(second)
    }
  }

  /// Whether a word is a duty verb in its base form, third person or "-ing" form.
  static func isVerb(_ word: String) -> Bool {
    guard let base = baseForm(of: word) else { return false }
    return base == word || !["skills", "reports", "tests", "codes"].contains(word)
  }

  /// The base form of a duty verb in lower case; nil for a word that is none.
  static func baseForm(of word: String) -> String? {
    if verbs.contains(word) { return word }
    if word.hasSuffix("ing"), word.utf8.count > 5 {
      let stem = String(word.dropLast(3))
      let bytes = Array(stem.utf8)
      let isDoubled = bytes.count > 2 && bytes[bytes.count - 1] == bytes[bytes.count - 2]
      let forms = [stem, stem + "e"] + (isDoubled ? [String(stem.dropLast())] : [])
      return forms.first(where: verbs.contains)
    }
    guard word.hasSuffix("s") else { return nil }
    let forms = [String(word.dropLast())] + (word.hasSuffix("es") ? [String(word.dropLast(2))] : [])
    return forms.first(where: verbs.contains)
  }

  /// What a sentence is, by its words in lower case.
  static func nature(of words: [String]) -> Nature {
    guard let first = words.first else { return .neutral }
    if let cue = cueNature(words) { return cue }
    if first == "join" || first == "hiring" { return .company }
    if companyWords.contains(first) {
      if words.count > 2, words[0] == "we", words.contains("looking") || words.contains("seeking") {
        return announcesRole(words) ? .duty : .company
      }
      return .company
    }
    if beginsWithDuty(words) { return .duty }
    let isArticle = ["a", "an", "the"].contains(first) && words.count > 1
    if requirementWords.contains(first) || isArticle && asksFor(words) || namesTrait(words) {
      return .requirement
    }
    if let number = first.utf8.first, JDBytes.isDigit(number),
      words.prefix(8).contains(where: { $0.hasPrefix("year") || $0.hasPrefix("yr") })
    {
      return .requirement
    }
    if announcesRole(words) { return .duty }
    if asksYou(words) { return .requirement }
    let opening = words.prefix(9)
    if opening.contains("should") || opening.contains("must") { return .requirement }
    if opening.first == "at", words.count > 1, words[1] == "least" { return .requirement }
    if endsAsRequirement(words) { return .requirement }
    return statesDuties(words) ? .duty : .neutral
  }

  /// "An ability to", "a thorough understanding of", "the availability to".
  private static func asksFor(_ words: [String]) -> Bool {
    requirementWords.contains(words[1]) && words[1] != "candidate" && words[1] != "technical"
      || words[1] == "availability" || words[1] == "positive"
  }

  /// "You have 3 years of …", "you bring a degree in …".
  private static func asksYou(_ words: [String]) -> Bool {
    guard words.count > 3, words[0] == "you", ["have", "bring", "possess"].contains(words[1]),
      words[2] != "to"
    else { return false }
    return words.prefix(14).contains {
      ["year", "years", "yrs", "experience", "knowledge", "degree", "skills"].contains($0)
    }
  }

  /// "Linux administration experience", "team player", "in-depth knowledge of".
  private static func namesTrait(_ words: [String]) -> Bool {
    let opening = words.prefix(6)
    if opening.starts(with: ["team", "player"]) || opening.starts(with: ["in", "depth"]) {
      return true
    }
    guard let index = opening.firstIndex(of: "experience"), index > 0 else { return false }
    return !["user", "customer", "client", "the", "great", "shopping", "overall", "digital"]
      .contains(opening[index - 1])
  }

  /// "… is a plus", "… preferred", and not "as required".
  private static func endsAsRequirement(_ words: [String]) -> Bool {
    let end = Array(words.suffix(5))
    return end.indices.contains { index in
      guard ["plus", "preferred", "mandatory", "required"].contains(end[index]) else {
        return false
      }
      return index == 0 && words.count < 5
        || index > 0 && !["as", "if", "when", "where", "any"].contains(end[index - 1])
    }
  }

  private static func cueNature(_ words: [String]) -> Nature? {
    let found = cues.values(in: Array(words.prefix(60)))
    for nature in [Nature.equalOpportunity, .application, .offer] where found.contains(nature) {
      return nature
    }
    return nil
  }

  private static let cues = PhraseTable<Nature>(
    JDWords.phrases(
      """
      equal opportunity, equal employment, without regard to, regardless of race
      affirmative action, protected veteran, reasonable accommodation, reasonable accommodations
      sexual orientation, eeo, e verify, background check, background checks
      """
    ).map { ($0, .equalOpportunity) }
      + JDWords.phrases(
        """
        send your resume, share your resume, send your cv, send resume, share resume
        interested candidates, interested candidate, interested applicants, apply now, click apply
        kindly share, please apply, please send, please share, submit your resume, email your resume
        mail your resume, drop your resume, drop your cv, contact us at, send in your resume
        share their resume, share their cv, send their resume, candidates can apply, can apply
        share cv, submit your application, share your cv, forward your resume, forward your cv
        send us your resume, send us your cv, share your updated, send your updated, apply online
        contact hr, hr contact, upload your resume, upload your cv, to apply for this
        apply directly, apply today, mail us at, mail your cv
        your cv on, your cv to, your resume to, your resume on, cv at, resume at, your resume at
        your cv at, email your cv, call or whatsapp, mail your updated, interested can, kindly send
        kindly apply, send cv, email cv, submit cv, with your cv, send a cv, send us a cv
        """
      ).map { ($0, .application) }
      + JDWords.phrases(
        """
        competitive salary, health insurance, paid time off, we offer, 401 k, provident fund
        competitive compensation, medical insurance, salary will be, best in industry, salary is
        salary range, salary upto, salary up to, attractive salary, paid leave, paid leaves
        paid holidays, dental insurance
        """
      ).map { ($0, .offer) })
}
