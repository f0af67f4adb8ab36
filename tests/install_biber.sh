#!/bin/sh
# Installs biber, which checks BibTeX for LaTeX, if run as root on Debian. Elsewhere its test is skipped if it is missing.
set -eu
if command -v biber >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ]; then
  apt-get update --quiet >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends biber >/dev/null
fi
