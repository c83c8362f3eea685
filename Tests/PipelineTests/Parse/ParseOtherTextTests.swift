import Testing

@testable import Pipeline

@Suite("Texts that speak of work and are no job description")
struct ParseOtherTextTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var reason: String
    var text: String
    var testDescription: String { String(text.prefix(40)) }
  }

  @Test(
    "They are rejected with what they are",
    arguments: [
      Sample(
        reason: "policy",
        text:
          "Privacy Policy\n\nThis policy tells how Crumb uses personal data. We collect the name "
          + "and the address that you give us to provide and improve our services.\n\n"
          + "What we do\n- Provide and maintain the shop\n- Analyse how the shop is used\n"
          + "- Develop new features\n\nYour rights\nYou may ask for access or erasure. You must be 16 "
          + "years old. To apply for a copy, write to us."),
      Sample(
        reason: "policy",
        text: "PRIVACY NOTICE FOR JOB APPLICANTS\nCrumb processes the personal data of candidates "
          + "who apply for a job: qualifications, skills, experience and salary expectations. The "
          + "legal basis is a legitimate interest. The retention period is half a year."),
      Sample(
        reason: "documentation",
        text:
          "# ovenctl\nControl bread ovens over the network.\n\n## Features\n- Monitor the heat\n"
          + "- Schedule programmes\n- Export metrics\n\n## Installation\npip install ovenctl\n\n"
          + "## Contributing\nPull requests are welcome. Please open an issue first and update tests."
      ),
      Sample(
        reason: "message",
        text: "Dear Anna,\nThank you for your application for the position of Head Baker. We are "
          + "pleased to invite you to an interview on Tuesday. You will meet our team and talk about "
          + "your experience.\nPlease confirm your attendance.\nKind regards,\nOtto"),
      Sample(
        reason: "message",
        text: "Interview confirmation - Head Baker\n\nDear candidate,\nYour interview for the Head "
          + "Baker position has been scheduled: 12 June, 3 pm.\nRegards,\nHR team"),
      Sample(
        reason: "message",
        text:
          "Dear Otto, we are glad that you are on the list of candidates for the job of Network "
          + "Engineer. Your interview is on 4 July at our Pune office. Carry your papers."),
      Sample(
        reason: "explains an occupation",
        text:
          "Web developer\n\nA web developer is a programmer who develops web applications. Many "
          + "hold a bachelor's degree in computer science; skills and salary vary with experience.\n\n"
          + "See also\nWeb design"),
      Sample(
        reason: "explains an occupation",
        text:
          "DevOps engineers bridge development and operations. The term was coined in 2009 and is "
          + "a common job title, with skills of both."),
      Sample(
        reason: "news",
        text: "Crumb to hire 500 software engineers\n\nCrumb said on Monday that it will hire 500 "
          + "engineers in two years. The company, whose jobs need skills in many fields, announced "
          + "the plan in a statement. \"We are glad,\" its chief executive said."),
    ])
  func rejected(_ sample: Sample) {
    let reading = RuleParser.parse(sample.text)
    #expect(reading.parsed.jdType == "not_a_job_description")
    #expect(
      reading.rejectionReason?.contains(sample.reason) == true, "\(reading.rejectionReason ?? "")")
  }

  @Test(
    "Ads that use the same words pass",
    arguments: [
      // A notice on data at the end.
      "Data Engineer\nResponsibilities\nBuild pipelines in Python\nPrivacy notice: We process your "
        + "personal data to handle your application (legal basis: Art. 6 GDPR). Your rights: erasure.",
      "Privacy Counsel\nDraft our privacy policy and answer data subjects under the GDPR. Advise teams on "
        + "personal data and cookies. 4 years of experience with data protection law.",
      // A letter of a recruiter.
      "Hi,\nWe have an opening for a Java Developer, 4-6 years of experience. Please confirm that the "
        + "interview can be scheduled. If interested, send your resume.\nRegards, Anna",
      "Dear candidate,\nA bakery seeks a Java Developer with 4 years of experience and good skills in "
        + "Spring. Your interview will be by telephone.\nRegards, Anna",
      "Walk-in on Monday for Bus Drivers. Bring your licence. Your interview will take place at the "
        + "depot. Salary 300 per day. Two years of experience.",
      // A definition above duties.
      "Database Administrator\nA database administrator is a person who keeps the databases well.\n"
        + "Responsibilities\nInstall and upgrade databases\nMonitor backups",
      "Press Officer\nResponsibilities\nWrite each press release\nBrief the spokesperson\nReport what "
        + "the chief executive said in a statement",
      "Library Developer\nResponsibilities\nReview what contributors send\nWrite the changelog and the "
        + "release notes\nAnswer bug reports",
    ])
  func accepted(_ text: String) {
    let reading = RuleParser.parse(text)
    #expect(reading.parsed.isAccepted, "\(reading.rejectionReason ?? "")")
  }
}
