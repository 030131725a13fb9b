import Foundation
import XcodeKit

/// The extension's principal class; the commands are listed in its Info.plist.
final class SourceEditorExtension: NSObject, XCSourceEditorExtension {}
