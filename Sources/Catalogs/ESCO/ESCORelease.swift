import Foundation
public import Pipeline
import SimCore

/// Reads the occupations of an ESCO release in CSV.
///
/// Occupations are roles, their preferred, alternative and hidden labels the aliases, the sentences
/// of their descriptions the KRAs, and the major groups of ISCO-08 the domains. Labels stand line
/// by line in one quoted cell. A release of occupations has no skills.
public enum ESCORelease {
  /// The namespace of the codes in a store.
  public static let source = "esco"

  /// Reads the release in a folder. O(bytes).
  ///
  /// The file is `occupations_en.csv`, or the only `occupations_*.csv` in the folder.
  ///
  /// - Throws: `CatalogError` that names the file and the line.
  public static func read(_ folder: String) throws(CatalogError) -> CatalogRelease {
    let folder = try ReleaseFolder(folder)
    let path = try file(in: folder)
    let rows = try DelimitedTable.rows(
      of: path, format: .commas,
      columns: ["conceptUri", "preferredLabel", "iscoGroup", "altLabels", "description"],
      optional: ["hiddenLabels", "status"])
    var roles: [CatalogRelease.Role] = []
    var seen: Set<String> = []
    for row in rows {
      let status = row.cells[6]
      guard status.isEmpty || status == "released" else { continue }
      let code = try row.text(0)
      guard seen.insert(code).inserted else {
        throw row.error("the occupation \(code) stands twice")
      }
      let group = try row.text(2)
      guard let domain = ISCOMajorGroups.name(ofCode: group) else {
        throw row.error("\(group) is no group of ISCO-08")
      }
      let label = try row.text(1)
      roles.append(
        CatalogRelease.Role(
          code: code, displayName: label,
          archetype: row.cells[4].split(whereSeparator: \.isWhitespace).joined(separator: " "),
          domain: domain, aliases: labels(label, row.cells[3], row.cells[5]),
          kras: SentenceSplitter.distinctSentences(of: row.cells[4]), dimensionCodes: []))
    }
    guard !roles.isEmpty else {
      throw .malformed(path: path, reason: "it has no occupation that is released")
    }
    return CatalogRelease(
      source: source,
      information: CatalogInformation(
        name: "ESCO", release: folder.versionInName ?? "of unknown version",
        licence: "reuse with attribution (Decision 2011/833/EU), European Commission",
        source: "https://esco.ec.europa.eu"),
      dimensions: [], category: nil, roles: roles, skills: [])
  }

  private static func file(in folder: ReleaseFolder) throws(CatalogError) -> String {
    let english = "occupations_en"
    if let file = try folder.file([english], extensions: ["csv"]) { return file.path }
    let files = folder.entries.filter { entry in
      let name = entry.lowercased()
      return name.hasPrefix("occupations_") && name.hasSuffix(".csv")
    }
    guard files.count <= 1 else {
      throw .malformed(
        path: folder.path,
        reason: "it holds several languages (\(files.joined(separator: ", "))) and no "
          + "\(english).csv; leave the one that is meant")
    }
    guard let file = files.first else {
      throw folder.missing([english], extensions: ["csv"])
    }
    return "\(folder.path)/\(file)"
  }

  /// The labels of all cells, a line each, once under `TextKey`.
  private static func labels(_ cells: String...) -> [String] {
    var seen: Set<TextKey> = []
    return cells.flatMap { $0.split(whereSeparator: \.isNewline) }
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !TextKey($0).isEmpty && seen.insert(TextKey($0)).inserted }
  }
}
