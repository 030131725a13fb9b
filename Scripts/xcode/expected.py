"""What the Xcode project must be, in the words of docs/xcode.md."""

import pathlib
import sys

from . import manifest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROJECT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "VulnAdapt.xcodeproj"
GROUP = "$(TeamIdentifierPrefix)vulnadapt"
EMBEDDED = {"CodeSignOnCopy", "RemoveHeadersOnCopy"}

# Name: product type, product, folder, targets it depends on, what it links, what it copies where: a kind of
# folder (1 the bundle, 10 frameworks, 13 plug-ins) and a path in it.
TARGETS = {
    "Core": ("framework", "Core.framework", "Core", set(), set(), {}),
    "VulnAdapt": (
        "application", "VulnAdapt.app", "App", {"Core", "EditorExtension", "VulnAdaptCLI"}, {"Core.framework"},
        {
            ("10", ""): {"Core.framework": EMBEDDED},
            ("13", ""): {"EditorExtension.appex": {"RemoveHeadersOnCopy"}},
            ("1", "Contents/Helpers"): {"vulnadapt": {"CodeSignOnCopy"}},
        },
    ),
    "EditorExtension": (
        "xcode-extension", "EditorExtension.appex", "EditorExtension", {"Core"},
        {"Core.framework", "Library/Frameworks/XcodeKit.framework"},
        {("10", ""): {"Library/Frameworks/XcodeKit.framework": EMBEDDED}},
    ),
    "CoreTests": ("bundle.unit-test", "CoreTests.xctest", "CoreTests", {"Core"}, {"Core.framework"}, {}),
    "VulnAdaptCLI": ("tool", "vulnadapt", "CLI", {"Core"}, {"Core.framework"}, {}),
}  # fmt: skip

# What a target's bundle holds besides what is in its own folder: the Help menu shows docs/.
RESOURCES = {"VulnAdapt": ["docs"]}

SETTINGS = {
    "Core": {
        "APPLICATION_EXTENSION_API_ONLY": "YES",
        "DEFINES_MODULE": "YES",
        "DYLIB_INSTALL_NAME_BASE": "@rpath",
        "SKIP_INSTALL": "YES",
    },
    "VulnAdapt": {
        "ASSETCATALOG_COMPILER_GLOBAL_ACCENT_COLOR_NAME": "AccentColor",
        "CODE_SIGN_ENTITLEMENTS": "App/App.entitlements",
        "ENABLE_HARDENED_RUNTIME": "YES",
        "INFOPLIST_FILE": "App/Info.plist",
        "PRODUCT_BUNDLE_IDENTIFIER": "org.vulnadapt.VulnAdapt",
        "LD_RUNPATH_SEARCH_PATHS": ["$(inherited)", "@executable_path/../Frameworks"],
    },
    "EditorExtension": {
        "CODE_SIGN_ENTITLEMENTS": "EditorExtension/EditorExtension.entitlements",
        "ENABLE_DEBUG_DYLIB": "NO",
        "ENABLE_HARDENED_RUNTIME": "YES",
        "GENERATE_INFOPLIST_FILE": "NO",
        "INFOPLIST_FILE": "EditorExtension/Info.plist",
        "PRODUCT_BUNDLE_IDENTIFIER": "org.vulnadapt.VulnAdapt.EditorExtension",
        "SKIP_INSTALL": "YES",
        "LD_RUNPATH_SEARCH_PATHS": [
            "$(inherited)", "@executable_path/../Frameworks", "@executable_path/../../../../Frameworks",
        ],
    },
    "CoreTests": {"GENERATE_INFOPLIST_FILE": "YES"},
    "VulnAdaptCLI": {
        "ENABLE_HARDENED_RUNTIME": "YES",
        "PRODUCT_NAME": "vulnadapt",
        "PRODUCT_MODULE_NAME": "VulnAdaptCLI",
        "LD_RUNPATH_SEARCH_PATHS": ["$(inherited)", "@executable_path", "@executable_path/../Frameworks"],
        "SKIP_INSTALL": "YES",
    },
}
# Who signs is said in Configuration/Local.xcconfig, once for all targets: nothing in the project may override it.
SIGNING = "Configuration/Signing.xcconfig"
LOCAL_SETTINGS = {"CODE_SIGN_IDENTITY", "CODE_SIGN_STYLE", "DEVELOPMENT_TEAM", "PROVISIONING_PROFILE_SPECIFIER"}  # fmt: skip

# Modules of packages that are linked into Core.
MANIFEST = (ROOT / "Package.swift").read_text()
PACKAGES = ({name for name, _ in manifest.products(MANIFEST)} - {"ArgumentParser"}) | {"TreeSitter", "TreeSitterC"}
# Modules besides those of the system that a target's sources may import: what is linked once is imported once.
FOREIGN = {"SwiftUI", "AppKit", "Charts", "XcodeKit", "UserNotifications", "UniformTypeIdentifiers", "Core"}
IMPORTS = {
    "Core": PACKAGES,
    "VulnAdapt": FOREIGN - {"XcodeKit"},
    "EditorExtension": {"Core", "XcodeKit"},
    "CoreTests": {"Core"} | manifest.products_of(MANIFEST, "CoreTests"),
    "VulnAdaptCLI": {"Core", "ArgumentParser"},
}
# Files that are no part of a build, or that Xcode knows what to do with.
KNOWN_SUFFIXES = {".swift", ".entitlements", ".xcassets", ".docc", ".vulnmodel"}

problems = []


def check(holds, message):
    """Notes a problem unless something holds."""
    if not holds:
        problems.append(message)
