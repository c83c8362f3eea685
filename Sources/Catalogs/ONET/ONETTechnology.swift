import Pipeline
import SimCore

/// The skills of an O*NET release: its examples of technology, in groups.
struct ONETTechnology {
  private(set) var skills: [CatalogRelease.Skill] = []
  private(set) var dimensions: [CatalogRelease.Dimension] = []
  /// The codes of the groups of each role that has any, by the role's position.
  private(set) var groupsOfRole: [Int: [String]] = [:]

  /// - Parameters:
  ///   - rows: occupation, example, code and name of its group.
  ///   - commonWords: English words in lower case.
  ///   - occupations: the positions of the roles by their codes.
  init(
    rows: [DelimitedTable.Row], commonWords: Set<String>, occupations: [String: Int]
  ) throws(CatalogError) {
    var positions: [TextKey: Int] = [:]
    var known: Set<String> = []
    for row in rows {
      let occupation = try row.text(0)
      guard let role = occupations[occupation] else {
        throw row.error("Occupation Data has no occupation \(occupation)")
      }
      let example = try row.text(1)
      let group = try row.text(2)
      let title = try row.text(3)
      if known.insert(group).inserted {
        dimensions.append(
          CatalogRelease.Dimension(
            code: group, displayName: title,
            rationale: "Technology of the \(Self.kind(of: group)) \(group), \(title)."))
      }
      let skill: Int
      if let position = positions[TextKey(example)] {
        skill = position
      } else {
        skill = skills.count
        positions[TextKey(example)] = skill
        skills.append(
          CatalogRelease.Skill(
            code: TextKey(example).text, displayName: example, partCode: group,
            nature: title.lowercased().contains("platform") ? "PLATFORM" : "TOOL",
            aliases: [], dimensionCodes: []))
      }
      if !skills[skill].dimensionCodes.contains(group) {
        skills[skill].dimensionCodes.append(group)
      }
      if groupsOfRole[role]?.contains(group) != true {
        groupsOfRole[role, default: []].append(group)
      }
    }
    let names = TechnologyNames(examples: skills.map(\.displayName), commonWords: commonWords)
    for (position, aliases) in names.aliases().enumerated() {
      skills[position].aliases = aliases
    }
  }

  /// What a group is: UNSPSC codes are numbers, ids of O*NET's own elements have points in them.
  private static func kind(of group: String) -> String {
    group.allSatisfy(\.isNumber) ? "UNSPSC commodity" : "O*NET element"
  }
}

/// The other names by which texts call the examples of technology.
struct TechnologyNames {
  typealias Alias = CatalogRelease.SkillAlias

  let examples: [String]
  let commonWords: Set<String>

  /// Examples that must begin with the same one or two words for these to be taken for a maker's
  /// name.
  static let makerExamples = 5

  /// The names of each example, the example itself first. A name belongs to one example: the one
  /// that is called so in full, else none where two could be meant.
  ///
  /// Beside the example itself these are names: its forms by brackets; "SQL" and "Structured query
  /// language" of "Structured query language SQL", where the letters are the words' initials; a
  /// name without its maker ("Microsoft Excel", "Adobe Systems Adobe Photoshop"); a name without a
  /// last "software". Names of one or two letters and names made of English words only count in
  /// their own spelling; one English word alone is no other name. O(total length).
  func aliases() -> [[Alias]] {
    let makers = makers
    let candidates = examples.map { otherNames(of: $0, makers) }
    var owners: [TextKey: Set<Int>] = [:]
    for (position, names) in candidates.enumerated() {
      for name in names { owners[TextKey(name), default: []].insert(position) }
    }
    let own = Set(examples.map { TextKey($0) })
    return examples.enumerated().map { position, example in
      var seen = Set([TextKey(example)])
      var aliases = [Alias(text: example, isCaseSensitive: needsSpelling(example))]
      for name in candidates[position] {
        let key = TextKey(name)
        guard !own.contains(key), owners[key]?.count == 1, seen.insert(key).inserted else {
          continue
        }
        aliases.append(Alias(text: name, isCaseSensitive: needsSpelling(name)))
      }
      return aliases
    }
  }

  private var makers: Set<String> {
    var counts: [String: Int] = [:]
    for example in examples {
      let words = example.split(separator: " ").map(String.init)
      guard words.count > 1 else { continue }
      counts[words[0], default: 0] += 1
      if words.count > 2 { counts["\(words[0]) \(words[1])", default: 0] += 1 }
    }
    return Set(
      counts.filter { name, count in
        count >= Self.makerExamples && !isEnglish(name.split(separator: " ").prefix(1))
      }.keys)
  }

  private func isEnglish(_ words: some Sequence<Substring>) -> Bool {
    words.allSatisfy { commonWords.contains($0.lowercased()) }
  }

  /// Whether only the exact spelling means the name.
  private func needsSpelling(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    if words.count == 1 {
      let isAcronym = name.count <= 5 && name.allSatisfy { $0.isUppercase || $0.isNumber }
      return name.count <= 2 || isAcronym || isEnglish(words)
    }
    return isEnglish(words) && words.last != "software"
  }

  private func otherNames(of example: String, _ makers: Set<String>) -> [String] {
    var names = Array(TitleForms.forms(of: example).dropFirst())
    for name in [example] + names { names += initials(of: name) }
    for name in [example] + names {
      var rest = name
      while let shorter = withoutMaker(rest, makers) {
        rest = shorter
        names.append(rest)
      }
    }
    for name in [example] + names where name.hasSuffix(" software") {
      let rest = String(name.dropLast(" software".count))
      if !isEnglish(rest.split(separator: " ")) { names.append(rest) }
    }
    return names.filter { name in
      let words = name.split(separator: " ")
      return name.count > 1 && !(words.count == 1 && isEnglish(words))
        && name.contains(where: \.isLetter)
    }
  }

  private func withoutMaker(_ name: String, _ makers: Set<String>) -> String? {
    let words = name.split(separator: " ")
    for count in [2, 1] where words.count > count {
      if makers.contains(words.prefix(count).joined(separator: " ")) {
        let rest = words.dropFirst(count)
        return rest.first?.first?.isUppercase == true ? rest.joined(separator: " ") : nil
      }
    }
    return nil
  }

  /// The acronym in a name and the words before it that it stands for.
  private func initials(of name: String) -> [String] {
    let words = name.split(separator: " ")
    for (index, word) in words.enumerated()
    where word.count >= 2 && word.allSatisfy(\.isUppercase) && index >= word.count {
      let expansion = words[(index - word.count)..<index]
      let letters = String(expansion.compactMap(\.first)).uppercased()
      if letters == word { return [String(word), expansion.joined(separator: " ")] }
    }
    return []
  }
}
