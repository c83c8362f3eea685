import Foundation
public import Pipeline
import SimCore

/// Reads the text release of the O*NET database.
///
/// Occupations are roles, tasks their KRAs, alternate and reported titles their aliases, examples
/// of technology the skills, commodities the dimensions that join skills and roles, and SOC major
/// groups the domains. Files have the release's own names, with `.txt` or `.tsv`.
public enum ONETRelease {
  /// The namespace of the codes in a store.
  public static let source = "onet"

  private static let extensions = ["txt", "tsv"]
  private static let codeColumn = "O*NET-SOC Code"

  /// Reads the release in a folder. O(bytes).
  ///
  /// `Occupation Data`, `Alternate Titles`, `Task Statements` and `Technology Skills` must be
  /// there; `Sample of Reported Titles` adds aliases where it is; `Read Me` names the release.
  ///
  /// - Throws: `CatalogError` that names the file and the line.
  public static func read(_ folder: String) throws(CatalogError) -> CatalogRelease {
    let folder = try ReleaseFolder(folder)
    var occupations = try occupations(folder)
    try addTasks(folder, to: &occupations)
    try addTitles(folder, to: &occupations)
    let technology = try ONETTechnology(
      rows: rows(
        folder, "Technology Skills",
        ["Example", "Commodity Code", "Commodity Title"]),
      commonWords: commonWords(of: occupations.roles), occupations: occupations.positions)
    for (role, commodities) in technology.commoditiesOfRole {
      occupations.roles[role].dimensionCodes = commodities
    }
    return CatalogRelease(
      source: source, information: information(folder),
      dimensions: technology.dimensions,
      category: .init(
        code: "technology", name: "Technology",
        parts: technology.dimensions.map { .init(code: $0.code, name: $0.displayName) }),
      roles: occupations.roles, skills: technology.skills)
  }

  /// The occupations in the order of their file, and their positions by code.
  private struct Occupations {
    var roles: [CatalogRelease.Role] = []
    var positions: [String: Int] = [:]

    /// The position of the occupation that a row is of.
    func position(_ row: DelimitedTable.Row) throws(CatalogError) -> Int {
      let code = try row.text(0, ONETRelease.codeColumn)
      guard let position = positions[code] else {
        throw row.error("Occupation Data has no occupation \(code)")
      }
      return position
    }
  }

  private static func rows(
    _ folder: ReleaseFolder, _ name: String, _ columns: [String], optional: [String] = []
  ) throws(CatalogError) -> [DelimitedTable.Row] {
    let path = folder.file(name, extensions: extensions)
    let rows = try DelimitedTable.rows(
      of: path, format: .tabs, columns: [codeColumn] + columns, optional: optional)
    // A download that was cut off must not retire what the table held.
    guard !rows.isEmpty else { throw .malformed(path: path, reason: "it has no row") }
    return rows
  }

  private static func occupations(_ folder: ReleaseFolder) throws(CatalogError) -> Occupations {
    var occupations = Occupations()
    for row in try rows(folder, "Occupation Data", ["Title", "Description"]) {
      let code = try row.text(0, codeColumn)
      guard let domain = SOCMajorGroups.name(ofCode: code) else {
        throw row.error("\(code) is no O*NET-SOC code of a known major group")
      }
      guard occupations.positions.updateValue(occupations.roles.count, forKey: code) == nil else {
        throw row.error("the occupation \(code) stands twice")
      }
      let title = try row.text(1, "Title")
      occupations.roles.append(
        CatalogRelease.Role(
          code: code, displayName: title, archetype: try row.text(2, "Description"),
          domain: domain, aliases: [title], kras: [], dimensionCodes: []))
    }
    return occupations
  }

  /// Tasks in the order of the file; one that an occupation has twice counts once.
  private static func addTasks(
    _ folder: ReleaseFolder, to occupations: inout Occupations
  ) throws(CatalogError) {
    var seen = [Set<ExactText>](repeating: [], count: occupations.roles.count)
    for row in try rows(folder, "Task Statements", ["Task"]) {
      let position = try occupations.position(row)
      let task = try row.text(1, "Task")
      if seen[position].insert(ExactText(task)).inserted {
        occupations.roles[position].kras.append(task)
      }
    }
  }

  /// All forms of all titles, each once under `TextKey`; the occupation's own title is the first.
  private static func addTitles(
    _ folder: ReleaseFolder, to occupations: inout Occupations
  ) throws(CatalogError) {
    var seen = occupations.roles.map { Set([TextKey($0.displayName)]) }
    func add(_ title: String, to position: Int) {
      for form in TitleForms.forms(of: title) where seen[position].insert(TextKey(form)).inserted {
        occupations.roles[position].aliases.append(form)
      }
    }
    for row in try rows(
      folder, "Alternate Titles", ["Alternate Title"], optional: ["Short Title"])
    {
      let position = try occupations.position(row)
      add(try row.text(1, "Alternate Title"), to: position)
      let short = row.cells[2].trimmingCharacters(in: .whitespaces)
      if !short.isEmpty, short != "n/a" { add(short, to: position) }
    }
    let reported = "Sample of Reported Titles"
    guard folder.hasFile(reported, extensions: extensions) else { return }
    for row in try rows(folder, reported, ["Reported Job Title"]) {
      add(try row.text(1, "Reported Job Title"), to: try occupations.position(row))
    }
  }

  /// The words that descriptions and tasks write in lower case: English, not names of products.
  private static func commonWords(of roles: [CatalogRelease.Role]) -> Set<String> {
    var words: Set<String> = []
    for role in roles {
      for text in role.kras + [role.archetype] {
        for word in text.utf8.split(whereSeparator: { !Self.isLetter($0) })
        where word.allSatisfy({ $0 & 0x20 != 0 }) {
          words.insert(String(decoding: word, as: UTF8.self))
        }
      }
    }
    return words
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  private static func information(_ folder: ReleaseFolder) -> CatalogInformation {
    var release = folder.versionInName
    if let data = FileManager.default.contents(
      atPath: folder.file("Read Me", extensions: extensions))
    {
      // The first lines are the name and version of the release and its month.
      let head = String(decoding: data.prefix(4096), as: UTF8.self).split(
        whereSeparator: \.isNewline)
      if let version = head.first.flatMap({ ReleaseFolder.version(in: String($0)) }) {
        release = version
      }
    }
    return CatalogInformation(
      name: "O*NET", release: release ?? "of unknown version",
      licence: "CC BY 4.0, National Center for O*NET Development",
      source: "https://www.onetcenter.org/database.html")
  }
}
