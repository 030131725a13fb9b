import Foundation

extension LanguageServer {
  /// Takes a document that the client has opened.
  func opened(_ parameters: JSONValue) {
    guard let document = parameters["textDocument"], let uri = document["uri"]?.string,
      let text = document["text"]?.string,
      OpenDocument.isC(uri: uri, language: document["languageId"]?.string ?? "")
    else { return }
    readProjectFile()
    keep(OpenDocument(uri: uri, version: document["version"]?.int ?? 0, text: text), lookAfter: .zero)
  }

  /// Takes edits of an open document.
  func changed(_ parameters: JSONValue) {
    guard let document = parameters["textDocument"], let uri = document["uri"]?.string,
      let changes = parameters["contentChanges"]?.array
    else { return }
    let (found, encoding, delay) = lock.withLock {
      (documents[uri], self.encoding, settings.debounceMilliseconds)
    }
    guard var open = found else { return }
    // Only messages change documents, and they come one after the other; work on others goes on meanwhile.
    for change in changes {
      guard let text = change["text"]?.string else { continue }
      if let start = TextPosition(change["range"]?["start"]), let end = TextPosition(change["range"]?["end"])
      {
        open.replace(from: start, to: end, with: text, encoding)
      } else {
        open.replace(with: text)
      }
    }
    open.version = document["version"]?.int ?? open.version &+ 1
    keep(open, lookAfter: .milliseconds(delay))
  }

  /// Keeps a document and looks at it, unless it is too large, by itself or beside others.
  private func keep(_ document: OpenDocument, lookAfter delay: Duration) {
    let uri = document.uri
    let isTooLarge = document.byteCount > OpenDocument.sizeLimit
    let isKept = lock.withLock {
      if isTooLarge { documents.remove(uri) }
      return !isTooLarge && documents.keep(document)
    }
    if isKept { return analyse(uri, after: delay) }
    let name = (Self.path(uri) ?? uri).split(separator: "/").last.map { String($0.prefix(100)) } ?? ""
    if isTooLarge {
      say(
        "\(name) is larger than \(OpenDocument.sizeLimit >> 20) MB and is not looked at while you edit. `vulnadapt scan`"
          + " ranks its functions.")
    } else {
      sayFull(name)
    }
    notify("textDocument/publishDiagnostics", ["uri": .string(uri), "diagnostics": []])
  }

  /// Says that a document is declined because of others: the first time to the person, then to the log.
  private func sayFull(_ name: String) {
    let isFirst = lock.withLock {
      defer { hasSaidFull = true }
      return !hasSaidFull
    }
    let text =
      "\(name) is not looked at while you edit: the documents that are open already are kept, and with it they would be"
      + " larger than the server keeps. Close some, then open it again; `vulnadapt scan` ranks its functions."
    if isFirst { return say("\(text) Further ones are in the log.", .warning) }
    notify(
      "window/logMessage",
      [
        "type": .number(String(MessageType.warning.rawValue)),
        "message": .string("VulnAdapt: \(text.printable)"),
      ])
  }

  /// Forgets a document that the client has closed.
  func closed(_ parameters: JSONValue) {
    guard let uri = parameters["textDocument"]?["uri"]?.string else { return }
    let wasOpen = lock.withLock { documents.remove(uri) }
    // A closed document has no diagnostics.
    if wasOpen { notify("textDocument/publishDiagnostics", ["uri": .string(uri), "diagnostics": []]) }
  }
}
