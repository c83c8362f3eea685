import Pipeline

/// The map of all roles.
extension PageSite {
  func roleMapPage(_ request: PageRequest) async throws -> PageResponse {
    let catalog = try await pipeline.currentLibrary().catalog
    let map = try await roleMap()
    let drawing = MapDrawing(map, catalog.roles)
    let shares = map.shownShares.map { "\(($0 * 100).decimals(0)) %" }
    let missing = catalog.roles.count - drawing.marks.count
    let fields: Fields = [
      "width": "\(Int(MapDrawing.width))", "height": "\(Int(MapDrawing.height))",
      "middleX": "\(Int(MapDrawing.width / 2))", "middleY": "\(Int(MapDrawing.height / 2))",
      "marks": drawing.marks, "legend": drawing.legend,
      "count": PageFormat.count(drawing.marks.count, "role"), "hasMarks": !drawing.marks.isEmpty,
      "shares": shares.isEmpty ? nil : shares.joined(separator: " and "),
      "missing": missing > 0
        ? "\(PageFormat.count(missing, "role")) without KRAs and without decided job descriptions "
          + "\(missing == 1 ? "has" : "have") no place." : nil,
    ]
    return page("Map of roles", .map, "role_map", fields, request)
  }
}

/// The drawing of a map: where circles and names go.
struct MapDrawing {
  static let width = 1000.0
  static let height = 680.0
  private static let margin = 40.0
  /// Colours that the style sheet knows; the last stands for all further domains.
  private static let toneCount = 8
  /// The height of a name and the mean width of its letters, as the style sheet sets them.
  private static let nameHeight = 14.0
  private static let letterWidth = 7.0

  private(set) var marks: [Fields] = []
  private(set) var legend: [Fields] = []

  init(_ map: RoleMap, _ roles: [Role]) {
    let byID = Dictionary(roles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let places = map.places.filter { byID[$0.roleID] != nil }
    let tones = Self.tones(of: places.compactMap { byID[$0.roleID]?.domain })
    let scale = Self.scale(places)
    let circles = places.map { place -> Circle in
      let (x, y) = scale(place)
      let count = map.decidedCounts[place.roleID] ?? 0
      return Circle(roleID: place.roleID, count: count, x: x, y: y)
    }
    // Roles with more decided JDs have the first choice of a free place for their names.
    var names: [Box] = []
    for circle in circles.sorted(by: { ($1.count, $0.roleID) < ($0.count, $1.roleID) }) {
      guard let role = byID[circle.roleID] else { continue }
      let width = Double(role.displayName.count) * Self.letterWidth
      let places = circle.namePlaces(width: width, height: Self.nameHeight)
      let free = places.first { place in
        place.box.isOnSheet && !names.contains { $0.meets(place.box) }
          && !circles.contains { $0.roleID != circle.roleID && $0.box.meets(place.box) }
      }
      if let free { names.append(free.box) }
      let place = free ?? places[circle.x > Self.width / 2 ? 1 : 0]
      marks.append([
        "address": PageLinks.role(role.slug), "name": role.displayName,
        "label": "\(role.displayName), \(role.domain), "
          + (circle.count == 0 ? "none decided yet" : "\(circle.count) decided"),
        "x": circle.x.decimals(1), "y": circle.y.decimals(1),
        "radius": circle.radius.decimals(1), "nameX": place.x.decimals(1),
        "nameY": (place.y + 4).decimals(1), "anchor": place.anchor,
        "tone": "\(tones[role.domain] ?? 0)", "isHidden": free == nil,
      ])
    }
    legend = tones.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map {
      ["name": $0.key, "tone": "\($0.value)"]
    }
  }

  /// Domains by how many roles they have; ties by name.
  private static func tones(of domains: [String]) -> [String: Int] {
    let counts = Dictionary(domains.map { ($0, 1) }, uniquingKeysWith: +)
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return Dictionary(
      uniqueKeysWithValues: order.enumerated().map { ($1.key, min($0, toneCount - 1)) })
  }

  /// Both axes have one scale: what is near on the map is near in the plane.
  private static func scale(
    _ places: [RoleMap.Place]
  ) -> (RoleMap.Place) -> (x: Double, y: Double) {
    let (xs, ys) = (places.map(\.x), places.map(\.y))
    let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
    let (bottom, top) = (ys.min() ?? 0, ys.max() ?? 0)
    let room = (width: width - 2 * margin, height: height - 2 * margin)
    let factor = min(
      right > left ? room.width / (right - left) : .infinity,
      top > bottom ? room.height / (top - bottom) : .infinity)
    let used = factor.isFinite ? factor : 1
    return { place in
      (
        width / 2 + (place.x - (left + right) / 2) * used,
        height / 2 - (place.y - (bottom + top) / 2) * used
      )
    }
  }

  private struct Box {
    var left: Double
    var top: Double
    var width: Double
    var height: Double

    var isOnSheet: Bool { left >= 4 && left + width <= MapDrawing.width - 4 }

    func meets(_ other: Box) -> Bool {
      left < other.left + other.width && other.left < left + width
        && top < other.top + other.height && other.top < top + height
    }
  }

  private struct Circle {
    var roleID: Int
    var count: Int
    var x: Double
    var y: Double

    var radius: Double { min(5 + Double(count).squareRoot(), 16) }

    var box: Box { Box(left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius) }

    /// Where a name may stand: at the right of the circle, at its left, above or under it.
    func namePlaces(width: Double, height: Double) -> [NamePlace] {
      let distance = radius + 4
      let step = radius + 2 + height / 2
      return [
        NamePlace(x: x + distance, y: y, anchor: "start", left: x + distance, width, height),
        NamePlace(x: x - distance, y: y, anchor: "end", left: x - distance - width, width, height),
        NamePlace(x: x, y: y - step, anchor: "middle", left: x - width / 2, width, height),
        NamePlace(x: x, y: y + step, anchor: "middle", left: x - width / 2, width, height),
      ]
    }
  }

  /// A name's place: the point that its text is anchored to, and the box that it fills.
  private struct NamePlace {
    var x: Double
    /// The middle of the letters' height.
    var y: Double
    var anchor: String
    var box: Box

    init(x: Double, y: Double, anchor: String, left: Double, _ width: Double, _ height: Double) {
      self.x = x
      self.y = y
      self.anchor = anchor
      box = Box(left: left, top: y - height / 2, width: width, height: height)
    }
  }
}
