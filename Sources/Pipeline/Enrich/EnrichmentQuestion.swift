import SimCore

/// What an enricher is given: the facts of a run, of its role and of its skills.
public struct EnrichmentQuestion: Sendable {
  /// A skill of the JD.
  public struct Skill: Hashable, Sendable {
    /// As the JD names it.
    public var name: String
    /// Whether the JD asks for it first of all.
    public var isPrimary: Bool
    /// Whether the library knows it.
    public var isInLibrary: Bool
    /// Whether it stands in the text word for word.
    public var isInText: Bool
    /// Its own name, then what the library calls it.
    public var names: [String]
    /// Ids of its dimensions, those of the role or not.
    public var dimensionIDs: [Int]
    /// Its kind in the AI vocabulary: the library's, else that of the table; nil outside it.
    package var aiKind: AIKind?
  }

  /// A dimension that skills are grouped by.
  public struct Dimension: Hashable, Sendable {
    /// Its id in the library.
    public var id: Int
    /// Its display name.
    public var name: String
  }

  /// The JD's own title.
  public var title: String?
  /// The JD, with the way back to its original bytes.
  public var text: JDText
  /// The roles and responsibilities, a duty a line.
  public var responsibilityText: String
  /// The distinct sentences of the R&R, in text order.
  public var sentences: [String]
  /// In the JD's order.
  public var skills: [Skill]
  /// The chosen role; nil in case E, and where it has left the library since.
  public var role: Role?
  /// The role's dimensions in its order, or those of the new role that is proposed, as far as the
  /// JD's skills lie in them.
  public var dimensions: [Dimension]
  /// The one that the run was decided under.
  public var policy: Policy

  /// Whether the JD yields too little by itself.
  public var isSparse: Bool {
    skills.count < policy.sparseSkills && sentences.count < policy.sparseSentences
  }

  /// Whether the nature of work is read from the JD: a sparse one may still have duties enough.
  package var tellsNatureOfWork: Bool {
    !isSparse || sentences.count >= policy.dutySentences || role?.baseline == nil
  }

  /// Whether the technology and the AI index are read from the JD.
  package var tellsTechnology: Bool { !isSparse || role?.baseline == nil }

  /// What the person does: the JD's words, or the role's where it has none.
  package var kraDescription: (text: String, source: ClientOutput.Source) {
    guard responsibilityText.isEmpty, let role, !role.kras.isEmpty else {
      return (responsibilityText, .jd)
    }
    return (role.kras.joined(separator: "\n"), .roleBaseline)
  }
}

extension EnrichmentQuestion {
  /// The question of a decided run; nil where a step is missing. Pure, O(text + skills).
  ///
  /// - Parameters:
  ///   - role: the chosen role as the library has it now.
  ///   - aiKinds: the library's `ai_kind` of skills, by id.
  init?(_ run: StoredRun, role: Role?, aiKinds: [Int: String]) {
    guard let details = run.extractDetails, run.finalRoleOutput != nil else { return nil }
    let first = run.extractFromJD
    title = first.nanoParsed.role
    text = JDText(run.text)
    responsibilityText = first.nanoParsed.responsibilityText
    sentences = run.record.sentences
    policy = run.record.policy
    self.role = role
    let placed = Set(
      run.record.skills.filter { $0.start != nil }.map { ExactText($0.name) })
    skills = zip(first.finalSkills, details.skillsDetail).map { skill, detail in
      Skill(
        skill, detail, isInText: placed.contains(ExactText(skill.skillName)),
        libraryKind: detail.canonical.flatMap { aiKinds[$0.id] })
    }
    dimensions = Self.dimensions(run, details, role: role)
  }

  private static func dimensions(
    _ run: StoredRun, _ details: ExtractDetails, role: Role?
  ) -> [Dimension] {
    guard let roleID = run.extractFromJD.stage4Decision?.chosenRole?.roleID else {
      return (run.record.proposal?.dimensions ?? []).map {
        Dimension(id: $0.id, name: $0.displayName)
      }
    }
    var seen: Set<Int> = []
    let found = details.dimensions.filter { entry in
      entry.rolesFromDB.contains { $0.id == roleID } && seen.insert(entry.dimension.id).inserted
    }.map { Dimension(id: $0.dimension.id, name: $0.dimension.displayName) }
    let order = role?.dimensionIDs ?? []
    func place(_ dimension: Dimension) -> Int {
      order.firstIndex(of: dimension.id) ?? order.count
    }
    return found.enumerated().sorted {
      (place($0.element), $0.offset) < (place($1.element), $1.offset)
    }.map(\.element)
  }
}

extension EnrichmentQuestion.Skill {
  init(_ skill: FinalSkill, _ detail: SkillDetail, isInText: Bool, libraryKind: String?) {
    name = skill.skillName
    isPrimary = skill.isPrimary
    isInLibrary = detail.canonical != nil
    self.isInText = isInText
    names = [skill.skillName] + (detail.canonical.map { [$0.displayName, $0.slug] } ?? [])
    dimensionIDs = detail.dimensions.map(\.dimension.id)
    aiKind =
      libraryKind.flatMap(AIKind.init(rawValue:))
      ?? names.lazy.compactMap { AIVocabularyTable.kind(ofSkill: $0) }.first
  }
}
