"""The shared schemes of the Xcode project and its workspace."""

from .graph import identifier

PRODUCTS = {
    "Core": "Core.framework",
    "VulnAdapt": "VulnAdapt.app",
    "EditorExtension": "EditorExtension.appex",
    "CoreTests": "CoreTests.xctest",
    "VulnAdaptCLI": "vulnadapt",
}

WORKSPACE = """<?xml version="1.0" encoding="UTF-8"?>
<Workspace
   version = "1.0">
   <FileRef
      location = "self:">
   </FileRef>
</Workspace>
"""


def files():
    """The text of each file by its path in the project."""
    folder = "xcshareddata/xcschemes"
    return {
        "project.xcworkspace/contents.xcworkspacedata": WORKSPACE,
        f"{folder}/VulnAdapt.xcscheme": scheme(["VulnAdapt"], _product("VulnAdapt")),
        f"{folder}/Core.xcscheme": scheme(["Core"], _macro("Core")),
        f"{folder}/VulnAdaptCLI.xcscheme": scheme(["VulnAdaptCLI"], _product("VulnAdaptCLI")),
        # Runs in a second Xcode, which asks for nothing.
        f"{folder}/EditorExtension.xcscheme": scheme(
            ["EditorExtension", "VulnAdapt"], _xcode("EditorExtension"), is_extension=True
        ),
    }


def scheme(built, runnable, is_extension=False):
    """A scheme that builds targets, runs something and tests Core."""
    entries = "\n".join(_entry(name) for name in built)
    kind = '\n   wasCreatedForAppExtension = "YES"' if is_extension else ""
    launch = (
        '\n      launchAutomaticallySubstyle = "2"\n      askForAppToLaunch = "Yes"' if is_extension else ""
    )
    style = '\n      askForAppToLaunch = "Yes"\n      launchAutomaticallySubstyle = "2"' if is_extension else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Scheme
   LastUpgradeVersion = "1640"{kind}
   version = "{'2.0' if is_extension else '1.7'}">
   <BuildAction
      parallelizeBuildables = "YES"
      buildImplicitDependencies = "YES">
      <BuildActionEntries>
{entries}
      </BuildActionEntries>
   </BuildAction>
   <TestAction
      buildConfiguration = "Debug"
      selectedDebuggerIdentifier = "Xcode.DebuggerFoundation.Debugger.LLDB"
      selectedLauncherIdentifier = "Xcode.DebuggerFoundation.Launcher.LLDB"
      shouldUseLaunchSchemeArgsEnv = "YES">
      <Testables>
         <TestableReference
            skipped = "NO"
            parallelizable = "YES">
{_reference("CoreTests", 12)}
         </TestableReference>
      </Testables>
   </TestAction>
   <LaunchAction
      buildConfiguration = "Debug"
      selectedDebuggerIdentifier = "Xcode.DebuggerFoundation.Debugger.LLDB"
      selectedLauncherIdentifier = "Xcode.DebuggerFoundation.Launcher.LLDB"
      launchStyle = "0"
      useCustomWorkingDirectory = "NO"
      ignoresPersistentStateOnLaunch = "NO"
      debugDocumentVersioning = "YES"
      debugServiceExtension = "internal"
      allowLocationSimulation = "YES"{launch}>
{runnable}
   </LaunchAction>
   <ProfileAction
      buildConfiguration = "Release"
      shouldUseLaunchSchemeArgsEnv = "YES"
      savedToolIdentifier = ""
      useCustomWorkingDirectory = "NO"
      debugDocumentVersioning = "YES"{style}>
{runnable}
   </ProfileAction>
   <AnalyzeAction
      buildConfiguration = "Debug">
   </AnalyzeAction>
   <ArchiveAction
      buildConfiguration = "Release"
      revealArchiveInOrganizer = "YES">
   </ArchiveAction>
</Scheme>
"""


def _reference(name, indentation):
    lines = [
        "<BuildableReference",
        '   BuildableIdentifier = "primary"',
        f'   BlueprintIdentifier = "{identifier(f"target {name}")}"',
        f'   BuildableName = "{PRODUCTS[name]}"',
        f'   BlueprintName = "{name}"',
        '   ReferencedContainer = "container:VulnAdapt.xcodeproj">',
        "</BuildableReference>",
    ]
    return "\n".join(" " * indentation + line for line in lines)


def _entry(name):
    return f"""         <BuildActionEntry
            buildForTesting = "YES"
            buildForRunning = "YES"
            buildForProfiling = "YES"
            buildForArchiving = "YES"
            buildForAnalyzing = "YES">
{_reference(name, 12)}
         </BuildActionEntry>"""


def _product(name):
    return f"""      <BuildableProductRunnable
         runnableDebuggingMode = "0">
{_reference(name, 9)}
      </BuildableProductRunnable>"""


def _macro(name):
    return f"""      <MacroExpansion>
{_reference(name, 9)}
      </MacroExpansion>"""


def _xcode(name):
    return f"""      <RemoteRunnable
         runnableDebuggingMode = "1"
         BundleIdentifier = "com.apple.dt.Xcode">
{_reference(name, 9)}
      </RemoteRunnable>
{_macro("VulnAdapt")}"""
