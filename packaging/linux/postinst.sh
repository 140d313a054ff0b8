#!/bin/sh
# Menus and icons are read anew. Nothing of a user is touched.
set -e
if [ "$1" = configure ]; then
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
    if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -q -t /usr/share/icons/hicolor || true; fi
fi
