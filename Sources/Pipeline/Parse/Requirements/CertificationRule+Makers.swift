/// Certifications that are named by their maker and what they certify.
extension CertificationRule {
  private static let makers = PhraseTable<Bool>(
    JDWords.phrases(
      """
      aws, amazon, amazon web services, azure, microsoft azure, microsoft, windows, google
      google cloud, gcp, salesforce, oracle, java, cisco, vmware, red hat, redhat, linux, databricks
      snowflake, servicenow, service now, sap, okta, adobe, hashicorp, terraform, kubernetes, docker
      scrum, agile, safe, tableau, power bi, mulesoft, pega, uipath, splunk, palo alto
      palo alto networks, fortinet, check point, checkpoint, juniper, citrix, ibm, cloudera, mongodb
      confluent, jenkins, dynamics, netsuite, workday, cloud, devops, hubspot, magento, zend, php
      python, android, unity, dell, emc, netapp, f5, nutanix, veeam, aruba, teradata, informatica
      sas, qlik, guidewire, sitecore, drupal, acquia
      """
    ).map { ($0, true) })

  /// What a maker certifies.
  private static let subjects = JDWords.set(
    """
    solutions solution architect architecture associate administrator admin developer engineer
    professional expert practitioner specialist specialty consultant platform technical application
    data cloud security devops machine learning analytics analyst fundamentals foundation
    foundational level i ii iii 1 2 3 advanced senior master scientist network networking database
    system systems sysops operations service sales marketing campaign business commerce manager
    programmer web enterprise server identity ai bi
    """)

  /// A maker with what it certifies.
  private struct Item {
    var tokens: Range<Int>
    var hasSubject: Bool
  }

  /// No certification, or list of them, is longer than this.
  private static let mostTokens = 16

  /// "AWS certification", "AWS and GCP certifications", "Okta Certified Administrator", and of
  /// "Salesforce Platform Developer and Salesforce Administrator certification" both.
  func ofMakers(at index: Int, in range: Range<Int>) -> [Range<Int>] {
    var items: [Item] = []
    var cursor = index
    while let item = item(at: cursor, in: range), item.tokens.upperBound < index + Self.mostTokens {
      items.append(item)
      cursor = item.tokens.upperBound
      switch document.key(cursor) {
      case _ where cursor >= range.upperBound: return []
      case "certified":
        return [index..<extended(index..<cursor + 1, upTo: range.upperBound)]
      case "certification", "certifications": return named(items, by: cursor)
      case "and", "or", "/", "&": cursor += 1
      default: return []
      }
    }
    return []
  }

  private func item(at index: Int, in range: Range<Int>) -> Item? {
    guard let match = Self.makers.match(in: document, at: index, upTo: range.upperBound),
      document.tokens[index].isCapitalized || document.isBareWords
    else { return nil }
    var item = Item(tokens: index..<match.end, hasSubject: false)
    var cursor = match.end
    while cursor < range.upperBound {
      if Self.subjects.contains(document.key(cursor)) {
        item = Item(tokens: index..<cursor + 1, hasSubject: true)
      } else if !["-", "–"].contains(document.key(cursor)) {
        break
      }
      cursor += 1
    }
    return item
  }

  /// The items that the word "certification" at a token speaks of: those with a subject by
  /// themselves, others up to the word, as the maker alone is a skill.
  private func named(_ items: [Item], by word: Int) -> [Range<Int>] {
    guard let last = items.last else { return [] }
    let others = items.lastIndex { $0.hasSubject != last.hasSubject }
    let own = items[(others.map { $0 + 1 } ?? 0)...]
    return last.hasSubject ? own.map(\.tokens) : [own[own.startIndex].tokens.lowerBound..<word + 1]
  }
}
