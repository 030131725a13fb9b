import Foundation

/// The extension's principal class; both members are optional on a Mac.
public protocol XCSourceEditorExtension: NSObjectProtocol {
  func extensionDidFinishLaunching()
  var commandDefinitions: [[XCSourceEditorCommandDefinitionKey: Any]] { get }
}

extension XCSourceEditorExtension {
  public func extensionDidFinishLaunching() {}
  public var commandDefinitions: [[XCSourceEditorCommandDefinitionKey: Any]] { [] }
}

/// A key of a command's definition.
public struct XCSourceEditorCommandDefinitionKey: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public static let classNameKey = Self(rawValue: "XCSourceEditorCommandClassName")
  public static let identifierKey = Self(rawValue: "XCSourceEditorCommandIdentifier")
  public static let nameKey = Self(rawValue: "XCSourceEditorCommandName")
}

/// A command, in the async form of its one requirement.
public protocol XCSourceEditorCommand: NSObjectProtocol {
  func perform(with invocation: XCSourceEditorCommandInvocation) async throws
}

/// One run of a command.
public class XCSourceEditorCommandInvocation: NSObject {
  public let commandIdentifier: String
  public let buffer: XCSourceTextBuffer
  /// Called when the user cancels.
  public var cancellationHandler: () -> Void = {} {
    didSet { if isCancelledAtOnce { cancellationHandler() } }
  }
  /// Whether the user cancels as soon as the command can be told so.
  @_spi(Testing) public var isCancelledAtOnce = false

  /// What Xcode does before it runs a command.
  @_spi(Testing) public init(commandIdentifier: String, buffer: XCSourceTextBuffer) {
    self.commandIdentifier = commandIdentifier
    self.buffer = buffer
  }
}
