import Testing

@testable import Pipeline

@Suite("Experience, education, place, pay and names")
struct ParseFieldTests {
  static func parsed(_ line: String) -> ParsedJD {
    RuleParser.parse(
      "Oven Engineer\nResponsibilities\nRepair the ovens at night\nRequirements\n\(line)\n"
    )
    .parsed
  }

  @Test(
    "Years of experience",
    arguments: [
      (
        "7-10+ years of baking experience and leading teams", 7.0, 10.0,
        "7-10+ years of baking experience"
      ),
      (
        "4+ year(s) of Professional experience of baking", 4, nil,
        "4+ year(s) of Professional experience of baking"
      ),
      (
        "Minimum 1 years of relevant experience in Baking.", 1, nil,
        "Minimum 1 years of relevant experience in Baking."
      ),
      ("3 to 5 years of experience", 3, 5, "3 to 5 years of experience"),
      ("At least two years of experience", 2, nil, "At least two years of experience"),
      ("Experience: 3-6 Years", 3, 6, "3-6 Years"), ("Experience: 5 yrs", 5, nil, "5 yrs"),
      ("Experience: 0-1 year", 0, 1, "0-1 year"),
      ("18 months of experience", 1.5, nil, "18 months of experience"),
      (
        "Minimum 6 months to 2 years of experience", 0.5, 2,
        "Minimum 6 months to 2 years of experience"
      ),
      ("5yrs of experience", 5, nil, "5yrs of experience"),
      ("You have worked for 4+ years with ovens", 4, nil, "4+ years"),
      ("Between 2 and 4 years of experience", 2, 4, "Between 2 and 4 years of experience"),
      ("3 - Max 4 yrs of experience", 3, 4, "3 - Max 4 yrs of experience"),
      ("Up to 3 years of experience", 0, 3, "Up to 3 years of experience"),
      ("Freshers can apply", 0, nil, "Freshers"),
      (
        "2 years of experience in rye. Overall experience of 6 years", 6, nil,
        "Overall experience of 6 years"
      ),
      ("rye: 1 year (Required)\ntotal work: 4 years (Preferred)", 4, nil, "total work: 4 years"),
      ("5 (five) years of experience", 5, nil, "5 (five) years of experience"),
      ("Fresher – 4 Years", 0, 4, "Fresher – 4 Years"),
      ("Experience of 3-plus years", 3, nil, "Experience of 3-plus years"),
      (
        "2 years of experience in rye\nExperience: 2 - 5 years in baking( Required )", 2, nil,
        "2 years of experience in rye"
      ),
      ("Experience: 3-6", 3, 6, "3-6"), ("Experience : 3 - 6", 3, 6, "3 - 6"),
      ("Experience: 3 to 6", 3, 6, "3 to 6"), ("Years of experience: 4-8", 4, 8, "4-8"),
      ("Experience: 4", 4, nil, "4"),
      (
        "three (3) to five (5) years of experience", 3, 5,
        "three (3) to five (5) years of experience"
      ),
      ("two (2) - four (4) years' experience", 2, 4, "two (2) - four (4) years' experience"),
      (
        "3 (three) to 5 (five) years of experience", 3, 5,
        "3 (three) to 5 (five) years of experience"
      ),
      ("No less than 4 years of experience", 4, nil, "No less than 4 years of experience"),
      ("Not less than 4 years of experience", 4, nil, "Not less than 4 years of experience"),
      ("Less than 4 years of experience", 0, 4, "Less than 4 years of experience"),
      ("Not more than 4 years of experience", 0, 4, "Not more than 4 years of experience"),
      (
        "Minimum 3 years, maximum 6 years of experience", 3, 6,
        "Minimum 3 years, maximum 6 years of experience"
      ),
      ("min 3 yrs max 6 yrs of experience", 3, 6, "min 3 yrs max 6 yrs of experience"),
    ] as [(String, Double?, Double?, String)])
  func experience(_ line: String, _ minimum: Double?, _ maximum: Double?, _ raw: String) {
    let experience = Self.parsed(line).experience
    #expect(experience.min == minimum)
    #expect(experience.max == maximum)
    #expect(experience.raw == raw)
  }

  @Test("In a text without capitals and marks two numbers before the years are a range")
  func lostDash() {
    let filler = String(repeating: "bread and flour and ovens ", count: 20)
    let experience = RuleParser.parse(
      filler + "seeking senior baker 2 4 year experience baking rye " + filler
    ).parsed.experience
    #expect(experience.min == 2)
    #expect(experience.max == 4)
  }

  @Test("The employer says whom it seeks, and with which years")
  func experienceSought() {
    let line = "We are on the hunt for a baker with 2-4 years of experience who is capable."
    #expect(Self.parsed(line).experience.min == 2)
    #expect(Self.parsed(line).experience.max == 4)
  }

  @Test(
    "Years in a long sentence of the opening",
    arguments: [
      ("4+ years of rye, wheat and spelt, of hot ovens, and of bakers who sing at night.", 4),
      ("You have at least 4 years in bakeries, and once carried flour up the stairs of a mill.", 4),
      ("With 20 years of rye behind it Crumb bakes for the whole town, at night and by day.", nil),
    ] as [(String, Double?)])
  func experienceOfTheOpening(_ line: String, _ minimum: Double?) {
    let text = "Oven Engineer\n\nRepair the ovens at night, and tell the baker of it.\n\(line)\n"
    #expect(RuleParser.parse(text).parsed.experience.min == minimum)
  }

  @Test(
    "Years that are no experience",
    arguments: [
      "A bond of 2 years is signed", "You are at least 18 years old", "Founded 20 years ago",
      "A two-year degree in baking, experience preferred", "For over 15 years Crumb has baked",
      "Our founders have 30 years of experience", "We have 30 years of experience in baking",
      "Our founders have worked for 20 years in bakeries",
    ])
  func noExperience(_ line: String) {
    #expect(Self.parsed(line).experience == Experience())
  }

  @Test(
    "Degrees",
    arguments: [
      (
        "Bachelor's degree in computer science or related field", "Bachelor's",
        "BTECH/BE - Computer Science (or related)", "required"
      ),
      ("B.E/B.Tech in electronics", "Bachelor's", "BTECH/BE - Electronics", "required"),
      ("MCA preferred", "Master's", "MCA", "preferred"),
      ("Master's in Statistics is a plus", "Master's", "MTECH/ME - Statistics", "preferred"),
      ("PhD in chemistry", "Doctorate", "PHD - Chemistry", "required"),
      ("Diploma in baking", "Diploma", "DIPLOMA - Baking", "required"),
      ("An MBA is required", "Master's", "MBA", "required"),
      (
        "A bachelor's degree in any subject is preferred.", "Bachelor's", "BTECH/BE/BSC",
        "preferred"
      ),
      ("Ph.D. in physics", "Doctorate", "PHD - Physics", "required"),
      ("Ph.D in physics", "Doctorate", "PHD - Physics", "required"),
      ("A Ph.D. is a plus", "Doctorate", "PHD", "preferred"),
      ("Degree in computer science", "Bachelor's", "BTECH/BE - Computer Science", "required"),
      ("University degree in Statistics", "Bachelor's", "BTECH/BE/BSC - Statistics", "required"),
      ("College degree", "Bachelor's", "BTECH/BE/BSC", "required"),
      (
        "You hold a degree in electrical engineering or computer science", "Bachelor's",
        "BTECH/BE - Electrical Engineering or Computer Science", "required"
      ),
      ("Associate degree", "Associate's", nil, "required"),
      ("High school diploma", "High School", nil, "required"),
      ("A secondary school certificate is a plus", "High School", nil, "preferred"),
      ("BS or MS in Statistics", "Bachelor's", "BS - Statistics", "required"),
    ] as [(String, String, String?, String)])
  func education(_ line: String, _ level: String, _ qualification: String?, _ requirement: String)
    throws
  {
    let education = try #require(Self.parsed(line).education.first)
    #expect(education.level == level)
    #expect(education.qualification == qualification)
    #expect(education.requirement == requirement)
    #expect(education.raw == line)
  }

  @Test(
    "Words that are no degrees",
    arguments: [
      "It must be quick", "Tell me more", "Scrum master of the shop", "MS Office", "- MS Office",
      "Proficiency in MS Office", "- MS SQL Server", "- Excel, MS Access",
      "- Good Excel (MS Office)", "- secondary market research", "Use primary and secondary data",
      "Post-secondary education", "A 360 degree view", "A high degree of care",
    ])
  func noEducation(_ line: String) {
    #expect(Self.parsed(line).education.isEmpty)
  }

  @Test(
    "A level is required or preferred as its part of the sentence says",
    arguments: [
      ("Bachelor's degree required; Master's preferred", ["required", "preferred"]),
      ("Bachelor's degree in baking, Master's preferred", ["required", "preferred"]),
      ("A bachelor's degree (a master's degree is a plus)", ["required", "preferred"]),
      ("Bachelor's required and Master's preferred", ["required", "preferred"]),
      ("Bachelor's required, preferably a Master's", ["required", "preferred"]),
      ("Bachelor's or Master's preferred", ["preferred", "preferred"]),
      ("Bachelor's, Master's or PhD preferred", ["preferred", "preferred", "preferred"]),
    ])
  func requirements(_ line: String, _ requirements: [String]) {
    #expect(Self.parsed(line).education.map(\.requirement) == requirements)
  }

  @Test("A high school diploma is one level, and a degree in the subject none beside a named one")
  func oneLevel() {
    #expect(Self.parsed("High school diploma").education.count == 1)
    #expect(Self.parsed("BS degree in baking\nA degree in baking").education.count == 1)
    #expect(Self.parsed("A degree in baking\nBachelor's (Required)").education.count == 1)
  }

  @Test(
    "Cities that stand as a place",
    arguments: [
      ("Location: Bangalore", "Bengaluru", "India"), ("Location - Mumbai", "Mumbai", "India"),
      ("The work is done in Gurgaon.", "Gurugram", "India"),
      ("Job location: NYC", "New York", "United States"),
      ("Based in Austin, TX", "Austin", "United States"),
      ("Cambridge, UK", "Cambridge", "United Kingdom"),
      ("Location: Reading, UK", "Reading", "United Kingdom"),
      ("Place: São Paulo", "São Paulo", "Brazil"),
    ])
  func cities(_ line: String, _ city: String, _ country: String) throws {
    let location = try #require(Self.parsed(line).jobLocations.first)
    #expect(location.city == city)
    #expect(location.country == country)
  }

  struct Place: Sendable {
    var line: String
    var city: String?
    var state: String?
    var country: String?
    var mode: String?
  }

  @Test(
    "A stated country or state wins over the city's; what the text does not say is empty",
    arguments: [
      Place(
        line: "Location: Athens, GA", city: "Athens", state: "Georgia", country: "United States"),
      Place(line: "Dublin, OH", city: "Dublin", state: "Ohio", country: "United States"),
      Place(
        line: "Location: Vancouver, WA", city: "Vancouver", state: "Washington",
        country: "United States"),
      Place(
        line: "Location: Perth, WA", city: "Perth", state: "Western Australia",
        country: "Australia"),
      Place(line: "Location: Paris, TX", city: "Paris", state: "Texas", country: "United States"),
      Place(
        line: "Location: Cambridge, Ontario", city: "Cambridge", state: "Ontario",
        country: "Canada"),
      Place(
        line: "Richmond, BC", city: "Richmond", state: "British Columbia", country: "Canada"),
      Place(line: "San Jose, Costa Rica", city: "San Jose", country: "Costa Rica"),
      Place(
        line: "Location: Princeton, New Jersey", city: "Princeton", state: "New Jersey",
        country: "United States"),
      Place(
        line: "Seattle, Washington", city: "Seattle", state: "Washington",
        country: "United States"),
      Place(line: "Location: Austin", city: "Austin", country: "United States"),
      Place(line: "Austin, Texas", city: "Austin", state: "Texas", country: "United States"),
      Place(line: "Location: Jaipur, IN", city: "Jaipur", country: "India"),
      Place(
        line: "Location: Indore, MP", city: "Indore", state: "Madhya Pradesh", country: "India"),
      Place(line: "The work is done in Pune, MS Office", city: "Pune", country: "India"),
      Place(line: "Location: India", country: "India"),
      Place(line: "Location: UK", country: "United Kingdom"),
      Place(line: "Location: Kerala", state: "Kerala", country: "India"),
      Place(line: "Location: Remote - India", country: "India", mode: "remote"),
      Place(line: "Remote - India", country: "India", mode: "remote"),
      Place(line: "Remote, USA", country: "United States", mode: "remote"),
      Place(line: "Location: Remote within Germany", country: "Germany", mode: "remote"),
      Place(line: "Remote within Germany", country: "Germany", mode: "remote"),
      Place(line: "Remote (Spain)", country: "Spain", mode: "remote"),
      Place(line: "Location: Remote, in US hours", mode: "remote"),
      Place(line: "Barcelona, Spain (hybrid)", city: "Barcelona", country: "Spain", mode: "hybrid"),
      Place(line: "Barcelona (Hybrid)", city: "Barcelona", country: "Spain", mode: "hybrid"),
      Place(line: "Work authorization: United States"),
    ])
  func places(_ place: Place) {
    let location = Self.parsed(place.line).jobLocations.first
    #expect(location?.city == place.city)
    #expect(location?.state == place.state)
    #expect(location?.country == place.country)
    #expect(location?.workMode == place.mode)
  }

  @Test("The other names of a city are not those of its namesake")
  func namesakes() {
    #expect(Self.parsed("Location: Naples, FL").jobLocations.first?.aliases == [])
    #expect(Self.parsed("Location: Naples, Italy").jobLocations.first?.aliases == ["Napoli"])
  }

  @Test(
    "Cities that are no place of work",
    arguments: [
      "You read the New York Times", "We have offices in London and Paris", "Reading and writing",
      "Headquartered in Berlin", "A degree of Oxford University", "A nice split of mobile work",
    ])
  func noCities(_ line: String) {
    #expect(Self.parsed(line).jobLocations.isEmpty)
  }

  @Test(
    "The mode of work",
    arguments: [
      ("Location: Remote", nil, "remote"), ("This is a fully remote position", nil, "remote"),
      ("Location: Pune (Hybrid)", "Pune", "hybrid"),
      ("Location: Pune\nWork remotely: No", "Pune", "onsite"),
      ("Location: Pune\nMonitor remote servers", "Pune", nil),
    ] as [(String, String?, String?)])
  func workModes(_ line: String, _ city: String?, _ mode: String?) throws {
    let location = try #require(Self.parsed(line).jobLocations.first)
    #expect(location.city == city)
    #expect(location.workMode == mode)
  }

  @Test(
    "Pay",
    arguments: [
      ("Salary: ₹15,000.00 - ₹30,000.00 per month", 15_000, 30_000, "INR", "month"),
      ("CTC: 4.5 to 6 LPA", 450_000, 600_000, "INR", "year"),
      ("Pay: $40 per hour", 40, nil, "USD", "hour"),
      ("Salary up to Rs. 3,00,000 per annum", nil, 300_000, "INR", "year"),
      ("The salary is £30k - £40k a year", 30_000, 40_000, "GBP", "year"),
      ("Compensation: 60,000 EUR per year", 60_000, nil, "EUR", "year"),
      ("Salary: 60.000 € - 75.000 €", 60_000, 75_000, "EUR", nil),
      ("Salary: 1.250,50 € per month", 1250.5, nil, "EUR", "month"),
      ("Salary: 60 000 – 75 000 EUR", 60_000, 75_000, "EUR", nil),
      ("Salary: A$120,000 a year", 120_000, nil, "AUD", "year"),
      ("Salary: C$110,000 - C$120,000", 110_000, 120_000, "CAD", nil),
      ("Salary: $110,000 - $120,000 CAD", 110_000, 120_000, "CAD", nil),
      ("Salary: CAD $120k", 120_000, nil, "CAD", nil),
      ("The salary is between $110,000 and $140,000", 110_000, 140_000, "USD", nil),
      ("The salary is $110,000 and $5,000 of shares", 110_000, nil, "USD", nil),
      ("CTC: 4,00,000 - 6,00,000 per annum", 400_000, 600_000, "INR", "year"),
      ("Salary: 10 000 - 15 000 PLN per month", 10_000, 15_000, "PLN", "month"),
      ("Salary: CHF 90'000 per year", 90_000, nil, "CHF", "year"),
      ("Salary: ¥400,000 per month", 400_000, nil, "JPY", "month"),
      ("Day rate: £500-£550", 500, 550, "GBP", "day"),
      ("Hourly rate: $40", 40, nil, "USD", "hour"),
    ] as [(String, Double?, Double?, String, String?)])
  func pay(_ line: String, _ low: Double?, _ high: Double?, _ currency: String, _ period: String?)
    throws
  {
    guard case .object(let pay) = try #require(Self.parsed(line).ctc) else {
      Issue.record("pay is no object")
      return
    }
    #expect(pay["min"] == (low.map { .number($0) } ?? .null))
    #expect(pay["max"] == (high.map { .number($0) } ?? .null))
    #expect(pay["currency"] == .string(currency))
    #expect(pay["period"] == (period.map { .string($0) } ?? .null))
  }

  @Test(
    "Money that is no pay",
    arguments: [
      "Crumb had revenue of $4.1 billion", "Handle $500 orders", "Salary: not disclosed",
      "Serve 4,00,000 guests", "A conversion rate of $5",
    ])
  func noPay(_ line: String) {
    #expect(Self.parsed(line).ctc == nil)
  }

  @Test(
    "The employer",
    arguments: [
      ("About Crumb & Co\nA bakery with many shops in town.", "Crumb & Co"),
      ("Company: Crumb Labs Pvt Ltd", "Crumb Labs Pvt Ltd"),
      ("Crumbify is looking for a baker.", "Crumbify"),
      ("At Crumbify, we bake for the whole town.", "Crumbify"),
      ("Company Name - Crumb Works", "Crumb Works"),
    ])
  func companies(_ text: String, _ name: String) {
    #expect(
      RuleParser.parse("\(text)\n\nRequirements\n3 years of experience as a baker\n").parsed
        .companyName == name)
  }

  @Test("Each level has its own subject")
  func subjects() {
    let education = Self.parsed("Bachelor's in baking or Master's in oven design required")
      .education
    #expect(
      education.map(\.qualification) == ["BTECH/BE/BSC - Baking", "MTECH/ME - Oven Design"])
  }

  @Test("Sentences that begin with the employer's name tell of the employer")
  func aboutWithoutHeading() {
    let parsed = RuleParser.parse(
      "Crumbify is looking for a pastry chef. Crumbify's mission is to bake for the whole town. It has "
        + "forty shops.\nResponsibilities\nBake the cakes at night\n"
    ).parsed
    #expect(
      parsed.aboutCompany?.text
        == "Crumbify's mission is to bake for the whole town. It has forty shops.")
  }

  @Test("A vow of equal opportunity tells nothing of the employer")
  func vows() {
    let vow = "Crumbify Ltd is an equal opportunity employer. "
    let tail = "\nResponsibilities\nBake the cakes at night\n"
    #expect(
      RuleParser.parse("Baker\n\(vow)We do not look at age, faith or origin.\(tail)").parsed
        .aboutCompany == nil)
    #expect(RuleParser.parse("Baker\nAbout us\n\(vow)\(tail)").parsed.aboutCompany == nil)
    let mission = "Crumbify's mission is to bake for the whole town."
    for text in [vow + mission, "\(mission) \(vow)"] {
      #expect(RuleParser.parse("Baker\n\(text)\(tail)").parsed.aboutCompany?.text == mission)
      #expect(RuleParser.parse("About us\n\(text)\(tail)").parsed.aboutCompany?.text == mission)
    }
  }

  @Test("What is said of the employer")
  func about() throws {
    let parsed = RuleParser.parse(
      "Baker\nAbout us\nCrumbify is a hospital bakery.\nIt serves patients in every hospital and clinic.\n"
        + "Responsibilities\nBake the bread at night\n"
    ).parsed
    let about = try #require(parsed.aboutCompany)
    #expect(
      about.text
        == "Crumbify is a hospital bakery.\nIt serves patients in every hospital and clinic.")
    #expect(about.wordCount == 13)
    #expect(about.sourceMarker.firstFiveWords == "Crumbify is a hospital bakery.")
    #expect(about.sourceMarker.lastFiveWords == "in every hospital and clinic.")
    #expect(parsed.domain.primary?.domain == "Healthcare")
  }

  @Test("An industry that the text does not tell is Other")
  func otherIndustry() {
    #expect(Self.parsed("Patience").domain == Industry())
  }

  @Test("Certifications and links")
  func certificationsAndLinks() {
    let parsed = Self.parsed(
      "CCNA or AWS Certified Solutions Architect, ITIL is a plus; see https://crumb.example/jobs, "
        + "(www.crumb.example) or hr@crumb.example. Ocp is no exam.")
    #expect(
      parsed.certifications == [
        .string("CCNA"), .string("AWS Certified Solutions Architect"), .string("ITIL"),
      ])
    #expect(parsed.urls == [.string("https://crumb.example/jobs"), .string("www.crumb.example")])
  }
}
