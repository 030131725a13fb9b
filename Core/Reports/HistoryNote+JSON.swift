extension HistoryNote: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("authors", authors)
    json.add("changes", changes)
    json.add("cveFixes", cveFixes)
    json.add("firstSeen", String(moment: firstSeen))
    json.add("fixes", fixes)
    json.add("lastChange", lastChange.map(String.init(moment:)))
    json.add("lastFix", lastFix)
    json.add("securityFixes", securityFixes)
    json.add("securityFixesOfFile", securityFixesOfFile)
    json.add("words", words)
  }
}

extension HistoryNote.Fix: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("date", String(moment: date))
    json.add("id", id)
    json.add("subject", subject)
  }
}
