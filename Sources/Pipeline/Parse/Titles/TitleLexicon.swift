/// The words that job titles are made of.
enum TitleLexicon {
  /// Nouns that a title ends in.
  static let heads = JDWords.set(
    """
    engineer engineers developer developers developper programmer programmers coder architect
    architects administrator administrators admin analyst analysts manager managers designer
    designers scientist scientists consultant consultants specialist specialists lead leader
    intern interns trainee trainees associate associates executive executives officer officers
    director president head tester testers technician technicians coordinator assistant assistants
    researcher researchers expert experts strategist planner producer editor writer copywriter
    accountant accountants auditor bookkeeper cashier clerk receptionist secretary recruiter
    recruiters trainer trainers teacher teachers tutor lecturer professor instructor nurse nurses
    doctor physician surgeon dentist pharmacist therapist physiotherapist caregiver paramedic
    counselor counsellor psychologist chef chefs cook cooks baker barista bartender waiter waitress
    steward housekeeper cleaner janitor driver drivers courier pilot mechanic electrician plumber
    carpenter welder machinist operator operators supervisor supervisors foreman inspector
    surveyor estimator buyer merchandiser salesperson salesman representative representatives agent
    agents advisor adviser broker trader underwriter actuary teller banker economist statistician
    mathematician biologist chemist physicist geologist lawyer attorney paralegal advocate
    journalist reporter photographer videographer animator illustrator artist musician actor
    translator interpreter librarian curator guard policeman firefighter soldier detective
    farmer gardener florist tailor hairdresser beautician stylist model captain evangelist owner
    master professional professionals generalist dba sre sdet swe sde vp cto ceo cfo coo ciso
    partner superintendent practitioner contractor engg ninja guru rockstar wizard hacker
    apprentice scholar fellow handyman nanny laborer labourer packer picker loader custodian
    host hostess attendant dispatcher investigator planners controller comptroller treasurer
    registrar dean optometrist radiographer midwife veterinarian dietitian nutritionist coach
    operative operatives marketer marketers counsel educator educators annotator annotators
    bioinformatician sysadmin webmaster telecaller telecallers
    biostatistician epidemiologist microbiologist toxicologist geneticist virologist immunologist
    ecologist zoologist botanist meteorologist hydrologist geophysicist geographer cartographer
    astronomer archaeologist anthropologist sociologist criminologist historian linguist archivist
    solicitor barrister notary proofreader screenwriter choreographer dancer singer concierge porter
    phlebotomist sonographer hygienist optician podiatrist chiropractor osteopath audiologist
    orthodontist cardiologist dermatologist radiologist pathologist psychiatrist neurologist
    oncologist pediatrician paediatrician anesthesiologist anaesthetist anesthetist clinician
    caretaker childminder babysitter lifeguard chaplain pastor butcher confectioner sommelier
    fishmonger roofer bricklayer plasterer glazier tiler scaffolder stonemason upholsterer
    cabinetmaker blacksmith locksmith goldsmith watchmaker toolmaker fitter deckhand groundskeeper
    arborist forester draftsman draughtsman drafter appraiser assessor adjuster examiner
    entwickler entwicklerin
    """)

  /// Words that are known to stand before the noun.
  static let modifiers = JDWords.set(
    """
    senior sr sr. junior jr jr. lead principal staff chief associate assistant entry mid level
    full stack fullstack
    full-stack front back end frontend backend java python php ruby rail rails javascript js node.js
    node angular react .net c# c++ golang go scala kotlin database data sql oracle mysql mongodb
    postgresql server db db2 sap sybase network system systems linux unix window windows web
    software application app
    mobile ios android machine learning devops cloud security information technology it qa test
    automation quality assurance business intelligence office administrative project program product
    ui ux technical support stock plan scada research contract department hr human resource payroll
    benefit facility field site sales marketing account clinical grant sharepoint salesforce
    infrastructure enterprise solution solutions big etl hadoop teradata warehouse analytics
    wordpress django
    flutter user experience design interactive mean mern drupal magento clerical compliance client
    service
    storage operation operations desktop help desk customer school academic dental medical nurse
    construction leasing property apartment community city deputy executive equity trade trading
    """)

  /// Parts of a company that stand behind a comma in its titles: "Manager, Finance".
  static let departments = JDWords.set(
    """
    engineering finance product legal growth people talent accounting procurement logistics
    communications partnerships risk audit tax treasury strategy manufacturing editorial ecommerce
    science innovation programs
    """)

  /// Whether a word says what the work is about, in the singular or the plural.
  static func isModifier(_ word: String) -> Bool {
    !noise.contains(word) && !seniority.contains(word)
      && (modifiers.contains(word)
        || word.hasSuffix("s") && modifiers.contains(String(word.dropLast())))
  }

  /// Whether "in" before a token leads to a field of work ("in Backend", "in test"), not to a place
  /// or a trade.
  static func isField(at index: Int, in document: JDDocument) -> Bool {
    let key = document.key(index)
    return key == "test" || modifiers.contains(key) && document.tokens[index].isCapitalized
  }

  /// Whether a token is written as a name is.
  static func isNamed(_ token: JDToken) -> Bool {
    token.isCapitalized || token.key == "ios" || token.key == "iphone"
  }

  /// Nouns that say nothing of the work by themselves.
  private static let unspecific = JDWords.set(
    "engineer engineers developer developers programmer programmers")

  /// Whether a title is no more than "a developer", or than a plural that names nobody.
  static func isUnspecific(_ title: Range<Int>, in document: JDDocument) -> Bool {
    guard title.count == 1, let index = title.first, !document.tokens[index].isCapitalized else {
      return false
    }
    let key = document.key(index)
    return unspecific.contains(key) || key.hasSuffix("s") && heads.contains(String(key.dropLast()))
  }

  /// Levels that may follow the noun.
  static let levels = JDWords.set("i ii iii iv v 1 2 3 4 5 l1 l2 l3 l4")

  /// Those of them that an employer counts its steps by.
  static let steps = JDWords.set("i ii iii iv v 1 2 3 4 5")

  /// Level words in front of a title.
  static let seniority = JDWords.set(
    """
    senior sr junior jr lead principal staff associate trainee intern mid mid-level entry-level
    chief
    """)

  /// Words before a title that praise the person or belong to the sentence.
  static let noise = JDWords.set(
    """
    a an the our your my this that one two three four five some any several multiple many few more
    talented innovative experienced experience motivated self passionate highly skilled dynamic
    strong hands creative energetic enthusiastic dedicated driven proactive ambitious bright smart
    brilliant awesome exceptional exceptionally excellent great good best top rockstar ideal
    qualified competent committed hardworking hard-working hard working reliable result results
    oriented proficient expert-level seasoned technically detail new urgent urgently immediate
    immediately professional-level versatile inquisitive curious self-motivated highly-motivated
    self-driven world-class additional right suitable potential young fresh freelance full-time
    part-time fulltime parttime contract permanent remote onsite on-site experinced motivated
    as for of to in with by and or is are be who that which hire hiring seeking looking need needs
    require requires required want find join recruit recruiting us we at on from into like be become
    being becoming role position job post opening vacancy requirement opportunity candidate person
    someone individual professional title hello hi dear we're currently actively now also searching
    search opportunities positions candidates openings work working years year yrs over least
    minimum proven solid knowledgeable well capable level collaborative outstanding agile
    fast-paced accomplished gifted visionary inspired inspiring has have having will time-time
    successful valued valuable female male day night shift paid unpaid fresher freshers incredible
    specialized specialised sound starter directed must talent multi various lots jd invite folks
    expert experts pure exciting excited truly really passionate strong-minded nice knowledgable
    genuine certified
    """)

  /// Compounds of the same kind: "full-time".
  private static let noiseCompounds = JDWords.set(
    """
    full-time part-time world-class top-notch hands-on rock-star long-term short-term
    fast-paced high-performing high-energy hard-core
    """)

  /// Whether such a compound, of three tokens, begins at a token.
  static func isNoiseCompound(at index: Int, in document: JDDocument) -> Bool {
    document.key(index + 1) == "-"
      && noiseCompounds.contains("\(document.key(index))-\(document.key(index + 2))")
  }

  /// The end of a title with "in test" behind its noun: "engineer in test".
  static func specialityEnd(after end: Int, limit: Int, in document: JDDocument) -> Int {
    end + 1 < limit && document.key(end) == "in" && document.key(end + 1) == "test" ? end + 2 : end
  }

  /// Nouns that make a title only beside other title words.
  static let generalHeads = JDWords.set(
    """
    expert experts leader leaders head owner professional professionals partner master model host
    associate associates lead specialist specialists officer agent agents scholar fellow advocate
    manager managers representative representatives executive executives ninja guru rockstar
    assistant
    assistants president admin consultants attendant consultant director researcher researchers
    operator operators captain planner producer wizard coder hacker actor guard advisor adviser
    buyer dev coach operative operatives counsel
    """)

  /// Words that end a title on a title line.
  static let lineStops = JDWords.set(
    """
    with who at required needed wanted having that must should will is are we you from please apply
    can urgently immediately job jobs opening openings position positions vacancy vacancies role
    duties responsibilities jd around graduate min minimum fresher freshers opportunity expertise
    whose which candidates candidate needs need requirements qualifications skills
    """)

  /// Words that open a line which is no title, although it may end in a title noun.
  static let sentenceOpeners = JDWords.set(
    """
    we you our your if this these those it he she they there here please dear hi hello join become
    experience experienced knowledge must should ability strong good excellent proven work working
    responsible reports reporting report are is do does can will who what why how when where
    minimum bachelor's collaborate develop design build create manage assist support ensure
    understanding proficient familiarity familiar hands knowledgeable able interact coordinate
    certified act as be with for by from at to and or in on of about company client interested
    """)
}
