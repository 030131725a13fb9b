#!/bin/bash
# Tests Scripts/release-mac.sh without a Mac: the tools it calls are stand-ins that take only the options that their
# manuals name, write what the real ones write, and fail on demand. What Xcode itself does is not tried here.
#
#   Scripts/test-release-mac.sh
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/vulnadapt-release.XXXXXX")
trap 'rm -rf "$work"' EXIT
version=$(sed -n 's/.*libraryVersion = "\([^"]*\)".*/\1/p' "$root/Core/Support/LibraryVersion.swift")

# A copy that git finds clean, with what the script reads.
copy=$work/VulnAdapt
mkdir -p "$copy/Core/Support" "$work/bin"
cp -R "$root/Scripts" "$root/Configuration" "$root/VulnAdapt.xcodeproj" "$root/Package.swift" "$root/.gitignore" "$copy"
rm -f "$copy/Configuration/Local.xcconfig"
cp "$root/Core/Support/LibraryVersion.swift" "$copy/Core/Support"
git -C "$copy" init -q
git -C "$copy" add -A
git -C "$copy" -c user.name=test -c user.email=test@localhost commit -qm "a release"

cat >"$work/bin/stand-in" <<'TOOL'
#!/bin/bash
# Stands in for one of Apple's tools, told by the name it is called by.
set -euo pipefail
name=$(basename "$0")
echo "$name $*" >>"$RELEASE_LOG"
[ "${RELEASE_FAILS:-}" != "$name" ] || { echo "$name: as told" >&2; exit 1; }
unknown() { echo "$name: unknown option $1" >&2; exit 64; }
make_app() {
  local part
  for part in MacOS/VulnAdapt Helpers/vulnadapt Frameworks/Core.framework/Versions/A/Core \
    PlugIns/EditorExtension.appex/Contents/MacOS/EditorExtension \
    PlugIns/EditorExtension.appex/Contents/Frameworks/XcodeKit.framework/Versions/A/XcodeKit; do
    [ "$part" != "${RELEASE_WITHOUT:-}" ] || continue
    mkdir -p "$1/Contents/$(dirname "$part")"
    printf '#!/bin/sh\necho %s\n' "$RELEASE_VERSION" >"$1/Contents/$part"
    chmod +x "$1/Contents/$part"
  done
}
case "$name" in
  uname) echo Darwin ;;
  xcodebuild)
    action="" archive="" export_path="" options=""
    while [ $# -gt 0 ]; do
      case "$1" in
        archive | -exportArchive) action=$1; shift ;;
        -project) [ -d "$2" ]; shift 2 ;;
        -scheme) [ -f "VulnAdapt.xcodeproj/xcshareddata/xcschemes/$2.xcscheme" ]; shift 2 ;;
        -configuration) [ "$2" = Release ]; shift 2 ;;
        -destination) [ "$2" = "generic/platform=macOS" ]; shift 2 ;;
        -archivePath) archive=$2; shift 2 ;;
        -exportPath) export_path=$2; shift 2 ;;
        -exportOptionsPlist) options=$2; shift 2 ;;
        CURRENT_PROJECT_VERSION=[0-9]*) shift ;;
        *) unknown "$1" ;;
      esac
    done
    if [ "$action" = archive ]; then
      mkdir -p "$archive/dSYMs/VulnAdapt.app.dSYM"
      make_app "$archive/Products/Applications/VulnAdapt.app"
    else
      python3 - "$options" <<'PYTHON'
import plistlib, sys
options = plistlib.load(open(sys.argv[1], "rb"))
assert options == {"method": "developer-id", "signingStyle": "automatic", "teamID": "ABCDE12345"}, options
PYTHON
      [ -d "$archive" ]
      mkdir -p "$export_path"
      cp -R "$archive/Products/Applications/VulnAdapt.app" "$export_path"
    fi
    ;;
  codesign)
    case "$1" in
      --verify) [ "$2 $3 $4" = "--deep --strict --verbose=2" ] && [ -d "$5" ] ;;
      --display)
        [ "$2" = --verbose=4 ] && [ -f "$3" ]
        flags="flags=0x10000(runtime)"
        case "$3" in *"${RELEASE_SOFT:-nothing}"*) flags="flags=0x0(none)" ;; esac
        printf '%s\n' "Executable=$3" "CodeDirectory v=20500 $flags" "Authority=Developer ID Application: A" \
          "Timestamp=27 Nov 2026 at 12:00:00" "TeamIdentifier=ABCDE12345" >&2
        ;;
      *) unknown "$1" ;;
    esac
    ;;
  lipo) [ "$1" = -archs ] && echo "${RELEASE_ARCHITECTURES:-x86_64 arm64}" ;;
  ditto) [ "$1 $2 $3" = "-c -k --keepParent" ] && [ -d "$4" ] && tar -cf "$5" -C "$(dirname "$4")" "$(basename "$4")" ;;
  spctl) [ "$1 $2 $3 $4" = "--assess --type execute --verbose=2" ] && [ -f "$5/Contents/ticket" ] ;;
  shasum) [ "$1 $2" = "-a 256" ] && sha256sum "$3" ;;
  xcrun)
    case "$1 $2" in
      "notarytool submit")
        [ -f "$3" ] && [ "$4 $5 $6 $7 $8" = "--keychain-profile notary --wait --output-format json" ]
        printf '{"id": "1-2-3", "status": "%s"}\n' "${RELEASE_VERDICT:-Accepted}"
        ;;
      "notarytool log") [ "$3 $4 $5" = "1-2-3 --keychain-profile notary" ] && echo '{"issues": ["not signed"]}' ;;
      "stapler staple") touch "$3/Contents/ticket" ;;
      "stapler validate") [ -f "$3/Contents/ticket" ] ;;
      *) unknown "$1 $2" ;;
    esac
    ;;
esac
TOOL
chmod +x "$work/bin/stand-in"
for tool in uname xcodebuild codesign lipo ditto spctl shasum xcrun; do ln -s stand-in "$work/bin/$tool"; done
export PATH="$work/bin:$PATH" RELEASE_LOG="$work/log" RELEASE_VERSION="$version"

failures=0
count=0
# expect STATUS TEXT [NAME=VALUE...] -- ARGUMENTS: runs the script and looks for a text in what it says.
expect() {
  local status=$1 text=$2 found=0
  shift 2
  local variables=()
  while [ "$1" != -- ]; do
    variables+=("$1")
    shift
  done
  shift
  rm -rf "$work/out"
  : >"$RELEASE_LOG"
  env ${variables[@]+"${variables[@]}"} "$copy/Scripts/release-mac.sh" "$@" >"$work/said" 2>&1 || found=$?
  count=$((count + 1))
  if [ "$found" -ne "$status" ] || ! grep -qF -- "$text" "$work/said"; then
    echo "release-mac.sh $* (${variables[*]-}): status $found, not $status, or no '$text':" >&2
    sed 's/^/    /' "$work/said" >&2
    failures=$((failures + 1))
  fi
}
holds() {
  count=$((count + 1))
  "$@" || { echo "does not hold: $*" >&2; failures=$((failures + 1)); }
}

out=(--output "$work/out")
expect 64 "--profile NAME" -- "${out[@]}"
expect 0 "--profile NAME" -- --help
expect 1 "Copy Configuration/Local.xcconfig.template" -- --profile notary "${out[@]}"
cp "$copy/Configuration/Local.xcconfig.template" "$copy/Configuration/Local.xcconfig"
expect 0 "$work/out/VulnAdapt-$version.zip" -- --profile notary "${out[@]}"
holds grep -q "Contents/ticket" <(tar -tf "$work/out/VulnAdapt-$version.zip")
holds sh -c "cd '$work/out' && sha256sum --quiet -c 'VulnAdapt-$version.zip.sha256'"
holds test -s "$work/out/VulnAdapt-$version-symbols.zip"
expect 0 "unnotarised.zip" -- --unnotarised "${out[@]}"
holds sh -c "! grep -q notarytool '$RELEASE_LOG'"
expect 1 "the archive failed" RELEASE_FAILS=xcodebuild -- --profile notary "${out[@]}"
expect 1 "not signed" RELEASE_VERDICT=Invalid -- --profile notary "${out[@]}"
holds test ! -e "$work/out/VulnAdapt-$version.zip"
expect 1 "Contents/Helpers/vulnadapt is missing" RELEASE_WITHOUT=Helpers/vulnadapt -- --profile notary "${out[@]}"
expect 1 "Contents/Helpers/vulnadapt has no hardened runtime" RELEASE_SOFT=Helpers/vulnadapt -- --profile notary "${out[@]}"
expect 1 "not for arm64" RELEASE_ARCHITECTURES=x86_64 -- --profile notary "${out[@]}"
expect 1 "does not start, or is not version" RELEASE_VERSION=0.0 -- --profile notary "${out[@]}"
echo changed >>"$copy/Package.swift"
expect 1 "has changes" -- --profile notary "${out[@]}"

[ "$failures" -eq 0 ] || exit 1
echo "release-mac.sh: $count checks, all well"
