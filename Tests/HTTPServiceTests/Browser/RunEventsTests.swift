import Testing

@testable import HTTPService

@Suite struct RunEventsTests {
  private static func event(_ number: Int) -> RunEvent { RunEvent(name: "step", data: "\(number)") }

  @Test func aListenerHearsAllWheneverItComes() async throws {
    let events = RunEvents()
    #expect(events.listen(to: "a") == nil)
    events.begin("a")
    let early = try #require(events.listen(to: "a"))
    events.send(Self.event(1), run: "a")
    let middle = try #require(events.listen(to: "a"))
    events.send(Self.event(2), run: "a", isLast: true)
    let late = try #require(events.listen(to: "a"))
    for stream in [early, middle, late] {
      var heard: [RunEvent] = []
      for await event in stream { heard.append(event) }
      #expect(heard == [Self.event(1), Self.event(2)])
    }
  }

  @Test func oldRunsThatEndedGo() {
    let events = RunEvents()
    events.begin("at work")
    for number in 0..<RunEvents.capacity + 10 {
      events.begin("\(number)")
      events.send(Self.event(number), run: "\(number)", isLast: true)
    }
    #expect(events.listen(to: "at work") != nil)
    #expect(events.listen(to: "0") == nil)
    #expect(events.listen(to: "\(RunEvents.capacity)") != nil)
  }
}
