import Testing

@testable import Core

struct MomentTextTests {
  @Test(arguments: [
    (Int64(1_711_929_599), "2024-03-31T23:59:59Z", "2024-03-31", "March 2024"),
    (0, "1970-01-01T00:00:00Z", "1970-01-01", "January 1970"),
    (-1, "1969-12-31T23:59:59Z", "1969-12-31", "December 1969"),
    (.max, "9999-12-31T23:59:59Z", "9999-12-31", "December 9999"),
  ])
  func momentsAreThoseOfUTC(seconds: Int64, moment: String, day: String, month: String) {
    #expect(String(moment: seconds) == moment)
    #expect(String(dayOf: seconds) == day)
    #expect(String(monthOf: seconds) == month)
  }

  @Test func whatIsBeforeTheFirstYearIsInIt() {
    #expect(String(moment: .min).hasPrefix("0001-01-0"), "calendars differ by days")
    #expect(String(monthOf: .min) == "January 1")
  }
}
