/// The parse of the default reader (`RuleJDReader`): rules and tables, no model.
///
/// A pure function of the text: no I/O, no state, the same answer every time, in time linear in the
/// length of the text.
enum RuleParser {
  /// Reads a text.
  ///
  /// A text that is no job description gets a `jdType` other than `pass` and a reason; every other
  /// value of it is then empty, and its sections are still told.
  static func parse(_ text: JDText) -> JDReading {
    let document = JDDocument(text)
    let sections = SectionSplitter.sections(of: document)
    let findings = Findings(document: document, sections: sections)
    if let rejection = findings.rejection {
      return JDReading(
        parsed: ParsedJD(jdType: rejection.type), rejectionReason: rejection.sentence,
        sections: records(of: sections, in: document, used: []))
    }
    return JDReading(
      parsed: findings.parsed(), spans: findings.spans(),
      sections: records(
        of: sections, in: document, used: Set(findings.blocks.map(\.section))))
  }

  /// Prepares and reads a text.
  static func parse(_ original: String) -> JDReading { parse(JDText(original)) }

  private static func records(
    of sections: [JDSection], in document: JDDocument, used: Set<Int>
  ) -> [JDReading.Section] {
    sections.enumerated().compactMap { index, section in
      guard let tokens = section.tokens else { return nil }
      let range = document.text.originalRange(ofCleaned: document.byteRange(tokens))
      return JDReading.Section(
        kind: section.kind, heading: section.heading.map { document.string($0) },
        start: range.lowerBound, end: range.upperBound, isUsed: used.contains(index))
    }
  }
}

/// Everything that the rules found in one document.
private struct Findings {
  let document: JDDocument
  let title: TitleRule.Title?
  let blocks: [ResponsibilityRule.Block]
  let experience: ExperienceRule.Finding?
  let education: [EducationRule.Finding]
  let locations: [LocationRule.Finding]
  let pay: PayRule.Finding?
  let company: CompanyRule.Name?
  let about: CompanyRule.About?
  let certifications: [CertificationRule.Finding]
  let links: [LinkRule.Finding]
  let industry: Industry
  let rejection: RejectionRule.Rejection?

  init(document: JDDocument, sections: [JDSection]) {
    self.document = document
    title = TitleRule(document: document, sections: sections).title()
    blocks = ResponsibilityRule(document: document, sections: sections).blocks()
    experience = ExperienceRule(document: document, sections: sections).finding()
    education = EducationRule(document: document, sections: sections).findings()
    locations = LocationRule(document: document, sections: sections).findings()
    pay = PayRule(document: document, sections: sections).finding()
    let companyRule = CompanyRule(document: document, sections: sections)
    company = companyRule.name()
    about = companyRule.about(name: company)
    certifications = CertificationRule(document: document, sections: sections).findings()
    links = LinkRule(document: document).findings()
    industry = IndustryRule(document: document, sections: sections)
      .industry(about: about?.tokens ?? [])
    rejection = RejectionRule(document: document, sections: sections).rejection(
      RejectionRule.Evidence(
        hasTitle: title != nil, hasDuties: !blocks.isEmpty, hasExperience: experience != nil,
        hasEducation: !education.isEmpty))
  }

  func parsed() -> ParsedJD {
    ParsedJD(
      aboutCompany: about?.about,
      certifications: certifications.map { .string($0.name) },
      companyName: company?.text,
      ctc: pay?.value,
      domain: industry,
      education: education.map(\.education),
      experience: experience?.experience ?? Experience(),
      jobLocations: locations.map(\.location),
      role: title?.text,
      roleAliases: title.map { RoleNaming.aliases(of: $0.text) } ?? [],
      roleArchetype: title.flatMap { RoleAliasTable.archetype(of: $0.text) },
      rolesAndResponsibilities: blocks.map(\.block),
      urls: links.map { .string($0.address) })
  }

  func spans() -> [JDReading.Span] {
    var spans: [JDReading.Span] = []
    func add(_ field: JDReading.Span.Field, bytes: Range<Int>) {
      guard !bytes.isEmpty else { return }
      let range = document.text.originalRange(ofCleaned: bytes)
      spans.append(
        JDReading.Span(
          field: field, start: range.lowerBound, end: range.upperBound,
          text: document.text.string(bytes)))
    }
    func add(_ field: JDReading.Span.Field, _ tokens: Range<Int>?) {
      if let tokens { add(field, bytes: document.byteRange(tokens)) }
    }
    add(.role, title?.tokens)
    for block in blocks { for line in block.lines { add(.responsibility, bytes: line.bytes) } }
    add(.experience, experience?.tokens)
    for finding in education { add(.education, finding.tokens) }
    for finding in locations { add(.location, finding.tokens) }
    add(.pay, pay?.tokens)
    add(.company, company?.tokens)
    for range in about?.tokens ?? [] { add(.aboutCompany, range) }
    for finding in certifications { add(.certification, finding.tokens) }
    for finding in links { add(.link, finding.tokens) }
    return spans.sorted {
      ($0.start, $0.end, $0.field.rawValue) < ($1.start, $1.end, $1.field.rawValue)
    }
  }
}
