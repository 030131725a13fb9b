"""Checks the objects of the project: references, targets, settings and packages."""

import re

from . import manifest
from .expected import LOCAL_SETTINGS, RESOURCES, ROOT, SETTINGS, SIGNING, TARGETS, check


def check_references(objects, root):
    """Every id that is named exists, and every object is reached from the project."""
    reached = set()
    waiting = [root]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += list(value.values()) + [key for key in value if re.fullmatch("[0-9A-F]{24}", key)]
        elif isinstance(value, list):
            waiting += value
        elif re.fullmatch("[0-9A-F]{24}", str(value)) and value not in reached:
            check(value in objects, f"the object {value} is named, but missing")
            reached.add(value)
            waiting.append(objects.get(value, ""))
    for key in objects.keys() - reached:
        check(False, f"nothing leads to {objects[key]['isa']} {key}")


def settings(owner, objects):
    """The build settings of a target or the project by configuration."""
    found = {}
    for key in objects[owner["buildConfigurationList"]]["buildConfigurations"]:
        found[objects[key]["name"]] = objects[key]["buildSettings"]
    return found


def check_target(name, target, objects):
    kind, product, folder, depends, links, copies = TARGETS[name]
    check(target["productType"] == f"com.apple.product-type.{kind}", f"{name} is a {target['productType']}")
    check(objects[target["productReference"]]["path"] == product, f"{name} does not build {product}")
    folders = [objects[key]["path"] for key in target["fileSystemSynchronizedGroups"]]
    check(folders == [folder], f"{name} has the folders {folders}")
    names = {objects[objects[key]["target"]]["name"] for key in target["dependencies"]}
    check(names == depends, f"{name} depends on {sorted(names)}")

    phases = [objects[key] for key in target["buildPhases"]]
    kinds = [phase["isa"] for phase in phases]
    needed = ["PBXSourcesBuildPhase", "PBXFrameworksBuildPhase"] + (
        ["PBXResourcesBuildPhase"] if kind != "tool" else []
    )
    check(kinds == needed + ["PBXCopyFilesBuildPhase"] * len(copies), f"{name} has the phases {kinds}")
    resources = [objects[objects[key]["fileRef"]]["path"] for key in phases[2]["files"]] if kind != "tool" else []
    check(resources == RESOURCES.get(name, []), f"{name} has the resources {resources}")
    for path in resources:
        check((ROOT / path).is_dir(), f"{name} copies {path}, which is no folder")
    linked = [objects[key] for key in phases[1]["files"]]
    found = {objects[item["fileRef"]]["path"] for item in linked if "fileRef" in item}
    check(found == links, f"{name} links {sorted(found)}")
    products = [item["productRef"] for item in linked if "productRef" in item]
    check(
        sorted(products) == sorted(target["packageProductDependencies"]), f"{name} does not link its packages"
    )
    copied = {
        (phase["dstSubfolderSpec"], phase["dstPath"]): {
            objects[objects[key]["fileRef"]]["path"]: set(objects[key]["settings"]["ATTRIBUTES"])
            for key in phase["files"]
        }
        for phase in phases
        if phase["isa"] == "PBXCopyFilesBuildPhase"
    }
    check(copied == copies, f"{name} copies {copied}")

    configurations = settings(target, objects)
    check(
        set(configurations) == {"Debug", "Release"}, f"{name} has the configurations {sorted(configurations)}"
    )
    for configuration, values in configurations.items():
        check_signing(f"{name} ({configuration})", values)
        for key, value in SETTINGS[name].items():
            check(values.get(key) == value, f"{name} ({configuration}): {key} is {values.get(key)}")
        for key in ("INFOPLIST_FILE", "CODE_SIGN_ENTITLEMENTS"):
            check(
                key not in values or (ROOT / values[key]).is_file(),
                f"{name}: {key} {values.get(key)} does not exist",
            )


def check_signing(owner, values):
    """Nothing says who signs but the files of settings that each Mac has for itself."""
    for key in sorted(values):
        check(key.split("[")[0] not in LOCAL_SETTINGS, f"{owner} sets {key}, which is for Local.xcconfig")


def check_base(root, objects):
    """Every configuration of the project stands on the file that includes Local.xcconfig; no target's does."""
    path = ROOT / SIGNING
    check(path.is_file(), f"{SIGNING} is missing")
    check('#include? "Local.xcconfig"' in path.read_text(), f"{SIGNING} does not include Local.xcconfig")
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    check("Configuration/Local.xcconfig" in ignored, "git would commit Configuration/Local.xcconfig")
    folders = {
        child: objects[key]["path"]
        for key in objects
        if objects[key]["isa"] == "PBXGroup" and "path" in objects[key]
        for child in objects[key]["children"]
    }
    for key in objects[root["buildConfigurationList"]]["buildConfigurations"]:
        base = objects[key].get("baseConfigurationReference")
        found = f"{folders.get(base)}/{objects[base]['path']}" if base else None
        check(found == SIGNING, f"{objects[key]['name']} of the project stands on {found}")
    for target in root["targets"]:
        for key in objects[objects[target]["buildConfigurationList"]]["buildConfigurations"]:
            check(
                "baseConfigurationReference" not in objects[key],
                f"{objects[target]['name']} stands on a file of settings of its own",
            )


def check_project_settings(configurations):
    version = re.search(r'libraryVersion = "([^"]+)"', (ROOT / "Core/Support/LibraryVersion.swift").read_text())[1]
    check(
        set(configurations) == {"Debug", "Release"},
        f"the project has the configurations {sorted(configurations)}",
    )
    wanted = {
        "MACOSX_DEPLOYMENT_TARGET": "14.0", "SDKROOT": "macosx", "SWIFT_VERSION": "6.0", "MARKETING_VERSION": version,
        "SWIFT_PACKAGE_NAME": "vulnadapt",
        "SWIFT_UPCOMING_FEATURE_MEMBER_IMPORT_VISIBILITY":
            "YES" if 'enableUpcomingFeature("MemberImportVisibility")' in (ROOT / "Package.swift").read_text() else None,
        "GCC_PREPROCESSOR_DEFINITIONS": ["ACCELERATE_NEW_LAPACK=1", "$(inherited)"],
    }  # fmt: skip
    for configuration, values in configurations.items():
        check_signing(f"the project ({configuration})", values)
        for key, value in wanted.items():
            check(
                values.get(key) == value,
                f"the project ({configuration}): {key} is {values.get(key)}, not {value}",
            )


def check_packages(root, targets, objects):
    """Packages and versions are those of Package.swift; each product is linked into the target that needs it."""
    text = (ROOT / "Package.swift").read_text()
    wanted = {}
    for url, rest in re.findall(r'\.package\(\s*url:\s*"([^"]+)",\s*([^)]+)\)', text):
        versions = re.findall(r'"([^"]+)"', rest)
        kind = "exact" if rest.startswith("exact:") else "from" if rest.startswith("from:") else "range"
        wanted[url] = (kind, versions)
    found = {}
    kinds = {"exactVersion": "exact", "upToNextMajorVersion": "from", "versionRange": "range"}
    for key in root["packageReferences"]:
        requirement = objects[key]["requirement"]
        versions = [
            requirement[field]
            for field in ("version", "minimumVersion", "maximumVersion")
            if field in requirement
        ]
        found[objects[key]["repositoryURL"]] = (kinds.get(requirement["kind"]), versions)
    for url, (kind, _) in wanted.items():
        check(kind != "from", f"{url} has no upper bound: compilers would resolve different releases")
    for url in wanted.keys() | found.keys():
        check(
            wanted.get(url) == found.get(url),
            f"{url}: Package.swift requires {wanted.get(url)}, the project {found.get(url)}",
        )

    products = set(re.findall(r'\.product\(\s*name:\s*"([^"]+)"', text))
    linked = [
        (objects[key]["productName"], name)
        for name, target in targets.items()
        for key in target.get("packageProductDependencies", [])
    ]
    owners = {(product, "VulnAdaptCLI" if product == "ArgumentParser" else "Core") for product in products}
    # Tests link what they import themselves: a framework need not export what it links.
    owners |= {(product, "CoreTests") for product in manifest.products_of(text, "CoreTests")}
    check(set(linked) == owners and len(linked) == len(owners), f"the project links {sorted(linked)}")
