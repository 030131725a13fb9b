"""Builds the objects of a project file, with ids that follow from what they stand for."""

import hashlib


class Graph:
    """The objects of a project, by id."""

    def __init__(self):
        self.objects = {}

    def add(self, key, isa, **values):
        """Adds an object under an id made from `key`; the same key always has the same id."""
        identifier = hashlib.sha256(key.encode()).hexdigest()[:24].upper()
        if identifier in self.objects:
            raise SystemExit(f"two objects of the project are called {key}")
        self.objects[identifier] = {"isa": isa} | dict(sorted(values.items()))
        return identifier

    def configurations(self, owner, shared, debug=None, release=None, base=None):
        """Debug and Release; `base` is the id of an .xcconfig whose settings lie below these."""
        values = {"baseConfigurationReference": base} if base else {}
        made = [
            self.add(
                f"{owner} {name}",
                "XCBuildConfiguration",
                buildSettings=dict(sorted((shared | extra).items())),
                name=name,
                **values,
            )
            for name, extra in (("Debug", debug or {}), ("Release", release or {}))
        ]
        return self.add(
            f"{owner} configurations",
            "XCConfigurationList",
            buildConfigurations=made,
            defaultConfigurationIsVisible=0,
            defaultConfigurationName="Release",
        )

    def folder(self, path, target, left_out=(), as_folders=()):
        """A folder whose files belong to a target, whatever is added to it."""
        values = {"path": path, "sourceTree": "<group>"}
        if left_out:
            values["exceptions"] = [
                self.add(
                    f"{path} exceptions",
                    "PBXFileSystemSynchronizedBuildFileExceptionSet",
                    membershipExceptions=list(left_out),
                    target=target,
                )
            ]
        if as_folders:
            values["explicitFolders"] = list(as_folders)
        return self.add(f"{path} folder", "PBXFileSystemSynchronizedRootGroup", **values)

    def product(self, path, kind):
        return self.add(
            f"product {path}",
            "PBXFileReference",
            explicitFileType=kind,
            includeInIndex=0,
            path=path,
            sourceTree="BUILT_PRODUCTS_DIR",
        )

    def build_file(self, key, attributes=(), **reference):
        values = dict(reference)
        if attributes:
            values["settings"] = {"ATTRIBUTES": list(attributes)}
        return self.add(f"build file {key}", "PBXBuildFile", **values)

    def phase(self, owner, kind, files=(), **values):
        return self.add(
            f"{owner} {values.get('name', kind)}",
            f"PBX{kind}BuildPhase",
            buildActionMask=2147483647,
            files=list(files),
            runOnlyForDeploymentPostprocessing=0,
            **values,
        )

    def embed(self, owner, name, destination, files, path=""):
        """Copies products into the bundle; 1 is the bundle itself, 10 are its frameworks, 13 its plug-ins."""
        return self.phase(owner, "CopyFiles", files, dstPath=path, dstSubfolderSpec=destination, name=name)

    def dependency(self, owner, target, name, project):
        proxy = self.add(
            f"{owner} proxy of {name}",
            "PBXContainerItemProxy",
            containerPortal=project,
            proxyType=1,
            remoteGlobalIDString=target,
            remoteInfo=name,
        )
        return self.add(f"{owner} depends on {name}", "PBXTargetDependency", target=target, targetProxy=proxy)


def identifier(key):
    """The id an object of that key has or will have."""
    return hashlib.sha256(key.encode()).hexdigest()[:24].upper()
