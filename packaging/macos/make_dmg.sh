#!/bin/bash
# make_dmg.sh APP DMG: sign the app from the inside out, make the image, have it notarised, staple the answer.
#
# PORTUN_MAC_IDENTITY        "Developer ID Application: …"; without it nothing is signed
# PORTUN_NOTARY_KEY          path of the App Store Connect API key (.p8); without it nothing is notarised
# PORTUN_NOTARY_KEY_ID, PORTUN_NOTARY_ISSUER
set -eu
app=$1
dmg=$2
here=$(cd "$(dirname "$0")" && pwd)

sign() { codesign --force --timestamp --options runtime --sign "$PORTUN_MAC_IDENTITY" "$@"; }

if [ -n "${PORTUN_MAC_IDENTITY:-}" ]; then
    find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
        while IFS= read -r -d '' library; do sign "$library"; done
    find "$app/Contents/Frameworks" -type d -name '*.framework' -prune -print0 |
        while IFS= read -r -d '' framework; do sign "$framework"; done
    sign --entitlements "$here/entitlements.plist" "$app"
    codesign --verify --strict --deep "$app"
else
    echo "not signed: PORTUN_MAC_IDENTITY is not set"
fi

notarise() {
    xcrun notarytool submit "$1" --wait --key "$PORTUN_NOTARY_KEY" --key-id "$PORTUN_NOTARY_KEY_ID" \
        --issuer "$PORTUN_NOTARY_ISSUER"
}

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
if [ -n "${PORTUN_MAC_IDENTITY:-}" ] && [ -n "${PORTUN_NOTARY_KEY:-}" ]; then
    ditto -c -k --keepParent "$app" "$stage/app.zip"
    notarise "$stage/app.zip"
    xcrun stapler staple "$app"
    rm "$stage/app.zip"
fi
ditto "$app" "$stage/$(basename "$app")"
ln -s /Applications "$stage/Applications"
rm -f "$dmg"
hdiutil create -quiet -volname "Portun Gatehouse" -srcfolder "$stage" -fs HFS+ -format ULFO "$dmg"
if [ -n "${PORTUN_MAC_IDENTITY:-}" ]; then
    codesign --force --timestamp --sign "$PORTUN_MAC_IDENTITY" "$dmg"
    if [ -n "${PORTUN_NOTARY_KEY:-}" ]; then
        notarise "$dmg"
        xcrun stapler staple "$dmg"
    fi
fi
