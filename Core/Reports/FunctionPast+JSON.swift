import Foundation

extension FunctionPast: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("authors", authorCount)
      json.add("changes", changeCount)
      json.add("fixes", fixCount)
      json.add("lastChange", lastChange?.ISO8601Format())
      json.add("newestFixes", fixes)
      json.add("securityFixes", securityFixCount)
      json.add("summary", summary)
    }
  }
}

extension FunctionPast.Fix: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("commit", commit)
      json.add("date", date.ISO8601Format())
      json.add("isOfSecurity", isOfSecurity)
      json.add("subject", subject)
    }
  }
}
