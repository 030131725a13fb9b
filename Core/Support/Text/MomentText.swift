import Foundation

extension String {
  /// A moment in seconds since 1970 as `2021-03-04T05:06:07Z`.
  init(moment seconds: Int64) {
    self = Date(claimed: seconds).ISO8601Format()
  }

  /// The day, in UTC, of a moment in seconds since 1970, as `2021-03-04`.
  init(dayOf seconds: Int64) {
    self = Date(claimed: seconds).formatted(.iso8601.year().month().day())
  }

  /// The month, in UTC, of a moment in seconds since 1970, as `March 2021`.
  ///
  /// In English, whatever the reader's language is: reports of one scan are alike everywhere.
  init(monthOf seconds: Int64) {
    let style = Date.VerbatimFormatStyle(
      format: "\(month: .wide) \(year: .defaultDigits)", locale: Locale(identifier: "en_US_POSIX"),
      timeZone: .gmt, calendar: Calendar(identifier: .gregorian))
    self = Date(claimed: seconds).formatted(style)
  }
}

extension Date {
  /// A moment that somebody claims, in seconds since 1970, within the years from 1 to 9999: beyond them is no date.
  fileprivate init(claimed seconds: Int64) {
    self.init(timeIntervalSince1970: Double(min(max(seconds, -62_135_596_800), 253_402_300_799)))
  }
}
