#!/usr/bin/env python3
"""Renders the drawings in Scripts/icon in all sizes of a macOS app icon into App/Assets.xcassets.

Needs rsvg-convert (Debian: librsvg2-bin; macOS: brew install librsvg).
"""

import json
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SIZES = [16, 32, 128, 256, 512]
# Pixels up to which a drawing with less detail is clearer.
SMALL = 32
INFO = {"author": "xcode", "version": 1}


def main():
    if shutil.which("rsvg-convert") is None:
        sys.exit(
            "rsvg-convert was not found. Install librsvg2-bin (macOS: brew install librsvg) and run this again."
        )
    catalogue = ROOT / "App/Assets.xcassets"
    icons = catalogue / "AppIcon.appiconset"
    icons.mkdir(parents=True, exist_ok=True)
    images = []
    for size in SIZES:
        for scale in (1, 2):
            drawing = "AppIcon-small.svg" if size * scale <= SMALL else "AppIcon.svg"
            name = f"icon_{size}x{size}{'@2x' if scale == 2 else ''}.png"
            subprocess.run(
                ["rsvg-convert", "--width", str(size * scale), "--height", str(size * scale),
                 "--output", str(icons / name), str(ROOT / "Scripts/icon" / drawing)],
                check=True,
            )  # fmt: skip
            images.append({"filename": name, "idiom": "mac", "scale": f"{scale}x", "size": f"{size}x{size}"})
    write(icons / "Contents.json", {"images": images, "info": INFO})
    write(catalogue / "Contents.json", {"info": INFO})
    write(
        catalogue / "AccentColor.colorset/Contents.json",
        {"colors": [accent("0x12", "0x8A", "0x98"), dark(accent("0x5A", "0xD8", "0xCF"))], "info": INFO},
    )
    print(f"rendered {len(images)} images in {icons.relative_to(ROOT)}")


def accent(red, green, blue):
    components = {"alpha": "1.000", "blue": blue, "green": green, "red": red}
    return {"color": {"color-space": "srgb", "components": components}, "idiom": "universal"}


def dark(entry):
    return {"appearances": [{"appearance": "luminosity", "value": "dark"}]} | entry


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n")


if __name__ == "__main__":
    main()
