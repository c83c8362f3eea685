/// Natures of work that make software, data and models.
extension NatureOfWorkTable {
  static let softwareEntries: [Entry] = [
    Entry(
      label: "Model and AI development",
      summary: "Trains, evaluates and puts into use models that learn from data.",
      inShort: "work on learned models",
      strong: """
        train models, model training, machine learning, deep learning, neural network, fine tune
        large language model, llm, feature engineering, computer vision, natural language processing
        generative ai, prompt engineering, retrieval augmented generation, model inference
        recommender system, recommendation system, reinforcement learning, hyperparameter, ai model
        ml model, predictive model, language model
        """,
      weak: "model evaluation, ml, ai, nlp, dataset, inference, vector embedding, algorithm"),
    Entry(
      label: "Data pipelines and platforms",
      summary: "Moves, cleans and models data so that others can rely on it.",
      inShort: "data pipelines",
      strong: """
        data pipeline, etl, elt, data warehouse, data lake, data model
        data ingestion
        batch processing, stream processing, data platform, data quality, data integration
        data migration, dimensional model, data mart, big data
        """,
      weak: "ingest, warehouse, spark, kafka, hadoop, airflow, dbt, schema, snowflake, lakehouse"),
    Entry(
      label: "Analysis and reporting",
      summary: "Turns data into reports, measures and findings that decisions rest on.",
      inShort: "analysis and reports",
      strong: """
        dashboard, data analysis, business intelligence, statistical analysis, ad hoc report, kpi
        data visualisation, data visualization, management report, analyse data, analyze data
        key metrics, data insight, actionable insight, forecast
        """,
      weak: "report, trend, sql query, excel, insight, metric, statistics, power bi, tableau"),
    Entry(
      label: "Security engineering and defence",
      summary: "Finds weaknesses, watches for attacks and keeps systems and data protected.",
      inShort: "security work",
      strong: """
        vulnerability, threat, penetration test, incident response, security control, security audit
        siem, access control, security monitoring, intrusion, malware, security architecture
        security assessment, threat model, security policy, identity and access, secure coding
        software security, security incident, forensic
        """,
      weak: "security, risk, encrypt, firewall, compliance, attack, audit"),
    Entry(
      label: "Build and delivery automation",
      summary: "Automates how software is built, tested, released and run.",
      inShort: "delivery automation",
      strong: """
        ci cd, continuous integration, continuous delivery, continuous deployment
        infrastructure as code, build pipeline, deployment pipeline, release pipeline
        deployment automation, configuration management, release process, release management
        automate deployment
        """,
      weak: "deploy, release, jenkins, terraform, ansible, docker, kubernetes, automate, pipeline"),
    Entry(
      label: "Testing and quality assurance",
      summary: "Plans and runs tests, reports defects and judges whether a release is fit for use.",
      inShort: "testing",
      strong: """
        test case, test plan, test automation, automated test, regression test, quality assurance
        test script, manual test, test strategy, functional test, load test, acceptance test
        performance test, test execution, report defects, log defects, test suite, test data
        test environment, exploratory test
        """,
      weak: "test, tester, qa, defect, selenium, verify, validate"),
    Entry(
      label: "Mobile app development",
      summary: "Builds apps for phones and tablets and brings them to the stores.",
      inShort: "mobile apps",
      strong: """
        mobile app, android app, ios app, app store, play store, mobile application, react native
        flutter, mobile platform, android application, ios application
        """,
      weak: "android, ios, swift, kotlin, mobile"),
    Entry(
      label: "User interfaces for the web",
      summary: "Builds the pages and components that people see and use in a browser.",
      inShort: "web interfaces",
      strong: """
        user interface, front end, frontend, responsive, web page, single page, ui component
        web application, browser, landing page, web site, website, cross browser, web design
        """,
      weak: "html, css, react, angular, vue, javascript, accessibility, ui, theme"),
    Entry(
      label: "Interaction and visual design",
      summary: "Finds out what users need and designs how a product looks and behaves.",
      inShort: "design for users",
      strong: """
        wireframe, user research, usability, design system, mockup, visual design, user flow
        interaction design, persona, user experience, ux design, ui design, user journey
        """,
      weak: "figma, ux, prototype, brand, visual, storyboard, typography"),
    Entry(
      label: "Services and interfaces behind the scenes",
      summary: "Builds the services, interfaces and data access that applications run on.",
      inShort: "backend services",
      strong: """
        rest api, api development, microservice, backend service, server side, back end, web service
        message queue, scalable service, restful, backend system, api integration, develop api
        distributed system
        """,
      weak: "api, backend, database, endpoint, service, query"),
    Entry(
      label: "Software close to hardware",
      summary: "Writes and proves software that runs on devices and controls hardware.",
      inShort: "software for devices",
      strong: """
        firmware, embedded system, device driver, microcontroller, rtos, hardware interface
        embedded software, circuit, oscilloscope, control loop, robot
        """,
      weak: "sensor, embedded, hardware, board, signal, actuator"),
    Entry(
      label: "Business platforms and processes",
      summary: "Adapts a bought platform to how the business works.",
      inShort: "a business platform",
      strong: """
        erp, crm, sap, salesforce, servicenow, workflow configuration, power apps, dynamics 365
        functional specification, business process, process automation, oracle apps, sharepoint
        """,
      weak: "workflow, module, customisation, customization, configuration, form"),
    Entry(
      label: "Architecture and technical direction",
      summary: "Decides how systems are divided, connected and developed further.",
      inShort: "architecture",
      strong: """
        solution architecture, reference architecture, system architecture, technical design
        high level design, architecture decision, technology roadmap, design document
        technical direction, architectural, software architecture, enterprise architecture
        target architecture, technical strategy, design pattern
        """,
      weak: "architecture, architect, blueprint, standard, trade off"),
    Entry(
      label: "Feature development",
      summary: "Designs, writes, integrates and maintains software code.",
      inShort: "writing software",
      strong: """
        develop software, software development, write code, new feature, develop feature
        implement feature, develop application, build application, clean code, code review
        object oriented, source code, software application, integrate code, software product
        software engineering, application development, reusable code, unit test
        """,
      weak: "develop, code, implement, program, integrate, software, feature, debug, application"),
  ]
}
