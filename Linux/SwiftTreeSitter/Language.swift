import TreeSitter

/// A compiled tree-sitter grammar.
public struct Language: Hashable, @unchecked Sendable {
  /// The grammar's C description.
  public let tsLanguage: OpaquePointer

  /// Wraps a grammar, as `tree_sitter_c()` returns it.
  public init(language: OpaquePointer) {
    self.init(language)
  }

  /// Wraps a grammar, as `tree_sitter_c()` returns it.
  public init(_ language: OpaquePointer) {
    tsLanguage = language
  }

  /// The ABI version the grammar was generated for.
  public var ABIVersion: Int { Int(ts_language_version(tsLanguage)) }
  /// Number of node types.
  public var symbolCount: Int { Int(ts_language_symbol_count(tsLanguage)) }
  /// Number of field names.
  public var fieldCount: Int { Int(ts_language_field_count(tsLanguage)) }

  /// The name of a node type, or nil.
  public func symbolName(for id: Int) -> String? {
    ts_language_symbol_name(tsLanguage, TSSymbol(id)).map { String(cString: $0) }
  }

  /// The name of a field, or nil.
  public func fieldName(for id: Int) -> String? {
    ts_language_field_name_for_id(tsLanguage, TSFieldId(id)).map { String(cString: $0) }
  }

  /// The number of a field, or zero.
  public func fieldId(for name: String) -> Int? {
    Int(ts_language_field_id_for_name(tsLanguage, name, UInt32(name.utf8.count)))
  }
}
