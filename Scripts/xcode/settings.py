"""The build settings of the Xcode project; docs/xcode.md says why they are as they are."""

APP_ID = "org.vulnadapt.VulnAdapt"
RUNPATH = "LD_RUNPATH_SEARCH_PATHS"


def project(version):
    """The project's settings: those of both configurations, of Debug, and of Release."""
    shared = {
        "ALWAYS_SEARCH_USER_PATHS": "NO",
        "CLANG_ENABLE_MODULES": "YES",
        "COPY_PHASE_STRIP": "NO",
        "CURRENT_PROJECT_VERSION": "1",
        "DEAD_CODE_STRIPPING": "YES",
        "ENABLE_STRICT_OBJC_MSGSEND": "YES",
        "ENABLE_USER_SCRIPT_SANDBOXING": "YES",
        "GCC_C_LANGUAGE_STANDARD": "gnu17",
        "GCC_PREPROCESSOR_DEFINITIONS": ["ACCELERATE_NEW_LAPACK=1", "$(inherited)"],
        "LOCALIZATION_PREFERS_STRING_CATALOGS": "YES",
        "MACOSX_DEPLOYMENT_TARGET": "14.0",
        "MARKETING_VERSION": version,
        "SDKROOT": "macosx",
        # One package for all targets, as in SwiftPM: `package` access and conformances mean the same in both.
        "SWIFT_PACKAGE_NAME": "vulnadapt",
        # As Package.swift has it: each file imports the modules whose members it uses.
        "SWIFT_UPCOMING_FEATURE_MEMBER_IMPORT_VISIBILITY": "YES",
        "SWIFT_VERSION": "6.0",
    }
    debug = {
        "DEBUG_INFORMATION_FORMAT": "dwarf",
        "ENABLE_TESTABILITY": "YES",
        "ONLY_ACTIVE_ARCH": "YES",
        "SWIFT_ACTIVE_COMPILATION_CONDITIONS": "DEBUG $(inherited)",
        "SWIFT_OPTIMIZATION_LEVEL": "-Onone",
    }
    release = {
        "DEBUG_INFORMATION_FORMAT": "dwarf-with-dsym",
        "ENABLE_NS_ASSERTIONS": "NO",
        "SWIFT_COMPILATION_MODE": "wholemodule",
    }
    return shared, debug, release


CORE = {
    "APPLICATION_EXTENSION_API_ONLY": "YES",
    "DEFINES_MODULE": "YES",
    "DYLIB_COMPATIBILITY_VERSION": "1",
    "DYLIB_CURRENT_VERSION": "1",
    "DYLIB_INSTALL_NAME_BASE": "@rpath",
    "GENERATE_INFOPLIST_FILE": "YES",
    "INSTALL_PATH": "$(LOCAL_LIBRARY_DIR)/Frameworks",
    RUNPATH: ["$(inherited)", "@executable_path/../Frameworks", "@loader_path/Frameworks"],
    "PRODUCT_BUNDLE_IDENTIFIER": f"{APP_ID}.Core",
    "PRODUCT_NAME": "$(TARGET_NAME:c99extidentifier)",
    "SKIP_INSTALL": "YES",
    "SWIFT_INSTALL_OBJC_HEADER": "NO",
}
# Training is unbearably slow without optimisation.
CORE_DEBUG = {"SWIFT_OPTIMIZATION_LEVEL": "-O"}

APP = {
    "ASSETCATALOG_COMPILER_APPICON_NAME": "AppIcon",
    "ASSETCATALOG_COMPILER_GLOBAL_ACCENT_COLOR_NAME": "AccentColor",
    "CODE_SIGN_ENTITLEMENTS": "App/App.entitlements",
    "COMBINE_HIDPI_IMAGES": "YES",
    "ENABLE_HARDENED_RUNTIME": "YES",
    "ENABLE_PREVIEWS": "YES",
    "GENERATE_INFOPLIST_FILE": "YES",
    "INFOPLIST_FILE": "App/Info.plist",
    "INFOPLIST_KEY_CFBundleDisplayName": "VulnAdapt",
    "INFOPLIST_KEY_LSApplicationCategoryType": "public.app-category.developer-tools",
    "INFOPLIST_KEY_NSHumanReadableCopyright": "Copyright © 2026 The VulnAdapt authors. MIT licence.",
    RUNPATH: ["$(inherited)", "@executable_path/../Frameworks"],
    "PRODUCT_BUNDLE_IDENTIFIER": APP_ID,
    "PRODUCT_NAME": "$(TARGET_NAME)",
}

EXTENSION = {
    "CODE_SIGN_ENTITLEMENTS": "EditorExtension/EditorExtension.entitlements",
    # Xcode loads the extension's own binary; a stub that loads a second one is untried there.
    "ENABLE_DEBUG_DYLIB": "NO",
    "ENABLE_HARDENED_RUNTIME": "YES",
    "GENERATE_INFOPLIST_FILE": "NO",
    "INFOPLIST_FILE": "EditorExtension/Info.plist",
    RUNPATH: [
        "$(inherited)",
        "@executable_path/../Frameworks",
        "@executable_path/../../../../Frameworks",
    ],
    "PRODUCT_BUNDLE_IDENTIFIER": f"{APP_ID}.EditorExtension",
    "PRODUCT_NAME": "$(TARGET_NAME)",
    "SKIP_INSTALL": "YES",
}

TESTS = {
    "GENERATE_INFOPLIST_FILE": "YES",
    RUNPATH: ["$(inherited)", "@executable_path/../Frameworks", "@loader_path/../Frameworks"],
    "PRODUCT_BUNDLE_IDENTIFIER": f"{APP_ID}.CoreTests",
    "PRODUCT_NAME": "$(TARGET_NAME)",
}

TOOL = {
    "ENABLE_HARDENED_RUNTIME": "YES",
    RUNPATH: ["$(inherited)", "@executable_path", "@executable_path/../Frameworks"],
    "PRODUCT_BUNDLE_IDENTIFIER": f"{APP_ID}.vulnadapt",
    # On a disk that ignores case, a module vulnadapt would collide with the app's VulnAdapt.
    "PRODUCT_MODULE_NAME": "VulnAdaptCLI",
    "PRODUCT_NAME": "vulnadapt",
    "SKIP_INSTALL": "YES",
}
