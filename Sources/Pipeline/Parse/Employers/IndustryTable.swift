/// Industries, their other names, and the words that tell them.
enum IndustryTable {
  struct Entry: Sendable {
    var name: String
    var aliases: [String]
    var cues: String
  }

  static let entries: [Entry] = [
    Entry(
      name: "Financial Services", aliases: ["FinTech", "Payments", "Banking"],
      cues: """
        bank, banks, banking, fintech, payments, payment products, financial services, credit card
        cardmember
        lending, loans, mortgage, insurance, insurer, wealth management, investment, trading
        stock exchange
        hedge fund, capital markets, brokerage, asset management, asset manager, private equity
        loan, lenders
        """),
    Entry(
      name: "IT Services & Consulting", aliases: ["ITES", "BPO", "Tech Consulting"],
      cues: """
        it services, it consulting, software services, consulting company, technology consulting
        digital transformation
        software development company, it company, web development company, it solutions, outsourcing
        professional services company, technology services, software company, web design company
        software solutions
        it products and services, mobile app development company, software consulting, staffing
        system integrator
        web solutions, app development company, it service provider, technology solutions
        digital agency
        """),
    Entry(
      name: "Healthcare", aliases: ["HealthTech", "Hospitals", "Pharma"],
      cues: """
        healthcare, health care, hospital, hospitals, patient, patients, clinic, clinical
        pharmaceutical, pharma
        medical devices, life sciences, biotech, telemedicine, healthtech, nursing home, health tech
        """),
    Entry(
      name: "E-commerce & Retail", aliases: ["Retail", "Online Marketplace", "Consumer Goods"],
      cues: """
        e-commerce company, ecommerce company, online marketplace, retailer, retail company
        retail stores, online shopping
        supermarket, marketplace platform, fashion brand, retail chain, e commerce platform
        grocery, consumer goods
        online retailer, ecommerce platform, luxury
        """),
    Entry(
      name: "Education", aliases: ["EdTech", "E-Learning"],
      cues: """
        edtech, e-learning, elearning, online education, students, schools, education company
        university
        learning platform, test preparation, tutoring, education technology, coaching institute
        """),
    Entry(
      name: "Media & Entertainment", aliases: ["Broadcasting", "Streaming", "Publishing"],
      cues: """
        media company, entertainment, streaming, broadcaster, publishing, news, film
        music streaming, television
        advertising, ott, digital media, sports media, publisher, adtech
        """),
    Entry(
      name: "Telecommunications", aliases: ["Telecom", "Networking"],
      cues: """
        telecom, telecommunications, mobile operator, broadband, 5g network, network operator
        telco, service provider networking
        communications service providers, wireless carrier, communications and media
        """),
    Entry(
      name: "Automotive", aliases: ["Mobility", "Vehicles"],
      cues: """
        automotive, automobile, car maker, vehicles, electric vehicles, autonomous driving, oem
        mobility solutions
        connected cars, ride hailing
        """),
    Entry(
      name: "Travel & Hospitality", aliases: ["Tourism", "Hotels", "Airlines"],
      cues: """
        travel company, hotel, hotels, airline, airlines, tourism, hospitality, online travel
        restaurant, restaurants
        bakery, catering, resort, travel technology, food service
        """),
    Entry(
      name: "Gaming", aliases: ["Video Games", "Esports"],
      cues:
        """
        gaming company, video games, game studio, mobile games, esports, gaming platform
        games company, online games
        """
    ),
    Entry(
      name: "Manufacturing", aliases: ["Industrial", "Engineering Goods"],
      cues: """
        manufacturer, manufacturing company, factory, industrial automation, steel
        production plant, chemicals
        manufacturing plant, industrial equipment, semiconductor, semiconductors
        """),
    Entry(
      name: "Logistics & Supply Chain", aliases: ["Transportation", "Shipping"],
      cues: """
        logistics, supply chain, freight, shipping company, last mile, delivery company
        warehouse operator, trucking
        transportation company, courier company
        """),
    Entry(
      name: "Energy & Utilities", aliases: ["Oil & Gas", "Renewables"],
      cues: """
        oil and gas, renewable energy, solar, utilities company, electric utility
        power generation, energy company
        pipeline operator, wind energy, energy sector
        """),
    Entry(
      name: "Real Estate", aliases: ["PropTech", "Construction"],
      cues:
        """
        real estate, property developer, proptech, construction company, facilities management
        housing
        """
    ),
    Entry(
      name: "Government & Public Sector", aliases: ["Defence", "Public Services"],
      cues: """
        government agency, public sector, department of defense, federal government, state agency
        city council
        military, security clearance, defence, public service
        """),
    Entry(
      name: "Human Resources & Staffing", aliases: ["Recruitment", "HR Tech"],
      cues:
        """
        recruitment agency, staffing firm, recruitment firm, staffing company, hr tech
        executive search
        """
    ),
    Entry(
      name: "Technology Products", aliases: ["SaaS", "Software Products"],
      cues: """
        saas, saas company, product company, software product company, cloud platform provider
        enterprise software
        b2b software, saas platform, cybersecurity company, security company, saas product
        """),
    Entry(
      name: "Agriculture", aliases: ["AgriTech", "Food Production"],
      cues: "agriculture, agritech, farmers, dairy, farming"),
    Entry(
      name: "Non-profit", aliases: ["NGO", "Social Impact"],
      cues: "non-profit, nonprofit, ngo, charity, humanitarian, social impact organisation"),
  ]

  /// Which entries a phrase speaks for.
  static let cues: PhraseTable<Int> = PhraseTable(
    entries.enumerated().flatMap { index, entry in
      JDWords.phrases(entry.cues).map { phrase in
        (phrase.split(separator: "-").joined(separator: " "), index)
      }
    })
}
