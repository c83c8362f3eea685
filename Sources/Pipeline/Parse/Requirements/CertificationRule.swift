/// Finds the certifications that the text names.
struct CertificationRule {
  let document: JDDocument
  let sections: [JDSection]

  struct Finding: Sendable {
    var name: String
    var tokens: Range<Int>
  }

  private static let names = PhraseTable<Bool>(
    JDWords.phrases(
      """
      aws certified solutions architect, aws certified developer, aws certified devops engineer
      aws certified sysops administrator, aws certified cloud practitioner, aws certified
      aws solutions architect associate, aws solutions architect professional
      aws developer associate, aws sysops administrator associate, aws devops engineer professional
      azure solutions architect expert, azure administrator associate, azure developer associate
      azure data engineer associate, azure devops engineer expert, azure security engineer associate
      azure ai engineer associate
      gcp professional cloud architect, gcp professional data engineer
      google cloud professional cloud architect, google cloud professional data engineer
      google professional cloud architect, google professional data engineer
      aws certification, azure certification, gcp certification, azure certified
      google cloud certified
      microsoft certified, oracle certified professional, oracle certified associate
      oracle certified
      oracle certification, cisco certified, red hat certified engineer, red hat certified
      redhat certified
      certified kubernetes administrator, certified kubernetes application developer
      certified scrum master, certified scrummaster, professional scrum master
      scrum master certification
      certified ethical hacker, certified information systems security professional
      project management professional, java certification, salesforce certified
      salesforce certification, google certified, six sigma green belt, six sigma black belt
      certified data professional, databricks certified, snowflake certification, vmware certified
      certified public accountant, itil foundation, itil v3, itil v4, itil certification
      itil certified
      registered nurse license, basic life support, microsoft certification, cisco certification
      ccna, ccnp, ccie, ccda, ccdp, mcse, mcsa, mcsd, mcitp, mcp, rhce, rhcsa, pmp, ocp, oca, ocjp
      scjp, scwcd, itil
      cka, ckad, cissp, cism, cisa, ceh, csm, psm, cspo, comptia, comptia a +, comptia network +
      comptia security +, security + certification, security + certified, network + certification
      security plus certification
      cfa, cpa, prince2, prince2 foundation, prince2 practitioner, togaf, istqb, vcp, cbap
      safe agilist, oscp, gcih, csa, frm, acca, bls
      acls, six sigma, ccsp, crisc, sscp, gsec, cgeit, ccsk, cipp, capm, pgmp, pmi acp, pspo
      psm i, psm ii, pspo i, pspo ii, shrm cp, shrm scp, jncia, jncis, jncip, lpic, cdmp
      """
    ).map { ($0, true) })

  /// Short names that count in capitals only, as they are also words or other abbreviations.
  private static let capitalised = JDWords.set(
    """
    ocp oca mcp psm csm csa vcp cfa cpa frm ceh cka ckad bls acls pmp itil cisa cism acca capm cipp
    pmi shrm
    """)

  func findings() -> [Finding] {
    var findings: [Finding] = []
    var seen: Set<String> = []
    for section in sections where section.kind != .benefits && section.kind != .company {
      for piece in section.pieces {
        var index = piece.tokens.lowerBound
        while index < piece.tokens.upperBound {
          let found = certifications(at: index, in: piece.tokens)
          for tokens in found {
            let name = JDWords.split(document.string(tokens)).joined(separator: " ")
            if seen.insert(JDBytes.lowercased(Array(name.utf8)[...])).inserted {
              findings.append(Finding(name: name, tokens: tokens))
            }
          }
          index = found.last?.upperBound ?? index + 1
        }
      }
    }
    return findings
  }

  /// The certifications that begin at a token: one by its name, its exam or its maker, or several
  /// of makers that share the word "certification".
  private func certifications(at index: Int, in range: Range<Int>) -> [Range<Int>] {
    if let match = Self.names.match(in: document, at: index, upTo: range.upperBound),
      isWritten(index)
    {
      return [index..<extended(index..<match.end, upTo: range.upperBound)]
    }
    return examCode(at: index, in: range).map { [$0] } ?? ofMakers(at: index, in: range)
  }

  /// Whether a name is no other word: short ones stand in capitals.
  private func isWritten(_ index: Int) -> Bool {
    let token = document.tokens[index]
    return !Self.capitalised.contains(token.key) || token.isAllCapitals
      || document.isBareWords && token.key.utf8.count > 3
  }

  private static let levels = JDWords.set(
    "associate professional specialty expert foundational practitioner")

  private static let answers = JDWords.set("preferred required mandatory must plus yes no")

  /// "AWS Certified" goes on with the capitalised words after it, also after a colon, and every
  /// such name with a level after a dash.
  func extended(_ tokens: Range<Int>, upTo limit: Int) -> Int {
    let end = tokens.upperBound
    guard tokens.contains(where: { document.key($0) == "certified" }) else { return end }
    var cursor = end
    if document.key(end - 1) == "certified" {
      let start = document.key(end) == ":" ? end + 1 : end
      var next = start
      while next < limit, next < start + 5, document.tokens[next].isWord,
        document.tokens[next].isCapitalized, !Self.answers.contains(document.key(next))
      {
        next += 1
      }
      if next > start { cursor = next }
    }
    if cursor + 1 < limit, ["-", "–", "—"].contains(document.key(cursor)),
      Self.levels.contains(document.key(cursor + 1))
    {
      cursor += 2
    }
    return cursor
  }

  /// Letters before the number of an exam.
  private static let exams = JDWords.set("az dp ai sc pl ms md mb")

  /// "AZ-104", "DP-203".
  private func examCode(at index: Int, in range: Range<Int>) -> Range<Int>? {
    guard index + 2 < range.upperBound, Self.exams.contains(document.key(index)),
      document.tokens[index].isAllCapitals, document.key(index + 1) == "-",
      !document.tokens[index + 1].hasSpaceBefore, !document.tokens[index + 2].hasSpaceBefore,
      document.tokens[index + 2].kind == .number, document.key(index + 2).utf8.count == 3
    else { return nil }
    return index..<index + 3
  }
}
