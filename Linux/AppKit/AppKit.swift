// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Stands in for AppKit: the declarations the app uses, enough of them alive to be tested.
@_exported import Foundation

public struct NSColor: Hashable, Sendable {
  let name: String
  public static let systemRed = NSColor(name: "systemRed")
  public static let systemOrange = NSColor(name: "systemOrange")
  public static let systemPurple = NSColor(name: "systemPurple")
  public static let systemIndigo = NSColor(name: "systemIndigo")
  public static let systemBlue = NSColor(name: "systemBlue")
  public static let systemBrown = NSColor(name: "systemBrown")
  public static let systemTeal = NSColor(name: "systemTeal")
  public static let textColor = NSColor(name: "textColor")
  public static let secondaryLabelColor = NSColor(name: "secondaryLabelColor")
  public func withAlphaComponent(_ alpha: CGFloat) -> NSColor {
    NSColor(name: "\(name) \(Int((alpha * 100).rounded()))")
  }
}

public struct NSFont: Hashable, Sendable {
  public struct Weight: Hashable, Sendable {
    public static let regular = Weight()
    public static let bold = Weight()
  }
  public static var systemFontSize: CGFloat { 13 }
  public static func monospacedSystemFont(ofSize fontSize: CGFloat, weight: Weight) -> NSFont { NSFont() }
}

extension NSAttributedString.Key {
  public static let backgroundColor = NSAttributedString.Key(rawValue: "NSBackgroundColor")
  public static let foregroundColor = NSAttributedString.Key(rawValue: "NSColor")
  public static let font = NSAttributedString.Key(rawValue: "NSFont")
  public static let underlineStyle = NSAttributedString.Key(rawValue: "NSUnderline")
  public static let toolTip = NSAttributedString.Key(rawValue: "NSToolTip")
}

public struct NSUnderlineStyle: OptionSet, Sendable {
  public let rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  public static let single = NSUnderlineStyle(rawValue: 1)
}

open class NSTextStorage: NSMutableAttributedString {}

@MainActor open class NSView: NSObject {
  public override nonisolated init() {}
  /// What is on it, for the outlines of tests.
  open var _text: String { "" }
  open func setAccessibilityLabel(_ accessibilityLabel: String?) {}
}

@MainActor open class NSText: NSView {
  open var string: String {
    get { _storage.string }
    set { _storage.setAttributedString(NSAttributedString(string: newValue)) }
  }
  let _storage = NSTextStorage(string: "")
  open var isEditable = true
  open var isSelectable = true
  open func scrollRangeToVisible(_ range: NSRange) {}
}

@MainActor open class NSTextView: NSText {
  open var textStorage: NSTextStorage? { _storage }
  open var usesFindBar = false
  open var isAutomaticQuoteSubstitutionEnabled = true
  open var textContainerInset = NSSize(width: 0, height: 0)
  open var maxSize = NSSize(width: 0, height: 0)
  open var isHorizontallyResizable = false
  open var textContainer: NSTextContainer? = NSTextContainer()
  open class func scrollableTextView() -> NSScrollView {
    let scroll = NSScrollView()
    scroll.documentView = NSTextView()
    return scroll
  }
  /// Marked stretches in brackets, so that outlines show them.
  open override var _text: String {
    var text = ""
    let whole = NSRange(location: 0, length: _storage.length)
    _storage.enumerateAttribute(.backgroundColor, in: whole, options: []) { color, range, _ in
      let piece = (_storage.string as NSString).substring(with: range)
      text += color == nil ? piece : "⟦\(piece)⟧"
    }
    return text.replacingOccurrences(of: "\n", with: "⏎")
  }
}

@MainActor open class NSTextContainer: NSObject {
  override nonisolated init() {}
  open var size = NSSize(width: 0, height: 0)
  open var widthTracksTextView = true
}

@MainActor open class NSScrollView: NSView {
  open var documentView: NSView?
  open var hasVerticalScroller = true
  open var hasHorizontalScroller = false
  open override var _text: String { documentView?._text ?? "" }
}

@MainActor open class NSSavePanel: NSObject {
  public override nonisolated init() {}
  open var nameFieldStringValue = ""
  open var title: String? = ""
  open var message: String? = ""
  open var canCreateDirectories = true
  open var url: URL? { Self._answer }
  open func runModal() -> NSApplication.ModalResponse {
    Self._proposals.append(nameFieldStringValue)
    return Self._answer == nil ? .cancel : .OK
  }
  /// What tests choose in the dialog; nil cancels it.
  public static var _answer: URL?
  /// The names that dialogs have proposed.
  public static var _proposals: [String] = []
}

@MainActor open class NSApplication: NSObject {
  public struct ModalResponse: Equatable, Sendable {
    let code: Int
    public static let OK = ModalResponse(code: 1)
    public static let cancel = ModalResponse(code: 0)
  }
  public enum TerminateReply: UInt, Sendable { case terminateCancel, terminateNow, terminateLater }
  public static let shared = NSApplication()
  override nonisolated init() {}
  open var isActive: Bool { true }
  open func reply(toApplicationShouldTerminate shouldTerminate: Bool) { _replies.append(shouldTerminate) }
  public var _replies: [Bool] = []
  open func terminate(_ sender: Any?) {}
}

@MainActor public protocol NSApplicationDelegate: NSObjectProtocol {
  // Objective-C makes any NSObject this way; here a delegate must be a final class.
  nonisolated init()
  func applicationDidFinishLaunching(_ notification: Notification)
  func applicationShouldTerminate(_ sender: NSApplication) -> NSApplication.TerminateReply
  func application(_ application: NSApplication, open urls: [URL])
}

extension NSApplicationDelegate {
  public func application(_ application: NSApplication, open urls: [URL]) {}
  public func applicationDidFinishLaunching(_ notification: Notification) {}
  public func applicationShouldTerminate(_ sender: NSApplication) -> NSApplication.TerminateReply {
    .terminateNow
  }
}

@MainActor open class NSWorkspace: NSObject {
  public static let shared = NSWorkspace()
  override nonisolated init() {}
  @discardableResult open func open(_ url: URL) -> Bool { true }
  open func activateFileViewerSelecting(_ fileURLs: [URL]) { _revealed = fileURLs }
  nonisolated open func urlForApplication(withBundleIdentifier bundleIdentifier: String) -> URL? { nil }
  /// What was last shown in the Finder.
  public var _revealed: [URL] = []
}

open class NSRunningApplication: NSObject {
  open class func runningApplications(withBundleIdentifier bundleIdentifier: String) -> [NSRunningApplication]
  {
    []
  }
  open var bundleURL: URL? { nil }
}

@MainActor open class NSDocumentController: NSObject {
  open class var shared: NSDocumentController { _shared }
  private static let _shared = NSDocumentController()
  override nonisolated init() {}
  open func noteNewRecentDocumentURL(_ url: URL) {}
}

@MainActor open class NSPasteboard: NSObject {
  public struct PasteboardType: Hashable, Sendable {
    let name: String
    public static let string = PasteboardType(name: "public.utf8-plain-text")
  }
  public static let general = NSPasteboard()
  override nonisolated init() {}
  private var strings: [PasteboardType: String] = [:]
  @discardableResult open func clearContents() -> Int {
    strings = [:]
    return 1
  }
  @discardableResult open func setString(_ string: String, forType dataType: PasteboardType) -> Bool {
    strings[dataType] = string
    return true
  }
  open func string(forType dataType: PasteboardType) -> String? { strings[dataType] }
}
