// swift-tools-version: 6.2
import PackageDescription

// A service that links the engine alone: without traits, no other package is fetched.
let package = Package(
  name: "simcore-consumer",
  dependencies: [.package(name: "rolewise", path: "../../..", traits: [])],
  targets: [
    .executableTarget(
      name: "consumer", dependencies: [.product(name: "SimCore", package: "rolewise")])
  ]
)
