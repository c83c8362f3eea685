import Foundation
public import Pipeline
import SimCore

/// Reads the text release of the O*NET database.
///
/// Occupations are roles, tasks their KRAs, alternate and reported titles their aliases, examples
/// of technology the skills, their groups the dimensions that join skills and roles, and SOC major
/// groups the domains. Files have the release's own names, with `.txt` or `.tsv`.
public enum ONETRelease {
  /// The namespace of the codes in a store.
  public static let source = "onet"

  private static let extensions = ["txt", "tsv"]
  private static let codeColumn = "O*NET-SOC Code"
  /// What stands for a short title where there is none.
  private static let notApplicable = TextKey("n/a")

  /// Reads the release in a folder. O(bytes).
  ///
  /// `Occupation Data`, `Task Statements`, `Alternate Titles` and `Technology Skills` (from 30.3 on
  /// `Job Titles` and `Software Skills`) must be there; `Sample of Reported Titles` adds aliases
  /// where it is; `Read Me` names the release.
  ///
  /// - Throws: `CatalogError` that names the file and the line.
  public static func read(_ folder: String) throws(CatalogError) -> CatalogRelease {
    let folder = try ReleaseFolder(folder)
    var occupations = try occupations(folder)
    try addTasks(folder, to: &occupations)
    try addTitles(folder, to: &occupations)
    let technology = try ONETTechnology(
      rows: requiredRows(folder, ONETTable.technology),
      commonWords: commonWords(of: occupations.roles), occupations: occupations.positions)
    for (role, groups) in technology.groupsOfRole {
      occupations.roles[role].dimensionCodes = groups
    }
    return CatalogRelease(
      source: source, information: try information(folder),
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
      let code = try row.text(0)
      guard let position = positions[code] else {
        throw row.error("Occupation Data has no occupation \(code)")
      }
      return position
    }
  }

  /// The rows of a table that goes by one of several names; nil where it is not there.
  private static func rows(
    _ folder: ReleaseFolder, _ tables: [ONETTable]
  ) throws(CatalogError) -> [DelimitedTable.Row]? {
    guard let file = try folder.file(tables.map(\.file), extensions: extensions),
      let table = tables.first(where: { $0.file == file.name })
    else { return nil }
    let rows = try DelimitedTable.rows(
      of: file.path, format: .tabs, columns: [codeColumn] + table.columns,
      optional: table.optionalColumns)
    // A download that was cut off must not retire what the table held.
    guard !rows.isEmpty else { throw .malformed(path: file.path, reason: "it has no row") }
    return rows
  }

  private static func requiredRows(
    _ folder: ReleaseFolder, _ tables: [ONETTable]
  ) throws(CatalogError) -> [DelimitedTable.Row] {
    guard let found = try rows(folder, tables) else {
      throw folder.missing(tables.map(\.file), extensions: extensions)
    }
    return found
  }

  private static func occupations(_ folder: ReleaseFolder) throws(CatalogError) -> Occupations {
    var occupations = Occupations()
    for row in try requiredRows(folder, ONETTable.occupations) {
      let code = try row.text(0)
      guard let domain = SOCMajorGroups.name(ofCode: code) else {
        throw row.error("\(code) is no O*NET-SOC code of a known major group")
      }
      guard occupations.positions.updateValue(occupations.roles.count, forKey: code) == nil else {
        throw row.error("the occupation \(code) stands twice")
      }
      let title = try row.text(1)
      occupations.roles.append(
        CatalogRelease.Role(
          code: code, displayName: title, archetype: try row.text(2), domain: domain,
          aliases: [title], kras: [], dimensionCodes: []))
    }
    return occupations
  }

  /// Tasks in the order of the file; one that an occupation has twice counts once.
  private static func addTasks(
    _ folder: ReleaseFolder, to occupations: inout Occupations
  ) throws(CatalogError) {
    var seen = [Set<ExactText>](repeating: [], count: occupations.roles.count)
    for row in try requiredRows(folder, ONETTable.tasks) {
      let position = try occupations.position(row)
      let task = try row.text(1)
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
    for row in try requiredRows(folder, ONETTable.titles) {
      let position = try occupations.position(row)
      add(try row.text(1), to: position)
      let short = row.cells[2].trimmingCharacters(in: .whitespaces)
      if !short.isEmpty, TextKey(short) != notApplicable { add(short, to: position) }
    }
    guard let reported = try rows(folder, ONETTable.reportedTitles) else { return }
    for row in reported {
      add(try row.text(1), to: try occupations.position(row))
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

  private static func information(
    _ folder: ReleaseFolder
  ) throws(CatalogError) -> CatalogInformation {
    var release = folder.versionInName
    if let file = try folder.file(["Read Me"], extensions: extensions),
      let data = FileManager.default.contents(atPath: file.path)
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
