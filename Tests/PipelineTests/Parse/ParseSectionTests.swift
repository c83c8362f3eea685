import Testing

@testable import Pipeline

@Suite("Headings and sections")
struct ParseSectionTests {
  static func kinds(_ text: String) -> [SectionKind] {
    SectionSplitter.sections(of: JDDocument(JDText(text))).map(\.kind)
  }

  @Test(
    "A line that is a heading",
    arguments: [
      ("Responsibilities", SectionKind.responsibilities),
      ("KEY RESPONSIBILITIES:", .responsibilities),
      ("**Roles & Responsbilities**", .responsibilities), ("# What you’ll do", .responsibilities),
      ("Duties and responsibilities include:", .responsibilities),
      ("As a baker, you will:", .responsibilities), ("In this role you will", .responsibilities),
      ("Head Baker Responsibilities", .responsibilities), ("3. Job Duties -", .responsibilities),
      ("Day-to-day", .responsibilities), ("What you’ll get to do", .responsibilities),
      ("Job Description", .roleSummary), ("About the role", .roleSummary),
      ("Requirments:", .requirements), ("Must Have Qualifications", .requirements),
      ("Who you are", .requirements), ("You should apply if you have:", .requirements),
      ("Technical skills required", .requirements), ("Educational Qualification", .education),
      ("What we offer", .benefits), ("Why join Crumb & Co?", .benefits), ("Perks", .benefits),
      ("About us", .company), ("About Crumb & Co", .company), ("Who we are", .company),
      ("Equal Opportunity Employer", .equalOpportunity), ("How to apply", .application),
      ("Job Type: Full-time", .terms), ("Location - Oslo", .location), ("Salary: 40000", .pay),
      ("Who can apply", .requirements), ("What we’re after", .requirements),
      ("✅ You're a fit if", .requirements), ("You might be a good fit if you:", .requirements),
      ("You will love it here if you", .requirements), ("Skill(s) required:", .requirements),
      ("Person specification", .requirements), ("🧰 Our stack", .requirements),
      ("What the job looks like", .responsibilities), ("Closing date: 4 May", .terms),
      ("Location(s): Oslo", .location), ("Location\tOslo", .location),
      ("Work setup: Hybrid", .location), ("Pay band: 7", .pay),
    ])
  func headingLines(_ line: String, _ kind: SectionKind) {
    #expect(Self.kinds("\(line)\nSomething stands here\n").first == kind)
  }

  @Test(
    "A line that is no heading",
    arguments: [
      "Good communication skills", "Bake the bread every morning",
      "Define requirements: talk to users",
      "Location\tSalary", "Our ovens are new.", "GUEST EXPERIENCE DESIGNER",
      "The bakery opened in 1990 and has grown ever since that happy day",
    ])
  func plainLines(_ line: String) {
    #expect(Self.kinds("\(line)\n") == [.opening])
  }

  @Test("The cells of a table are labels and values")
  func table() {
    let rows = "<tr><td>Location</td><td>Oslo</td></tr><tr><td>Salary</td><td>40000</td></tr>"
    #expect(Self.kinds("<table>\(rows)</table>") == [.location, .pay])
  }

  @Test("Headings inside one long line")
  func oneLine() {
    let text =
      "Crumb & Co bakes bread in five towns and is known for rye. We are looking for a head baker who "
      + "leads the night shift within the bakery Key Responsibilities • Lead the night shift of six "
      + "bakers. • Order flour & yeast. Must Have Qualifications • Three years in a bakery • Patience "
      + "Good To Have Qualifications • A driving licence. Benefits We give bread to all staff."
    let document = JDDocument(JDText(text))
    let sections = SectionSplitter.sections(of: document)
    #expect(
      sections.map(\.kind) == [
        .opening, .responsibilities, .requirements, .requirements, .benefits,
      ])
    #expect(
      sections.compactMap { $0.heading.map { document.string($0) } } == [
        "Key Responsibilities", "Must Have Qualifications", "Good To Have Qualifications",
        "Benefits",
      ])
    #expect(sections[1].pieces.count == 2)
  }

  @Test(
    "Bullets and counted numbers open items",
    arguments: [
      ("• Bake\n● Sell\n▪ Clean", 3), ("- Bake\n– Sell\n* Clean", 3),
      ("1. Bake\n2) Sell\n(3) Clean", 3),
      ("o Bake\no Sell", 2), ("Bake • Sell • Clean", 2),
    ])
  func items(_ text: String, _ count: Int) {
    #expect(JDDocument(JDText(text)).pieces.filter(\.isItem).count == count)
  }

  @Test(
    "Misspelt headings are forgiven within two edits",
    arguments: [
      ("responsbilities", "responsibilities"), ("qualifcations", "qualifications"),
      ("requirments", "requirements"), ("kitchens", "kitchens"),
    ])
  func corrections(_ written: String, _ meant: String) {
    #expect(HeadingLexicon.corrected([written]) == [meant])
  }
}
