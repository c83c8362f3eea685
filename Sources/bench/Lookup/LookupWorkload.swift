import Pipeline
import SimCore

/// Names compiled for look-up, and the texts that are looked up.
struct LookupWorkload {
  private let titles: [(text: String, roleID: Int)]
  private let skills: [SkillTable.Entry]
  private let titleTable: AliasTable
  private let skillTable: SkillTable

  /// The titles of a catalog's roles and the names of its skills.
  init(catalog: Catalog) {
    self.init(
      titles: catalog.roles.flatMap { role in
        role.aliases.map { (text: $0, roleID: role.id) }
      },
      skills: catalog.skills.flatMap { skill in
        skill.aliases.map {
          SkillTable.Entry(
            aliasID: $0.id, text: $0.text, skillID: skill.id, isCaseSensitive: $0.isCaseSensitive)
        }
      })
  }

  /// Names that each stand for a role and for a skill of their own.
  init(names: [String]) {
    self.init(
      titles: names.enumerated().map { (text: $1, roleID: $0 + 1) },
      skills: names.enumerated().map {
        SkillTable.Entry(aliasID: $0 + 1, text: $1, skillID: $0 + 1)
      })
  }

  private init(titles: [(text: String, roleID: Int)], skills: [SkillTable.Entry]) {
    self.titles = titles
    self.skills = skills
    titleTable = AliasTable(titles)
    skillTable = SkillTable(skills)
  }

  /// Checks what is found against a search in sorted names, times it, and reports.
  ///
  /// The plain look-up beside it is a dictionary of lower-cased names: no normalisation form, no
  /// full case folding, no white-space runs.
  func report(seconds: Double) throws -> Report {
    let titleTexts = titles.map(\.text)
    let skillTexts = skills.map(\.text)
    guard !titleTexts.isEmpty, !skillTexts.isEmpty else {
      throw BenchError.badData("there are no names to look up")
    }
    let shouted = titleTexts.map(Self.shouted)
    let unknownTitles = titleTexts.map(Self.unknown)
    let unknownSkills = skillTexts.map(Self.unknown)
    let versions = skillTexts.map { $0 + " 3.1" }
    try check(titleTexts, shouted, unknownTitles)
    try check(unknownSkills)

    let share = seconds / 8
    let build = Measurement(budget: share, warmUps: 1, minimumRuns: 3) { _ in
      _ = AliasTable(titles)
      _ = SkillTable(skills)
    }
    let plainTable = Dictionary(
      titles.map { ($0.text.lowercased(), $0.roleID) }, uniquingKeysWith: { first, _ in first })
    var report = Report()
    report.add("benchmark", .text("lookup"))
    report.add("titles", .integer(titles.count))
    report.add("skill_names", .integer(skills.count))
    report.add("title_ns", nanoseconds(share, titleTexts) { titleTable.roles(for: [$0]).count })
    report.add(
      "title_other_spelling_ns", nanoseconds(share, shouted) { titleTable.roles(for: [$0]).count })
    report.add(
      "title_unknown_ns", nanoseconds(share, unknownTitles) { titleTable.roles(for: [$0]).count })
    report.add(
      "plain_title_ns", nanoseconds(share, titleTexts) { plainTable[$0.lowercased()] ?? 0 })
    report.add("skill_ns", nanoseconds(share, skillTexts) { skillTable.match($0)?.skillID ?? 0 })
    report.add(
      "skill_version_ns", nanoseconds(share, versions) { skillTable.match($0)?.skillID ?? 0 })
    report.add(
      "skill_unknown_ns", nanoseconds(share, unknownSkills) { skillTable.match($0)?.skillID ?? 0 })
    report.add("build_ms", .number(build.median * 1e3, decimals: 2))
    report.add("peak_mib", .number(Machine.peakMebibytes, decimals: 1))
    report.addMachine()
    return report
  }

  /// The median over passes of the time that one text takes.
  private func nanoseconds(
    _ budget: Double, _ texts: [String], _ look: (String) -> Int
  ) -> Report.Value {
    var sum = 0
    let pass = Measurement(budget: budget, warmUps: 1, minimumRuns: 5) { _ in
      for text in texts { sum &+= look(text) }
    }
    // The sum keeps the look-ups from being left out as unused.
    withExtendedLifetime(sum) {}
    return .number(pass.median / Double(texts.count) * 1e9, decimals: 1)
  }

  /// Titles must mean the roles whose names have the same key, and unknown texts none.
  private func check(_ written: [String], _ shouted: [String], _ unknown: [String]) throws {
    let sorted = titles.map { (key: TextKey($0.text), roleID: $0.roleID) }.sorted {
      $0.key != $1.key ? $0.key < $1.key : $0.roleID < $1.roleID
    }
    func roles(_ text: String) -> [Int] {
      let key = TextKey(text)
      guard !key.isEmpty else { return [] }
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if sorted[middle].key < key { low = middle + 1 } else { high = middle }
      }
      let same = sorted[low...].prefix { $0.key == key }.map(\.roleID)
      return Set(same).sorted()
    }
    for text in written + shouted + unknown where titleTable.roles(for: [text]) != roles(text) {
      throw BenchError.fault("the title \"\(text)\" means other roles; report this as a bug")
    }
  }

  /// Skills must mean one that has the name, and unknown texts none.
  private func check(_ unknown: [String]) throws {
    var owners: [TextKey: Set<Int>] = [:]
    for skill in skills { owners[TextKey(skill.text), default: []].insert(skill.skillID) }
    for skill in skills {
      let key = TextKey(skill.text)
      guard !key.isEmpty else { continue }
      let match = skillTable.match(skill.text)
      guard match?.way == .alias, let found = match?.skillID, owners[key]?.contains(found) == true
      else {
        throw BenchError.fault("the skill \"\(skill.text)\" is not found; report this as a bug")
      }
    }
    for text in unknown where owners[TextKey(text)] == nil && skillTable.match(text) != nil {
      throw BenchError.fault("the unknown skill \"\(text)\" is found; report this as a bug")
    }
  }

  /// The same name in capitals, with two spaces for each and around it.
  private static func shouted(_ name: String) -> String {
    "  " + name.uppercased().split(separator: " ").joined(separator: "  ") + "  "
  }

  /// A text that starts with the name and means nothing.
  private static func unknown(_ name: String) -> String { name + " zqxv" }
}
