// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// Stands in for UniformTypeIdentifiers: the declarations the app uses.
import Foundation

public struct UTType: Hashable, Sendable {
  public var identifier: String
  public init?(_ identifier: String) { self.identifier = identifier }
  public init?(filenameExtension: String, conformingTo supertype: UTType = .data) {
    identifier = "dyn." + filenameExtension
  }
  public init(exportedAs identifier: String, conformingTo parentType: UTType? = nil) {
    self.identifier = identifier
  }
  private init(known identifier: String) { self.identifier = identifier }
  public static let folder = UTType(known: "public.folder")
  public static let data = UTType(known: "public.data")
}
