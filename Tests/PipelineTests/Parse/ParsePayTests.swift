import Testing

@testable import Pipeline

@Suite("Forms of pay")
struct ParsePayTests {
  private func readPay(_ line: String) throws -> [String: JSONValue] {
    guard case .object(let pay) = try #require(ParseFieldTests.parsed(line).ctc) else {
      Issue.record("pay is no object")
      return [:]
    }
    return pay
  }

  @Test(
    "Amounts that stand with their times, in other words or alone",
    arguments: [
      ("Salary: $110,000/yr - $140,000/yr", 110_000, 140_000, "USD", "year"),
      ("$55/hr - $60/hr", 55, 60, "USD", "hour"),
      ("$55/hr. to $60/hr.", 55, 60, "USD", "hour"),
      ("Salary: $15/hr - 40 hours per week", 15, nil, "USD", "hour"),
      ("110k–140k USD per year", 110_000, 140_000, "USD", "year"),
      ("£45,000 to £55,000 pro rata", 45_000, 55_000, "GBP", "year"),
      ("£45,000 to £55,000 pro-rata", 45_000, 55_000, "GBP", "year"),
      ("€45k–€55k gross/year", 45_000, 55_000, "EUR", "year"),
      ("£500pd", 500, nil, "GBP", "day"), ("£400 - £450 p/d", 400, 450, "GBP", "day"),
      ("£30,000pa", 30_000, nil, "GBP", "year"),
      ("Rent is paid, £2,500 pcm", 2_500, nil, "GBP", "month"),
      ("£45,000 - £55,000 DOE", 45_000, 55_000, "GBP", nil),
      ("$120k-$150k base + equity", 120_000, 150_000, "USD", nil),
      ("$120,000 + bonus", 120_000, nil, "USD", nil),
      ("£45,000 - £55,000", 45_000, 55_000, "GBP", nil),
      ("Oslo | £45,000 - £55,000 | Hybrid", 45_000, 55_000, "GBP", nil),
      ("Salary: $120k - 150", 120_000, 150_000, "USD", nil),
      ("Salary: £60,000 up to £70,000", 60_000, 70_000, "GBP", nil),
      ("Salary: $110,000\u{2011}$140,000", 110_000, 140_000, "USD", nil),
      ("Salary: € 3.500,- per month", 3_500, nil, "EUR", "month"),
      ("Salary: ₹20,000 - 5 days a week", 20_000, nil, "INR", nil),
      ("Salary: 4 Lakh - 3 Lakh", 300_000, 400_000, "INR", "year"),
      ("Salary: 3 Lac to 4 Lac 50 Thousand P.A.", 300_000, 450_000, "INR", "year"),
      ("Salary: Rs 25 thousand per month", 25_000, nil, "INR", "month"),
      ("Monthly salary 3000-4000 EUR", 3_000, 4_000, "EUR", "month"),
      ("Salary till 7 LPA", nil, 700_000, "INR", "year"),
      ("Max CTC: 12 LPA", nil, 1_200_000, "INR", "year"),
      ("Salary: Min ₹15,000 - Max ₹20,000", 15_000, 20_000, "INR", nil),
      ("Salary: min. 5 LPA, max. 8 LPA", 500_000, 800_000, "INR", "year"),
      ("Minimum salary: ₹15,000\nMaximum salary: ₹20,000", 15_000, 20_000, "INR", nil),
      ("Salary: £25,000 rising to £30,000 after probation", 25_000, 30_000, "GBP", nil),
      ("Pay starts at $58.00 per hour and can go up to $70.00 per hour", 58, 70, "USD", "hour"),
      ("Salary: Rs. 1,80,000 - 2, 25,000 P.A.", 180_000, 225_000, "INR", "year"),
      ("Salary: ₹50, 000 per month", 50_000, nil, "INR", "month"),
      ("CTC: 1.2 crore", 12_000_000, nil, "INR", "year"),
      ("12 LPA - 1 Cr", 1_200_000, 10_000_000, "INR", "year"),
      ("A package of 1 - 1.5 crores", 10_000_000, 15_000_000, "INR", "year"),
      ("NZ$170,000–NZ$190,000 plus KiwiSaver", 170_000, 190_000, "NZD", nil),
      ("Salary: PHP 40,000 - 55,000", 40_000, 55_000, "PHP", nil),
      ("Salary: RM3,500 - RM5,000", 3_500, 5_000, "MYR", nil),
      ("Salary: INR25000 per month", 25_000, nil, "INR", "month"),
      ("💰 ₹20,000 - ₹25,000 every month", 20_000, 25_000, "INR", "month"),
    ] as [(String, Double?, Double?, String, String?)])
  func forms(
    _ line: String, _ low: Double?, _ high: Double?, _ currency: String, _ period: String?
  ) throws {
    let pay = try readPay(line)
    #expect(pay["min"] == (low.map { .number($0) } ?? .null))
    #expect(pay["max"] == (high.map { .number($0) } ?? .null))
    #expect(pay["currency"] == .string(currency))
    #expect(pay["period"] == (period.map { .string($0) } ?? .null))
  }

  @Test(
    "A range that ends a short line under the title, and not one among the wishes",
    arguments: [
      ("Oslo centre, £26k–£30k", 26_000, 30_000), ("Grade 7 (£41,000 – £46,000)", 41_000, 46_000),
    ] as [(String, Double, Double)])
  func endOfShortLine(_ line: String, _ low: Double, _ high: Double) throws {
    let text = "Oven Engineer\n\(line)\nResponsibilities\nRepair the ovens at night\n"
    guard case .object(let pay) = try #require(RuleParser.parse(text).parsed.ctc) else {
      Issue.record("pay is no object")
      return
    }
    #expect(pay["min"] == .number(low))
    #expect(pay["max"] == .number(high))
    #expect(ParseFieldTests.parsed(line).ctc == nil)
  }

  @Test(
    "A label or a word that says pay needs no currency",
    arguments: [
      ("Salary: 20000-40000", 20_000, 40_000, nil), ("Salary Range: 12k -25k", 12_000, 25_000, nil),
      ("Annual CTC : 100,000 - 450,000", 100_000, 450_000, "year"),
      ("Stipend: 10,000/month", 10_000, nil, "month"),
      ("The salary is 20K to 25K", 20_000, 25_000, nil),
      ("Minimum salary 18,000 maximum salary 25,000 per month", 18_000, 25_000, "month"),
    ] as [(String, Double?, Double?, String?)])
  func withoutCurrency(_ line: String, _ low: Double?, _ high: Double?, _ period: String?) throws {
    let pay = try readPay(line)
    #expect(pay["min"] == (low.map { .number($0) } ?? .null))
    #expect(pay["max"] == (high.map { .number($0) } ?? .null))
    #expect(pay["currency"] == JSONValue.null)
    #expect(pay["period"] == (period.map { .string($0) } ?? .null))
  }

  @Test("Of two amounts under a label the one with a currency counts")
  func currencyFirst() throws {
    let pay = try readPay("Salary: 30 - 40 K\nSalary: ₹30,000 - ₹40,000 per month")
    #expect(pay["currency"] == .string("INR"))
    #expect(pay["period"] == .string("month"))
  }

  @Test(
    "Numbers that are no pay",
    arguments: [
      "Salary: 20 to 30% hike on the current one", "Salary: as of 2019 - 2020",
      "Salary: call 98765 - 43210", "Salary: 5 days a week", "Pay package with 401k",
      "We close deals of $5,000 - $50,000 for clients", "A budget of $50,000",
      "Pay attention to 10,000 items", "Crumb raised $5 million + equity",
      "A competitive salary, 25 days of leave a year", "A bonus of $5,000",
      "Crumb has a turnover of ₹500 crore", "Sales of 40 Cr per annum", "Knows PHP 7.4 per RFC",
      "Duties:\n- Manage budgets ($50,000 - $100,000)", "Salary: teams of 2, 25 and 40",
    ])
  func noPay(_ line: String) {
    #expect(ParseFieldTests.parsed(line).ctc == nil)
  }
}
