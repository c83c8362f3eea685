/// Spellings of job titles and what can be derived from them.
enum RoleNaming {
  /// Lower case with single spaces.
  static func key(_ title: String) -> String {
    JDWords.split(title.lowercased()).joined(separator: " ")
  }

  /// The words of a key, cut at spaces, slashes, hyphens and brackets.
  static func words(_ key: String) -> [String] {
    key.unicodeScalars.split { " /-()&,".unicodeScalars.contains($0) }.map { String($0) }
  }

  /// "software engineer" as "Software Engineer"; words with capitals or marks inside stay.
  static func titleCased(_ title: String) -> String {
    JDWords.split(title).map { word in
      let text = String(word)
      switch text {
      case "of", "on", "and", "in": return text
      case "php", "ai", "qa", "sap", "hr", "seo", "sql", "dba", "it", "abap":
        return text.uppercased()
      case "ios": return "iOS"
      case "node.js": return "Node.js"
      case "mlops": return "MLOps"
      case "devops": return "DevOps"
      case "javascript": return "JavaScript"
      case "typescript": return "TypeScript"
      case "wordpress": return "WordPress"
      case "mysql": return "MySQL"
      case ".net": return ".NET"
      case "ui/ux": return "UI/UX"
      case "ml", "ui", "ux", "bi": return text.uppercased()
      default:
        return text.utf8.contains(where: JDBytes.isUppercase) ? text : DegreeTable.titleCased(text)
      }
    }.joined(separator: " ")
  }

  private static let levels = JDWords.set(
    """
    senior sr sr. junior jr jr. lead principal staff associate trainee intern entry-level mid-level
    i ii iii iv v 1 2 3 mid chief experienced
    """)

  /// The title without level words, or `nil` where nothing changes or nothing is left.
  static func withoutLevel(_ title: String) -> String? {
    let words = JDWords.split(title)
    let kept = words.filter { !isLevel($0) }
    guard kept.count < words.count, !kept.isEmpty,
      kept.contains(where: { TitleLexicon.heads.contains($0.lowercased()) })
        || kept.last?.lowercased() == "dev",
      kept.count > 1 || !["Engineer", "Developer", "Manager", "Consultant"].contains(kept[0])
        || words.count == 2
    else { return nil }
    let marks: Set<Substring> = ["/", "-", "–", "|", "&"]
    let trimmed = kept.drop { marks.contains($0) }
    return trimmed.isEmpty ? nil : trimmed.joined(separator: " ")
  }

  /// "Senior", also in brackets.
  private static func isLevel(_ word: Substring) -> Bool {
    let isBracketed = word.hasPrefix("(") && word.hasSuffix(")") && word.count > 2
    return levels.contains((isBracketed ? word.dropFirst().dropLast() : word).lowercased())
  }

  /// Spellings of the parts of a title, each pair in both directions.
  private static let variants: [(String, String)] = [
    ("sr.", "senior"), ("sr", "senior"), ("jr.", "junior"), ("jr", "junior"),
    ("node.js", "nodejs"), ("node js", "node.js"), ("nodejs", "node.js"),
    ("react.js", "reactjs"), ("react js", "react.js"), ("reactjs", "react.js"),
    ("angular js", "angularjs"), ("vue.js", "vuejs"), ("vuejs", "vue.js"),
    ("full-stack", "full stack"), ("fullstack", "full stack"), ("back-end", "backend"),
    ("back end", "backend"), ("front-end", "frontend"), ("front end", "frontend"),
    ("golang", "go"), ("dot net", ".net"), ("dotnet", ".net"), ("ml", "machine learning"),
    ("machine learning", "ml"), ("word press", "wordpress"), ("ui ux", "ui/ux"),
    ("java script", "javascript"), ("dev ops", "devops"), ("asp.net", ".net"),
  ]

  /// Other names of a title: without its level, by the table, and by spelling, each once.
  static func aliases(of title: String) -> [String] {
    var found: [String] = []
    var seen: Set<String> = [key(title)]
    func add(_ name: String) {
      if seen.insert(key(name)).inserted { found.append(name) }
    }
    let singular = singular(title)
    let plain = withoutLevel(singular)
    add(singular)
    if let plain { add(plain) }
    if let name = unbracketed(singular) {
      add(name)
      for other in aliases(of: name) { add(other) }
    }
    for name in [plain, singular].compactMap({ $0 }) {
      for spelling in spellings(of: name) { addGroup(of: spelling, add) }
      addGroup(of: name, add)
    }
    for name in [singular, plain].compactMap({ $0 }) {
      for spelling in spellings(of: name) { add(titleCased(spelling)) }
      for other in nounVariants(of: name) { add(other) }
    }
    return Array(found.prefix(10))
  }

  /// "PHP Developers" as "PHP Developer".
  static func singular(_ title: String) -> String {
    var words = JDWords.split(title).map(String.init)
    for (index, word) in words.enumerated() where word.hasSuffix("s") && word.utf8.count > 4 {
      let stem = String(word.dropLast())
      if TitleLexicon.heads.contains(stem.lowercased()) { words[index] = stem }
    }
    return words.joined(separator: " ")
  }

  /// "Tester" of "Tester (Ovens)", and of "Tester (Oven Engineer)" what the brackets hold: a title
  /// that says more.
  private static func unbracketed(_ title: String) -> String? {
    guard title.hasSuffix(")"), let opening = title.lastIndex(of: "(") else { return nil }
    let outside = JDWords.trimmed(String(title[..<opening]))
    let inside = JDWords.trimmed(String(title[title.index(after: opening)...].dropLast()))
    let words = JDWords.split(inside)
    let isTitle =
      words.count > 1 && TitleLexicon.heads.contains(words[words.count - 1].lowercased())
    let name = isTitle ? inside : outside
    return name.isEmpty ? nil : name
  }

  private static func addGroup(of name: String, _ add: (String) -> Void) {
    for other in RoleAliasTable.groups[key(name)] ?? [] { add(other) }
  }

  private static func spellings(of title: String) -> [String] {
    let padded = " \(key(title)) "
    return variants.compactMap { from, into in
      guard let range = firstRange(of: " \(from) ", in: padded) else { return nil }
      return JDWords.trimmed(
        String(padded[..<range.lowerBound]) + " \(into) " + String(padded[range.upperBound...]))
    }
  }

  private static func firstRange(of needle: String, in text: String) -> Range<String.Index>? {
    let pattern = Array(needle.utf8)
    let bytes = Array(text.utf8)
    guard bytes.count >= pattern.count else { return nil }
    for start in 0...(bytes.count - pattern.count)
    where bytes[start..<start + pattern.count].elementsEqual(pattern) {
      let lower = text.utf8.index(text.startIndex, offsetBy: start)
      return lower..<text.utf8.index(lower, offsetBy: pattern.count)
    }
    return nil
  }

  /// "… Developer" as "… Engineer" and the other way round.
  private static func nounVariants(of title: String) -> [String] {
    var words = JDWords.split(title).map(String.init)
    guard words.count >= 2, let last = words.popLast() else { return [] }
    let stem = words.joined(separator: " ")
    switch last.lowercased() {
    case "developer", "developers": return ["\(stem) Engineer"]
    case "dev": return ["\(stem) Developer"]
    case "engineer", "engineers":
      let isSoftware = words.contains {
        let word = $0.lowercased()
        return [
          "software", "backend", "frontend", "java", "python", "stack", "ios", "android", "mobile",
          "web", "react", "php", "node.js", "application",
        ].contains(word)
      }
      return isSoftware ? ["\(stem) Developer"] : []
    case "programmer", "programmers": return ["\(stem) Developer"]
    case "admin": return ["\(stem) Administrator"]
    case "administrator": return ["\(stem) Admin"]
    default: return []
    }
  }
}
