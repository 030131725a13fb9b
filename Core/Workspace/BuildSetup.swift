import Foundation

/// How a project's suspects get into Xcode's issue navigator: a build phase, or a plug-in of the package manager.
public struct BuildSetup: Hashable, Identifiable, Sendable {
  /// The project's name.
  public let name: String
  /// The program that the build calls.
  let program: URL

  /// The name.
  public var id: String { name }

  /// The setup of a project, with the program that is inside an app; without one, an installed program.
  public init(project: WorkspaceProject, app: URL?) {
    name = project.name
    let inside = app?.appendingPathComponent("Contents/Helpers/vulnadapt")
    program =
      inside.flatMap { FileManager.default.isExecutableFile(atPath: $0.path) ? $0 : nil }
      ?? URL(fileURLWithPath: "/usr/local/bin/vulnadapt")
  }

  /// The script of a *Run Script* build phase.
  ///
  /// The program's status is the phase's, so that `fail-on` in the project's settings can fail a build; a Mac without
  /// the program builds with a warning.
  public var script: String {
    """
    program=\(Self.quoted(program.path))
    if [ ! -x "$program" ]; then
      echo "warning: VulnAdapt is not at $program"
      exit 0
    fi
    "$program" scan "$SRCROOT" --format text
    status=$?
    if [ "$status" -eq 2 ] || [ "$status" -eq 64 ]; then
      echo "error: VulnAdapt could not scan $SRCROOT; the lines above say why."
    fi
    exit "$status"
    """
  }

  /// What a package's manifest says to use the plug-in.
  public var manifest: String {
    """
    // in dependencies, with the address where your copy of VulnAdapt lives:
    .package(url: "https://example.com/VulnAdapt", from: "\(libraryVersion)"),
    // in the target:
    plugins: [.plugin(name: "VulnAdaptCheck", package: "VulnAdapt")],
    """
  }

  /// A word that a shell takes as it is, whatever is in it.
  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
