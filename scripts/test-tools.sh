#!/bin/sh
# The programs of the system that the tests drive: a real browser and a real PostgreSQL server.
# Installs Debian packages when it may without asking anybody; otherwise says what is missing and fails.
set -eu

missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
# Playwright brings its own Node.js, which needs this library.
ls /usr/lib/*/libatomic.so.1 >/dev/null 2>&1 || missing="$missing libatomic1"
command -v npm >/dev/null || missing="$missing nodejs npm"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "The tests need these programs, which are not here:$missing" >&2
    exit 1
elif [ "$(id -u)" = 0 ]; then
    sudo=""
elif sudo -n true 2>/dev/null; then
    sudo="sudo -n"
else
    echo "The tests need programs that are not here. Please run: sudo apt-get install$missing" >&2
    exit 1
fi

echo "Installing for the tests:$missing"
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update --quiet=2
# shellcheck disable=SC2086 # one word per package
$sudo apt-get install --quiet=2 --yes --no-install-recommends $missing >/dev/null
