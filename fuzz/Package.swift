// swift-tools-version: 6.2
import PackageDescription

// Harnesses of libFuzzer over everything that is read from files; scripts/fuzz builds and runs
// them.
let package = Package(
  name: "fuzz",
  dependencies: [.package(name: "rolewise", path: "..", traits: ["Store"])],
  targets: [
    .target(name: "CLibFuzzer"),
    .executableTarget(
      name: "fuzz-readers",
      dependencies: [
        "CLibFuzzer",
        .product(name: "Catalogs", package: "rolewise"),
        .product(name: "Evaluation", package: "rolewise"),
        .product(name: "Pipeline", package: "rolewise"),
        .product(name: "Rescoring", package: "rolewise"),
        .product(name: "SimCore", package: "rolewise"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)],
      // gold ends with an internal error; lld must keep the counters, which nothing names.
      linkerSettings: [
        .unsafeFlags(["-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "nostart-stop-gc"])
      ]),
  ]
)
