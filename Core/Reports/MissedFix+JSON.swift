extension MissedFix: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.add("commit", commit)
      json.add("date", String(moment: date))
      json.add("file", file)
      json.add("function", function)
      json.add("subject", subject)
      json.add("words", words)
    }
  }
}
