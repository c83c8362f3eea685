import Testing

@testable import SimCore

@Suite struct AliasTableTests {
  private let table = AliasTable(
    [
      ("Data Engineer", 7), ("data  engineer", 3), ("DATA ENGINEER", 7),
      ("Big-Data Engineer", 3), ("Ingénieur", 5), (" ", 9),
    ].map { (text: $0, roleID: $1) })

  @Test func findsRolesByKey() {
    #expect(table.roles(for: ["data\tEngineer"]) == [3, 7])
    #expect(table.roles(for: ["INGE\u{301}NIEUR", "Data Engineer"]) == [3, 5, 7])
    #expect(table.roles(for: ["big data engineer"]) == [])
    #expect(table.roles(for: ["", "  "]) == [])
    #expect(table.roles(for: [] as [String]) == [])
  }

  @Test func namesCollisions() {
    #expect(table.collisions.map(\.key.text) == ["data engineer"])
    #expect(table.collisions.map(\.roleIDs) == [[3, 7]])
  }
}

@Suite struct SkillTableTests {
  private let table = SkillTable([
    .init(aliasID: 1, text: "Go", skillID: 10, isCaseSensitive: true),
    .init(aliasID: 2, text: "Golang", skillID: 10),
    .init(aliasID: 3, text: "R", skillID: 11, isCaseSensitive: true),
    .init(aliasID: 4, text: "C", skillID: 12, isCaseSensitive: true),
    .init(aliasID: 5, text: "C++", skillID: 13),
    .init(aliasID: 6, text: "C#", skillID: 14),
    .init(aliasID: 7, text: ".NET", skillID: 15),
    .init(aliasID: 8, text: "Node.js", skillID: 16),
    .init(aliasID: 9, text: "CI/CD", skillID: 17),
    .init(aliasID: 10, text: "REST API", skillID: 18),
    .init(aliasID: 11, text: "Python", skillID: 19),
    .init(aliasID: 12, text: "Angular", skillID: 20),
    .init(aliasID: 13, text: "Java", skillID: 21),
    .init(aliasID: 14, text: "HTML", skillID: 22),
    .init(aliasID: 15, text: "EC", skillID: 23),
    .init(aliasID: 16, text: "Test-Plan", skillID: 24),
    .init(aliasID: 17, text: "Test Plan", skillID: 25),
    .init(aliasID: 18, text: "go", skillID: 26),
    .init(aliasID: 19, text: "SQL Server", skillID: 27),
    .init(aliasID: 20, text: "Office", skillID: 28),
    .init(aliasID: 22, text: "twin", skillID: 30),
    .init(aliasID: 21, text: "Twin", skillID: 29),
    .init(aliasID: 23, text: "Python 3", skillID: 31),
  ])

  @Test(arguments: [
    ("Go", 10, 1), ("go", 26, 18), ("GO", 26, 18), ("golang", 10, 2), (" R ", 11, 3),
    ("c++", 13, 5), ("Ｃ＋＋", 13, 5), ("C#", 14, 6), (".net", 15, 7), ("NODE.JS", 16, 8),
    ("TWIN", 29, 21), ("test-plan", 24, 16), ("python  3", 31, 23),
  ])
  func findsAliases(_ text: String, _ skillID: Int, _ aliasID: Int) {
    #expect(table.match(text) == .init(skillID: skillID, aliasID: aliasID, way: .alias))
  }

  @Test(arguments: [
    ("NodeJS", 16), ("Node JS", 16), ("CI-CD", 17), ("CICD", 17), ("ci cd", 17),
    ("REST APIs", 18), ("REST-API's", 18), ("Python 3.11", 19), ("Python 3.x", 19),
    ("Angular v12", 20), ("Angular version 12.1", 20), ("Java 8", 21), ("Java 8+", 21),
    ("java-17", 21), ("Java (11)", 21), ("HTML5", 22), ("C++17", 13), ("C# 10", 14),
    ("SQL Server 2019", 27), ("(.NET)", 15), (".NET 8", 15), ("\"Python\"", 19), ("Python®", 19),
    ("Node.js v18.2", 16),
  ])
  func findsNormalised(_ text: String, _ skillID: Int) {
    let match = table.match(text)
    #expect(match?.skillID == skillID)
    #expect(match?.way == .normalised)
  }

  @Test(arguments: [
    "r", "Rs", "R.", "c", "C 11", "EC2", "C.", "C-", "Office 365", "Test/Plan", "",
    "  ", "3.11", "v12", "...", "Golang is", "JavaScript", "NET", "C+", "Java 27001",
  ])
  func findsNothing(_ text: String) {
    #expect(table.match(text) == nil)
  }

  @Test(arguments: [
    ("node.js", ["node js", "nodej"]), ("asp.net", ["asp net", "aspnet"]), (".net", [".net"]),
    ("c++", ["c++"]), ("apis", ["api"]), ("class", ["class"]), ("aws", ["aws"]),
    ("html + css", ["html + css"]), ("...", []),
  ])
  func formsAreAsDocumented(_ key: String, _ forms: [String]) {
    #expect(Set(LooseForms.forms(of: key)) == Set(forms.map { ExactText($0) }))
  }

  @Test("All short texts have the forms that a walk over scalars gives them")
  func formsOfAllShortTexts() {
    let alphabet = ["a", "s", "é", ".", "+", "'", "’", "/", " ", "1"]
    var texts: Set<String> = [""]
    for _ in 0..<5 {
      texts.formUnion(texts.flatMap { text in alphabet.map { text + $0 } })
    }
    for text in texts {
      let key = TextKey(text).text
      let forms = Set(LooseForms.forms(of: key).map(\.text))
      guard forms == Self.plainForms(of: key) else {
        Issue.record("\(key.debugDescription): \(forms), not \(Self.plainForms(of: key))")
        return
      }
    }
  }

  /// What `LooseForms` says of its forms, said scalar by scalar.
  private static func plainForms(of key: String) -> Set<String> {
    let scalars = Array(key.unicodeScalars)
    func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "a" || scalar == "s" || scalar == "é"
    }
    func isWord(_ scalar: Unicode.Scalar) -> Bool { isLetter(scalar) || scalar == "1" }
    func form(_ separator: String) -> String {
      var form = ""
      for (index, scalar) in scalars.enumerated() {
        let next = index + 1 < scalars.count ? scalars[index + 1] : " "
        let previous = index > 0 ? scalars[index - 1] : " "
        let isDotOfName =
          scalar == "." && isLetter(next) && !isWord(previous) && previous != "."
          && previous != "+"
        if isWord(scalar) || scalar == " " || scalar == "+" || isDotOfName {
          form.unicodeScalars.append(scalar)
        } else if scalar != "'", scalar != "’" {
          form += separator
        }
      }
      form = form.split(separator: " ").joined(separator: " ")
      let word = form.unicodeScalars.reversed().prefix(while: isLetter)
      let isPlural = word.count >= 4 && word.first == "s" && word.dropFirst().first != "s"
      return isPlural ? String(form.dropLast()) : form
    }
    return Set([form(""), form(" ")]).filter { !$0.isEmpty }
  }
}
