/// Other names of job titles, and the kind of work a title belongs to.
enum RoleAliasTable {
  /// Titles that mean the same, one group a line.
  private static let groupText = """
    software engineer, software developer, SWE, software programmer
    backend developer, backend engineer, back-end developer, back end developer
    server-side developer
    frontend developer, frontend engineer, front-end developer, front end developer, UI developer
    full stack developer, full stack engineer, full-stack developer, fullstack developer
    full stack web developer, full stack developer
    web developer, web engineer, web programmer
    java developer, java engineer, java programmer, java backend developer
    python developer, python engineer, python programmer
    php developer, PHP programmer, PHP engineer, PHP web developer
    node.js developer, NodeJS developer, Node JS developer, node.js engineer
    node.js backend developer
    react developer, React.js developer, ReactJS developer, React JS developer, react engineer
    react native developer, React Native engineer
    angular developer, AngularJS developer, Angular JS developer, angular engineer
    vue developer, Vue.js developer, VueJS developer
    javascript developer, JavaScript engineer, JS developer
    typescript developer, TypeScript engineer
    django developer, Python Django developer, Django engineer
    laravel developer, Laravel PHP developer
    wordpress developer, WordPress PHP developer, WordPress engineer
    magento developer, Magento engineer
    drupal developer, Drupal engineer
    .net developer, dot net developer, dotnet developer, .NET engineer, ASP.NET developer
    c++ developer, C++ engineer, C++ programmer
    go developer, golang developer, Go engineer, Golang engineer
    ruby on rails developer, RoR developer, Rails developer, Ruby developer
    scala developer, Scala engineer
    kotlin developer, Kotlin engineer
    ios developer, iOS engineer, iPhone developer, iOS app developer, iOS mobile developer
    android developer, Android engineer, Android app developer
    mobile developer, mobile engineer, mobile app developer, mobile application developer
    flutter developer, Flutter engineer, Flutter mobile developer, Flutter app developer
    game developer, game programmer, games developer
    unity developer, Unity3D developer
    blockchain developer, blockchain engineer
    embedded engineer, embedded software engineer, firmware engineer, embedded developer
    devops engineer, DevOps developer, DevOps specialist
    site reliability engineer, SRE, reliability engineer
    platform engineer, infrastructure engineer
    cloud engineer, cloud infrastructure engineer
    cloud architect, cloud solutions architect
    solution architect, solutions architect
    software architect, application architect, technical architect
    data engineer, big data engineer, ETL developer, data pipeline engineer
    data scientist, machine learning scientist, applied scientist
    data analyst, business data analyst, analytics analyst
    machine learning engineer, ML engineer, machine learning developer
    ai engineer, artificial intelligence engineer, AI developer, AI/ML engineer
    mlops engineer, ML ops engineer
    deep learning engineer, deep learning developer
    business intelligence developer, BI developer, BI engineer
    business intelligence analyst, BI analyst
    database administrator, DBA, database admin
    database developer, SQL developer, database engineer
    oracle dba, Oracle database administrator
    sql server dba, SQL Server database administrator, MS SQL DBA
    mysql dba, MySQL database administrator
    network administrator, network admin, LAN administrator
    network engineer, network specialist
    system administrator, systems administrator, sysadmin, system admin
    system engineer, systems engineer
    linux administrator, Linux system administrator, Linux admin
    security engineer, information security engineer, cyber security engineer
    cybersecurity engineer
    security analyst, information security analyst, cyber security analyst
    qa engineer, quality assurance engineer, test engineer, software tester, QA analyst
    software test engineer
    automation test engineer, test automation engineer, automation tester, QA automation engineer
    SDET
    manual tester, manual test engineer
    ui/ux designer, UX designer, UI designer, UX/UI designer, user experience designer
    graphic designer, visual designer
    web designer, website designer
    product manager, PM, digital product manager
    product owner, agile product owner
    project manager, IT project manager
    program manager, programme manager
    scrum master, agile coach
    business analyst, BA, IT business analyst
    technical lead, tech lead, team lead
    engineering manager, software engineering manager
    technical support engineer, support engineer, IT support engineer
    it support specialist, help desk technician, desktop support engineer, service desk analyst
    salesforce developer, SFDC developer
    sap consultant, SAP functional consultant
    sap abap developer, ABAP developer, SAP ABAP consultant
    pega developer, PRPC developer
    technical writer, documentation specialist
    digital marketing executive, digital marketer
    seo specialist, SEO executive, search engine optimization specialist
    content writer, copywriter
    sales executive, sales representative
    hr manager, human resources manager
    hr executive, human resources executive
    recruiter, talent acquisition specialist
    accountant, accounts executive
    registered nurse, staff nurse, RN
    pastry chef, patissier, pastry cook
    chef, cook
    customer support executive, customer service representative, customer support representative
    """

  /// The other names of a title, by the title as a key.
  static let groups: [String: [String]] = {
    var table: [String: [String]] = [:]
    for line in groupText.split(separator: "\n") {
      let names = line.split(separator: ",").map {
        RoleNaming.titleCased(JDWords.trimmed(String($0)))
      }
      for name in names {
        let own = RoleNaming.key(name)
        table[own, default: []].append(contentsOf: names.filter { RoleNaming.key($0) != own })
      }
    }
    return table
  }()

  /// Kinds of work by the words of a title; the first that fits counts.
  private static let archetypes: [(String, Set<String>)] = [
    ("Quality", JDWords.set("qa tester test testing quality sdet testers")),
    ("Security", JDWords.set("security cyber cybersecurity penetration soc infosec hacker")),
    (
      "Data",
      JDWords.set(
        """
        data analytics bi scientist ml machine ai dba database etl statistician nlp sql
        intelligence tableau
        """)
    ),
    ("Design", JDWords.set("designer design ux ui creative graphic animator illustrator artist")),
    (
      "Operations",
      JDWords.set(
        """
        devops sre reliability network system systems infrastructure administrator admin sysadmin
        support
        cloud operations helpdesk desktop linux platform release
        """)
    ),
    ("Product", JDWords.set("product scrum agile")),
    (
      "Engineering",
      JDWords.set(
        """
        engineer engineers developer developers programmer architect software developper coder swe
        backend
        frontend stack mobile android ios programmers architects
        """)
    ),
    ("Management", JDWords.set("manager director head lead vp chief supervisor project program")),
    ("Sales & Marketing", JDWords.set("sales marketing seo account growth brand advertising")),
    ("Finance", JDWords.set("accountant finance financial auditor actuary tax banker accounts")),
    ("Human Resources", JDWords.set("hr recruiter talent recruitment human")),
    (
      "Healthcare",
      JDWords.set("nurse doctor physician therapist pharmacist caregiver dentist medical")
    ),
    (
      "Hospitality",
      JDWords.set("chef cook baker waiter bartender barista housekeeper receptionist")
    ),
    ("Education", JDWords.set("teacher tutor lecturer professor instructor trainer")),
    ("Content", JDWords.set("writer editor copywriter translator journalist content")),
    (
      "Business",
      JDWords.set("analyst consultant business strategist specialist coordinator associate")
    ),
  ]

  /// Word that settles the kind when several fit.
  private static let deciding: [(String, String)] = [
    ("product manager", "Product"), ("product owner", "Product"), ("business analyst", "Business"),
    ("software engineer", "Engineering"), ("ui developer", "Engineering"),
    ("support engineer", "Operations"), ("cloud architect", "Engineering"),
    ("sql developer", "Engineering"), ("platform engineer", "Engineering"),
    ("project manager", "Management"), ("system engineer", "Engineering"),
    ("database developer", "Engineering"), ("software developer", "Engineering"),
  ]

  /// The kind of work of a title, or `nil`.
  static func archetype(of title: String) -> String? {
    let key = RoleNaming.key(title)
    for (phrase, kind) in deciding where " \(key) ".hasSuffix(" \(phrase) ") { return kind }
    let words = Set(RoleNaming.words(key))
    return archetypes.first { !$0.1.isDisjoint(with: words) }?.0
  }
}
