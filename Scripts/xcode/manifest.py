"""What Package.swift says about packages and products, for the Xcode project."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Package:
    """A package by its address, as Package.swift requires it."""

    url: str
    requirement: dict

    @property
    def name(self):
        return self.url.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")


def packages(text):
    """Every package of a manifest, those of Apple's platforms included, in order."""
    pattern = re.compile(
        r'\.package\(\s*url:\s*"(?P<url>[^"]+)",\s*'
        r'(?:from:\s*"(?P<from>[^"]+)"|exact:\s*"(?P<exact>[^"]+)"'
        r'|"(?P<low>[^"]+)"\s*\.\.<\s*"(?P<high>[^"]+)")'
    )
    found = []
    for match in pattern.finditer(text):
        if match["from"]:
            requirement = {"kind": "upToNextMajorVersion", "minimumVersion": match["from"]}
        elif match["exact"]:
            requirement = {"kind": "exactVersion", "version": match["exact"]}
        else:
            requirement = {
                "kind": "versionRange",
                "minimumVersion": match["low"],
                "maximumVersion": match["high"],
            }
        found.append(Package(match["url"], requirement))
    if len(found) != text.count(".package("):
        raise SystemExit("Package.swift: a package is required in a way this script does not know.")
    return found


def products_of(text, target):
    """The names of the products that a manifest's target names itself."""
    lists = re.findall(r'name:\s*"%s",\s*dependencies:\s*\[(.*?)\]' % re.escape(target), text, re.S)
    return {name for text in lists for name in re.findall(r'\.product\(\s*name:\s*"([^"]+)"', text)}


def products(text):
    """Every (product, package name) of a manifest, in order, each once."""
    pattern = re.compile(r'\.product\(\s*name:\s*"([^"]+)",\s*package:\s*"([^"]+)"\s*\)')
    return list(dict.fromkeys(pattern.findall(text)))
