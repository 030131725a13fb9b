#!/usr/bin/env python3
"""Writes VulnAdapt.xcodeproj; packages and versions are those of Package.swift.

  Scripts/make-xcode-project.py          writes the project
  Scripts/make-xcode-project.py --check  says whether the project is as this script would write it

Run it after a change to Package.swift or to the settings in Scripts/xcode. Files that are added to a folder of
a target need nothing: the folders are synchronised. docs/xcode.md explains the choices.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Scripts"))
sys.dont_write_bytecode = True

from xcode import manifest, openstep, schemes, settings  # noqa: E402
from xcode.graph import Graph, identifier  # noqa: E402

PRODUCT_TYPE = "com.apple.product-type."
# In the tool; every other product is in Core, so that none is linked twice.
TOOL_PRODUCTS = {"ArgumentParser"}
EMBEDDED = ("CodeSignOnCopy", "RemoveHeadersOnCopy")


def main():
    text = (ROOT / "Package.swift").read_text()
    version = re.search(r'libraryVersion = "([^"]+)"', (ROOT / "Core/Support/LibraryVersion.swift").read_text())[1]
    files = {"project.pbxproj": project(text, version)} | schemes.files()
    folder = ROOT / "VulnAdapt.xcodeproj"
    if "--check" in sys.argv[1:]:
        stale = [name for name, content in files.items() if not is_current(folder / name, content)]
        if stale:
            sys.exit(
                f"VulnAdapt.xcodeproj is out of date ({', '.join(stale)}). Run Scripts/make-xcode-project.py."
            )
        return
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    print(f"wrote {len(files)} files in {folder.name}")


def is_current(path, content):
    return path.exists() and path.read_text() == content


def project(text, version):
    """The text of project.pbxproj."""
    graph = Graph()
    root = identifier("project")
    packages = {
        package.name: graph.add(
            f"package {package.name}",
            "XCRemoteSwiftPackageReference",
            repositoryURL=package.url,
            requirement=package.requirement,
        )
        for package in manifest.packages(text)
    }

    def linked(target, wanted):
        """The product dependencies of a target, and the build files that link them."""
        made = [
            graph.add(
                f"{target} product {name}",
                "XCSwiftPackageProductDependency",
                package=packages[package],
                productName=name,
            )
            for name, package in manifest.products(text)
            if wanted(name)
        ]
        return made, [graph.build_file(f"{target} links {made_id}", productRef=made_id) for made_id in made]

    core_product = graph.product("Core.framework", "wrapper.framework")
    app_product = graph.product("VulnAdapt.app", "wrapper.application")
    extension_product = graph.product("EditorExtension.appex", "wrapper.app-extension")
    tests_product = graph.product("CoreTests.xctest", "wrapper.cfbundle")
    tool_product = graph.product("vulnadapt", "compiled.mach-o.executable")
    # Xcode has hidden extensions without a copy of their own since version 12.
    xcode_kit = graph.add(
        "XcodeKit",
        "PBXFileReference",
        lastKnownFileType="wrapper.framework",
        name="XcodeKit.framework",
        path="Library/Frameworks/XcodeKit.framework",
        sourceTree="DEVELOPER_DIR",
    )

    documentation = graph.add(
        "docs", "PBXFileReference", lastKnownFileType="folder", path="docs", sourceTree="<group>"
    )
    signing = graph.add(
        "Signing.xcconfig",
        "PBXFileReference",
        lastKnownFileType="text.xcconfig",
        path="Signing.xcconfig",
        sourceTree="<group>",
    )

    def target(name, kind, product, folder, phases, configurations, depends=(), products=()):
        return graph.add(
            f"target {name}",
            "PBXNativeTarget",
            buildConfigurationList=configurations,
            buildPhases=phases,
            buildRules=[],
            dependencies=[
                graph.dependency(name, identifier(f"target {other}"), other, root) for other in depends
            ],
            fileSystemSynchronizedGroups=[folder],
            name=name,
            packageProductDependencies=list(products),
            productName=name,
            productReference=product,
            productType=PRODUCT_TYPE + kind,
        )

    def links_core(name):
        return graph.build_file(f"{name} links Core", fileRef=core_product)

    core_products, core_links = linked("Core", lambda name: name not in TOOL_PRODUCTS)
    core_folder = graph.folder("Core", identifier("target Core"))
    core = target(
        "Core", "framework", core_product, core_folder,
        [graph.phase("Core", "Sources"), graph.phase("Core", "Frameworks", core_links), graph.phase("Core", "Resources")],
        graph.configurations("Core", settings.CORE, debug=settings.CORE_DEBUG), products=core_products,
    )  # fmt: skip

    app_folder = graph.folder("App", identifier("target VulnAdapt"), left_out=["Info.plist"])
    app = target(
        "VulnAdapt", "application", app_product, app_folder,
        [
            graph.phase("VulnAdapt", "Sources"),
            graph.phase("VulnAdapt", "Frameworks", [links_core("VulnAdapt")]),
            # The Help menu shows the documentation.
            graph.phase("VulnAdapt", "Resources", [graph.build_file("VulnAdapt copies docs", fileRef=documentation)]),
            graph.embed("VulnAdapt", "Embed Frameworks", 10,
                        [graph.build_file("VulnAdapt embeds Core", EMBEDDED, fileRef=core_product)]),
            graph.embed("VulnAdapt", "Embed Foundation Extensions", 13,
                        [graph.build_file("VulnAdapt embeds EditorExtension", ["RemoveHeadersOnCopy"],
                                          fileRef=extension_product)]),
            # Beside the app's own binary it would be the same file on a disk that ignores case.
            graph.embed("VulnAdapt", "Embed Command Line Tool", 1,
                        [graph.build_file("VulnAdapt embeds vulnadapt", ["CodeSignOnCopy"], fileRef=tool_product)],
                        path="Contents/Helpers"),
        ],
        graph.configurations("VulnAdapt", settings.APP), depends=["Core", "EditorExtension", "VulnAdaptCLI"],
    )  # fmt: skip

    extension_folder = graph.folder(
        "EditorExtension", identifier("target EditorExtension"), left_out=["Info.plist"]
    )
    extension = target(
        "EditorExtension", "xcode-extension", extension_product, extension_folder,
        [
            graph.phase("EditorExtension", "Sources"),
            graph.phase("EditorExtension", "Frameworks",
                        [links_core("EditorExtension"),
                         graph.build_file("EditorExtension links XcodeKit", fileRef=xcode_kit)]),
            graph.phase("EditorExtension", "Resources"),
            graph.embed("EditorExtension", "Embed Frameworks", 10,
                        [graph.build_file("EditorExtension embeds XcodeKit", EMBEDDED, fileRef=xcode_kit)]),
        ],
        graph.configurations("EditorExtension", settings.EXTENSION), depends=["Core"],
    )  # fmt: skip

    # Fixtures as a folder: its C files are read by tests, not compiled.
    test_names = manifest.products_of(text, "CoreTests")
    test_products, test_links = linked("CoreTests", lambda name: name in test_names)
    tests_folder = graph.folder("CoreTests", identifier("target CoreTests"), as_folders=["Fixtures"])
    tests = target(
        "CoreTests", "bundle.unit-test", tests_product, tests_folder,
        [graph.phase("CoreTests", "Sources"), graph.phase("CoreTests", "Frameworks", [links_core("CoreTests"), *test_links]),
         graph.phase("CoreTests", "Resources")],
        graph.configurations("CoreTests", settings.TESTS), depends=["Core"], products=test_products,
    )  # fmt: skip

    tool_products, tool_links = linked("VulnAdaptCLI", lambda name: name in TOOL_PRODUCTS)
    tool_folder = graph.folder("CLI", identifier("target VulnAdaptCLI"))
    tool = target(
        "VulnAdaptCLI", "tool", tool_product, tool_folder,
        [graph.phase("VulnAdaptCLI", "Sources"),
         graph.phase("VulnAdaptCLI", "Frameworks", [links_core("VulnAdaptCLI"), *tool_links])],
        graph.configurations("VulnAdaptCLI", settings.TOOL), depends=["Core"], products=tool_products,
    )  # fmt: skip

    def group(key, children, **values):
        return graph.add(f"group {key}", "PBXGroup", children=children, sourceTree="<group>", **values)

    configuration = group("Configuration", [signing], path="Configuration")
    frameworks = group("Frameworks", [xcode_kit], name="Frameworks")
    products = group(
        "Products", [app_product, extension_product, core_product, tests_product, tool_product], name="Products"
    )
    main_group = group(
        "main", [core_folder, tests_folder, app_folder, extension_folder, tool_folder, documentation,
                 configuration, frameworks, products]
    )
    targets = [core, app, extension, tests, tool]
    shared, debug, release = settings.project(version)
    graph.add(
        "project", "PBXProject",
        attributes={
            "BuildIndependentTargetsInParallel": 1,
            "LastSwiftUpdateCheck": 1640,
            "LastUpgradeCheck": 2600,
            "TargetAttributes": {key: {"CreatedOnToolsVersion": "26.0"} for key in sorted(targets)},
        },
        buildConfigurationList=graph.configurations("project", shared, debug, release, base=signing),
        developmentRegion="en", hasScannedForEncodings=0, knownRegions=["en", "Base"], mainGroup=main_group,
        minimizedProjectReferenceProxies=1, packageReferences=list(packages.values()),
        preferredProjectObjectVersion=77, productRefGroup=products, projectDirPath="", projectRoot="",
        targets=targets,
    )  # fmt: skip
    return openstep.project_file(graph.objects, root)


if __name__ == "__main__":
    main()
