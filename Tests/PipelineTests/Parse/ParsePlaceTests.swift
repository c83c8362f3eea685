import Testing

@testable import Pipeline

@Suite("Cities that no list has, and countries of remote work")
struct ParsePlaceTests {
  typealias Place = ParseFieldTests.Place

  @Test(
    "A city that no list has is told by its state or country",
    arguments: [
      Place(line: "Centennial, CO", city: "Centennial", state: "Colorado"),
      Place(line: "Centennial, CO 80112", city: "Centennial", state: "Colorado"),
      Place(line: "Location: Centennial, CO 80112", city: "Centennial", state: "Colorado"),
      Place(line: "Location: Centennial, Colorado, USA", city: "Centennial", state: "Colorado"),
      Place(line: "Location: CENTENNIAL, CO", city: "CENTENNIAL", state: "Colorado"),
      Place(line: "22 Mill Lane, Waukegan, IL 60085", city: "Waukegan", state: "Illinois"),
      Place(line: "Based in Malvern, PA", city: "Malvern", state: "Pennsylvania"),
      Place(line: "A commute to Malvern, PA each day", city: "Malvern", state: "Pennsylvania"),
      Place(line: "Oven Engineer - Malvern, PA", city: "Malvern", state: "Pennsylvania"),
      Place(line: "Location: St. Charles, MO", city: "St. Charles", state: "Missouri"),
      Place(
        line: "Location: King of Prussia, PA", city: "King of Prussia", state: "Pennsylvania"),
      Place(line: "Location: Wilkes-Barre, PA", city: "Wilkes-Barre", state: "Pennsylvania"),
      Place(
        line: "Work Location: Peachtree Corners, GA (Hybrid)", city: "Peachtree Corners",
        state: "Georgia", mode: "hybrid"),
    ])
  func unlistedInStates(_ place: Place) {
    let locations = ParseFieldTests.parsed(place.line).jobLocations
    #expect(locations.map(\.city) == [place.city])
    #expect(locations.first?.state == place.state)
    #expect(locations.first?.country == "United States")
    #expect(locations.first?.workMode == place.mode)
    #expect(locations.first?.aliases == [])
  }

  @Test(
    "Such cities of other countries",
    arguments: [
      Place(line: "Location: Karlstad, Sweden", city: "Karlstad", country: "Sweden"),
      Place(
        line: "Location: Guduvancheri, Tamil Nadu", city: "Guduvancheri", state: "Tamil Nadu",
        country: "India"),
      Place(
        line: "Location: Whistler, BC", city: "Whistler", state: "British Columbia",
        country: "Canada"),
    ])
  func unlistedElsewhere(_ place: Place) {
    let location = ParseFieldTests.parsed(place.line).jobLocations.first
    #expect(location?.city == place.city)
    #expect(location?.state == place.state)
    #expect(location?.country == place.country)
  }

  @Test(
    "Accents written as marks of their own",
    arguments: [
      Place(line: "Location: Zu\u{308}rich", city: "Zurich", country: "Switzerland"),
      Place(line: "Location: Sa\u{303}o Paulo", city: "São Paulo", country: "Brazil"),
      Place(line: "Location: Krako\u{301}w", city: "Krakow", country: "Poland"),
    ])
  func decomposed(_ place: Place) {
    let locations = ParseFieldTests.parsed(place.line).jobLocations
    #expect(locations.map(\.city) == [place.city])
    #expect(locations.map(\.country) == [place.country])
  }

  @Test("Listed and other cities under one label")
  func both() {
    let locations = ParseFieldTests.parsed("Location: Denver, CO or Centennial, CO").jobLocations
    #expect(locations.map(\.city) == ["Denver", "Centennial"])
  }

  @Test(
    "Two capitals after a comma that are no state",
    arguments: [
      "Knowledge of Java, MS Office and XML", "Experience in Oracle, SD and MM", "- Java, PA",
      "Visual Basic, MS", "IBM, CA", "A degree in Commerce, CA or MBA",
      "Crumb has offices in Ridge, NY and Medford, OR", "Location: Remote, US",
      "Location: Multiple Locations, India",
    ])
  func noUnlisted(_ line: String) {
    #expect(ParseFieldTests.parsed(line).jobLocations.allSatisfy { $0.city == nil })
  }

  @Test(
    "The country that a sentence names after remote work",
    arguments: [
      ("This is a fully remote role within Germany.", ["Germany"], "remote"),
      ("This position is remote within the United States.", ["United States"], "remote"),
      ("You can work remotely from Poland", ["Poland"], "remote"),
      ("Remote (US only)", ["United States"], "remote"),
      (
        "Fully remote within Germany, Austria or Switzerland",
        ["Germany", "Austria", "Switzerland"],
        "remote"
      ),
      ("Work from home anywhere in India", ["India"], "remote"),
      ("We work hybrid or remote within Spain", ["Spain"], nil),
    ] as [(String, [String], String?)])
  func remoteCountries(_ line: String, _ countries: [String], _ mode: String?) {
    let locations = ParseFieldTests.parsed(line).jobLocations
    #expect(locations.map(\.country) == countries)
    #expect(locations.first?.workMode == mode)
  }

  @Test(
    "Countries after other uses of the word",
    arguments: [
      "Support remote servers in Germany", "Remote support in the US",
      "Lead a remote team in India",
      "No remote work from India", "Fully remote in US hours",
    ])
  func noRemoteCountries(_ line: String) {
    #expect(ParseFieldTests.parsed(line).jobLocations.allSatisfy { $0.country == nil })
  }

  @Test("A city counts before the country of remote work")
  func cityFirst() {
    let locations = ParseFieldTests.parsed(
      "The work is done in Pune.\nA remote role within Germany is open, too."
    ).jobLocations
    #expect(locations.map(\.city) == ["Pune"])
  }

  @Test(
    "Places on lines of several fields, parts of towns, and signs",
    arguments: [
      Place(
        line: "Crumb Foods | Oslo, Trondheim | ₹ 9-14 Lacs PA | 3-6 Yrs | Hybrid (3 days)",
        city: "Oslo", mode: "hybrid"),
      Place(
        line: "You bake in Harbour Row, Oslo, with nine people who know their ovens by heart",
        city: "Oslo"),
      Place(line: "Oven Engineer – Oslo CBD", city: "Oslo"),
      Place(line: "Oslo city centre, 9 to 5", city: "Oslo"),
      Place(
        line: "We want to grow our Lisbon hub and its teams of bakers in the years to come",
        city: "Lisbon"),
      Place(line: "📍 Oslo, Block 4", city: "Oslo"),
      Place(line: "Dublin 2 - Hybrid", city: "Dublin", mode: "hybrid"),
      Place(line: "London | £45,000 | Onsite", city: "London", mode: "onsite"),
      Place(line: "Crumb Foods, Ann Arbor, MI — on-site", city: "Ann Arbor", mode: "onsite"),
      Place(line: "Location: Oslo (On-site)", city: "Oslo", mode: "onsite"),
      Place(line: "2 days a week in the office", mode: "hybrid"),
    ])
  func lines(_ place: Place) throws {
    let location = try #require(ParseFieldTests.parsed(place.line).jobLocations.first)
    #expect(location.city == place.city)
    #expect(location.workMode == place.mode)
  }

  @Test(
    "What tells no place and no mode of work",
    arguments: [
      "Remote job: No", "Answer within 2 days on average", "5 days a week in the office",
      "Two days onsite training", "Location: TBC", "Location: Flexible", "Location: see below",
    ])
  func nowhere(_ line: String) {
    #expect(ParseFieldTests.parsed(line).jobLocations.isEmpty)
  }

  @Test(
    "Names of no list behind a label",
    arguments: [
      ("Location: Ryeham", ["Ryeham"]), ("Location: Ryeham, Doughshire", ["Ryeham"]),
      ("Location: Little Oven or Ryeham", ["Little Oven", "Ryeham"]),
      ("Work Location: Ryeham, Doughton or Crustley.", ["Ryeham", "Doughton", "Crustley"]),
      ("Town: Ryeham (by train)", ["Ryeham"]),
    ])
  func unlistedNames(_ line: String, _ cities: [String]) {
    let locations = ParseFieldTests.parsed(line).jobLocations
    #expect(locations.map(\.city) == cities)
    #expect(locations.allSatisfy { $0.country == nil })
  }
}
