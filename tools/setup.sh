#!/bin/sh
# Brings what gdcore needs: system packages (Debian, Ubuntu), the virtual environment .venv, and
# the pinned Python packages. Asks nothing, and does nothing where nothing has changed.
#
#   tools/setup.sh [EXTRA…]        an extra of pyproject.toml: test, bench, studio, forms, farm
#
# PYTHON=/path/to/python3 chooses the Python; otherwise it is the first of python3, python3.13,
# python3.12, python3.11 that is new enough.
set -eu
cd -P "$(dirname "$0")/.."

say() { printf 'set-up: %s\n' "$*"; }
die() {
    printf 'set-up: %s\n' "$@" >&2
    exit 1
}

# ------------------------------------------------------------------------------ is it done already?

# What an installation depends on. The folder counts because scripts in a virtual environment name
# it; the interpreter, because an upgrade of the system may exchange it below the environment.
fingerprint() {
    cat pyproject.toml constraints.txt tools/setup.sh tests/package.json | cksum
    echo "$PWD"
    .venv/bin/python -c 'import sys; print(sys.version)' 2>/dev/null || echo 'no Python'
}

stamp() { echo ".venv/set-up-$1"; }
is_done() { [ -f "$(stamp "$1")" ] && [ "$(cat "$(stamp "$1")")" = "$(fingerprint)" ]; }
all_done() {
    for part in gdcore "$@"; do
        is_done "$part" || return 1
    done
}

all_done "$@" && exit 0

# Two set-ups at once would pull the environment from under each other. This script's own file
# serves as the lock, which the system lets go however the set-up ends; a Mac has no flock.
if command -v flock >/dev/null 2>&1; then
    exec 9<tools/setup.sh
    flock 9
    all_done "$@" && exit 0
fi

# ---------------------------------------------------------------------------------------- the Python

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || die \
    "gdcore needs Python 3.11 or later; ${PYTHON:-python3} is $("${PYTHON:-python3}" --version 2>/dev/null || echo 'not there')." \
    "Debian 12, Ubuntu 24.04 and later have it as the package python3; on a Mac: brew install python." \
    "One that lies elsewhere can be named: make PYTHON=/path/to/python3 …"
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')

# ----------------------------------------------------------------------------------- system packages

system=$(uname -s)
lacking=   # Debian's names
purposes=  # for people on other systems

# need PURPOSE "DEBIAN'S PACKAGES" "THEIR NAMES ELSEWHERE" TEST…: notes what is missing if TEST fails
need() {
    purpose=$1 packages=$2 elsewhere=$3
    shift 3
    "$@" >/dev/null 2>&1 && return
    lacking="$lacking $packages"
    purposes="$purposes
  - $purpose: $packages (elsewhere: $elsewhere)"
}

has_compiler() { command -v cc || command -v gcc || command -v clang; }
has_pkg_config() { command -v pkg-config || command -v pkgconf; }
has_library() { "$python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1"; }
has_python_header() {
    "$python" -c 'import pathlib, sysconfig, sys
sys.exit(not pathlib.Path(sysconfig.get_path("include"), "Python.h").is_file())'
}
has_venv() { "$python" -c 'import ensurepip, venv'; }
has_opengl_driver() {
    for file in /usr/lib*/dri/*_dri.so /usr/lib/*/dri/*_dri.so /usr/lib/*/libgallium*.so \
        /usr/lib*/libgallium*.so /usr/share/glvnd/egl_vendor.d/*nvidia*.json; do
        [ -e "$file" ] && return 0
    done
    return 1
}

# pycairo and manimpango come as source on Linux and are compiled.
need 'a C compiler' 'gcc libc6-dev' 'gcc' has_compiler
need 'pkg-config, to find libraries' 'pkg-config' 'pkgconf' has_pkg_config
need "Cairo's headers" 'libcairo2-dev' 'cairo, cairo-devel' pkg-config --exists cairo
need "Pango's headers" 'libpango1.0-dev' 'pango, pango-devel' pkg-config --exists pangocairo
if [ "$system" = Linux ]; then
    need "Python's headers" "python$version-dev" 'python3-devel' has_python_header
    need "Python's venv" "python$version-venv" 'python3' has_venv
    # Meshes are drawn by OpenGL without a display: EGL, and Mesa's software renderer where there
    # is no graphics card.
    need 'EGL' 'libegl1' 'libglvnd-egl, libglvnd' has_library libEGL.so.1
    need 'OpenGL' 'libgl1' 'libglvnd-glx, libglvnd' has_library libGL.so.1
    need "an OpenGL driver" 'libgl1-mesa-dri' 'mesa-dri-drivers, mesa' has_opengl_driver
    for extra in "$@"; do
        # VTK, which PyVista draws with, links to these.
        [ "$extra" = bench ] || continue
        need 'libXrender, for PyVista' 'libxrender1' 'libXrender' has_library libXrender.so.1
        need 'libXext, for PyVista' 'libxext6' 'libXext' has_library libXext.so.6
    done
fi

sudo=
if [ "$(id -u)" != 0 ]; then
    sudo='sudo'
    [ -t 0 ] || sudo='sudo -n' # nobody is there to type a password
fi

if [ -n "$lacking" ]; then
    if [ "$system" = Darwin ]; then
        die 'Cairo, Pango or pkg-config is missing. Please run:  brew install cairo pango pkg-config' \
            'and, if there is no compiler:  xcode-select --install'
    elif ! command -v apt-get >/dev/null 2>&1; then
        die "missing on this system:$purposes" 'Please install them, then run the same command again.'
    fi
    say "installing$lacking"
    [ -z "$sudo" ] || command -v sudo >/dev/null 2>&1 ||
        die "this needs root, and sudo is not there. As root:  apt-get install$lacking"
    # The machine may be busy with its own first updates: wait for them. A source that does not
    # answer matters only if a package is then not found.
    apt="$sudo env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -o DPkg::Lock::Timeout=300 -qq"
    # shellcheck disable=SC2086 # lists of words
    $apt update </dev/null >/dev/null || say 'apt-get update had faults; going on'
    # shellcheck disable=SC2086
    $apt install -y --no-install-recommends $lacking </dev/null >/dev/null ||
        die "apt-get could not install what is needed. By hand:  apt-get install$lacking"
fi

# The tests of the studio open a browser. Without one they are skipped, so nothing fails here.
has_browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome ||
        [ -e "/Applications/Google Chrome.app" ] || [ -e /Applications/Chromium.app ]
}
case " $* " in
*" test "*)
    if ! has_browser >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
        say "installing chromium, for the tests of the studio"
        apt="$sudo env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -o DPkg::Lock::Timeout=300 -qq"
        [ -n "$lacking" ] || $apt update </dev/null >/dev/null || true
        $apt install -y --no-install-recommends chromium </dev/null >/dev/null ||
            say "chromium could not be installed: the tests of the studio's page are skipped"
    fi
    ;;
esac

# ----------------------------------------------------------------------------------- Python packages

# pip killed half-way leaves packages that only look installed: such an environment starts anew, and
# so does one that belongs to another folder or another Python.
unfinished=.venv/set-up-unfinished
if [ -e "$unfinished" ] || ! new_enough .venv/bin/python ||
    ! head -n 2 .venv/bin/pip 2>/dev/null | grep -qF "$PWD/.venv/bin/"; then
    rm -rf .venv
fi
mkdir -p .venv
: >"$unfinished"
if [ ! -e .venv/bin/pip ]; then
    say "making .venv with Python $version"
    "$python" -m venv .venv
fi

extras=$(echo "$*" | tr ' ' ',')
say "installing the pinned Python packages${extras:+ and what \"$extras\" needs} (a minute or two)"
# As a variable the pins hold for the tools that compile pycairo and manimpango as well; newer
# versions of pip read the second one for those.
status=0
PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
    .venv/bin/python -m pip install --no-input --no-user -qq --disable-pip-version-check \
    --editable ".${extras:+[$extras]}" </dev/null || status=$?
if [ "$status" != 0 ]; then
    # When it gives up by itself, pip leaves everything as it was; when it is killed, it does not.
    [ "$status" -gt 128 ] || rm -f "$unfinished"
    die "pip could not install the packages; what it says is above. The same command tries again."
fi

# What the tests of pages load into a browser. Without npm those tests are skipped.
case " $* " in
*" test "*)
    if ! command -v npm >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
        say "installing npm, for the tests of pages"
        apt="$sudo env DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 apt-get -o DPkg::Lock::Timeout=300 -qq"
        $apt install -y --no-install-recommends npm </dev/null >/dev/null || true
    fi
    mkdir -p .venv/npm
    cp tests/package.json .venv/npm/
    # A lock file would hold the addresses of one registry; the versions are pinned without it.
    (cd .venv/npm && npm install --no-package-lock --no-audit --no-fund --silent </dev/null) ||
        say "npm could not install its packages: the tests that need them are skipped"
    ;;
esac

for part in gdcore "$@"; do
    fingerprint >"$(stamp "$part").new"
    mv "$(stamp "$part").new" "$(stamp "$part")"
done
rm -f "$unfinished"
say 'done'
