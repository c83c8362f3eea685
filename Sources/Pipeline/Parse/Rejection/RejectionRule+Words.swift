/// The words that speak for a job description, and for texts of other kinds.
extension RejectionRule {
  /// How often words of several kinds occur, each word counted up to three times.
  struct Counts {
    var job = 0
    var loose = 0
    var kitchen = 0
    var person = 0
    var resume = 0
    var filler = 0

    private static let jobWords = JDWords.set(
      """
      candidate candidates applicant applicants salary vacancy vacancies hiring job jobs
      responsibilities responsibility duties requirements requirement qualifications qualification
      skills skill responsible full-time bachelor's proficient employer ctc fresher freshers
      proficiency employment career shift joiner joiners
      """)
    private static let looseWords = JDWords.set(
      """
      role position experience knowledge degree preferred required ability team recruit opportunity
      apply resume looking work seeking understanding join must developer developers engineer
      administrator opening trained years
      """)
    private static let kitchenWords = JDWords.set(
      """
      tablespoon tablespoons teaspoon teaspoons tbsp tsp cup cups preheat oven simmer stir whisk
      chopped diced garlic onion butter flour sugar salt pepper boil bake minutes dough saucepan
      ingredients grams serve servings knead grease batter drizzle
      """)
    private static let personWords = JDWords.set("i my me i'm i've myself mine")
    private static let resumeWords = JDWords.set(
      """
      curriculum vitae résumé objective references hobbies present gpa cgpa linkedin father's
      nationality marital declaration hereby achievements extracurricular internship graduated
      """)
    private static let fillerWords = JDWords.set(
      """
      lorem ipsum dolor amet consectetur adipiscing elit eiusmod tempor incididunt labore dolore
      aliqua veniam nostrud exercitation ullamco laboris commodo consequat
      """)

    private enum Kind { case job, loose, kitchen, person, resume, filler }

    /// The kinds that each word of any kind is of.
    private static let kinds: [String: [Kind]] = {
      var kinds: [String: [Kind]] = [:]
      let lists: [(Kind, Set<String>)] = [
        (.job, jobWords), (.loose, looseWords), (.kitchen, kitchenWords),
        (.person, personWords), (.resume, resumeWords), (.filler, fillerWords),
      ]
      for (kind, words) in lists { for word in words { kinds[word, default: []].append(kind) } }
      return kinds
    }()

    init(_ words: [String]) {
      var seen: [String: Int] = [:]
      for word in words {
        guard let kinds = Self.kinds[word] else { continue }
        seen[word, default: 0] += 1
        guard seen[word, default: 0] <= 3 else { continue }
        for kind in kinds { count(kind) }
      }
    }

    private mutating func count(_ kind: Kind) {
      switch kind {
      case .job: job += 1
      case .loose: loose += 1
      case .kitchen: kitchen += 1
      case .person: person += 1
      case .resume: resume += 1
      case .filler: filler += 1
      }
    }
  }
}
