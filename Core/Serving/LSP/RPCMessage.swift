/// A message of JSON-RPC 2.0, as language servers and their clients exchange it.
enum RPCMessage: Equatable {
  /// Asks for an answer.
  case request(id: JSONValue, method: String, parameters: JSONValue)
  /// Says something.
  case notification(method: String, parameters: JSONValue)
  /// Answers a request of this side; the result is nil for an error.
  case response(id: JSONValue, result: JSONValue?)

  /// Reads a message.
  ///
  /// - Throws: ``RPCError`` with what is known of the message's identifier.
  init(_ bytes: [UInt8]) throws(RPCError) {
    let value: JSONValue
    do throws(JSONSyntaxError) {
      // Editors send the half of a character that is being edited; without that edit the text here would be another one.
      value = try StrictJSON.parse(bytes, maximumDepth: 64, replacesLoneSurrogates: true)
    } catch {
      throw RPCError(
        code: .parseError, message: "The message is no JSON: \(error.message) (byte \(error.offset)).")
    }
    guard case .object(let members) = value else {
      throw RPCError(code: .invalidRequest, message: "A message is one JSON object; batches are not used.")
    }
    let id = members["id"].flatMap { id -> JSONValue? in
      switch id {
      case .string, .number: id
      default: nil
      }
    }
    guard members["jsonrpc"] == "2.0" else {
      throw RPCError(code: .invalidRequest, message: "The member jsonrpc is not \"2.0\".", id: id ?? .null)
    }
    if let method = members["method"] {
      guard let method = method.string else {
        throw RPCError(code: .invalidRequest, message: "The member method is no string.", id: id ?? .null)
      }
      let parameters = members["params"] ?? .null
      if members["id"] == nil {
        self = .notification(method: method, parameters: parameters)
      } else if let id {
        self = .request(id: id, method: method, parameters: parameters)
      } else {
        throw RPCError(code: .invalidRequest, message: "The member id is neither a string nor a number.")
      }
    } else if let id, members["result"] != nil || members["error"] != nil {
      self = .response(id: id, result: members["error"] == nil ? members["result"] : nil)
    } else {
      throw RPCError(code: .invalidRequest, message: "The message has no method.", id: id ?? .null)
    }
  }
}

/// An answer that says why a request failed.
struct RPCError: Error, Equatable {
  /// The codes of JSON-RPC and of the Language Server Protocol that are used.
  enum Code: Int {
    case parseError = -32_700
    case invalidRequest = -32_600
    case methodNotFound = -32_601
    case invalidParameters = -32_602
    case serverNotInitialized = -32_002
    case requestFailed = -32_803
    case requestCancelled = -32_800
    case contentModified = -32_801
  }

  var code: Code
  var message: String
  /// The request's identifier; null when it is unknown.
  var id: JSONValue = .null

  /// The message to send.
  var response: JSONValue {
    [
      "jsonrpc": "2.0", "id": id,
      "error": ["code": .number(String(code.rawValue)), "message": .string(message.printable)],
    ]
  }
}
