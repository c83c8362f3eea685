import Testing

@testable import Pipeline

@Suite("Forms of degrees")
struct ParseEducationTests {

  @Test(
    "One level in other forms",
    arguments: [
      ("Advanced degree", "Master's", "MTECH/ME", "required"),
      ("An advanced degree in baking", "Master's", "MTECH/ME - Baking", "required"),
      ("Advanced degree preferred", "Master's", "MTECH/ME", "preferred"),
      ("Ph.D. Preferred", "Doctorate", "PHD", "preferred"),
      ("Masters preferred", "Master's", "MTECH/ME", "preferred"),
      ("- Masters", "Master's", "MTECH/ME", "required"),
      ("BE/ B. Tech", "Bachelor's", "BTECH/BE", "required"),
      ("B. Tech (CS)", "Bachelor's", "BTECH - CS", "required"),
      ("BA/BS degree", "Bachelor's", "BS/BA", "required"),
      ("B.Tech. (Any Specialization)", "Bachelor's", "BTECH", "required"),
      (
        "degree in CS or related field required", "Bachelor's", "BTECH/BE - CS (or related)",
        "required"
      ),
      (
        "A Computer Science degree from a good school", "Bachelor's",
        "BTECH/BE - Computer Science", "required"
      ),
      ("Degree required", "Bachelor's", "BTECH/BE/BSC", "required"),
      ("A degree or equivalent experience", "Bachelor's", "BTECH/BE/BSC", "required"),
      ("Educated to degree level", "Bachelor's", "BTECH/BE/BSC", "required"),
      ("A degree is preferred", "Bachelor's", "BTECH/BE/BSC", "preferred"),
      ("A law degree", "Bachelor's", "BTECH/BE/BSC - Law", "required"),
    ] as [(String, String, String?, String)])
  func oneLevel(_ line: String, _ level: String, _ qualification: String?, _ requirement: String) {
    let education = ParseFieldTests.parsed(line).education
    #expect(education.map(\.level) == [level])
    #expect(education.first?.qualification == qualification)
    #expect(education.first?.requirement == requirement)
  }

  @Test(
    "Levels that stand together",
    arguments: [
      ("Bachelors/Masters", ["BTECH/BE/BSC", "MTECH/ME"]), ("B.Tech / MCA", ["BTECH", "MCA"]),
      ("A PhD or Masters", ["PHD", "MTECH/ME"]), ("B. Tech / MCA", ["BTECH", "MCA"]),
      ("A degree in baking (Bachelor / Master)", ["BTECH/BE/BSC", "MTECH/ME"]),
      ("Graduate / Post Graduate", ["BTECH/BE/BSC", "MTECH/ME"]),
      ("B.E. (IT)/ B. Tech/ BCA/ M. Tech", ["BTECH/BE/BCA", "MTECH"]),
      ("Degree or Diploma in Baking", ["BTECH/BE/BSC - Baking", "DIPLOMA - Baking"]),
      ("Diploma/Degree in Baking", ["DIPLOMA - Baking", "BTECH/BE/BSC - Baking"]),
      ("Master's degree or a diploma", ["MTECH/ME", "DIPLOMA"]),
    ])
  func together(_ line: String, _ qualifications: [String]) {
    #expect(ParseFieldTests.parsed(line).education.map(\.qualification) == qualifications)
  }

  @Test(
    "Words beside no degree",
    arguments: [
      "A BA who writes stories", "BA, QA and other teams", "BA, MS Office", "The build master",
      "Scrum Masters preferred", "A degree of freedom", "Turn by 90 degrees", "A nano degree",
      "To a high degree required", "Help high school students", "Secondary School Teachers",
    ])
  func noDegree(_ line: String) {
    #expect(ParseFieldTests.parsed(line).education.isEmpty)
  }

  @Test("The stop after a degree that nothing follows ends the sentence")
  func sentenceEnds() {
    #expect(
      ParseFieldTests.parsed("You hold a Ph.D. Bakers with a diploma are preferred.").education
        .map(\.requirement) == ["required", "preferred"])
  }
}
