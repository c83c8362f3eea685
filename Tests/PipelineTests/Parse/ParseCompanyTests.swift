import Testing

@testable import Pipeline

@Suite("The employer's name")
struct ParseCompanyTests {
  private func company(_ text: String) -> String? {
    RuleParser.parse("\(text)\n\nRequirements\n3 years of experience as a baker\n").parsed
      .companyName
  }

  @Test(
    "Labels, registered names and sentences",
    arguments: [
      ("Organisation: Crumb Foods Limited", "Crumb Foods Limited"),
      ("Hiring Organization: Bank of the Baltic", "Bank of the Baltic"),
      ("Employer: County of Rye Flats", "County of Rye Flats"),
      ("Company\tCrumb Foods GmbH", "Crumb Foods GmbH"),
      ("Oven Engineer\nCrumb Foods Pvt. Ltd.\nOslo", "Crumb Foods Pvt. Ltd"),
      ("Oven Engineer\nKnead & Sons LLP | Oslo", "Knead & Sons LLP"),
      ("Oven Engineer\nRye Instruments AG, Bergen, Norway", "Rye Instruments AG"),
      ("Doughly is a small and thriving bakery school in town.", "Doughly"),
      ("Doughly is one of the oldest Nordic bakery companies and a leader.", "Doughly"),
      ("Doughly Breads are recruiting an oven engineer.", "Doughly Breads"),
      ("Who we are\nDoughly delivers bread to forty towns.", "Doughly"),
      ("Who we are\nDoughly Breads has baked since 1970.", "Doughly Breads"),
      ("We're Doughly (Batch 9), six people with one oven.", "Doughly"),
      ("We are Doughly, and we bake.", "Doughly"),
    ])
  func names(_ text: String, _ name: String) {
    #expect(company(text) == name)
  }

  @Test(
    "Sentences that name no employer",
    arguments: [
      "We are hiring!", "We are Agile.", "Bread is a team sport.", "Rye is a business need here.",
      "Why You'll Love This Job\nFree bread",
    ])
  func none(_ text: String) {
    #expect(company(text) == nil)
  }

  @Test(
    "A label inside one long line",
    arguments: [
      ("Company: Crumb Foods", "Crumb Foods"), ("Employer: Rye & Sons", "Rye & Sons"),
      ("Company Name: Crumb Foods", "Crumb Foods"),
    ])
  func insideALine(_ label: String, _ name: String) {
    let parsed = RuleParser.parse(
      "Oven Engineer \(label) Location: Oslo (hybrid) Responsibilities: • Repair the ovens of all "
        + "shops at night. • Order the spare parts. Requirements: 3 years of experience as a baker"
    ).parsed
    #expect(parsed.role == "Oven Engineer")
    #expect(parsed.companyName == name)
    #expect(parsed.jobLocations.map(\.city) == ["Oslo"])
  }

  @Test("Such a word before more than a name is no label")
  func noLabelInsideALine() {
    let text =
      "Oven Engineer\nSix ovens stand at the harbour of the town, and whoever looks after them is "
      + "good at Shift Organization: Plan the shifts of six bakers and order the flour of every "
      + "shop • Repair the ovens. • Order the spare parts.\n"
    #expect(!ParseSectionTests.kinds(text).contains(.company))
  }

  @Test("What follows the label's line is no more about the employer")
  func endOfLabel() {
    let text =
      "Oven Engineer\nCompany: Crumb Foods\nMode of baking: HYBRID (Oslo)\n"
      + "Repair ovens with Python\n"
    #expect(ParseSectionTests.kinds(text) == [.opening, .company, .opening])
    let told = "Company: Crumb Foods\nCrumb has baked since 1970.\nWe bake rye.\n"
    #expect(ParseSectionTests.kinds(told) == [.company])
  }
}
