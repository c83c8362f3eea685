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
      cka, ckad, cissp, cism, cisa, ceh, csm, psm, cspo, comptia, comptia a+, comptia network+
      comptia security+
      cfa, cpa, prince2, togaf, istqb, vcp, cbap, safe agilist, oscp, gcih, csa, frm, acca, bls
      acls, six sigma
      """
    ).map { ($0, true) })

  /// Short names that count in capitals only, as they are also words or other abbreviations.
  private static let capitalised = JDWords.set(
    "ocp oca mcp psm csm csa vcp cfa cpa frm ceh cka ckad bls acls pmp itil cisa cism acca")

  func findings() -> [Finding] {
    var findings: [Finding] = []
    var seen: Set<String> = []
    for section in sections where section.kind != .benefits && section.kind != .company {
      for piece in section.pieces {
        var index = piece.tokens.lowerBound
        while index < piece.tokens.upperBound {
          guard
            let match = Self.names.match(in: document, at: index, upTo: piece.tokens.upperBound),
            !Self.capitalised.contains(document.key(index)) || document.tokens[index].isAllCapitals
              || document.isBareWords && document.key(index).utf8.count > 3
          else {
            index += 1
            continue
          }
          let end = extended(match.end, limit: piece.tokens.upperBound)
          let name = JDWords.split(document.string(index..<end)).joined(separator: " ")
          if seen.insert(JDBytes.lowercased(Array(name.utf8)[...])).inserted {
            findings.append(Finding(name: name, tokens: index..<end))
          }
          index = end
        }
      }
    }
    return findings
  }

  /// "AWS Certified" goes on with the capitalised words after it.
  private func extended(_ end: Int, limit: Int) -> Int {
    guard document.key(end - 1) == "certified" else { return end }
    var cursor = end
    while cursor < limit, cursor < end + 5, document.tokens[cursor].isWord,
      document.tokens[cursor].isCapitalized
    {
      cursor += 1
    }
    return cursor
  }
}
