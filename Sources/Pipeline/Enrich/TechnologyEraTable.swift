/// The eras of technologies, by name.
///
/// The era is when a technology was the usual choice for new work, not when it was invented; what
/// is used in every era (Git, Linux, SQL, Agile) has none and tells nothing.
enum TechnologyEraTable {
  static let names: [(TechnologyEra, String)] = [
    (
      .legacy,
      """
      COBOL, JCL, CICS, IMS DB, VSAM, Mainframe, IBM Mainframe, z/OS, AS/400, RPG, RPGLE, PL/I
      Fortran, Pascal, Delphi, FoxPro, Visual FoxPro, Visual Basic, VB6, Visual Basic 6, VBScript
      Classic ASP, ASP, PowerBuilder, Lotus Notes, Lotus Domino, Adobe Flash, ActionScript, Flex
      Silverlight, Struts, Apache Struts, EJB, CORBA, JSP, Servlets, AWT, Java Applets, Visual C++
      MFC, WinForms, Windows Forms, ASP.NET Web Forms, Web Forms, ColdFusion, Perl CGI, CVS
      Subversion, SVN, Visual SourceSafe, ClearCase, Sybase, Informix, DB2 for z/OS, Oracle Forms
      Oracle Reports, MS Access, Microsoft Access, Crystal Reports, Novell NetWare, Symbian, J2ME
      BlackBerry OS, Windows Server 2003, Windows XP, SOAP, SharePoint 2010, Sitefinity, Cordova
      PhoneGap, Objective-C++, Hadoop MapReduce, MapReduce, Apache Pig, Adabas, Natural, Assembler
      """
    ),
    (
      .established,
      """
      Java, J2EE, Java EE, Jakarta EE, Hibernate, Spring MVC, Spring, Spring Framework, JDBC, JMS
      Maven, Apache Maven, Ant, Tomcat, Apache Tomcat, JBoss, WebLogic, WebSphere, C, C++, Qt, Boost
      C#, .NET Framework, ASP.NET, ASP.NET MVC, Entity Framework, WCF, WPF, IIS, PHP, CodeIgniter
      Zend Framework, CakePHP, Drupal, Joomla, WordPress, Magento, jQuery, AngularJS, Backbone.js
      Bootstrap, Ajax, XML, XSLT, Perl, Ruby, Ruby on Rails, Objective-C, Oracle, Oracle Database
      PL/SQL, SQL Server, Microsoft SQL Server, T-SQL, SSIS, SSRS, SSAS, MySQL, DB2, IBM DB2
      Teradata
      Informatica, Informatica PowerCenter, DataStage, Talend, Ab Initio, SAP, SAP ABAP, SAP ECC
      SAP FICO, SAP MM, SAP SD, SAP BW, Oracle E-Business Suite, PeopleSoft, Siebel, Hadoop, Hive
      Apache Hive, HDFS, Sqoop, HBase, SAS, SPSS, MATLAB, Excel, Microsoft Excel, VBA, Selenium
      Selenium WebDriver, JUnit, TestNG, HP ALM, QTP, UFT, LoadRunner, JMeter, SoapUI, Jenkins
      Nagios, Zabbix, Puppet, Chef, VMware, vSphere, VMware vSphere, Hyper-V, Citrix
      Active Directory
      Windows Server, Exchange Server, Cisco IOS, MPLS, BGP, OSPF, VPN, RabbitMQ, ActiveMQ, IBM MQ
      TIBCO, MuleSoft, BizTalk, SharePoint, Dynamics CRM, Xamarin, Unity 5, Tableau Desktop, Cognos
      MicroStrategy, BusinessObjects, QlikView, Photoshop, Adobe Photoshop, Illustrator, TFS, HP-UX
      AIX, Solaris, Bash, Shell Scripting, Shell, Remedy, BMC Remedy, ITIL, Waterfall
      """
    ),
    (
      .modern,
      """
      Spring Boot, Kotlin, Scala, Go, Golang, Rust, Swift, SwiftUI, TypeScript, JavaScript, Node.js
      Express.js, NestJS, React, React.js, ReactJS, Redux, Next.js, Angular, Vue, Vue.js, Nuxt.js
      Svelte, Tailwind CSS, HTML5, CSS3, GraphQL, REST APIs, REST, gRPC, WebSockets, Python, Django
      Flask, FastAPI, Celery, Pandas, NumPy, scikit-learn, TensorFlow, PyTorch, Keras, Jupyter
      ASP.NET Core, .NET Core, .NET 6, .NET 8, .NET, Blazor, Entity Framework Core, Laravel, Symfony
      Flutter, Dart, React Native, Jetpack Compose, Android Jetpack, Android, iOS, PostgreSQL
      MongoDB
      Redis, Cassandra, Apache Cassandra, Elasticsearch, OpenSearch, Neo4j, ClickHouse, Apache Spark
      Spark, PySpark, Apache Kafka, Kafka, Apache Flink, Apache Airflow, Airflow, Microservices
      Event-Driven Architecture, Domain-Driven Design, CI/CD, GitLab CI, GitLab, GitHub, Bitbucket
      Azure DevOps, TeamCity, CircleCI, SonarQube, Cypress, Playwright, Jest, Appium, Postman, k6
      Power BI, Tableau, Looker, Qlik Sense, Figma, Sketch, Jira, Confluence, ServiceNow, Salesforce
      Salesforce Lightning, Apex, Lightning Web Components, SAP S/4HANA, SAP HANA, SAP Fiori
      Workday
      Dynamics 365, Power Apps, Power Automate, UiPath, Pega, Splunk, New Relic, Dynatrace, Ansible
      Vagrant, Unity, Unreal Engine, MLflow, OAuth 2.0, OAuth, OpenID Connect, SAML, Okta
      Zero Trust
      Webpack, Vite, Gradle, SD-WAN, CrowdStrike, Sentinel, Microsoft Sentinel, Intune, Office 365
      Microsoft 365, Shopify, Contentful, Headless CMS, DevOps, Agile Development
      """
    ),
    (
      .cloudNative,
      """
      AWS, Amazon Web Services, Azure, Microsoft Azure, Google Cloud, Google Cloud Platform, GCP
      Docker, Kubernetes, OpenShift, Helm, Istio, Linkerd, Service Mesh, Envoy, containerd, Podman
      Terraform, Pulumi, CloudFormation, AWS CloudFormation, AWS CDK, Bicep, Crossplane, Argo CD
      ArgoCD, Flux, GitOps, GitHub Actions, Tekton, Serverless, AWS Lambda, Azure Functions
      Cloud Functions, Cloud Run, AWS Fargate, Amazon ECS, Amazon EKS, EKS, ECS, AKS, GKE, EC2, S3
      Amazon EC2, Amazon S3, Azure Kubernetes Service, Google Kubernetes Engine, DynamoDB
      Amazon DynamoDB, Amazon Aurora, Amazon RDS, Cosmos DB, Azure Cosmos DB, Spanner, Bigtable
      BigQuery, Google BigQuery, Amazon Redshift, Redshift, Snowflake, Databricks, Delta Lake
      Azure Data Factory, Azure Synapse, Azure Databricks, AWS Glue, Amazon Athena, Amazon EMR
      Amazon Kinesis, Kinesis, Pub/Sub, Dataflow, dbt, Fivetran, Apache Iceberg, Iceberg, Trino
      Prometheus, Grafana, Loki, OpenTelemetry, Jaeger, Datadog, CloudWatch, Amazon CloudWatch
      Azure Monitor, Vault, HashiCorp Vault, Consul, Nomad, Karpenter, Knative, Dapr, API Gateway
      Amazon SQS, Amazon SNS, Event Hubs, Azure Service Bus, Firebase, Supabase, Vercel, Netlify
      Infrastructure as Code, Cloud-Native Architecture, Cloud Native, Backstage, Cilium, eBPF
      Site Reliability Engineering, Chaos Engineering, FinOps, Platform Engineering, Landing Zones
      """
    ),
    (
      .emerging,
      """
      Generative AI, Large Language Models, LLM, LLMs, LangChain, LangGraph, LlamaIndex, CrewAI
      AutoGen, Semantic Kernel, DSPy, Prompt Engineering, Retrieval-Augmented Generation, RAG
      AI Agents, Agentic AI, Multi-Agent Systems, Model Context Protocol, MCP, GPT-4, GPT, Claude
      Llama, Gemini, Mistral, Stable Diffusion, OpenAI API, Azure OpenAI Service, Azure OpenAI
      Amazon Bedrock, Vertex AI, Hugging Face, Fine-Tuning, LLM Fine-Tuning, LoRA, LLMOps, vLLM
      Vector Databases, Pinecone, Weaviate, Milvus, Qdrant, pgvector, ChromaDB, GitHub Copilot
      Claude Code, Cursor, AI-Assisted Development, Blockchain, Ethereum, Solidity, Smart Contracts
      Web3, DeFi, NFT, Hyperledger, Hyperledger Fabric, Solana, Quantum Computing, Qiskit
      WebAssembly
      WebGPU, Edge AI, Digital Twins, Augmented Reality, Virtual Reality, Mixed Reality, ARKit
      ARCore
      Apple Vision Pro, Metaverse, Autonomous Vehicles, ROS 2, Diffusion Models, Multimodal AI
      """
    ),
  ]

  private static let eras = Dictionary(
    names.flatMap { era, list in JDWords.phrases(list).map { (key($0), era) } },
    uniquingKeysWith: { first, _ in first })

  /// A name as it is looked up.
  static func key(_ name: String) -> String {
    Terms.words(in: name).joined(separator: " ")
  }

  /// The era of a technology by one of its names; nil where it tells nothing.
  static func era(of name: String) -> TechnologyEra? { eras[key(name)] }
}
