extension MissedFix: JSONObject {
  func addMembers(to json: inout JSONWriter) {
    json.add("commit", commit)
    json.add("date", String(moment: date))
    json.add("file", file)
    json.add("function", function)
    json.add("subject", subject)
    json.add("words", words)
  }
}
