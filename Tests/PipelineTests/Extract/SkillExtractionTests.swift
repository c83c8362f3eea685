import Testing

@testable import Pipeline

@Suite("The skills of a text")
struct SkillExtractionTests {
  static let library: CatalogLookup = {
    var rest = TestLibrary.skill(5, "REST", aliases: ["REST API", "RESTful", "RESTful services"])
    rest.aliases[0].matchStrategy = SkillAlias.caseSensitive
    var polite = TestLibrary.skill(6, "Politeness")
    polite.isExtractable = false
    var excel = TestLibrary.skill(24, "Excel")
    excel.aliases[0].matchStrategy = SkillAlias.caseSensitive
    var go = TestLibrary.skill(25, "Go")
    go.aliases[0].matchStrategy = SkillAlias.caseSensitive
    var highLevel = TestLibrary.skill(22, "High Level Design")
    highLevel.isExtractable = false
    var frameworks = TestLibrary.skill(
      32, "JavaScript Frameworks", aliases: ["JS frameworks"], nature: "CONCEPT")
    frameworks.isExtractable = false
    return TestLibrary.lookup(
      roles: [],
      skills: [
        TestLibrary.skill(
          1, "Agile", aliases: ["agile methodology", "agile software development"]),
        TestLibrary.skill(2, "Data Structures", aliases: ["data structures and algorithms"]),
        TestLibrary.skill(3, "Algorithms"),
        TestLibrary.skill(4, "Monitoring", aliases: ["monitoring tools"]), rest, polite,
        TestLibrary.skill(7, "Web Development", aliases: ["web"]),
        TestLibrary.skill(8, "Spring Framework", aliases: ["Spring"]),
        TestLibrary.skill(9, "Jenkins"),
        TestLibrary.skill(
          10, "Caching", aliases: ["caching mechanisms", "writing caching", "caching integration"]),
        TestLibrary.skill(11, "HTML", aliases: ["HTML5", "html markup"]),
        TestLibrary.skill(12, "Node.js", aliases: ["NodeJS", "node js", "node"]),
        TestLibrary.skill(13, "WordPress", nature: "PLATFORM"),
        TestLibrary.skill(
          14, "WordPress Development",
          aliases: ["WordPress themes", "WordPress theme development"],
          nature: "PRACTICE"),
        TestLibrary.skill(15, "Oracle Apps", nature: "PLATFORM"),
        TestLibrary.skill(16, "Oracle", nature: "DATABASE"),
        TestLibrary.skill(17, "Routing and Switching", aliases: ["routing", "switching"]),
        TestLibrary.skill(18, "SOAP", aliases: ["SOAP API"]),
        TestLibrary.skill(19, "APIs", aliases: ["API", "API integration"]),
        TestLibrary.skill(20, "Angular", aliases: ["Angular 8"]),
        TestLibrary.skill(21, "Level Design"), highLevel,
        TestLibrary.skill(23, "Java", aliases: ["Core Java", "Java SDK", "Java 8"]), excel, go,
        TestLibrary.skill(26, "React"), TestLibrary.skill(27, "Rest Assured"),
        TestLibrary.skill(28, "ELK Stack", aliases: ["ELK"]),
        TestLibrary.skill(
          29, "Microsoft SQL Server", aliases: ["MS SQL", "MS SQL Server"], nature: "DATABASE"),
        TestLibrary.skill(30, "UX", aliases: ["UX design"]),
        TestLibrary.skill(31, "JavaScript", aliases: ["JS"], nature: "LANGUAGE"), frameworks,
        TestLibrary.skill(
          33, "Configuration Management", aliases: ["software configuration management"]),
        TestLibrary.skill(
          34, "Oven Analysis", aliases: ["analysis", "oven analytics"], nature: "PRACTICE"),
        TestLibrary.skill(35, "Scripting"), TestLibrary.skill(36, "Statistics", nature: "DOMAIN"),
      ])
  }()

  static func names(_ text: String) -> [String] {
    let text = JDText(text)
    return SkillExtraction.skills(in: text, reading: RuleParser.parse(text), library: library)
      .map(\.name)
  }

  @Test(
    "Names without the general words around them",
    arguments: [
      ("Knows Agile methodology", ["Agile"]), ("Knows agile software development", ["agile"]),
      ("Knows Web Development", ["Web Development"]), ("Knows Spring Framework", ["Spring"]),
      ("Knows data structures and algorithms", ["data structures", "algorithms"]),
      ("Politeness and REST", ["REST"]), ("the rest of Jenkins", ["Jenkins"]),
      ("Monitoring the ovens", []), ("Monitoring, Jenkins", ["Monitoring", "Jenkins"]),
      ("Learn about data\nStructures", []), ("Knows caching mechanisms", ["caching"]),
      ("Likes writing caching", ["caching"]), ("Caching integration", ["Caching"]),
      ("WordPress themes", ["WordPress"]), ("Oracle Apps", ["Oracle Apps"]),
      ("Routing and switching", ["Routing", "switching"]), ("SOAP API", ["SOAP"]),
      ("REST API", ["REST API"]), ("API integration", ["API integration"]),
      ("Angular 8.x and Jenkins", ["Angular", "Jenkins"]),
      ("Angular 8, Jenkins", ["Angular 8", "Jenkins"]),
      ("Level design", ["Level design"]), ("High level design", []),
      // Words that are part of a name after some words.
      ("Knows ELK stack", ["ELK stack"]), ("MS SQL Server", ["MS SQL Server"]),
      ("RESTful services", ["RESTful services"]), ("UX design", ["UX design"]),
      ("WordPress theme development", ["WordPress theme development"]),
      ("Software configuration management", ["Software configuration management"]),
      // What is made for a language, though it is no skill itself.
      ("JavaScript frameworks", ["JavaScript"]), ("JS frameworks", []),
    ])
  func naming(_ text: String, _ names: [String]) {
    #expect(Self.names(text) == names)
  }

  @Test(
    "A skill stands under each name that is not the same one written otherwise",
    arguments: [
      ("HTML, HTML5 and html", ["HTML", "HTML5"]), ("HTML and html markup", ["HTML"]),
      ("Node.js, NodeJS, node JS, node", ["Node.js"]),
      // A part of the named thing is another name, and so is a version.
      ("Java, Core Java, Java 8, Java", ["Java", "Core Java", "Java 8"]),
      ("Java SDK and Java, java", ["Java SDK", "Java"]),
      // Names that have each a word of their own are two.
      ("Oven analysis, oven analytics", ["Oven analysis", "oven analytics"]),
      // The short name of a product counts after its full one.
      ("MS SQL Server, MS SQL", ["MS SQL Server", "MS SQL"]),
      ("MS SQL, MS SQL Server", ["MS SQL"]), ("Oven analysis, analysis", ["Oven analysis"]),
    ])
  func otherNames(_ text: String, _ names: [String]) {
    #expect(Self.names(text) == names)
  }

  @Test(
    "A name in -ing in a duty is what is done there, unless it is asked for or listed",
    arguments: [
      ("Responsible for monitoring and repairs of ovens.", []),
      ("Apply your knowledge of monitoring in repairs.", ["monitoring"]),
      ("Use monitoring, Jenkins and ovens.", ["monitoring", "Jenkins"]),
      ("Use Jenkins and monitoring in ovens.", ["Jenkins", "monitoring"]),
      ("Responsible for scripting of ovens.", ["scripting"]),
    ])
  func done(_ duty: String, _ names: [String]) {
    #expect(Self.names("Responsibilities\n- Bake bread every day\n- \(duty)\n") == names)
  }

  /// The names of a text that are primary.
  private static func primary(_ text: String) -> [String] {
    let text = JDText(text)
    return SkillExtraction.skills(in: text, reading: RuleParser.parse(text), library: library)
      .filter(\.isPrimary).map(\.name)
  }

  @Test(
    "What a sentence says of a name counts for more than the heading above it",
    arguments: [
      ("Jenkins is a plus", []), ("Jenkins (nice to have)", []), ("Jenkins preferred", []),
      ("Knowledge of Jenkins is an advantage", []), ("Jenkins is optional", []),
      ("Preferably Jenkins", []), ("Bonus points for Jenkins", []),
      ("Bonus if you know Jenkins", []),
      ("Nice-to-have: Jenkins", []), ("Good to have knowledge of Jenkins", []),
      ("Experience with Jenkins - big advantage", []), ("Ideally you know Jenkins", []),
      ("We prefer Jenkins", []), ("Preference will be given to users of Jenkins", []),
      ("Jenkins would be an added plus.", []), ("Jenkins, Angular and HTML are a plus", []),
      // Within its clause.
      ("Knows Angular, preferably Jenkins", ["Angular"]),
      ("Angular required, Jenkins preferred", ["Angular"]),
      ("Angular is required and Jenkins is a plus", ["Angular"]),
      ("Must know Angular, Jenkins preferred", ["Angular"]),
      ("Strong Angular skills, Jenkins a plus", ["Angular"]),
      ("Good in Angular, knowledge of Jenkins is a plus", ["Angular"]),
      ("Angular; Jenkins is a plus", ["Angular"]), ("Angular. Jenkins is a plus.", ["Angular"]),
      ("Jenkins is a plus, but Angular is used daily", ["Angular"]),
      ("Angular, Jenkins (optional), HTML", ["Angular", "HTML"]),
      ("Angular tools (preferably Jenkins)", ["Angular"]),
      ("Angular (Jenkins preferred), HTML", ["Angular", "HTML"]),
      ("Angular (must), HTML and Jenkins are a plus", ["Angular"]),
      // Words that are no such cue.
      ("5 plus years of Jenkins", ["Jenkins"]), ("Take advantage of Jenkins", ["Jenkins"]),
      ("Jenkins for the desired oven", ["Jenkins"]), ("Strong Jenkins skills", ["Jenkins"]),
      ("Jenkins as required", ["Jenkins"]), ("Plus strong Jenkins skills", ["Jenkins"]),
    ])
  func emphasis(_ line: String, _ names: [String]) {
    #expect(Self.primary("Baker\n\nRequirements\n- Patience\n- \(line)\n") == names)
  }

  @Test("What is primary elsewhere stays so")
  func primaryElsewhere() {
    #expect(Self.primary("Angular Developer\n\nSkills\n- Angular is a plus\n") == ["Angular"])
    #expect(
      Self.primary("Baker\n\nSkills\n- Jenkins is a plus\n- Jenkins, daily\n") == ["Jenkins"])
  }

  @Test(
    "Headings for what would be nice to have",
    arguments: [
      "Optional:", "Desired skills", "Ideally you also have", "Ideally you also have:",
      "Extra credit", "Nice-to-have", "Added advantages:",
    ])
  func niceHeadings(_ heading: String) {
    #expect(
      Self.primary("Baker\n\nRequirements\n- Angular\n\n\(heading)\n- Jenkins\n") == ["Angular"])
  }

  @Test("\"Desired candidate profile\" is the heading of what is required")
  func desiredProfile() {
    #expect(Self.primary("Baker\n\nDesired candidate profile\n- Jenkins\n") == ["Jenkins"])
  }

  @Test(
    "A sentence of prose may require a name",
    arguments: [
      ("You must know Angular and Jenkins.", ["Angular", "Jenkins"]),
      ("Jenkins is a must here.", ["Jenkins"]), ("Knowledge of Jenkins is mandatory.", ["Jenkins"]),
      ("You are required to know Jenkins.", ["Jenkins"]), ("We like Jenkins.", []),
      ("No knowledge of Jenkins is required.", []), ("You must not know Jenkins.", []),
    ])
  func prose(_ sentence: String, _ names: [String]) {
    #expect(Self.primary("Baker wanted in Oslo. \(sentence) Patience helps.") == names)
  }

  @Test(
    "A name that is also a verb counts where it is no verb",
    arguments: [
      ("Excel in a fast-paced bakery", []), ("Bread. Excel at work", []),
      ("• Go above and beyond", []), ("- Go the extra mile", []), ("1) Go to the market", []),
      ("React quickly to change", []), ("React to incidents", []),
      ("Able to react to incidents", []), ("Rest assured, we bake", []),
      ("Excel, Word", ["Excel"]), ("Excel\nin the bakery", ["Excel"]), ("Excel", ["Excel"]),
      ("Good in Excel at work", ["Excel"]), ("Excel monthly reports", ["Excel"]),
      ("Go developer", ["Go"]), ("Go and Jenkins", ["Go", "Jenkins"]), ("Move to Go", ["Go"]),
      ("React experience", ["React"]), ("React a plus", ["React"]),
      ("use react to bake", ["react"]),
      ("Rest Assured, Jenkins", ["Rest Assured", "Jenkins"]),
    ])
  func verbs(_ text: String, _ names: [String]) {
    #expect(Self.names(text) == names)
  }

  @Test(
    "A letter counts where it is a language",
    arguments: [
      ("Knows a Series C bakery", []), ("Vitamin C and rye", []), ("A. Ovens\nC. Rye bread", []),
      ("Writes C and bakes", ["C"]), ("C, rye, bread", ["C"]), ("Ovens, C. Rye bread", ["C"]),
    ])
  func letters(_ text: String, _ names: [String]) {
    var letter = TestLibrary.skill(1, "C")
    letter.aliases[0].matchStrategy = SkillAlias.caseSensitive
    let library = TestLibrary.lookup(roles: [], skills: [letter])
    let text = JDText(text)
    let skills = SkillExtraction.skills(
      in: text, reading: RuleParser.parse(text), library: library)
    #expect(skills.map(\.name) == names)
  }

  @Test("A name says where it stands")
  func places() throws {
    let source = "Knows Agile methodology"
    let text = JDText(source)
    let skill = try #require(
      SkillExtraction.skills(in: text, reading: RuleParser.parse(text), library: Self.library).first
    )
    let start = try #require(skill.start)
    let end = try #require(skill.end)
    #expect(Array(source.utf8)[start..<end].elementsEqual("Agile".utf8))
  }

  @Test(
    "A name in other capitals than it needs counts where it is listed with another skill",
    arguments: [
      ("Jenkins/rest", ["Jenkins", "rest"]), ("Jenkins or go", ["Jenkins", "go"]),
      ("rest, EXCEL and Jenkins", ["rest", "EXCEL", "Jenkins"]),
      ("Jenkins to rest", ["Jenkins"]), ("Jenkins rest", ["Jenkins"]), ("rest, go", []),
      ("Jenkins.\nGo, rest", ["Jenkins", "Go", "rest"]),
    ])
  func otherCapitals(_ text: String, _ names: [String]) {
    #expect(Self.names(text) == names)
  }

  @Test(
    "What a degree was taken in is no skill there",
    arguments: [
      ("Bachelor's degree in Computer Science, Statistics or Mathematics", []),
      ("Knows Statistics", ["Statistics"]),
      ("Bachelor's degree in Jenkins, Angular, HTML or Physics", ["Jenkins", "Angular", "HTML"]),
    ])
  func subjects(_ line: String, _ names: [String]) {
    #expect(Self.names("Baker\n\nRequirements\n- Patience\n- \(line)\n") == names)
  }

  @Test("A passage about the employer counts where it names many products")
  func technicalPassage() {
    let ad = { (products: String) in
      "Baker\n\nRequirements\n- Patience\n\nAbout us\nWe bake with \(products).\n"
    }
    #expect(Self.names(ad("Jenkins, Angular, HTML and React")).isEmpty)
    #expect(
      Self.names(ad("Jenkins, Angular, HTML, React and WordPress"))
        == ["Jenkins", "Angular", "HTML", "React", "WordPress"])
  }

  @Test("Without capitals a name that needs them counts beside another skill")
  func bareWords() {
    let filler = String(repeating: "bread and flour ", count: 20)
    #expect(Self.names(filler + "jenkins rest " + filler) == ["jenkins", "REST"])
    #expect(Self.names(filler + "the rest " + filler + "jenkins") == ["jenkins"])
  }
}
