import Testing

@testable import Pipeline

@Suite("Texts that are no job description")
struct ParseRejectionTests {
  @Test(
    "They are rejected with a reason",
    arguments: [
      ("", "empty"), ("   \n \t", "empty"), ("Hello there", "empty"),
      (
        "Rye bread\nIngredients: 500 grams flour, 2 teaspoons salt, 1 cup water, butter.\n"
          + "Preheat the oven. Knead the dough and bake for 40 minutes. Serve with butter.",
        "not_a_job_description"
      ),
      (
        "Dear Anna,\nI am well and I hope that you are too. My garden is green and I spend my days in "
          + "it. I miss you.\nLove, Otto",
        "not_a_job_description"
      ),
      (
        "import Foundation\nfunc sum(a: Int, b: Int) -> Int {\n  let c = a + b\n  return c\n}\n"
          + "for i in 0..<10 {\n  print(sum(a: i, b: 2))\n}\n",
        "not_a_job_description"
      ),
      (
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut "
          + "labore et dolore magna aliqua.",
        "not_a_job_description"
      ),
      ("12 44 17 90\n3.5 7 8 1\n100 200 300 400", "empty"),
      (
        "The harbour lies quiet in the morning. Gulls circle above the boats and the water is grey. "
          + "Nobody speaks until the sun is up.",
        "not_a_job_description"
      ),
      (
        "Curriculum Vitae\nOtto Crumb\nObjective: to bake.\nExperience\nBaker, Crumb & Co, Jan 2015 - "
          + "Present\nApprentice, Rye Ltd, 2011 - 2014\nEducation\nBaking school, 2008 - 2011\n"
          + "Hobbies: rowing\nReferences on request",
        "resume"
      ),
      (
        "Otto Crumb\nHead Baker\nOslo\n\nProfile\nBaker with six years of experience.\n\n"
          + "Experience\nHead Baker, Crumb & Co, 03/2020 – today\n• Bake rye bread for the shops\n"
          + "• Train bakers\n\nEducation\nBaking school\n\nSkills: rye, ovens",
        "resume"
      ),
      (
        "Otto Crumb\nHead Baker\notto@crumb.example\n\nWork experience\n"
          + "Head Baker, 06.2017 - 02.2020\nBake rye bread for the shops.\n"
          + "Baker, 01/2015 - 05/2017\nPrepare dough for the night.",
        "resume"
      ),
      (
        "Otto Crumb\nHead Baker\n+47 22 00 00 00 1\n\nBaker, May 2017 - till date\n"
          + "Bake rye bread.\nResponsible for the ovens.\nKnowledge of rye",
        "resume"
      ),
      (
        "We are looking for a flat near the harbour, with two rooms and a view of the boats.",
        "not_a_job_description"
      ),
      (
        "Dear Hiring Manager,\nI am writing to apply for your opening as a baker. I have baked since I "
          + "was a child, and my bread is known in my town. I would love to meet you.\nSincerely, Otto",
        "not_a_job_description"
      ),
    ])
  func rejected(_ text: String, _ type: String) {
    let reading = RuleParser.parse(text)
    #expect(reading.parsed.jdType == type)
    #expect(!reading.parsed.isAccepted)
    #expect(reading.rejectionReason?.isEmpty == false)
    #expect(reading.parsed == ParsedJD(jdType: type))
    #expect(reading.spans.isEmpty)
  }

  @Test(
    "Short ads and ads of any trade pass",
    arguments: [
      "Software Engineer\nBangalore\nWe need a Java developer with 3 years' experience.",
      "Pastry Chef wanted. You will bake cakes and lead two cooks. 2 years of experience in a kitchen.",
      "Registered Nurse\nResponsibilities\nCare for patients on the night ward\nRequirements\nNursing degree",
      "We are hiring a bus driver in Oslo. Salary 300 per day. Apply by phone.",
      "Key Skills:\nRye\nWheat\nOvens\n2+ years of experience",
      "Tester needed\nWrite test plans\nRun test plans\nGood communication skills",
      "We are looking for a qualified and dedicated gardener for the parks of our town.",
      // Periods, addresses and schools alone make no résumé.
      "Baker\notto@crumb.example\nKnown 1998 to date for bread.\nWe bake, 01/2020 – 05/2021.\n"
        + "Education\nBaking school\nResponsibilities\nBake rye bread every night",
      "Baker\nGraduates of 2018 - 2020 and 2019 - 2021\nEducation\nBaking school\n"
        + "Responsibilities\nBake rye bread every night",
      "Baker\notto@crumb.example, 22 00 00 00 1\nResponsibilities\nBake rye bread every night",
      "Roof repairs.\n\nShould be well versed with slates, tiles and gutters.",
      "Harbour Pilots\n\nGuide ships into the harbour. Inspect the channel after storms. Report wrecks "
        + "to the harbour master. Train new pilots. Maintain the pilot boat.",
      "Baker\nResponsibilities\n- Weigh flour, sugar and salt for each dough\n- Monitor the oven while "
        + "loaves bake\n- Prepare butter cakes to order\n- Clean ovens and maintain records of flour",
    ])
  func accepted(_ text: String) {
    let reading = RuleParser.parse(text)
    #expect(reading.parsed.isAccepted, "\(reading.rejectionReason ?? "")")
    #expect(reading.rejectionReason == nil)
  }
}
