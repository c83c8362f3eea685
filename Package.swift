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
    .executable(name: "rolewise", targets: ["rolewise"]),
    .executable(name: "bench", targets: ["bench"]),
  ],
  traits: [
    .trait(
      name: "Store",
      description: "The pipeline and its SQLite store (fetches GRDB and swift-crypto)."),
    .trait(
      name: "CommandLine", description: "The drivers rolewise and bench (fetches ArgumentParser).",
      enabledTraits: ["Store"]),
    .default(enabledTraits: ["Store", "CommandLine"]),
  ],
  dependencies: [
    .package(
      url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
    .package(url: "https://github.com/apple/swift-crypto", .upToNextMinor(from: "4.5.2")),
    .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
  ],
  targets: [
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(
      name: "CLAPACKE", pkgConfig: "lapacke", providers: [.apt(["liblapacke-dev"])]),
    .target(
      name: "CSimKernels", dependencies: ["COpenBLAS", "CLAPACKE"],
      exclude: ["README.md"], linkerSettings: [.linkedLibrary("m")]),
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
    .executableTarget(
      name: "rolewise",
      dependencies: [
        "Pipeline", "Catalogs",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["CommandLine"])),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "bench",
      dependencies: [
        "SimCore",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["CommandLine"])),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SimCoreTests", dependencies: ["SimCore"], swiftSettings: strict),
    .testTarget(
      name: "PipelineTests", dependencies: ["Pipeline", "Catalogs"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Pipeline",
        .product(name: "GRDB", package: "GRDB.swift", condition: .when(traits: ["Store"])),
      ],
      swiftSettings: strict),
  ]
)
