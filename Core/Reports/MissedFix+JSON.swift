import Foundation

extension MissedFix: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("commit", commit)
      json.add("date", Date(timeIntervalSince1970: Double(date)).ISO8601Format())
      json.add("file", file)
      json.add("function", function)
      json.add("subject", subject)
      json.add("words", words)
    }
  }
}
