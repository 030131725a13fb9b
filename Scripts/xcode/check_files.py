"""Checks the files the project names: sources, property lists, schemes and the icon."""

import json
import plistlib
import re
import struct
import xml.etree.ElementTree as xml

from .expected import FOREIGN, GROUP, IMPORTS, KNOWN_SUFFIXES, PACKAGES, PROJECT, ROOT, TARGETS, check


def check_folder(name, target, objects):
    """Everything in a target's folder is something Xcode may compile or copy."""
    for key in target["fileSystemSynchronizedGroups"]:
        group = objects[key]
        folder = ROOT / group["path"]
        left_out = []
        for exception in group.get("exceptions", []):
            check(
                objects[objects[exception]["target"]]["name"] == name,
                f"{group['path']} makes an exception for another target",
            )
            left_out += objects[exception]["membershipExceptions"]
        as_folders = group.get("explicitFolders", [])
        for path in left_out + as_folders:
            check(
                (folder / path).exists(), f"{group['path']}/{path} is named in the project, but does not exist"
            )
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            is_whole = any(inside.is_relative_to(whole) for whole in as_folders)
            is_inside_bundle = any(part.suffix in (".xcassets", ".docc") for part in inside.parents)
            if (
                path.is_dir()
                or is_whole
                or is_inside_bundle
                or str(inside) in left_out
                or path.name == ".DS_Store"
            ):
                continue
            check(
                path.suffix in KNOWN_SUFFIXES,
                f"{group['path']}/{inside} would become part of {name}: leave it out in the project",
            )


def check_sources(name):
    """A target's sources import what they may, and ask for no bundle that only packages have."""
    pattern = re.compile(r"^[ \t]*(?:@\w+(?:\(\w+\))?[ \t]+)*(?:\w+[ \t]+)?import[ \t]+(?:\w+[ \t]+)?(\w+)", re.M)
    for path in sorted((ROOT / TARGETS[name][2]).rglob("*.swift")):
        text = path.read_text()
        for module in pattern.findall(text):
            if module in PACKAGES | FOREIGN | {"ArgumentParser"}:
                check(
                    module in IMPORTS[name], f"{path.relative_to(ROOT)} imports {module}, which {name} must not"
                )
        is_for_packages = "Bundle.module" in text and "SWIFT_PACKAGE" not in text
        check(not is_for_packages, f"{path.relative_to(ROOT)}: Bundle.module does not exist in Xcode")


def plist(path):
    with (ROOT / path).open("rb") as file:
        return plistlib.load(file)


def check_extension():
    info = plist("EditorExtension/Info.plist")
    check(info["CFBundlePackageType"] == "XPC!", "the extension is no XPC bundle")
    check(info["AppGroupIdentifier"] == GROUP, "the extension names another app group")
    for key, value in {
        "CFBundleIdentifier": "$(PRODUCT_BUNDLE_IDENTIFIER)", "CFBundleExecutable": "$(EXECUTABLE_NAME)",
        "CFBundleShortVersionString": "$(MARKETING_VERSION)", "CFBundleVersion": "$(CURRENT_PROJECT_VERSION)",
        "LSMinimumSystemVersion": "$(MACOSX_DEPLOYMENT_TARGET)", "CFBundleName": "VulnAdapt",
        "CFBundleDisplayName": "VulnAdapt", "CFBundleInfoDictionaryVersion": "6.0",
    }.items():  # fmt: skip
        check(info.get(key) == value, f"the extension's {key} is {info.get(key)}")
    extension = info["NSExtension"]
    check(
        extension["NSExtensionPointIdentifier"] == "com.apple.dt.Xcode.extension.source-editor",
        "the extension extends something else",
    )
    attributes = extension["NSExtensionAttributes"]
    definitions = attributes["XCSourceEditorCommandDefinitions"]
    sources = "\n".join(path.read_text() for path in sorted((ROOT / "EditorExtension").glob("*.swift")))
    classes = {attributes["XCSourceEditorExtensionPrincipalClass"]: "XCSourceEditorExtension"}
    classes |= {item["XCSourceEditorCommandClassName"]: "XCSourceEditorCommand" for item in definitions}
    for name, protocol in classes.items():
        check(name.startswith("$(PRODUCT_MODULE_NAME)."), f"{name} is not named by its module")
        pattern = rf"class {re.escape(name.split('.', 1)[1])}: NSObject, {protocol}\b"
        check(re.search(pattern, sources), f"the class {name} does not exist")
    core = (ROOT / "Core/Serving/Editor/EditorCommand.swift").read_text()
    raw = dict(re.findall(r'case (\w+) = "(\w+)"', core))
    titles = dict(re.findall(r'case \.(\w+): "([^"]+)"', core))
    wanted = {f"$(PRODUCT_BUNDLE_IDENTIFIER).{raw[key]}": title for key, title in titles.items()}
    found = {item["XCSourceEditorCommandIdentifier"]: item["XCSourceEditorCommandName"] for item in definitions}
    check(found == wanted and raw.keys() == titles.keys(), f"the menu's commands are {found}")
    order = [item["XCSourceEditorCommandIdentifier"].rsplit(".", 1)[1] for item in definitions]
    check(order == list(raw.values()), f"the menu's order is {order}")
    entitlements = plist("EditorExtension/EditorExtension.entitlements")
    check(
        entitlements
        == {"com.apple.security.app-sandbox": True, "com.apple.security.application-groups": [GROUP]},
        f"the extension's entitlements are {entitlements}",
    )


def check_app():
    info = plist("App/Info.plist")
    check(info["AppGroupIdentifier"] == GROUP, "the app names another app group")
    # xed speaks to Xcode on the app's behalf; the hardened runtime wants both.
    check(info.get("NSAppleEventsUsageDescription"), "the app does not say why it speaks to Xcode")
    entitlements = plist("App/App.entitlements")
    check(
        entitlements
        == {
            "com.apple.security.application-groups": [GROUP],
            "com.apple.security.automation.apple-events": True,
        },
        f"the app's entitlements are {entitlements}",
    )
    types = [item["UTTypeTagSpecification"] for item in info["UTExportedTypeDeclarations"]]
    check(types == [{"public.filename-extension": ["vulnmodel"]}], f"the app declares the types {types}")
    exported = {item["UTTypeIdentifier"] for item in info["UTExportedTypeDeclarations"]}
    used = set(re.findall(r'UTType\(exportedAs: "([^"]+)"\)', (ROOT / "App/ModelFileType.swift").read_text()))
    check(used == exported, f"the app exports the types {sorted(exported)} and uses {sorted(used)}")
    # A type that is exported only opens nothing. Folders stay the Finder's.
    documents = {
        tuple(item["LSItemContentTypes"]): (item["CFBundleTypeRole"], item["LSHandlerRank"])
        for item in info["CFBundleDocumentTypes"]
    }
    check(
        documents
        == {tuple(sorted(exported)): ("Viewer", "Owner"), ("public.folder",): ("Viewer", "Alternate")},
        f"the app opens {documents}",
    )


def check_schemes(objects):
    schemes = sorted((PROJECT / "xcshareddata/xcschemes").glob("*.xcscheme"))
    check(
        {path.stem for path in schemes} == {"Core", "VulnAdapt", "EditorExtension", "VulnAdaptCLI"},
        "schemes are missing",
    )
    for path in schemes:
        root = xml.parse(path).getroot()
        for reference in root.iter("BuildableReference"):
            target = objects.get(reference.get("BlueprintIdentifier"), {})
            check(
                target.get("name") == reference.get("BlueprintName"),
                f"{path.name} names the target {reference.attrib}",
            )
            product = objects.get(target.get("productReference"), {})
            check(
                product.get("path") == reference.get("BuildableName"),
                f"{path.name} names the product {reference.attrib}",
            )
    extension = xml.parse(PROJECT / "xcshareddata/xcschemes/EditorExtension.xcscheme").getroot()
    check(
        extension.get("wasCreatedForAppExtension") == "YES", "the extension's scheme is not one of an extension"
    )
    runnable = extension.find("LaunchAction/RemoteRunnable")
    check(
        runnable is not None and runnable.get("BundleIdentifier") == "com.apple.dt.Xcode",
        "the extension does not run in Xcode",
    )
    xml.parse(PROJECT / "project.xcworkspace/contents.xcworkspacedata")


def check_icon():
    """Every image of the icon has as many pixels as its entry says."""
    folder = ROOT / "App/Assets.xcassets/AppIcon.appiconset"
    images = json.loads((folder / "Contents.json").read_text())["images"]
    sizes = {(image["size"], image["scale"]) for image in images}
    check(
        sizes == {(f"{n}x{n}", f"{k}x") for n in (16, 32, 128, 256, 512) for k in (1, 2)},
        "sizes of the icon are missing",
    )
    for image in images:
        data = (folder / image["filename"]).read_bytes()
        pixels = int(image["size"].split("x")[0]) * int(image["scale"][0])
        check(
            struct.unpack(">II", data[16:24]) == (pixels, pixels),
            f"{image['filename']} has not {pixels} pixels a side",
        )
