#!/bin/sh
# Sees to it that a browser is there for the tests. The first argument is Playwright's command.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then
  apt-get update --quiet >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends chromium fonts-noto-cjk >/dev/null
  exit 0
fi
exec "$1" install chromium
