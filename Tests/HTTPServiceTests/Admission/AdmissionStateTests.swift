import Testing

@testable import HTTPService

@Suite struct AdmissionStateTests {
  static let limits = AdmissionLimits(
    running: 2, admitted: 5, perCaller: 3, bytes: 100, longestWait: .seconds(4))

  @Test func eachLimitRefusesByItsName() {
    var state = AdmissionState(limits: Self.limits)
    for _ in 0..<3 { #expect(state.admit(caller: "a", bytes: 10) == nil) }
    #expect(state.admit(caller: "a", bytes: 0) == .callerLimit)
    #expect(state.admit(caller: "b", bytes: 71) == .byteLimit)
    #expect(state.admit(caller: "b", bytes: 70) == nil)
    #expect(state.admit(caller: "b", bytes: 0) == nil)
    #expect(state.admit(caller: "c", bytes: 0) == .queueLimit)
    state.isDraining = true
    #expect(state.admit(caller: "c", bytes: 0) == .draining)
  }

  /// Slow bodies of one caller leave bytes for others.
  @Test func aCallerHasAShareOfTheBytes() {
    var state = AdmissionState(
      limits: AdmissionLimits(
        running: 2, admitted: 5, perCaller: 3, bytes: 100, bytesPerCaller: 60,
        longestWait: .seconds(4)))
    #expect(state.admit(caller: "a", bytes: 50) == nil)
    #expect(state.admit(caller: "a", bytes: 11) == .callerByteLimit)
    #expect(AdmissionState.Refusal.callerByteLimit.isCallersOwn)
    #expect(state.admit(caller: "a", bytes: 10) == nil)
    #expect(state.admit(caller: "b", bytes: 40) == nil)
    state.leave(caller: "a", bytes: 50)
    #expect(state.admit(caller: "a", bytes: 50) == nil)
  }

  @Test func whatLeavesMakesRoom() {
    var state = AdmissionState(limits: Self.limits)
    for _ in 0..<3 { #expect(state.admit(caller: "a", bytes: 30) == nil) }
    state.leave(caller: "a", bytes: 30)
    #expect(state.admit(caller: "a", bytes: 40) == nil)
    for _ in 0..<2 { state.leave(caller: "a", bytes: 30) }
    state.leave(caller: "a", bytes: 40)
    #expect(state.admitted == 0)
    #expect(state.bytes == 0)
    #expect(state.callers.isEmpty)
  }

  @Test func theExpectedWaitFollowsTheMeanAndTheQueue() {
    var state = AdmissionState(limits: Self.limits)
    #expect(state.expectedWait == 0)
    for caller in ["a", "b"] {
      #expect(state.admit(caller: caller, bytes: 0) == nil)
      let hasStarted = state.start()
      #expect(hasStarted)
    }
    let third = state.start()
    #expect(!third)
    // Nothing has ended yet: nothing is known.
    #expect(state.expectedWait == 0)
    state.stop(after: 6)
    let next = state.start()
    #expect(next)
    // One request of 6 s ahead of a new one, over two threads.
    #expect(state.expectedWait == 3)
    #expect(state.retryAfter == 3)
    #expect(state.admit(caller: "c", bytes: 0) == nil)
    #expect(state.expectedWait == 6)
    #expect(state.admit(caller: "d", bytes: 0) == .longWait)
    state.stop(after: 16)
    #expect(state.meanSeconds == 7)
  }
}
