/// The style sheet, the scripts and the icon, which are part of the program.
///
/// Their addresses hold a hash of their bytes: browsers may keep them for ever.
struct PageAssets: Sendable {
  struct Asset: Sendable {
    /// The name in its address, with the hash: `style-6f0c….css`.
    var name: String
    var contentType: String
    var bytes: [UInt8]
  }

  static let style = asset("style", "css", "text/css; charset=utf-8", PackageResources.style_css)
  static let common = script("common", PackageResources.common_js)
  static let queue = script("queue", PackageResources.queue_js)
  static let newRun = script("new_run", PackageResources.new_run_js)
  static let icon = asset("icon", "svg", "image/svg+xml", PackageResources.icon_svg)

  static let all = Dictionary(
    uniqueKeysWithValues: [style, common, queue, newRun, icon].map { ($0.name, $0) })

  private static func script(_ name: String, _ bytes: [UInt8]) -> Asset {
    asset(name, "js", "text/javascript; charset=utf-8", bytes)
  }

  private static func asset(
    _ name: String, _ suffix: String, _ contentType: String, _ bytes: [UInt8]
  ) -> Asset {
    // FNV-1a of 64 bits (Fowler, Noll, Vo): it tells versions apart, and guards nothing.
    let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return Asset(
      name: "\(name)-\(String(hash, radix: 16)).\(suffix)", contentType: contentType, bytes: bytes)
  }
}
