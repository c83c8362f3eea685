import Foundation
import Testing

@testable import Catalogs
@testable import Pipeline

@Suite struct ONETReleaseTests {
  @Test func readsTheWholeRelease() throws {
    let files = try ReleaseFiles()
    let release = try ONETRelease.read(files.folder)
    #expect(release.information.name == "O*NET")
    #expect(release.information.release == "1.2")
    #expect(release.information.licence.hasPrefix("CC BY 4.0"))
    #expect(release.roles.map(\.code) == ["15-1242.00", "15-1252.00", "11-1011.00"])
    #expect(
      release.roles.map(\.domain) == [
        "Computer and Mathematical", "Computer and Mathematical", "Management",
      ])
    // A task stands once in an occupation, and may stand in several.
    #expect(release.roles[0].kras == ["Back up databases.", "Plan projects."])
    #expect(release.roles[1].kras == ["Write code and zoom into faults.", "Plan projects."])
    #expect(release.roles[2].kras.isEmpty)
    #expect(
      release.roles[0].aliases == [
        "Database Administrators", "DBA (Database Administrator)", "DBA", "Database Administrator",
        "Programmer",
      ])
    #expect(
      release.roles[2].aliases == [
        "Chief Executives", "Radiologic Chief (RC (R))", "Radiologic Chief", "RC (R)",
      ])
    #expect(release.roles[1].dimensionCodes == ["43232306", "43232405"])
    #expect(
      release.skills.map(\.displayName) == [
        "Structured query language SQL", "Zoom", "Code software",
      ])
    #expect(release.skills[0].dimensionCodes == ["43232306", "43232405"])
    #expect(
      release.skills[0].aliases == [
        .init(text: "Structured query language SQL", isCaseSensitive: false),
        .init(text: "SQL", isCaseSensitive: true),
        .init(text: "Structured query language", isCaseSensitive: false),
      ])
    // The tasks write "zoom" in lower case: it is an English word.
    #expect(release.skills[1].aliases == [.init(text: "Zoom", isCaseSensitive: true)])
    #expect(
      release.skills[2].aliases == [
        .init(text: "Code software", isCaseSensitive: false)
      ])
  }

  /// Other extension, byte-order mark, CRLF, columns in another order, columns nobody knows.
  @Test func readsOtherShapesOfTheSameRelease() throws {
    let plain = try ReleaseFiles()
    let other = try ReleaseFiles()
    try other.remove("Occupation Data.txt")
    try other.write(
      "\u{FEFF}"
        + """
        Description\tNew\tTitle\to*net-soc code
        Administer databases.\tx\tDatabase Administrators\t15-1242.00

        Develop software.\tx\tSoftware Developers\t15-1252.00
        Plan and direct.\tx\tChief Executives\t11-1011.00
        """.replacing("\n", with: "\r\n"), to: "Occupation Data.tsv")
    let left = try ONETRelease.read(plain.folder)
    let right = try ONETRelease.read(other.folder)
    #expect(left.roles.map(\.displayName) == right.roles.map(\.displayName))
    #expect(left.roles.map(\.archetype) == right.roles.map(\.archetype))
    #expect(left.roles.map(\.aliases) == right.roles.map(\.aliases))
  }

  /// Release 30.3 gave the titles and the technology other names, and software other groups.
  @Test func readsTheNamesOfLaterReleases() throws {
    let plain = try ReleaseFiles()
    let later = try ReleaseFiles()
    let titles = try #require(ReleaseFiles.onet["Alternate Titles.txt"])
    try later.remove("Alternate Titles.txt")
    try later.write(
      titles.replacing("\tAlternate Title\t", with: "\tJob Title\t"), to: "Job Titles.txt")
    let technology = try #require(ReleaseFiles.onet["Technology Skills.txt"])
    try later.remove("Technology Skills.txt")
    try later.write(
      technology.replacing("Example\tCommodity Code\tCommodity Title", with: Self.softwareColumns)
        .replacing("43232306", with: "5.A.1.a").replacing("43232405", with: "5.A.1.b"),
      to: "Software Skills.txt")
    let old = try ONETRelease.read(plain.folder)
    let new = try ONETRelease.read(later.folder)
    #expect(new.roles.map(\.aliases) == old.roles.map(\.aliases))
    #expect(new.skills.map(\.aliases) == old.skills.map(\.aliases))
    #expect(new.dimensions.map(\.displayName) == old.dimensions.map(\.displayName))
    #expect(new.dimensions.map(\.code) == ["5.A.1.a", "5.A.1.b"])
    #expect(
      new.dimensions[0].rationale == "Technology of the O*NET element 5.A.1.a, Query software.")
    #expect(
      old.dimensions[0].rationale
        == "Technology of the UNSPSC commodity 43232306, Query software.")
    #expect(new.roles[1].dimensionCodes == ["5.A.1.a", "5.A.1.b"])
  }

  private static let softwareColumns = "Workplace Example\tElement ID\tElement Name"

  /// Two releases that were unpacked into one folder.
  @Test(arguments: [
    ("Job Titles.txt", "Alternate Titles.txt and Job Titles.txt"),
    ("Task Statements.tsv", "Task Statements.tsv and Task Statements.txt"),
  ])
  func filesOfTwoReleasesAreRefused(name: String, words: String) throws {
    let files = try ReleaseFiles()
    try files.write("x", to: name)
    let error = #expect(throws: CatalogError.self) { try ONETRelease.read(files.folder) }
    #expect(error?.fault == .badData)
    let line = error?.description ?? ""
    #expect(line.contains("it holds \(words); leave the one that is meant"), "\(line)")
  }

  /// Columns without a name or with one that others have, rows without text, cells in quotes, file
  /// names in capitals: nothing of them is anybody's text.
  @Test func whatSpreadsheetsAndArchiversAddIsNoText() throws {
    let plain = try ReleaseFiles()
    let other = try ReleaseFiles()
    try other.remove("Task Statements.txt")
    try other.write(
      """
      "O*NET-SOC Code"\tDate\t"Task"\tDate\t\t
      15-1242.00\t\t"Back up databases."\t\t\t
      \t\t \t\t\t
      \u{20}
      15-1242.00\t\tPlan projects.\t\t\t
      15-1252.00\t\tWrite code and zoom into faults.\t\t\t
      15-1252.00\t\tPlan projects.\t\t\t

      """, to: "TASK STATEMENTS.TXT")
    #expect(
      try ONETRelease.read(other.folder).roles.map(\.kras)
        == ONETRelease.read(plain.folder).roles.map(\.kras))
    let header = "O*NET-SOC Code\tTask\n"
    try other.write(header + "15-1242.00\t\"\"\n", to: "TASK STATEMENTS.TXT")
    let error = #expect(throws: CatalogError.self) { try ONETRelease.read(other.folder) }
    #expect(error?.description.contains("line 2: the column \"Task\" is empty") == true)
    let cells = [#""Say ""hello"", then go.""#, #""Open" and "close""#]
    try other.write(
      header + cells.map { "15-1242.00\t\($0)\n" }.joined(), to: "TASK STATEMENTS.TXT")
    #expect(
      try ONETRelease.read(other.folder).roles[0].kras
        == [#"Say "hello", then go."#, #""Open" and "close""#])
  }

  @Test func aShortTitleThatIsNoneIsNoAlias() throws {
    let files = try ReleaseFiles()
    try files.write(
      "O*NET-SOC Code\tAlternate Title\tShort Title\n15-1252.00\tCoder\tN/A\n",
      to: "Alternate Titles.txt")
    #expect(
      try ONETRelease.read(files.folder).roles[1].aliases == ["Software Developers", "Coder"])
  }

  /// A file that is no table may be one long line; the error stays short.
  @Test func longColumnNamesAreCut() throws {
    let files = try ReleaseFiles()
    try files.write(String(repeating: "x", count: 100_000), to: "Occupation Data.txt")
    let error = #expect(throws: CatalogError.self) { try ONETRelease.read(files.folder) }
    #expect(error?.description.hasSuffix("there are \(String(repeating: "x", count: 40))…") == true)
  }

  @Test func theFolderNamesTheVersionWithoutAReadMe() throws {
    let files = try ReleaseFiles(name: "db_27_1_text")
    try files.remove("Read Me.txt")
    #expect(try ONETRelease.read(files.folder).information.release == "27.1")
  }

  @Test(arguments: [
    (
      "DBA (Database Administrator)",
      ["DBA (Database Administrator)", "DBA", "Database Administrator"]
    ),
    ("Baker", ["Baker"]),
    ("Technologist (RT (R))", ["Technologist (RT (R))", "Technologist", "RT (R)"]),
    (
      "Rocket (MLRS)/Missile (HIMARS) Member",
      ["Rocket (MLRS)/Missile (HIMARS) Member", "Rocket/Missile Member", "MLRS", "HIMARS"]
    ),
    ("Half (open", ["Half (open"]), ("Half) open", ["Half) open"]),
    ("Empty ()", ["Empty ()", "Empty"]),
    ("OB/GYN (Eye / Ear)", ["OB/GYN (Eye / Ear)", "OB/GYN", "Eye / Ear"]),
    ("Clerk / Typist (Night)", ["Clerk / Typist (Night)", "Clerk / Typist", "Night"]),
    ("(A)/(B)", ["(A)/(B)", "A", "B"]), ("Baker (!)", ["Baker (!)", "Baker"]),
    ("Same (same)", ["Same (same)", "Same"]),
  ])
  func titlesHaveThreeForms(title: String, forms: [String]) {
    #expect(TitleForms.forms(of: title) == forms)
  }

  @Test func technologyHasOtherNames() {
    let makers = (1...4).map { "Macrosoft Tool\($0)" }
    let examples =
      makers + [
        "Macrosoft Sheets", "Macrosoft Word", "Macrosoft Object Store", "R",
        "Computer aided design CAD software", "Sheets Pro", "Fourier software",
        "Field Records (FORMS) Lite",
      ]
    let names = TechnologyNames(
      examples: examples,
      commonWords: ["word", "object", "store", "computer", "aided", "design", "software"])
    let aliases = Dictionary(uniqueKeysWithValues: zip(examples, names.aliases()))
    func texts(_ example: String) -> [String] { aliases[example]?.map(\.text) ?? [] }
    #expect(texts("Macrosoft Sheets") == ["Macrosoft Sheets", "Sheets"])
    // An English word by itself is no name; two are one in their own spelling.
    #expect(texts("Macrosoft Word") == ["Macrosoft Word"])
    #expect(
      aliases["Macrosoft Object Store"]?.last == .init(text: "Object Store", isCaseSensitive: true))
    #expect(aliases["R"] == [.init(text: "R", isCaseSensitive: true)])
    #expect(texts("Computer aided design CAD software").contains("CAD"))
    #expect(texts("Fourier software") == ["Fourier software", "Fourier"])
    #expect(texts("Field Records (FORMS) Lite").contains("FORMS"))
  }

  @Test(arguments: [
    (
      "Task Statements.txt", "O*NET-SOC Code\tTask\n15-1242.00\n",
      "line 2: the row has 1 cells, the header 2"
    ),
    ("Task Statements.txt", "O*NET-SOC Code\tJob\n", "line 1: there is no column \"Task\""),
    (
      "Task Statements.txt", "O*NET-SOC Code\tTask\tTask\n",
      "line 1: two columns are named \"Task\""
    ),
    ("Task Statements.txt", "", "it is empty"),
    ("Task Statements.txt", "O*NET-SOC Code\tTask\n", "it has no row"),
    ("Occupation Data.txt", "O*NET-SOC Code\tTitle\tDescription\n", "it has no row"),
    (
      "Task Statements.txt", "O*NET-SOC Code\tTask\r15-1242.00\tX\r",
      "its lines end with carriage returns alone"
    ),
    (
      "Task Statements.txt", (0..<30).map { "c\($0)" }.joined(separator: "\t") + "\n",
      "there are c0, c1, c2, c3, c4, c5, c6, c7, c8, c9 and 20 more"
    ),
    (
      "Task Statements.txt", "O*NET-SOC Code\tTask\n\n15-1242.00\t \n",
      "line 3: the column \"Task\" is empty"
    ),
    (
      "Task Statements.txt", "O*NET-SOC Code\tTask\n99-0000.00\tX\n",
      "line 2: Occupation Data has no occupation 99"
    ),
    (
      "Occupation Data.txt", "O*NET-SOC Code\tTitle\tDescription\n12-3\tA\tB\n",
      "line 2: 12-3 is no O*NET-SOC code"
    ),
    (
      "Occupation Data.txt",
      "O*NET-SOC Code\tTitle\tDescription\n11-1011.00\tA\tB\n11-1011.00\tA\tB\n",
      "line 3: the occupation 11-1011.00 stands twice"
    ),
  ])
  func badFilesAreRefusedWithTheirLine(name: String, text: String, reason: String) throws {
    let files = try ReleaseFiles()
    try files.write(text, to: name)
    let error = #expect(throws: CatalogError.self) { try ONETRelease.read(files.folder) }
    #expect(error?.fault == .badData)
    let line = error?.description ?? ""
    #expect(line.contains(name) && line.contains(reason), "\(line)")
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    let files = try ReleaseFiles()
    try files.write(
      Data("O*NET-SOC Code\tTask\n15-1242.00\tfine\n15-1242.00\tcaf".utf8) + Data([0xE9, 0x0A]),
      to: "Task Statements.txt")
    let error = #expect(throws: CatalogError.self) { try ONETRelease.read(files.folder) }
    #expect(error?.description.contains("line 3: it holds bytes that are no text") == true)
  }

  @Test func aMissingFileIsNamed() throws {
    let files = try ReleaseFiles()
    try files.remove("Technology Skills.txt")
    let error = #expect(throws: CatalogError.self) { try ONETRelease.read(files.folder) }
    #expect(error?.fault == .missingInput)
    #expect(error?.description.contains("Technology Skills.txt") == true)
    let folder = #expect(throws: CatalogError.self) { try ONETRelease.read("/no/such/folder") }
    #expect(folder == CatalogError.missingRelease(path: "/no/such/folder"))
    #expect(folder?.fault == .missingInput)
  }

  /// Archives hold a folder, which is often unpacked into another one.
  @Test func theFolderWithinIsNamed() throws {
    let files = try ReleaseFiles(name: "db_29_0_text")
    let outer = String(files.folder.dropLast("/db_29_0_text".count))
    let error = #expect(throws: CatalogError.self) { try ONETRelease.read(outer) }
    let missing = CatalogError.missingFile(
      path: "\(outer)/Occupation Data.txt", folderWithIt: files.folder)
    #expect(error == missing)
    #expect(missing.description.hasSuffix("; \(files.folder) has it: name that folder"))
  }
}
