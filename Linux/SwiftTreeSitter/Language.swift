import TreeSitter

/// A compiled tree-sitter grammar.
public struct Language: @unchecked Sendable {
  /// The grammar's C description.
  public let tsLanguage: OpaquePointer

  public init(language: OpaquePointer) {
    self.init(language)
  }

  public init(_ language: OpaquePointer) {
    tsLanguage = language
  }

  public var ABIVersion: Int { Int(ts_language_version(tsLanguage)) }
  public var symbolCount: Int { Int(ts_language_symbol_count(tsLanguage)) }
  public var fieldCount: Int { Int(ts_language_field_count(tsLanguage)) }

  public func symbolName(for id: Int) -> String? {
    ts_language_symbol_name(tsLanguage, TSSymbol(id)).map { String(cString: $0) }
  }

  public func fieldName(for id: Int) -> String? {
    ts_language_field_name_for_id(tsLanguage, TSFieldId(id)).map { String(cString: $0) }
  }

  public func fieldId(for name: String) -> Int? {
    Int(ts_language_field_id_for_name(tsLanguage, name, UInt32(name.utf8.count)))
  }
}
