#!/bin/bash
# Makes a release of VulnAdapt.app that any Mac opens: archive, export, notarise, staple. Run it on a Mac:
#
#   Scripts/release-mac.sh --profile NAME [--output FOLDER]
#   Scripts/release-mac.sh --unnotarised [--output FOLDER]   tries everything that needs no network
#
#   --profile NAME    the notary's credentials, kept in the keychain by
#                     xcrun notarytool store-credentials NAME --apple-id ... --team-id ...
#   --output FOLDER   where the release is made; .build-release by default. It must not exist yet
#
# The team is that of Configuration/Local.xcconfig; its Developer ID certificate must be in the keychain. The result
# is VulnAdapt-VERSION.zip, its checksum, and the symbols for crash reports. docs/xcode.md explains each step.
# Exit status: 0 done, 1 a step failed, 64 the command line is wrong.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  echo "release-mac: $1" >&2
  exit 1
}
step() { echo "== $1"; }
usage() {
  sed -n '2,13s/^# \{0,1\}//p' "$0"
  exit "$1"
}

profile=""
notarise=yes
output=.build-release
while [ $# -gt 0 ]; do
  case "$1" in
    --profile | --output)
      [ $# -ge 2 ] || usage 64 >&2
      if [ "$1" = --profile ]; then profile=$2; else output=$2; fi
      shift 2
      ;;
    --unnotarised)
      notarise=no
      shift
      ;;
    --help | -h) usage 0 ;;
    *) usage 64 >&2 ;;
  esac
done
if [ $notarise = yes ] && [ -z "$profile" ]; then usage 64 >&2; fi

step "what must be there"
[ "$(uname -s)" = Darwin ] || fail "releases are made on a Mac."
for tool in xcodebuild xcrun codesign ditto spctl lipo shasum python3 git; do
  command -v "$tool" >/dev/null || fail "$tool is missing. Install Xcode and open it once."
done
# What Local.xcconfig says, the last time it does; a comment may follow.
setting() { # NAME PATTERN
  sed -n "s/^[[:space:]]*$1[[:space:]]*=[[:space:]]*\\($2\\)[[:space:]]*\\(\/\/.*\\)\\{0,1\\}\$/\\1/p" \
    Configuration/Local.xcconfig 2>/dev/null | tail -n 1 || true
}
team=$(setting DEVELOPMENT_TEAM '[A-Z0-9]\{10\}')
style=$(setting CODE_SIGN_STYLE '[MA][a-z]*' | tr MA ma)
[ -n "$team" ] || fail "no team. Copy Configuration/Local.xcconfig.template to Local.xcconfig and put yours there."
[ -z "$(git status --porcelain)" ] || fail "the working copy has changes. Commit them: a release is a commit."
python3 Scripts/make-xcode-project.py --check
version=$(sed -n 's/.*libraryVersion = "\([^"]*\)".*/\1/p' Core/Support/LibraryVersion.swift)
[ -n "$version" ] || fail "Core/Support/LibraryVersion.swift names no version."
[ ! -e "$output" ] || fail "$output exists already. Remove it, or name another folder with --output."
mkdir -p "$output"
output=$(cd "$output" && pwd)
build=$(git rev-list --count HEAD)

step "archive $version ($build) for team $team"
xcodebuild archive -project VulnAdapt.xcodeproj -scheme VulnAdapt -configuration Release \
  -destination "generic/platform=macOS" -archivePath "$output/VulnAdapt.xcarchive" \
  CURRENT_PROJECT_VERSION="$build" >"$output/archive.log" 2>&1 ||
  { tail -n 40 "$output/archive.log" >&2; fail "the archive failed; all of it is in $output/archive.log."; }

step "export, signed with Developer ID"
cat >"$output/ExportOptions.plist" <<PLIST
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>method</key>
	<string>developer-id</string>
	<key>signingStyle</key>
	<string>${style:-automatic}</string>
	<key>teamID</key>
	<string>$team</string>
</dict>
</plist>
PLIST
xcodebuild -exportArchive -archivePath "$output/VulnAdapt.xcarchive" -exportPath "$output/export" \
  -exportOptionsPlist "$output/ExportOptions.plist" >"$output/export.log" 2>&1 ||
  { tail -n 40 "$output/export.log" >&2; fail "the export failed; all of it is in $output/export.log."; }
app=$output/export/VulnAdapt.app
[ -d "$app" ] || fail "the export has no VulnAdapt.app."

step "every part is there, for both processors, hardened, with a time stamp"
codesign --verify --deep --strict --verbose=2 "$app"
for part in \
  Contents/MacOS/VulnAdapt \
  Contents/Helpers/vulnadapt \
  Contents/Frameworks/Core.framework/Versions/A/Core \
  Contents/PlugIns/EditorExtension.appex/Contents/MacOS/EditorExtension \
  Contents/PlugIns/EditorExtension.appex/Contents/Frameworks/XcodeKit.framework/Versions/A/XcodeKit; do
  binary=$app/$part
  [ -f "$binary" ] || fail "$part is missing."
  signature=$(codesign --display --verbose=4 "$binary" 2>&1)
  case "$signature" in *"TeamIdentifier=$team"*) ;; *) fail "$part is not signed by $team." ;; esac
  case "$signature" in *"Authority=Developer ID Application"*) ;; *) fail "$part has no Developer ID." ;; esac
  case "$signature" in *"Timestamp="*) ;; *) fail "$part has no time stamp, which the notary wants." ;; esac
  case "$part" in
    # Frameworks are loaded into a process that is hardened; the notary asks programs only.
    *.framework/*) ;;
    *) case "$signature" in *"(runtime)"*) ;; *) fail "$part has no hardened runtime." ;; esac ;;
  esac
  architectures=$(lipo -archs "$binary")
  for architecture in arm64 x86_64; do
    case " $architectures " in
      *" $architecture "*) ;;
      *) fail "$part is for $architectures only, not for $architecture." ;;
    esac
  done
done
[ "$("$app/Contents/Helpers/vulnadapt" --version)" = "$version" ] ||
  fail "the tool in the app does not start, or is not version $version."

archive=$output/VulnAdapt-$version.zip
if [ $notarise = yes ]; then
  step "notarise"
  # Only for the notary: the ticket is stapled to the app, so the release is packed after it.
  ditto -c -k --keepParent "$app" "$output/for-the-notary.zip"
  xcrun notarytool submit "$output/for-the-notary.zip" --keychain-profile "$profile" --wait \
    --output-format json >"$output/notary.json" || fail "the notary could not be asked; see $output/notary.json."
  field() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1])).get(sys.argv[2], ""))' "$output/notary.json" "$1"; }
  if [ "$(field status)" != Accepted ]; then
    xcrun notarytool log "$(field id)" --keychain-profile "$profile" >&2 || true
    fail "the notary says '$(field status)'; its reasons stand above."
  fi
  step "staple"
  xcrun stapler staple "$app"
  xcrun stapler validate "$app"
  spctl --assess --type execute --verbose=2 "$app"
else
  archive=$output/VulnAdapt-$version-unnotarised.zip
fi

step "pack"
ditto -c -k --keepParent "$app" "$archive"
ditto -c -k --keepParent "$output/VulnAdapt.xcarchive/dSYMs" "$output/VulnAdapt-$version-symbols.zip"
(cd "$output" && shasum -a 256 "$(basename "$archive")" >"$(basename "$archive").sha256")
echo "$archive"
