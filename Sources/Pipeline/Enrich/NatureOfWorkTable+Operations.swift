/// Natures of work that keep systems running and help the people who use them.
extension NatureOfWorkTable {
  static let operationsEntries: [Entry] = [
    Entry(
      label: "Production support and performance",
      summary: "Finds the causes of faults and slowness in running systems and removes them.",
      inShort: "support of running systems",
      strong: """
        troubleshoot, production issue, production support, root cause, on call, outage
        performance issue, performance tuning, bug fix, fix bugs, fix defects, resolve issues
        service level, incident, production incident, performance optimisation
        performance optimization, reliability issue, system availability, bottleneck
        """,
      weak: "maintain, monitor, diagnose, reliability, support, issue, fix, uptime, alert"),
    Entry(
      label: "Infrastructure and operations",
      summary: "Sets up and runs servers, networks, storage and cloud accounts.",
      inShort: "running infrastructure",
      strong: """
        server administration, system administration, provision, patch, backup, capacity planning
        network infrastructure, storage, virtual machine, disaster recovery, network device, router
        cloud infrastructure, landing zone, data centre, data center, virtualisation, virtualization
        switches, user account, active directory, high availability
        """,
      weak: "server, network, infrastructure, install, configure, linux, windows, upgrade, cloud"),
    Entry(
      label: "Database administration",
      summary: "Keeps databases fast, safe and available.",
      inShort: "looking after databases",
      strong: """
        database administration, database administrator, database server, database performance
        database management, backup and recovery, query optimisation, query optimization
        replication, stored procedure, database design, database system, index tuning
        database security, sql tuning, database environment
        """,
      weak: "dba, sql server, postgresql, mysql, oracle, mongodb, tablespace, partition"),
    Entry(
      label: "Help for users",
      summary: "Answers questions of users and solves their problems with systems and devices.",
      inShort: "help for users",
      strong: """
        help desk, helpdesk, service desk, support ticket, end user, technical support
        desktop support, customer query, user query, user request, remote support
        customer issue, first line support, second line support
        """,
      weak: "ticket, escalate, printer, laptop, desktop, password"),
    Entry(
      label: "Documentation and training",
      summary: "Explains systems and products in writing or in courses.",
      inShort: "documentation and training",
      strong: """
        technical documentation, user guide, user manual, knowledge base, write documentation
        training material, deliver training, tutorial, user documentation, release notes
        technical writing, conduct training, train users
        """,
      weak: "document, documentation, guide, article, manual, workshop"),
    Entry(
      label: "Research and experiments",
      summary: "Investigates open questions and tries out what might work.",
      inShort: "research",
      strong: """
        publish, research paper, hypothesis, literature, patent, scientific, research project
        state of the art, conduct research, conduct experiments, idea generation
        """,
      weak: "research, experiment, explore, novel, study, innovate, investigate"),
  ]
}
