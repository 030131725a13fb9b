import Observation

/// Something the user should read, with nothing to decide.
public struct Notice: Hashable, Identifiable, Sendable {
  /// How much it matters.
  public enum Kind: String, Sendable {
    /// Good to know.
    case information
    /// Something did not work.
    case problem
  }

  /// Tells notices apart.
  public var id: Int
  /// How much it matters.
  public var kind: Kind
  /// A finished sentence or two.
  public var text: String
}

/// The notices shown above the current screen of every window until they are dismissed.
@MainActor @Observable public final class NoticesModel {
  /// The notices, oldest first, without repetitions.
  public private(set) var notices: [Notice] = []
  private var lastID = 0
  /// How many stay; older ones make room.
  static let limit = 5

  /// Creates an empty list.
  public init() {}

  /// Shows a notice.
  public func post(_ text: String, kind: Notice.Kind = .problem) {
    notices.removeAll { $0.text == text }
    lastID += 1
    notices.append(Notice(id: lastID, kind: kind, text: text))
    if notices.count > Self.limit { notices.removeFirst(notices.count - Self.limit) }
  }

  /// Shows what went wrong.
  public func post(_ error: any Error) {
    post(WorkspaceError.sentence(for: error))
  }

  /// Does something, and shows what goes wrong.
  ///
  /// - Returns: Whether all went well.
  @discardableResult func attempt(_ work: () throws -> Void) -> Bool {
    do {
      try work()
      return true
    } catch {
      post(error)
      return false
    }
  }

  /// Takes a notice away.
  public func dismiss(_ notice: Notice) {
    notices.removeAll { $0.id == notice.id }
  }
}
