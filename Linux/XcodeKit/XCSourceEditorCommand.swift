import Foundation

/// The extension's principal class; both members are optional on a Mac.
public protocol XCSourceEditorExtension: NSObjectProtocol {
  /// Called once Xcode has loaded the extension.
  func extensionDidFinishLaunching()
  /// The commands, instead of those of the Info.plist.
  var commandDefinitions: [[XCSourceEditorCommandDefinitionKey: Any]] { get }
}

extension XCSourceEditorExtension {
  /// Does nothing.
  public func extensionDidFinishLaunching() {}
  /// None: those of the Info.plist count.
  public var commandDefinitions: [[XCSourceEditorCommandDefinitionKey: Any]] { [] }
}

/// A key of a command's definition.
public struct XCSourceEditorCommandDefinitionKey: RawRepresentable, Hashable, Sendable {
  /// The key as it stands in an Info.plist.
  public let rawValue: String

  /// Creates a key.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The name of the class that runs the command.
  public static let classNameKey = Self(rawValue: "XCSourceEditorCommandClassName")
  /// The command's identifier.
  public static let identifierKey = Self(rawValue: "XCSourceEditorCommandIdentifier")
  /// The title in the menu.
  public static let nameKey = Self(rawValue: "XCSourceEditorCommandName")
}

/// A command, in the async form of its one requirement.
public protocol XCSourceEditorCommand: NSObjectProtocol {
  func perform(with invocation: XCSourceEditorCommandInvocation) async throws
}

/// One run of a command.
public class XCSourceEditorCommandInvocation: NSObject {
  /// Which command to run.
  public let commandIdentifier: String
  /// The open file.
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
