#!/bin/sh
# The links that an administrator made to our autostart entry would lead nowhere. People's data stays.
set -e
if [ "$1" = remove ] || [ "$1" = purge ]; then
    link=/etc/xdg/autostart/@NAME@.desktop
    if [ -L "$link" ]; then rm -f "$link"; fi
    rmdir --ignore-fail-on-non-empty /opt/portun 2>/dev/null || true
fi
