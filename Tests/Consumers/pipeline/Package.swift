// swift-tools-version: 6.2
import PackageDescription

// A service that links the pipeline: the store's packages are fetched, no HTTP package and not the
// command line's.
let package = Package(
  name: "pipeline-consumer",
  dependencies: [.package(name: "rolewise", path: "../../..", traits: ["Store"])],
  targets: [
    .executableTarget(
      name: "consumer",
      dependencies: [
        .product(name: "Catalogs", package: "rolewise"),
        .product(name: "Pipeline", package: "rolewise"),
        .product(name: "SimCore", package: "rolewise"),
      ])
  ]
)
