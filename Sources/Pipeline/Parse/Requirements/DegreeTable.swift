/// Degrees and their codes.
enum DegreeTable {
  enum Level: String, Sendable {
    case bachelors = "Bachelor's"
    case masters = "Master's"
    case doctorate = "Doctorate"
    case associate = "Associate's"
    case diploma = "Diploma"
    case school = "High School"
  }

  /// What must stand beside a word for it to mean a degree.
  enum Caution: Sendable {
    case none, capitals, context
    /// Only beside a degree that needs nothing, or before "degree": "BA/BS", not "a BA".
    case beside
    /// Only where the section is about education.
    case section
    /// A degree of no stated level, where no other is named.
    case unnamed
  }

  struct Degree: Sendable {
    var level: Level
    var code: String?
    var caution: Caution = .none
  }

  static let degrees: PhraseTable<Degree> = {
    var phrases: [(String, Degree)] = []
    func add(_ text: String, _ level: Level, _ code: String?, _ caution: Caution = .none) {
      for phrase in JDWords.phrases(text) {
        phrases.append((phrase, Degree(level: level, code: code, caution: caution)))
      }
    }
    add(
      "bachelor's, bachelors, bachelor, baccalaureate, undergraduate degree, bachelor degree",
      .bachelors, nil)
    add(
      """
      university degree, college degree, four year degree, 4 year degree
      four year college degree, 4 year college degree
      """, .bachelors, nil)
    add("degree, any degree", .bachelors, nil, .unnamed)
    add("b.tech, btech, b tech, b. tech, b.tech., b . tech", .bachelors, "BTECH")
    add("b.e, be, b.e., b . e", .bachelors, "BE", .capitals)
    add("bachelor of engineering", .bachelors, "BE")
    add("bachelor of technology", .bachelors, "BTECH")
    add("b.sc, bsc, b sc, b.s.c, b . sc, bachelor of science", .bachelors, "BSC")
    add("b.s, bs, b . s", .bachelors, "BS", .capitals)
    add("bca, b.c.a, b . c . a, bachelor of computer applications", .bachelors, "BCA")
    add("b.com, bcom, b . com, bachelor of commerce", .bachelors, "BCOM")
    add("bba, bachelor of business administration", .bachelors, "BBA")
    add("b.a", .bachelors, "BA", .capitals)
    add("ba", .bachelors, "BA", .beside)
    add("b.ed, bachelor of education", .bachelors, "BED")
    add("b.pharm, b.pharma", .bachelors, "BPHARM")
    add("mbbs", .bachelors, "MBBS")
    add("llb", .bachelors, "LLB")
    add("b.des, bachelor of design", .bachelors, "BDES")
    add("graduate, graduation, graduates", .bachelors, nil, .context)
    add(
      """
      master's, master degree, masters degree, postgraduate, post graduate, post graduation
      advanced degree, advance degree, advanced degrees, advanced university degree
      """, .masters, nil)
    add("masters", .masters, nil, .context)
    add("master", .masters, nil, .context)
    add("m.tech, mtech, m tech, m . tech, master of technology", .masters, "MTECH")
    add("m.e, me, m . e", .masters, "ME", .capitals)
    add("master of engineering", .masters, "ME")
    add("m.sc, msc, m . sc, master of science", .masters, "MSC")
    add("m.s, ms, m . s", .masters, "MS", .capitals)
    add("mca, m.c.a, m . c . a, master of computer applications", .masters, "MCA")
    add("mba, m.b.a, master of business administration, pgdm", .masters, "MBA")
    add("m.com, mcom, m . com", .masters, "MCOM")
    add("ph.d, ph . d, phd, doctorate, doctoral degree, doctoral", .doctorate, "PHD")
    add(
      """
      associate degree, associates degree, associate's degree, two year degree, 2 year degree
      """, .associate, nil)
    add("diploma", .diploma, "DIPLOMA")
    add(
      """
      high school, high school diploma, high school degree, higher secondary, senior secondary
      secondary school, secondary school diploma, secondary education, secondary certificate
      secondary school certificate, secondary level, ged, 12th pass, 10th pass, matriculation
      """, .school, nil)
    add("secondary", .school, nil, .section)
    return PhraseTable(phrases)
  }()

  /// The order of codes that stand together.
  static let codeOrder: [String: Int] = Dictionary(
    uniqueKeysWithValues: [
      "BTECH", "BE", "BSC", "BS", "BCA", "BCOM", "BBA", "BA", "MTECH", "ME", "MSC", "MS", "MCA",
      "MCOM",
      "MBA",
    ].enumerated().map { ($1, $0) })

  /// Words after "MS" and the like that make it the name of a product.
  static let products = JDWords.set(
    """
    office office365 o365 365 sql excel word access project projects dynamics windows teams azure
    visio powerpoint outlook exchange sharepoint server servers visual build onenote onedrive intune
    edge bi power crm suite tool tools iis tfs devops active entra defender sccm dos paint .net
    asp.net
    """)

  /// What follows the first letters of a degree after a full stop: "B. Tech", "Ph. D".
  static let spacedEndings: [String: Set<String>] = [
    "b": JDWords.set("tech e sc com s a c"), "m": JDWords.set("tech e sc com s c"), "ph": ["d"],
  ]

  /// Degrees that may end in a full stop which ends no sentence.
  static let dotted = JDWords.set(
    "ph.d b.s m.s b.a m.a b.tech m.tech m.b.a m.c.a b.c.a b.com m.com")

  /// Subjects before "degree": "a Computer Science degree".
  static let subjectsBeforeDegree = engineeringWords.subtracting(["it", "software"]).union(
    JDWords.set(
      """
      science sciences stem mathematics maths math statistics physics economics finance accounting
      business commerce law nursing arts humanities psychology design education management marketing
      chemistry biology english
      """))

  /// What else tells that "degree" is one of a school: "a relevant degree".
  static let wordsBeforeDegree = JDWords.set(
    "technical relevant related quantitative numerate scientific honours honors university college")

  /// What tells the same after "degree": "degree required".
  static let wordsAfterDegree = JDWords.set(
    "required preferred desirable essential desired level qualified educated")

  /// Words that end the name of a subject.
  static let subjectStops = JDWords.set(
    """
    subject subjects with from is required preferred must should at who having plus preferably
    degree desired
    experience minimum years for by will to field discipline disciplines fields stream
    technical-field specialization specialisation
    bachelor's bachelors master's masters btech b.tech mca bca mba phd we you using can are
    candidates
    """)

  private static let engineeringWords = JDWords.set(
    """
    engineering computer computers cs it software electronics electrical mechanical technology
    computing information civil communication telecommunication cse ece
    """)

  /// Whether a subject is one of engineering schools.
  static func isEngineering(_ subject: String) -> Bool {
    subject.lowercased().split(separator: " ").contains { engineeringWords.contains(String($0)) }
  }

  /// The word with a capital first letter; capitals and other letters stay.
  static func titleCased(_ word: String) -> String {
    guard let first = word.unicodeScalars.first, first.value >= 0x61, first.value <= 0x7A else {
      return word
    }
    return String(Character(first)).uppercased() + String(word.unicodeScalars.dropFirst())
  }
}
