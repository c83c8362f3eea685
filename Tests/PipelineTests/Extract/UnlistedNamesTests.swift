import SeededRandom
import Testing

@testable import Pipeline

/// Names that the library lacks, listed beside names that it has.
@Suite("Names beside those of the library")
struct UnlistedNamesTests {
  private static func names(_ text: String) -> [String] { SkillExtractionTests.names(text) }

  @Test(
    "What looks like a name and is listed with known ones is one",
    arguments: [
      // Capitals, on either side, as far as four names away and no farther.
      ("Knows Jenkins, VPLS.", ["Jenkins", "VPLS"]), ("VPLS/Jenkins", ["VPLS", "Jenkins"]),
      ("Knows Jenkins and BGPs", ["Jenkins", "BGPs"]),
      ("Jenkins, AAA, BBB, CCC, DDD, EEE", ["Jenkins", "AAA", "BBB", "CCC", "DDD"]),
      ("Jenkins, AAA, bread, BBB", ["Jenkins", "AAA"]),
      ("Knows Jenkins (VPLS, SnapKit)", ["Jenkins", "VPLS", "SnapKit"]),
      ("Routing, such as with VPLS, Jenkins", ["Routing", "VPLS", "Jenkins"]),
      // Beside known names, not elsewhere.
      ("Knows Jenkins. VPLS, too.", ["Jenkins"]), ("Knows Jenkins\nVPLS", ["Jenkins"]),
      ("Knows Jenkins: VPLS", ["Jenkins"]), ("Knows Jenkins with VPLS", ["Jenkins"]),
      ("VPLS, bread", []), ("Jenkins, runs VPLS", ["Jenkins"]),
      // Two letters only between names.
      ("Jenkins, TE", ["Jenkins"]), ("Jenkins, TE, Angular", ["Jenkins", "TE", "Angular"]),
      ("Jenkins, TE, AAA, Angular", ["Jenkins", "TE", "AAA", "Angular"]),
      // One capital only where the enumeration is one of several known names.
      ("Jenkins, Metal, Angular", ["Jenkins", "Metal", "Angular"]), ("Jenkins, Metal", ["Jenkins"]),
      ("Jenkins, Angular, Metal", ["Jenkins", "Angular"]),
      ("Jenkins, Angular, HTML, Metal", ["Jenkins", "Angular", "HTML", "Metal"]),
      ("Jenkins, Metal, Angular and more metal", ["Jenkins", "Angular"]),
      ("Jenkins, Baking, Angular", ["Jenkins", "Angular"]),
      ("Jenkins, Angular, Amazon Gateway", ["Jenkins", "Angular", "Amazon Gateway"]),
      ("Jenkins, Amazon Gateway", ["Jenkins"]),
      ("Jenkins, Angular, Amazon gateway", ["Jenkins", "Angular"]),
      // No names of skills: degrees, places, forms, numbers; nor those that the library has.
      ("Jenkins, MBA, USA, Angular", ["Jenkins", "Angular"]),
      ("Jenkins, 2.x, Angular", ["Jenkins", "Angular"]),
      ("Jenkins, Politeness, Angular", ["Jenkins", "Angular"]),
      ("Jenkins, INTERNATIONAL, Angular", ["Jenkins", "Angular"]),
      // Labels and terms of the work are none, nor the first cell of a row before a list.
      ("| Skills | Jenkins, Angular, HTML |", ["Jenkins", "Angular", "HTML"]),
      ("Jenkins, Angular, HTML, Full Time, Remote", ["Jenkins", "Angular", "HTML"]),
      ("Jenkins, Angular, HTML, Work From Home", ["Jenkins", "Angular", "HTML"]),
      ("Jenkins, Angular, KRAs, HTML", ["Jenkins", "Angular", "HTML"]),
      ("Ovens | Jenkins, Angular, HTML", ["Jenkins", "Angular", "HTML"]),
      ("Metal | Jenkins | Angular | HTML", ["Metal", "Jenkins", "Angular", "HTML"]),
      // Each once.
      ("Jenkins, VPLS and vpls; VPLS, Angular", ["Jenkins", "VPLS", "Angular"]),
    ])
  func listed(_ text: String, _ names: [String]) {
    #expect(Self.names(text) == names)
  }

  @Test("An unlisted name says where it stands and whether it is asked for")
  func places() throws {
    let source = "Responsibilities\n- Bake with Jenkins • VPLS, Angular and Ixias, daily\n"
    let text = JDText(source)
    let skills = SkillExtraction.skills(
      in: text, reading: RuleParser.parse(text), library: SkillExtractionTests.library)
    let skill = try #require(skills.first { $0.name == "VPLS" })
    let start = try #require(skill.start)
    let end = try #require(skill.end)
    #expect(Array(source.utf8)[start..<end].elementsEqual("VPLS".utf8))
    #expect(skill.isPrimary)
  }

  @Test("A text without capitals has none")
  func bareWords() {
    let filler = String(repeating: "bread and flour ", count: 20)
    #expect(Self.names(filler + "jenkins, vpls, angular") == ["jenkins", "angular"])
  }

  @Test(
    "In any text the names are in order and touch no known one", arguments: [1, 2, 3] as [UInt64])
  func anyText(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let parts = [
      "Jenkins", "Angular 8", "HTML", "VPLS", "TE", "Metal", "Amazon Gateway", "bread", "such as",
      "and",
      ",", "/", "(", ")", ".", " ", "\n", "é", "•", "-", "2.x", "SnapKit", ";", ":",
    ]
    for round in 0..<2_000 {
      let text = (0..<Int.random(in: 0..<24, using: &random))
        .map { _ in parts.randomElement(using: &random) ?? "" }.joined(separator: " ")
      let source = JDText(text)
      let skills = SkillExtraction.skills(
        in: source, reading: RuleParser.parse(source), library: SkillExtractionTests.library)
      let bytes = Array(text.utf8)
      var end = 0
      for skill in skills {
        let range = try #require(skill.start)..<#require(skill.end)
        #expect(range.lowerBound >= end, "seed \(seed), round \(round): \(text)")
        #expect(
          bytes[range].elementsEqual(skill.name.utf8), "seed \(seed), round \(round): \(text)")
        end = range.upperBound
      }
    }
  }
}
