import Foundation
import TreeSitter

enum ParserError: Error {
  case languageFailure
}

/// Turns a text into a syntax tree; one parser serves one thread at a time.
public class Parser {
  /// Returns the bytes of the text from an offset on; empty or nil at the end.
  public typealias ReadBlock = (Int, Point) -> Data?

  private let internalParser: OpaquePointer

  /// Creates a parser without a grammar.
  public init() {
    internalParser = ts_parser_new()
  }

  deinit {
    ts_parser_delete(internalParser)
  }

  /// Chooses the grammar; throws when its ABI does not fit the runtime.
  public func setLanguage(_ language: Language) throws {
    if !ts_parser_set_language(internalParser, language.tsLanguage) {
      throw ParserError.languageFailure
    }
  }

  /// The longest time a parse may take, in seconds; zero for no limit.
  public var timeout: TimeInterval {
    get { TimeInterval(ts_parser_timeout_micros(internalParser)) / 1_000_000 }
    set { ts_parser_set_timeout_micros(internalParser, UInt64(newValue * 1_000_000)) }
  }

  /// Parses a text as UTF-16; byte offsets are twice the UTF-16 index.
  public func parse(_ string: String) -> MutableTree? {
    let units = Array(string.utf16)
    return units.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return nil }
      return ts_parser_parse_string_encoding(
        internalParser, nil, start, UInt32(bytes.count), TSInputEncodingUTF16
      ).map { MutableTree(internalTree: $0) }
    }
  }

  /// Parses a text that is read piece by piece.
  public func parse(
    tree: Tree?, encoding: TSInputEncoding = TSInputEncodingUTF16, readBlock: ReadBlock
  ) -> MutableTree? {
    withoutActuallyEscaping(readBlock) { block in
      let input = Input(readBlock: block)
      return withExtendedLifetime(input) {
        ts_parser_parse(internalParser, tree?.internalTree, input.internalInput(encoding: encoding))
          .map { MutableTree(internalTree: $0) }
      }
    }
  }

  /// Parses a text that is read piece by piece.
  public func parse(
    tree: MutableTree?, encoding: TSInputEncoding = TSInputEncodingUTF16, readBlock: ReadBlock
  ) -> MutableTree? {
    parse(tree: tree?.tree, encoding: encoding, readBlock: readBlock)
  }
}

private final class Input {
  private let readBlock: Parser.ReadBlock
  private var buffer: UnsafeMutableBufferPointer<CChar>?

  init(readBlock: @escaping Parser.ReadBlock) {
    self.readBlock = readBlock
  }

  deinit {
    buffer?.deallocate()
  }

  func internalInput(encoding: TSInputEncoding) -> TSInput {
    TSInput(
      payload: Unmanaged.passUnretained(self).toOpaque(),
      read: { payload, byteIndex, position, bytesRead in
        let input = Unmanaged<Input>.fromOpaque(payload!).takeUnretainedValue()
        return input.read(at: byteIndex, position, bytesRead)
      },
      encoding: encoding)
  }

  private func read(
    at byteIndex: UInt32, _ position: TSPoint, _ bytesRead: UnsafeMutablePointer<UInt32>?
  ) -> UnsafePointer<CChar>? {
    guard let data = readBlock(Int(byteIndex), Point(internalPoint: position)), !data.isEmpty else {
      bytesRead?.pointee = 0
      return nil
    }
    buffer?.deallocate()
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: data.count)
    _ = data.copyBytes(to: copy)
    buffer = copy
    bytesRead?.pointee = UInt32(data.count)
    return UnsafePointer(copy.baseAddress)
  }
}
