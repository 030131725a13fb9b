import Foundation

extension HistoryNote: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("authors", authors)
      json.add("changes", changes)
      json.add("cveFixes", cveFixes)
      json.add("firstSeen", firstSeen.map(Self.date))
      json.add("fixes", fixes)
      json.add("lastChange", lastChange.map(Self.date))
      json.add("lastFix", lastFix)
      json.add("securityFixes", securityFixes)
      json.add("securityFixesOfFile", securityFixesOfFile)
      json.add("words", words)
    }
  }

  /// A moment such as `2021-03-04T05:06:07Z`.
  fileprivate static func date(_ seconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(seconds)).ISO8601Format()
  }
}

extension HistoryNote.Commit: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("date", HistoryNote.date(date))
      json.add("id", id)
      json.add("subject", subject)
    }
  }
}
