import Testing

@testable import Pipeline

@Suite("The title of the job")
struct ParseTitleTests {
  static let rest = "\n\nRequirements\n- 3 years of experience in a similar job\n- Patience\n"

  /// What follows a title in a text without line breaks.
  static let longLine =
    "Fires kilns, keeps the temperature of each within its limits, and writes down what was fired in "
    + "which of them, when, and for whom. Orders clay and glaze before the store runs out of them."

  static func title(_ text: String) -> String? {
    RuleParser.parse(text + rest).parsed.role
  }

  @Test(
    "Labels",
    arguments: [
      ("Role -  Ledger Engineer\nLocation - Oslo", "Ledger Engineer"),
      ("Job Title: Senior Tide Analyst", "Senior Tide Analyst"),
      ("Designation: Sr. Python Developer", "Sr. Python Developer"),
      ("Position: Data Engineer (Remote)", "Data Engineer"),
      ("POST TITLE: Kiln Operator", "Kiln Operator"),
      ("Job Title: R-3233 Kiln Operator II (Open)", "Kiln Operator"),
      ("Job Title: 20417 - Kiln Operator", "Kiln Operator"),
      ("Job Title\nOven Technician II\nPlace\nBergen", "Oven Technician"),
      ("Job Description: Node.js Developer", "Node.js Developer"),
      ("Additional details\nDesignation Kiln Operator\nArea Baking", "Kiln Operator"),
      ("Profile- Kiln Engineer (With Night Shifts)", "Kiln Engineer"),
      ("Job Title: Kiln Operator [ Clay, Glaze, Brick", "Kiln Operator"),
      ("Bakes bread.\nExperience:\nKiln Operator: 5+ years", "Kiln Operator"),
      ("Kiln Engineer: Ceramics", "Kiln Engineer: Ceramics"),
      ("Summary\nKiln Engineer in Clay Oven Team to fire kilns", "Kiln Engineer"),
      ("Vacancy: Kiln Engineer", "Kiln Engineer"), ("Job Vacancy: Kiln Engineer", "Kiln Engineer"),
      ("Vacancy - Kiln Engineer", "Kiln Engineer"), ("Open Role: Kiln Engineer", "Kiln Engineer"),
      ("Vacancy: 2 Kiln Engineers", "Kiln Engineers"),
      ("Kiln Engineer\nVacancy : 4\nShift : Night", "Kiln Engineer"),
      ("Job Title: Kiln Engineer - Req #4432", "Kiln Engineer"),
    ])
  func labels(_ text: String, _ title: String) {
    #expect(Self.title(text) == title)
  }

  @Test(
    "Sentences that name who is sought, and one of several",
    arguments: [
      ("We are looking node Js Developer.", "node Js Developer"),
      ("We want you to be the new Senior Kiln Engineer who fires.", "Senior Kiln Engineer"),
      ("We need Kiln Engineers. As a Kiln Engineer you will fire kilns.", "Kiln Engineer"),
      ("We are seeking engineers to fire kilns.", nil),
      ("Purpose\nKiln Firing Manager is responsible for all kilns.", "Kiln Firing Manager"),
      ("We are seeking people for Sr. Kiln Engineers in the north.", "Sr. Kiln Engineers"),
      ("Bakes bread.\nWe are looking for\n\nA Kiln Engineer with patience.", "Kiln Engineer"),
      ("You may be the passionate kiln engineer we are looking for.", "kiln engineer"),
      ("Opportunities open for Experienced Kiln Engineer in Oslo.", "Kiln Engineer"),
      ("As Kiln Engineer, you fire kilns.", "Kiln Engineer"),
      ("As Kiln Engineer, we expect you to fire kilns.", "Kiln Engineer"),
      // Among what the employer offers, where nothing else says it.
      ("Benefits\nFree bread. We seek people. As a Kiln Engineer, you fire.", "Kiln Engineer"),
      (
        "Benefits\nAs a Kiln Engineer, you get bread.\nDuties\nAs a Baker, you bake bread.",
        "Baker"
      ),
      ("In your role as kiln engineer you will :\nFire kilns", "kiln engineer"),
      ("It is warm here. The Kiln Engineer performs all firings.", "Kiln Engineer"),
      ("The Kiln Engineer in test will be a key member.", "Kiln Engineer in test"),
      ("Send your letter with the words in the subject line Kiln Engineer.", "Kiln Engineer"),
      ("Duties (Kiln Engineers of all levels): fire kilns.", "Kiln Engineers"),
      ("We have a #requirement for #Kiln_Engineer", "Kiln_Engineer"),
      ("Crumb seeks a motivated individual to be a Kiln Engineer in Oslo.", "Kiln Engineer"),
      ("The ideal person for this position would be a passionate Kiln Engineer.", "Kiln Engineer"),
      ("Job Description\nEngineer will be responsible for kilns.", "Engineer"),
    ])
  func sought(_ text: String, _ title: String?) {
    #expect(Self.title(text) == title)
  }

  @Test(
    "A title line at the top",
    arguments: [
      ("Software Engineer\nBangalore", "Software Engineer"),
      ("Pastry Chef - Remote", "Pastry Chef"),
      ("Registered Nurse | Pune", "Registered Nurse"),
      ("Backend Developer (m/f/d)", "Backend Developer"),
      ("Backend Developer (Male/Female)", "Backend Developer"),
      ("Java Developer - 3+ years", "Java Developer"),
      ("Urgent requirement of PHP Developer", "PHP Developer"),
      ("QA Engineer, Chennai", "QA Engineer"),
      ("Job in Hamburg\nTram Driver", "Tram Driver"),
      ("DevOps Engineer (AWS, Docker, Linux, Bash)", "DevOps Engineer"),
      ("About the role\nC++ Developer", "C++ Developer"),
      ("Kiln and Oven Engineers. \(ParseTitleTests.longLine)", "Kiln and Oven Engineers"),
      ("Kiln Engineers. \(ParseTitleTests.longLine)", "Kiln Engineers"),
      ("Kiln engineer with patience. \(ParseTitleTests.longLine)", "Kiln engineer"),
      ("Kiln Engineers required. \(ParseTitleTests.longLine)", "Kiln Engineers"),
      ("Kiln and oven engineers who fire. \(ParseTitleTests.longLine)", "Kiln and oven engineers"),
      ("Immediate Appointed for Kiln Engineers", "Kiln Engineers"),
      ("Hiring Kiln Engineer in Brick Company Oslo", "Kiln Engineer"),
      ("Responsibilities of the Kiln Engineer", "Kiln Engineer"),
      // "dev" ends a title; "dev tools" and "dev/test" are none.
      ("Sr Kiln Dev", "Sr Kiln Dev"), ("Frontend Dev (Remote)", "Frontend Dev"),
      ("Frontend Dev II", "Frontend Dev"), ("Looking for a Kiln Dev with patience.", "Kiln Dev"),
      // Groups in brackets, and what a cut leaves of them.
      ("[Remote] Kiln Engineer", "Kiln Engineer"), ("(Remote) Kiln Engineer", "Kiln Engineer"),
      ("[Urgent hiring] Kiln Engineer", "Kiln Engineer"),
      ("(Senior) Kiln Engineer", "(Senior) Kiln Engineer"),
      ("[Kiln Engineer]", "Kiln Engineer"), ("Urgent (Kiln Engineer)", "Kiln Engineer"),
      ("Kiln Engineer #4432", "Kiln Engineer"), ("Kiln Engineer - Req #4432", "Kiln Engineer"),
      ("Kiln Engineer - REQ4432", "Kiln Engineer"), ("Kiln Engineer (Req 4432)", "Kiln Engineer"),
      ("Kiln Engineer Requisition No. 4432", "Kiln Engineer"),
    ])
  func titleLines(_ text: String, _ title: String?) {
    #expect(Self.title(text) == title)
  }

  @Test(
    "Words of titles that open sentences, praise or end none elsewhere",
    arguments: [
      ("IT Support Engineer", "IT Support Engineer"), ("Support Engineer", "Support Engineer"),
      ("Build and Release Engineer", "Build and Release Engineer"),
      ("Client Success Manager - Oslo", "Client Success Manager"),
      ("Sound Engineer", "Sound Engineer"), ("Night Manager", "Night Manager"),
      ("Creative Director", "Creative Director"), ("Agile Coach", "Agile Coach"),
      ("Smart Contract Developer", "Smart Contract Developer"),
      ("Contract Administrator", "Contract Administrator"),
      ("Contract Kiln Engineer", "Kiln Engineer"), ("Manager, Finance", "Manager, Finance"),
      ("Vice President, Engineering", "Vice President, Engineering"),
      ("Kiln Engineer, iOS", "Kiln Engineer, iOS"), ("Kiln Engineer - iOS", "Kiln Engineer - iOS"),
      ("Data Science Internship", "Data Science Internship"),
      ("Member of Technical Staff", "Member of Technical Staff"),
      ("Warehouse Operative", "Warehouse Operative"), ("Life Coach", "Life Coach"),
      ("Contract: Kiln Engineer - 3 months, fully remote", "Kiln Engineer"),
      ("Closing date: 4 May\nKiln Engineer\nOslo", "Kiln Engineer"),
      ("A bakery start-up needs a Kiln Engineer for a project.", "Kiln Engineer"),
      ("Responsibilities for Kiln Engineer\nFire kilns", "Kiln Engineer"),
      ("Support our manager", nil), ("Design and Architect the kilns", nil),
      ("It is led by the manager", nil),
      ("We know business needs and help sales managers.", nil),
      ("Job Types: Full-time, Internship", nil), ("Certificate of Internship", nil),
    ])
  func ambiguous(_ text: String, _ title: String?) {
    #expect(Self.title(text) == title)
  }

  @Test(
    "Where a title ends",
    arguments: [
      // Brackets that name a field, and those that hold a list, a place or a state.
      ("Job Title: Senior Kiln Engineer (Glaze)", "Senior Kiln Engineer (Glaze)"),
      ("Kiln Engineer (Clay or Brick)", "Kiln Engineer (Clay or Brick)"),
      ("Kiln Engineer (iOS)", "Kiln Engineer (iOS)"),
      ("Job Title: Kiln Engineer (Firing oven Engineer)", "Kiln Engineer (Firing oven Engineer)"),
      ("Kiln Engineer (Open)", "Kiln Engineer"), ("Kiln Engineer (Oslo)", "Kiln Engineer"),
      ("Kiln Engineer (Clay + Brick)", "Kiln Engineer"),
      ("Kiln Engineer (patient and strong)", "Kiln Engineer"),
      // Fields after a comma and after "in".
      ("Kiln Engineer - Ovens, Java", "Kiln Engineer - Ovens, Java"),
      ("Kiln Engineer - Ovens, Brickton", "Kiln Engineer - Ovens"),
      ("Kiln Engineer in Backend", "Kiln Engineer in Backend"),
      ("Kiln Engineer in Pottery", "Kiln Engineer"),
      // A town that no list has, before its state.
      ("Kiln Engineer - Little Oven, TX", "Kiln Engineer"),
      // A title that goes on in the next line.
      ("Kiln Engineer,\nJava Backend\nOslo", "Kiln Engineer, Java Backend"),
      ("Kiln Engineer –\nPython/Java", "Kiln Engineer – Python/Java"),
      ("Kiln Engineer,\nBrick and Clay Ltd", "Kiln Engineer"),
      // Fields of a form.
      ("Recruiter: Ann Oven\nKiln Engineer\nOslo", "Kiln Engineer"),
      ("Hiring Manager: Ann Oven\nKiln Engineer\nOslo", "Kiln Engineer"),
    ])
  func ends(_ text: String, _ title: String) {
    #expect(Self.title(text) == title)
  }

  @Test(
    "How far a title reaches in a sentence",
    arguments: [
      // Fields behind the noun.
      ("We want bakers. Looking for Kiln Developers in PHP.", "Kiln Developers in PHP"),
      ("Duties\nWe seek a Kiln Engineer - Backend with patience.", "Kiln Engineer - Backend"),
      ("Duties\nWe seek a Kiln Lead – Oven Engineer\nBakes.", "Kiln Lead – Oven Engineer"),
      ("Duties\nWe seek a \"Kiln Engineer - Oven things\" to fire.", "Kiln Engineer - Oven things"),
      ("Duties\nWe seek a Kiln Engineer - Brick Ovens to fire.", "Kiln Engineer"),
      ("Duties\nWe seek a Kiln Engineer in PHP Ovens.", "Kiln Engineer"),
      ("Duties\nAs a Kiln Engineer Brick Ovens, you will fire.", "Kiln Engineer Brick Ovens"),
      // What stands before it.
      ("Duties\nWe seek a mid-level Kiln Engineer.", "mid-level Kiln Engineer"),
      (
        "Duties\nWe seek a systems and servers administrator for ovens.",
        "systems and servers administrator"
      ),
      ("Duties\nWe seek a warm and kiln engineer.", "kiln engineer"),
      // Two nouns.
      ("Duties\nWe seek a Baker/Associate Baker in Oslo.", "Baker/Associate Baker"),
      // Sentences of other forms.
      (
        "On the lookout for talents that love to bake bread in a warm and calm place as a Baker.",
        "Baker"
      ),
      ("Duties\nA Kiln Engineer at Crumb Ovens will fire.", "Kiln Engineer"),
      ("Duties\nThe Kiln Engineer’s role involves firing.", "Kiln Engineer"),
    ])
  func reach(_ text: String, _ title: String) {
    #expect(Self.title(text) == title)
  }

  @Test(
    "Which of several is the title, and what is none",
    arguments: [
      // A noun that tells nothing of the work.
      ("We are looking for a developer with patience.", nil),
      ("Good programmer who bakes bread.", nil),
      (
        "Duties\nAs a Kiln Engineer in Oslo, you will fire. Seeking engineers since 1900.",
        "Kiln Engineer"
      ),
      (
        "We bake and are looking for a Glaze Kiln Engineer.\nThe ideal Kiln Engineer will:\nFire",
        "Glaze Kiln Engineer"
      ),
      // What is asked for is weaker than what is offered, and no title where several would do.
      (
        "3 years of experience as an oven engineer\n\nBenefits\nAs a Kiln Engineer, you get bread.",
        "Kiln Engineer"
      ),
      ("Skills\nExperience as a Kiln Engineer, Oven Engineer or similar.", nil),
      ("Skills\nExperience as a Kiln Engineer\nExperience as an Oven Engineer", nil),
      (
        "Skills\nExperience as a Kiln Engineer or similar\nYears as a Kiln Engineer",
        "Kiln Engineer"
      ),
      ("Skills\nExperience in a Kiln Engineer role", "Kiln Engineer"),
      // Lines that begin with who is sought.
      ("Kiln Admin role with clay. \(ParseTitleTests.longLine)", "Kiln Admin"),
      ("Kiln and Oven professional who fires. It is warm here.", "Kiln and Oven professional"),
      (
        "Clay Kiln & Brick Oven Firing Engineer with patience.",
        "Clay Kiln & Brick Oven Firing Engineer"
      ),
      ("iOS Engineer. \(ParseTitleTests.longLine)", "iOS Engineer"),
      ("Process Kiln Senior Engineer", "Process Kiln Senior Engineer"),
    ])
  func chosen(_ text: String, _ title: String?) {
    #expect(Self.title(text) == title)
  }

  @Test(
    "Where nothing else tells it",
    arguments: [
      (
        "Duties\nFires kilns.\nHow to apply\nWrite with “Kiln Tester” in the subject line.",
        "Kiln Tester"
      ),
      ("Duties\nFires kilns.\nKiln Engineer\nBakes bread.", "Kiln Engineer"),
      ("Duties\nFires kilns.\nKiln Engineers\nOven Manager\nBakes bread.", nil),
      ("Duties\nFires kilns.\nBenefits\nKiln Engineer\nBread", nil),
      ("Duties\nFires kilns.\nSkills: Clay, Kiln Engineer, Brick", "Kiln Engineer"),
      ("Duties\nFires kilns.\nKey Skills - Kiln Engineer|Clay|Brick", "Kiln Engineer"),
      ("Duties\nFires kilns.\nSkills: Clay, help for a Kiln Engineer, Brick", nil),
      ("Duties\nFires kilns.\nTools: Clay, Kiln Engineer, Brick", nil),
    ])
  func lastResorts(_ text: String, _ title: String?) {
    #expect(Self.title(text) == title)
  }

  @Test("A role deep in a form needs a word of the work")
  func deepLabel() {
    let text = Array(repeating: Self.longLine, count: 7).joined(separator: "\n")
    #expect(Self.title(text + "\nRole : Developer") == nil)
    #expect(Self.title(text + "\nRole : Kiln Developer") == "Kiln Developer")
  }

  @Test(
    "Sentences that name who is sought",
    arguments: [
      ("We are looking for a head baker who loves rye.", "head baker"),
      (
        "Crumb & Co is looking for an experienced, patient and skilled pastry chef to join us.",
        "pastry chef"
      ),
      (
        "We are seeking a self-motivated, technically strong Software Engineer II for mobile work.",
        "Software Engineer"
      ),
      ("This role is for a Release Manager in the north.", "Release Manager"),
      ("As a Release Engineer, you will keep the trains running.", "Release Engineer"),
      ("This Junior Data Analyst will report on tides.", "Junior Data Analyst"),
      ("Join our team as a Flutter Developer.", "Flutter Developer"),
      ("We need a results-driven full-time iOS Developer with taste.", "iOS Developer"),
      ("We are hiring a Full-Stack Developer/Engineer in Lyon.", "Full-Stack Developer/Engineer"),
    ])
  func sentences(_ text: String, _ title: String) {
    #expect(Self.title(text) == title)
  }

  @Test(
    "Where none is stated there is none",
    arguments: [
      "Knowledge of baking.\nAble to collaborate with developers and designers.",
      "About the role\nYou will be part of a happy team that bakes bread.",
      "You will report to the Engineering Manager and work with data scientists every day.",
      "Dev tools\nDev, test and production\nDev/Prod ovens\nIn dev\nVacancy: 2",
    ])
  func noTitle(_ text: String) {
    #expect(Self.title(text) == nil)
  }

  @Test(
    "Other names of a title",
    arguments: [
      ("Software Engineer", "Software Developer"),
      ("Senior Software Engineer", "Software Engineer"),
      ("Sr. Java Developer", "Senior Java Developer"), ("iOS Developer", "iOS Engineer"),
      ("NodeJS Developer", "Node.js Developer"), ("Software Engineer II", "Software Engineer"),
      ("PHP Developers", "PHP Developer"), ("Fullstack Developer", "Full Stack Developer"),
      ("Software Engineer", "SWE"), ("Network Admin", "Network Administrator"),
      ("Senior / DevOps Engineer", "DevOps Engineer"),
      ("(Senior) Software Engineer", "Software Engineer"), ("Sr Java Dev", "Java Developer"),
      ("Senior Kiln Engineer (Glaze)", "Kiln Engineer"),
      ("Software Engineer (iOS Developer)", "iOS Engineer"),
    ])
  func aliases(_ title: String, _ alias: String) {
    let aliases = RoleNaming.aliases(of: title)
    #expect(aliases.contains(alias), "\(aliases)")
    #expect(Set(aliases.map(RoleNaming.key)).count == aliases.count)
    #expect(!aliases.contains(title))
  }

  @Test(
    "The kind of work",
    arguments: [
      ("Senior Software Engineer", "Engineering"), ("Data Engineer", "Data"),
      ("QA Engineer", "Quality"),
      ("DevOps Engineer", "Operations"), ("UX Designer", "Design"), ("Product Manager", "Product"),
      ("Security Analyst", "Security"), ("Pastry Chef", "Hospitality"),
    ])
  func archetypes(_ title: String, _ kind: String) {
    #expect(RoleAliasTable.archetype(of: title) == kind)
  }

  @Test("A title of no known kind has none")
  func noArchetype() {
    #expect(RoleAliasTable.archetype(of: "Lighthouse Keeper") == nil)
  }

  @Test("Bare words without capitals and marks")
  func bareWords() {
    let text =
      "crumb company bake bread five town looking senior database administrator join night team "
      + "responsibility maintain database oven record plan backup tune slow query help developer "
      + "design table document change qualification 3+ year experience oracle bachelor degree good "
      + "communication skill able work night weekend strong troubleshooting skill"
    let parsed = RuleParser.parse(text).parsed
    #expect(parsed.role == "senior database administrator")
    #expect(parsed.experience.min == 3)
    #expect(
      parsed.responsibilityText
        == "maintain database oven record plan backup tune slow query help developer design table "
        + "document change")
  }

  @Test(
    "Where a text of bare words begins with its title",
    arguments: [
      ("overview database administrator ii", "database administrator"),
      ("provide night database administrator dba service", "database administrator"),
      ("crumb seeking patient kind full part-time office administrator", "office administrator"),
      ("bread makes the town better ! 22538 database administrator", "database administrator"),
      ("crumb seeking professional database database administrator", "database administrator"),
      ("crumb looking excellent engineer join", nil),
      (
        "need talented senior database administrator join crumb looking new database administrator "
          + "database administrator", "senior database administrator"
      ),
    ])
  func bareWordsInFront(_ opening: String, _ title: String?) {
    let rest =
      " install maintain sql server monitor backup tune slow query support oven team every night "
      + "write plan document change help baker find recipe in the old table of the house "
      + "qualification year experience night shift knowledge oven temperature good hand clear word able "
      + "carry flour up the stair and down again before the sun comes up over the hill of the town"
    #expect(RuleParser.parse(opening + rest).parsed.role == title)
  }
}
