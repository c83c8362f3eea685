/// Words that stand in titles and mean something else as well.
extension TitleLexicon {
  /// Whether a title may end in a token: a noun of titles, and in some places other words.
  static func isHead(at index: Int, in document: JDDocument) -> Bool {
    switch document.key(index) {
    case "dev": isDeveloper(at: index, in: document)
    case "internship": isInternship(at: index, in: document)
    case "staff":
      document.key(index - 1) == "technical" && document.key(index - 2) == "of"
        && document.key(index - 3) == "member"
    case let key: heads.contains(key)
    }
  }

  /// Whether nothing of its own follows "dev" ("dev tools", "dev/test", "dev, QA and production").
  private static func isDeveloper(at index: Int, in document: JDDocument) -> Bool {
    guard index > 0, document.tokens[index - 1].isWord, !noise.contains(document.key(index - 1))
    else { return false }
    guard index + 1 < document.tokens.count else { return true }
    let next = document.tokens[index + 1]
    switch next.kind {
    case .word:
      return lineStops.contains(next.key) || levels.contains(next.key)
        || ["in", "at", "for", "to"].contains(next.key)
    case .number, .link, .bullet, .lineBreak: return true
    case .mark:
      if next.key == "," {
        return LocationTable.cities.match(
          in: document, at: index + 2, upTo: document.tokens.count) != nil
      }
      return !["/", "&", "+", "_"].contains(next.key) && (next.key != "-" || next.hasSpaceBefore)
    }
  }

  /// "Data Science Internship" before a mark or the end of a line; not "Certificate of Internship".
  private static func isInternship(at index: Int, in document: JDDocument) -> Bool {
    guard index > 0, document.tokens[index].isCapitalized else { return false }
    let before = document.tokens[index - 1]
    guard before.isWord, before.isCapitalized, !noise.contains(before.key) else { return false }
    return index + 1 >= document.tokens.count || !document.tokens[index + 1].isSpoken
  }

  /// Words that open sentences, too: "Support Engineer", "IT Manager", "Build and Release Engineer".
  static let fieldOpeners = JDWords.set("it support design build client report")

  /// Words of `noise` that name the work before certain nouns.
  private static let fields: [String: Set<String>] = [
    "agile": JDWords.set("coach lead delivery project product scrum business program programme"),
    "smart": ["contract"], "day": ["trader"],
    "sound": JDWords.set("engineer designer technician editor"),
    "level": JDWords.set("designer artist editor"),
    "search": JDWords.set("engineer marketer specialist strategist consultant analyst"),
    "shift": JDWords.set("manager supervisor leader lead engineer"),
    "night": JDWords.set("manager supervisor porter auditor nurse receptionist driver"),
    "talent": JDWords.set(
      "manager partner scout director specialist coordinator advisor consultant lead"),
    "creative": JDWords.set(
      "director designer producer lead strategist technologist copywriter writer artist manager head"
    ),
    "contract": JDWords.set(
      """
      manager administrator specialist officer analyst coordinator negotiator lawyer executive
      """),
  ]

  /// Whether a word before a title praises the person or belongs to the sentence; not the one in
  /// "Sound Engineer", "Night Manager" and "Smart Contract Developer".
  static func isNoise(at index: Int, in document: JDDocument) -> Bool {
    let token = document.tokens[index]
    guard noise.contains(token.key) else { return false }
    guard token.isCapitalized, let nouns = fields[token.key] else { return true }
    let isOfChain = token.key == "contract" && document.key(index - 1) == "smart"
    return !isOfChain && !nouns.contains(document.key(index + 1))
  }
}
