/// Kinds of texts that speak of work as job descriptions do, and the words that tell them.
enum OtherTextTable {
  enum Kind: Hashable, Sendable {
    case policy, documentation, message, encyclopaedia, news

    /// Why such a text is rejected, as the end of a sentence.
    var reason: String {
      switch self {
      case .policy: "it reads like a policy or terms of use"
      case .documentation: "it reads like the documentation of software"
      case .message: "it reads like a message about an application"
      case .encyclopaedia: "it explains an occupation and offers no job"
      case .news: "it reads like news"
      }
    }
  }

  struct Mark: Hashable, Sendable {
    var kind: Kind
    var phrase: String
  }

  /// Phrases that one kind of text has and that next to no job description has.
  static let marks: PhraseTable<Mark> = {
    let lists: [(Kind, String)] = [
      (.policy, policy), (.documentation, documentation), (.message, message),
      (.encyclopaedia, encyclopaedia), (.news, news),
    ]
    return PhraseTable(
      lists.flatMap { kind, text in
        JDWords.phrases(text).map { ($0, Mark(kind: kind, phrase: $0)) }
      })
  }()

  private static let policy = """
    privacy policy, privacy notice, privacy statement, cookie policy, terms of service, terms of use
    terms and conditions, personal data, personal information, data protection officer, gdpr
    third parties, third party services, cookies, we collect, we process, we may collect, your data
    your information, lodge a complaint, supervisory authority, legal basis, legitimate interest
    legitimate interests, retention period, data controller, governed by the laws, governing law
    these terms, limitation of liability, shall not be liable, opt out, your rights, right to access
    your browser, web browser, rectification, erasure, ip address, data subject, data subjects
    unauthorised access, unauthorized access, using our website, use our website, end user license
    without warranty, warranty of any kind, reverse engineer, disciplinary action
    """

  private static let documentation = """
    pip install, npm install, npm test, npm run, npm start, yarn install, yarn add, git clone
    docker compose up, docker run, docker pull, brew install, apt install, cargo install
    cargo build, cargo add, go get, go install, gem install, bundle install, composer require
    poetry install, conda install, mvn verify, mvn install, mvn spring, gradlew build, kubectl apply
    helm install, clone the repo, clone the repository, pull requests are welcome, open an issue
    licensed under, mit license, apache license, bsd license, gnu general public license
    build status, api reference, getting started, quick start, bug reports, readme, readme.md
    contributing.md, changelog, release notes, breaking changes, mit licensed, prs welcome
    distributed under the, table of contents, this repository, this package, this library
    contributors, report bugs
    """

  private static let message = """
    thank you for your application, thank you for applying, thank you for interviewing
    invite you to an interview, invite you for an interview, invite you to interview
    invited to an interview, your interview, your technical interview, interview confirmation
    interview has been, interview is confirmed, confirm your interview, confirm my interview
    confirm your attendance, regret to inform, moving forward with your application
    move forward with your application, moving forward with other, move forward with other
    other candidates, another candidate, to offer you the position, offer you the position
    offer you the role, pleased to offer you, delighted to offer you, keep your resume, keep your cv
    reschedule, been scheduled, the interview will, interview will take, sign and return
    your application for the, with reference to your application, success in your job search
    appear for an interview, appear for the interview, call letter, calendar invite
    careful consideration, round interview, not been successful, not selected for
    """

  private static let encyclopaedia = """
    is a person who, is a professional who, is someone who, is an individual who
    are professionals who, are people who, is a practitioner, the term, was coined, may refer to
    see also, external links, in most countries, is a profession, is an occupation
    is an interdisciplinary field, wikipedia, is one who, is a specialist who, is a branch of
    is the practice of, is a type of, bureau of labor statistics, occupational outlook, median pay
    median annual wage, job outlook
    """

  private static let news = """
    said on monday, said on tuesday, said on wednesday, said on thursday, said on friday, on monday
    on tuesday, on wednesday, on thursday, on friday, in a statement, told reporters, reuters
    press conference, press release, shares rose, shares fell, shares of, chief executive, percent
    per cent, report said, says report, said in a, last month, last year, last week
    earlier this year, fiscal year, unemployment rate, labour department, labor department, layoffs
    laid off, spokesperson, spokeswoman, spokesman, announced, said, told, plans to hire, to hire
    will hire, analysts expect, according to a report, according to a survey, the previous month
    today announced, announced the appointment of, the appointment of, in her new role
    in his new role
    """

  /// What stands alone on lines of documentation.
  static let documentationLines = Set(
    JDWords.phrases(
      """
      installation, install, usage, license, licence, contributing, contributors, examples, example
      authors, inputs, outputs, changelog, roadmap, credits, acknowledgements, maintainers, features
      table of contents, built with, running locally, quick start, getting started, api reference
      """))

  /// Phrases that offer a job, which a policy and documentation do not.
  static let offers = PhraseTable<Bool>(
    JDWords.phrases(
      """
      this role, your role, this position, we are looking, looking for a, looking for an, we seek
      we are seeking, join our, join us, you hold, you bring
      """
    ).map { ($0, true) })
}
