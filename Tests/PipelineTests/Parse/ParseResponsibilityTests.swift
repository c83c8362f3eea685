import Testing

@testable import Pipeline

@Suite("Roles and responsibilities")
struct ParseResponsibilityTests {
  static func blocks(_ text: String) -> [ResponsibilityBlock] {
    RuleParser.parse(text).parsed.rolesAndResponsibilities
  }

  @Test("Bullets stay, each on its line, and are not counted as words")
  func bullets() throws {
    let block = try #require(
      Self.blocks(
        "Tester\nKey Responsibilities:\n• Test the ovens. Report faults.\n• Write plans\n"
          + "Requirements\n• 2 years of experience"
      ).first)
    #expect(block.text == "• Test the ovens. Report faults.\n• Write plans")
    #expect(block.heading == "Key Responsibilities")
    #expect(block.headingWasPresent)
    #expect(block.bulletCount == 2)
    #expect(block.wordCount == 7)
    #expect(block.sourceMarker.firstFiveWords == "• Test the ovens. Report")
    #expect(block.sourceMarker.lastFiveWords == "Report faults. • Write plans")
  }

  @Test("Sentences that run together get a line each")
  func runTogether() throws {
    let block = try #require(
      Self.blocks(
        "Role - Baker\n\nRoles & Responsbilities\nBake rye bread under time control.Clean the ovens, "
          + "e.g. the old one.Sell Node.js stickers.\n"
      ).first)
    #expect(
      block.text
        == "Bake rye bread under time control.\nClean the ovens, e.g. the old one.\n"
        + "Sell Node.js stickers.")
    #expect(block.heading == "Roles & Responsbilities")
    #expect(block.bulletCount == 3)
  }

  @Test(
    "Company text, benefits and closing words stay out",
    arguments: [
      "Benefits:\nFree bread", "We are an equal opportunity employer.",
      "Interested candidates can send their resume to me@b.example", "Job Type: Full-time",
      "About us\nWe bake.", "Salary: 300 per day", "How to apply\nWrite to us.",
    ])
  func boilerplate(_ tail: String) {
    let blocks = Self.blocks(
      "Baker\nResponsibilities:\nBake rye bread every night\nClean the ovens afterwards\n\(tail)\n")
    #expect(blocks.map(\.text) == ["Bake rye bread every night\nClean the ovens afterwards"])
  }

  @Test("Several headed passages are several blocks")
  func severalBlocks() {
    let blocks = Self.blocks(
      "Baker\nResponsibilities\nBake rye bread every night\nRequirements\n2 years of experience\n"
        + "Other duties\nCount the loaves before the shop opens\n")
    #expect(blocks.map(\.heading) == ["Responsibilities", "Other duties"])
  }

  @Test("Without a heading the duties are taken and the requirements left")
  func unheaded() throws {
    let block = try #require(
      Self.blocks(
        "Baker\nDevelop new kinds of bread\nKnowledge of rye\nDesigning the shop window\n"
          + "3+ years of experience in baking\nYou will train the apprentices\n"
      ).first)
    #expect(!block.headingWasPresent)
    #expect(block.heading == nil)
    #expect(
      block.text
        == "Develop new kinds of bread\nDesigning the shop window\nYou will train the apprentices")
  }

  @Test("A job description without duties has no block")
  func nothing() {
    #expect(
      Self.blocks("Baker\nRequirements\n- Knowledge of rye\n- 2 years of experience\n- Patience")
        .isEmpty)
  }

  @Test("One long line with inline bullets")
  func oneLine() {
    let blocks = Self.blocks(
      "Crumb & Co seeks a baker who will work within the bakery Responsibilities • Bake rye bread "
        + "for the shops, as ordered. • Keep the ovens clean. Qualifications Required Qualifications "
        + "• 2+ year(s) of experience in a bakery. Crumb & Co is an equal opportunity employer.")
    #expect(
      blocks.map(\.text) == [
        "• Bake rye bread for the shops, as ordered.\n• Keep the ovens clean."
      ])
  }

  @Test("What is asked of the person is left out of a list of duties")
  func requirementsAmongDuties() {
    #expect(
      Self.blocks(
        "Baker\nResponsibilities\nBake rye bread\nAbility to plan the shifts\nSell the bread\n"
          + "3+ years of experience with ovens\nStrong knowledge of rye\nTeam player\n"
      ).map(\.text) == ["Bake rye bread\nAbility to plan the shifts\nSell the bread"])
    #expect(
      Self.blocks("Baker\nResponsibilities\nStrong knowledge of rye\nGood with ovens\n").isEmpty)
  }

  @Test(
    "A short list under a heading counts where there is nothing else",
    arguments: [
      ("- Order flour\n- Sell bread", "- Order flour\n- Sell bread"),
      ("- Payroll\n- Taxes\n- Audits", "- Payroll\n- Taxes\n- Audits"),
      ("None", nil), ("Knowledge of rye\nBread", nil),
    ])
  func shortList(_ list: String, _ text: String?) {
    let blocks = Self.blocks("Baker\nResponsibilities:\n\(list)\n\nRequirements\n- Patience\n")
    #expect(blocks.map(\.text) == [text].compactMap { $0 })
    #expect(blocks.allSatisfy { $0.heading == "Responsibilities" })
    let others = Self.blocks(
      "Baker\nResponsibilities:\n\(list)\n\nAbout the role\nYou will bake the bread of the town\n")
    #expect(others.map(\.text) == ["You will bake the bread of the town"])
  }

  @Test("Prose that states duties stands beside the list")
  func statements() {
    let blocks = Self.blocks(
      "We are looking for a baker responsible for all the rye bread. Our shop is nice. "
        + "Your primary focus will be the ovens. You will get free bread.\n"
        + "Responsibilities\nBake rye bread every day\nSell the bread to all\n")
    #expect(
      blocks.map(\.text) == [
        "responsible for all the rye bread.\nYour primary focus will be the ovens.",
        "Bake rye bread every day\nSell the bread to all",
      ])
    #expect(blocks.map(\.headingWasPresent) == [false, true])
  }

  @Test(
    "Headings that end a list of duties",
    arguments: [
      "REQUIRED KNOWLEDGE, SKILLS AND ABILITIES", "QUALIFICATIONS-EXPERIENCE-TRAINING",
      "Required qualifications to be successful in this role", "To apply you must have/be:",
    ])
  func endings(_ heading: String) {
    #expect(
      Self.blocks(
        "Baker\nYour future duties and responsibilities\nBake rye bread every day\n"
          + "Sell the bread to all\n\(heading)\nOvens\nRye flour and water\n"
      ).map(\.text)
        == ["Bake rye bread every day\nSell the bread to all"])
  }

  @Test("Bare words without a heading: the stretch of duty verbs")
  func bareWords() throws {
    let duties =
      "develop bread recipe test new oven write shift plan coordinate delivery train apprentice "
      + "maintain mixer monitor stock improve dough process document result"
    let text =
      "old town bakery family house founded long ago known far and wide for its bread and cake "
      + duties + " year experience baking knowledge rye flour strong skill required benefit free "
      + "bread insurance paid holiday nice house by the sea with a garden and a view of the hill"
    #expect(Self.blocks(text).map(\.text) == [duties])
  }

  @Test("Bare words under a heading, however short, up to the benefits")
  func bareWordsUnderHeading() throws {
    let text =
      "old town bakery company description baking house planning building selling maintaining "
      + "developing testing deploying bread coordinate train improve process manage multiple "
      + "responsibility adjust varied shift bread design responsibility develop bread recipe test new "
      + "oven write shift plan coordinate delivery benefit perk free bread train to the sea help with "
      + "moving build your own house"
    #expect(
      Self.blocks(text).map(\.text) == [
        "develop bread recipe test new oven write shift plan coordinate delivery"
      ])
  }

  @Test("A line that only announces the list is no duty")
  func announcement() {
    let blocks = Self.blocks(
      "Baker\nResponsibilities\nThe duties of the baker include, but are not limited to:\n"
        + "Bake rye bread every night\nClean these ovens:\nthe old one\n")
    #expect(
      blocks.map(\.text) == ["Bake rye bread every night\nClean these ovens:\nthe old one"])
  }

  @Test("Bullets in the wrong encoding are bullets")
  func misreadBullets() {
    let blocks = Self.blocks(
      "â€¢Bake rye bread every night\nâ€¢Clean the ovens afterwards\n2 years")
    #expect(blocks.map(\.text) == ["•Bake rye bread every night\n•Clean the ovens afterwards"])
  }

  @Test("Numbered items lose their number")
  func numbers() {
    #expect(
      Self.blocks("Baker\nDuties:\n1. Bake the bread\n2. Sell the bread to all\n").map(\.text)
        == ["Bake the bread\nSell the bread to all"])
  }

  @Test(
    "Marks of emphasis stay where their counterparts do",
    arguments: [
      ("Run the ovens on **GKE**", "Run the ovens on **GKE**"),
      ("Fire *kilns*, *ovens* and *stoves*", "Fire *kilns*, *ovens* and *stoves*"),
      ("**Bake the rye bread**", "Bake the rye bread"),
      ("Bake the rye bread *", "Bake the rye bread"),
      ("Clean *all ovens* each night *", "Clean *all ovens* each night"),
    ])
  func emphasis(_ line: String, _ text: String) {
    let rest = "Sell the bread to all who come"
    #expect(
      Self.blocks("Baker\nDuties:\n\(line)\n\(rest)\n").map(\.text) == ["\(text)\n\(rest)"])
  }

  @Test(
    "The nature of a sentence",
    arguments: [
      ("develop and test services", DutyLexicon.Nature.duty), ("designing the tables", .duty),
      ("you will lead the shift", .duty), ("responsible for the ovens", .duty),
      ("implementation of the plan for ovens", .duty), ("actively improve the build", .duty),
      ("the engineer will be responsible for the ovens", .duty),
      ("experience with ovens", .requirement), ("strong knowledge of rye", .requirement),
      ("3 + years of baking", .requirement), ("design patterns", .neutral),
      ("work experience in a bakery", .requirement), ("we bake bread", .company),
      ("an ability to lift flour", .requirement), ("must bake rye bread", .duty),
      ("understanding client requirements", .duty), ("understanding of rye", .requirement),
      ("clean the ovens as required", .duty), ("join our bakery today", .company),
      ("please send your resume to us", .application), ("send cv to the baker", .application),
      ("requires a degree in baking", .requirement),
      ("we are an equal opportunity employer", .equalOpportunity),
    ])
  func natures(_ sentence: String, _ nature: DutyLexicon.Nature) {
    #expect(DutyLexicon.nature(of: sentence.split(separator: " ").map(String.init)) == nature)
  }
}
