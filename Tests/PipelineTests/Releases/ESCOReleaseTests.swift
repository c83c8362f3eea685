import Testing

@testable import Catalogs
@testable import Pipeline

@Suite struct ESCOReleaseTests {
  private static let header =
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,description\n"

  private func read(_ rows: String, name: String = "esco-1.2.0") throws -> CatalogRelease {
    let files = try ReleaseFiles(
      name: name, files: ["occupations_en.csv": Self.header + rows])
    return try ESCORelease.read(files.folder)
  }

  @Test func labelsStandLineByLineInACell() throws {
    let release = try read(
      """
      Occupation,uri/1,2654,director,"head of ""things""
      chief, of all
      Director",hidden one,released,"They direct. They plan, too."\r
      Occupation,uri/2,C0110,officer,,,released,Commands.
      Occupation,uri/3,1111,old,,,obsolete,Gone.
      """)
    #expect(release.information.release == "1.2.0")
    #expect(release.roles.map(\.code) == ["uri/1", "uri/2"])
    #expect(
      release.roles[0].aliases == [
        "director", "head of \"things\"", "chief, of all", "hidden one",
      ])
    #expect(release.roles[0].kras == ["They direct.", "They plan, too."])
    #expect(release.roles.map(\.domain) == ["Professionals", "Armed Forces Occupations"])
    #expect(release.skills.isEmpty)
  }

  /// ESCO 1.2.0 has the unit groups 0110, 0210 and 0310 without their zero.
  @Test func armedForcesAreNoManagers() throws {
    let groups = ["0110", "110", "210", "310", "1110", "111", "2654", "3", "0"]
    let rows = groups.map { "Occupation,uri/\($0),\($0),officer \($0),,,released,Serves.\n" }
    #expect(
      try read(rows.joined()).roles.map(\.domain) == [
        "Armed Forces Occupations", "Armed Forces Occupations", "Armed Forces Occupations",
        "Armed Forces Occupations", "Managers", "Managers", "Professionals",
        "Technicians and Associate Professionals", "Armed Forces Occupations",
      ])
  }

  @Test func theFileWithoutOccupationsIsNamed() {
    let error = #expect(throws: CatalogError.self) {
      try read("Occupation,u,2654,a,,,obsolete,D\n,,,,,,,\n")
    }
    #expect(
      error?.description.hasSuffix(
        "esco-1.2.0/occupations_en.csv: it has no occupation that is released") == true)
  }

  @Test(arguments: [
    ("Occupation,u,2654,a,\"open\n\n,,,\n", "line 2: a quote is opened and never closed"),
    ("Occupation,u,2654,a\n", "line 2: the row has 4 cells, the header 8"),
    (
      "Occupation,u,2654,a,\"x\ny\",,,D\nOccupation,v,2654,b,c\"d,,,\n",
      "line 4: a quote stands inside"
    ),
    ("Occupation,u,2654,a,\"x\"y,,,D\n", "line 2: text follows a closing quote"),
    ("Occupation,u,X1,a,,,,D\n", "line 2: X1 is no group of ISCO-08"),
  ])
  func badRowsAreRefusedWithTheirLine(rows: String, reason: String) {
    let error = #expect(throws: CatalogError.self) { try read(rows) }
    #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
  }
}
