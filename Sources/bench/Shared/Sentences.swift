import Foundation

/// Sentences from a file.
enum SentenceFile {
  /// The strings of a JSON array, or the lines that are not empty.
  static func read(_ path: String) throws -> [String] {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw BenchError.missingInput("cannot read \(path); give a file with a sentence a line")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw BenchError.badData("\(path) is no UTF-8 text")
    }
    let sentences: [String]
    if text.drop(while: \.isWhitespace).first == "[" {
      do {
        sentences = try JSONDecoder().decode([String].self, from: data)
      } catch {
        throw BenchError.badData("\(path) is no JSON array of strings")
      }
    } else {
      sentences = text.split(whereSeparator: \.isNewline).map(String.init)
    }
    guard !sentences.isEmpty else {
      throw BenchError.badData("\(path) has no sentence; give one a line or a JSON array")
    }
    return sentences
  }
}

/// What JDs say, for a benchmark without input: 40 sentences of 4 to about 60 tokens.
enum SampleSentences {
  static let all = [
    "Write clean, tested code.",
    "Own the release train.",
    "Build dashboards for the sales team.",
    "Operate Kubernetes clusters in three regions.",
    "Design REST APIs and keep them compatible.",
    "Tune slow queries in PostgreSQL and plan its upgrades.",
    "Mentor two junior engineers and review their changes.",
    "Automate the tests of our checkout with Playwright.",
    "Train ranking models and watch them for drift in production.",
    "Talk to customers every week and write down what they need.",
    "Move nightly batch jobs to streams with Kafka and Flink.",
    "Write Terraform modules that other teams can use without asking.",
    "Find out why the app starts slowly on old phones and repair it.",
    "Keep the data catalogue complete, its lineage right and its owners known.",
    "Run threat modelling sessions and turn what they find into planned work.",
    "Port the firmware to a new microcontroller and measure its power draw.",
    "Develop user interfaces in React and TypeScript that work with a keyboard alone.",
    "Take part in the on-call rotation, about one week in six, with time off in return.",
    "Plan capacity for the peak season and show in load tests that the plan holds.",
    "Write the integration between the warehouse system and SAP, including its error handling.",
    "Split the monolith along its domains, one service at a time, without stopping feature work.",
    "Review infrastructure changes for cost and security before they are merged and applied.",
    "Explain the results of experiments to product managers, with their uncertainty, in plain words.",
    "Build the design system together with designers: tokens, components, documentation and examples.",
    "Set up monitoring with Prometheus and Grafana, define objectives with the teams, and cut alerts "
      + "that nobody acts on.",
    "Lead the migration of 400 virtual machines to the cloud, including networks, identities, backups "
      + "and the runbooks that go with them.",
    "Develop Android features in Kotlin from the first sketch to the staged roll-out, and follow "
      + "crash rates and reviews afterwards.",
    "You will be the contact for security questions of five product teams, help them fix findings, "
      + "and teach them to find the next ones themselves.",
    "Evaluate retrieval and generation with large language models on our own documents, build the "
      + "test sets for it, and decide with legal and product what may go live.",
    "Work with finance and operations to model orders, invoices and returns in the warehouse, so that "
      + "every report in the company is computed from the same definitions.",
    "Administer Windows and Linux servers.",
    "Configure switches, firewalls and VPNs.",
    "Develop Salesforce flows and Apex triggers.",
    "Write shaders and optimise draw calls in Unity.",
    "Support colleagues by chat and phone; escalate what you cannot solve.",
    "Maintain CI/CD pipelines in GitLab and shorten their run time.",
    "Test web, mobile and API targets for weaknesses and report them clearly.",
    "Write user stories, order the backlog and accept finished work.",
    "Develop low-latency trading components in modern C++ on Linux.",
    "Audit smart contracts in Solidity and write the tests that prove each finding.",
  ]
}
