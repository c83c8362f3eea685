// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "rolewise",
  products: [
    .library(name: "SimCore", targets: ["SimCore"]),
    .library(name: "Pipeline", targets: ["Pipeline"]),
    .library(name: "Catalogs", targets: ["Catalogs"]),
    .library(name: "Evaluation", targets: ["Evaluation"]),
    .library(name: "Rescoring", targets: ["Rescoring"]),
    .library(name: "ModelProviders", targets: ["ModelProviders"]),
    .library(name: "HTTPService", targets: ["HTTPService"]),
    .executable(name: "rolewise", targets: ["rolewise"]),
    .executable(name: "rolewise-server", targets: ["rolewise-server"]),
    .executable(name: "bench", targets: ["bench"]),
  ],
  traits: [
    .trait(
      name: "Store",
      description: "The pipeline and its SQLite store (fetches GRDB and swift-crypto)."),
    .trait(
      name: "CommandLine", description: "The drivers rolewise and bench (fetches ArgumentParser).",
      enabledTraits: ["Store", "ModelProviders"]),
    .trait(
      name: "ModelProviders",
      description: "Clients of OpenAI-compatible servers (fetches AsyncHTTPClient and SwiftNIO).",
      enabledTraits: ["Store"]),
    .trait(
      name: "Server",
      description: "The HTTP service and its pages (fetches Hummingbird and swift-mustache).",
      enabledTraits: ["Store", "CommandLine", "ModelProviders"]),
    .default(enabledTraits: ["Store", "CommandLine", "ModelProviders", "Server"]),
  ],
  dependencies: [
    .package(
      url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/apple/swift-crypto", .upToNextMinor(from: "4.5.2")),
    .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
    .package(url: "https://github.com/apple/swift-nio", .upToNextMinor(from: "2.101.2")),
    .package(
      url: "https://github.com/swift-server/async-http-client", .upToNextMinor(from: "1.37.0")),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", .upToNextMinor(from: "2.28.1")),
    .package(
      url: "https://github.com/hummingbird-project/swift-mustache", .upToNextMinor(from: "2.1.1")),
    .package(
      url: "https://github.com/swift-server/swift-service-lifecycle",
      .upToNextMinor(from: "2.13.0")),
    .package(url: "https://github.com/apple/swift-log", .upToNextMinor(from: "1.16.2")),
    .package(url: "https://github.com/apple/swift-metrics", .upToNextMinor(from: "2.13.0")),
    .package(url: "https://github.com/apple/swift-http-types", .upToNextMinor(from: "1.8.0")),
    .package(url: "https://github.com/apple/swift-nio-extras", .upToNextMinor(from: "1.35.2")),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(
      name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
    .target(
      name: "CSimKernels", dependencies: ["COpenBLAS", "CLAPACKE"],
      exclude: ["README.md"], linkerSettings: [.linkedLibrary("m")]),
    .target(name: "SeededRandom", swiftSettings: strict),
    .target(
      name: "SimCore", dependencies: ["CSimKernels"],
      swiftSettings: strict + [.strictMemorySafety()]),
    .target(
      name: "Pipeline",
      dependencies: [
        "SimCore",
        .product(name: "Crypto", package: "swift-crypto", condition: .when(traits: ["Store"])),
        .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Store"])),
      ],
      swiftSettings: strict),
    .target(name: "Catalogs", dependencies: ["Pipeline"], swiftSettings: strict),
    .target(name: "Evaluation", dependencies: ["Pipeline", "SeededRandom"], swiftSettings: strict),
    .target(name: "Rescoring", dependencies: ["Pipeline", "SimCore"], swiftSettings: strict),
    .target(
      name: "ModelProviders",
      dependencies: [
        "Pipeline", "SimCore",
        .product(
          name: "AsyncHTTPClient", package: "async-http-client",
          condition: .when(traits: ["ModelProviders"])),
        .product(
          name: "NIOCore", package: "swift-nio", condition: .when(traits: ["ModelProviders"])),
        .product(
          name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["ModelProviders"])),
        .product(
          name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["ModelProviders"])),
        .product(
          name: "Crypto", package: "swift-crypto", condition: .when(traits: ["ModelProviders"])),
      ],
      swiftSettings: strict),
    .target(
      name: "Pages",
      dependencies: [
        "Pipeline", "SimCore",
        .product(
          name: "Mustache", package: "swift-mustache", condition: .when(traits: ["Server"])),
      ],
      resources: [.embedInCode("Resources")],
      swiftSettings: strict),
    .target(
      name: "HTTPService",
      dependencies: [
        "Pages", "Pipeline", "SimCore",
        .product(
          name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Server"])),
        .product(
          name: "HummingbirdCore", package: "hummingbird", condition: .when(traits: ["Server"])),
        .product(
          name: "HTTPTypes", package: "swift-http-types", condition: .when(traits: ["Server"])),
        .product(
          name: "ServiceLifecycle", package: "swift-service-lifecycle",
          condition: .when(traits: ["Server"])),
        .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Server"])),
        .product(name: "Metrics", package: "swift-metrics", condition: .when(traits: ["Server"])),
        .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Server"])),
        .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["Server"])),
        .product(
          name: "NIOHTTPTypes", package: "swift-nio-extras", condition: .when(traits: ["Server"])),
        .product(name: "Crypto", package: "swift-crypto", condition: .when(traits: ["Server"])),
        .product(
          name: "UnixSignals", package: "swift-service-lifecycle",
          condition: .when(traits: ["Server"])),
      ],
      resources: [.embedInCode("Documents/openapi.yaml")], swiftSettings: strict),
    .target(
      name: "DriverOptions",
      dependencies: [
        "Pipeline", "Catalogs", "ModelProviders", "SimCore",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["CommandLine"])),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "rolewise-server",
      dependencies: [
        "DriverOptions", "HTTPService", "ModelProviders", "Pipeline", "SimCore",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["Server"])),
        .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Server"])),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "rolewise",
      dependencies: [
        "DriverOptions", "Pipeline", "Catalogs", "Evaluation", "ModelProviders", "Rescoring",
        "SimCore",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["CommandLine"])),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "bench",
      dependencies: [
        "DriverOptions", "SimCore", "Pipeline", "Catalogs", "Rescoring", "SeededRandom",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["CommandLine"])),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SimCoreTests", dependencies: ["SimCore", "SeededRandom"], swiftSettings: strict),
    .testTarget(
      name: "PipelineTests",
      dependencies: ["Pipeline", "Catalogs", "SeededRandom", "TestSupport"],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Pipeline"], path: "Tests/Support/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "Pipeline", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RescoringTests",
      dependencies: [
        "Rescoring", "Pipeline", "SimCore", "SeededRandom", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Store"])),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ModelProvidersTests",
      dependencies: [
        "ModelProviders", "Pipeline", "SimCore", "TestSupport",
        .product(
          name: "NIOCore", package: "swift-nio", condition: .when(traits: ["ModelProviders"])),
        .product(
          name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["ModelProviders"])),
        .product(
          name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["ModelProviders"])),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PagesTests", dependencies: ["Pages", "Pipeline", "SimCore", "SeededRandom"],
      swiftSettings: strict),
    .testTarget(
      name: "HTTPServiceTests",
      dependencies: [
        "HTTPService", "Pages", "Pipeline", "SimCore", "TestSupport",
        .product(
          name: "Hummingbird", package: "hummingbird", condition: .when(traits: ["Server"])),
        .product(
          name: "HummingbirdTesting", package: "hummingbird",
          condition: .when(traits: ["Server"])),
        .product(
          name: "HTTPTypes", package: "swift-http-types", condition: .when(traits: ["Server"])),
        .product(name: "Logging", package: "swift-log", condition: .when(traits: ["Server"])),
        .product(name: "Metrics", package: "swift-metrics", condition: .when(traits: ["Server"])),
        .product(name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Server"])),
        .product(name: "NIOEmbedded", package: "swift-nio", condition: .when(traits: ["Server"])),
        .product(name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["Server"])),
        .product(
          name: "NIOHTTPTypes", package: "swift-nio-extras", condition: .when(traits: ["Server"])),
        .product(name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["Server"])),
      ],
      swiftSettings: strict),
    .target(
      name: "CFaultFileSystem", path: "Tests/Support/CFaultFileSystem",
      linkerSettings: [.linkedLibrary("sqlite3")]),
    .testTarget(
      name: "ReliabilityTests",
      dependencies: [
        "CFaultFileSystem", "Pipeline",
        .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Store"])),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Pipeline",
        .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Store"])),
      ],
      swiftSettings: strict),
  ]
)
