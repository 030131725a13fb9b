import Testing

@testable import Core

struct LabelDatesTests {
  @Test(
    arguments: [
      ("1970-01-01", 0), ("2021-03-04", 1_614_816_000), ("2021-03-04T05:06:07Z", 1_614_834_367),
      ("2021-01-13T21:56:05.092063Z", 1_610_574_965),
    ])
  func datesAreRead(_ text: String, _ seconds: Int) {
    #expect(FixCommit.seconds(of: text) == seconds)
  }

  @Test(arguments: ["", "yesterday", "2021", "2021-13-01", "2021-03-04T", String(repeating: "2", count: 100)])
  func otherTextIsNoDate(_ text: String) {
    #expect(FixCommit.seconds(of: text) == nil)
  }
}
