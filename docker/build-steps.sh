#!/bin/sh
# The steps that make the image, one word each, so that where there is no Docker engine the very same are run and checked:
#   docker/build-steps.sh wheel WHEELS            the package of this checkout, into the folder WHEELS
#   docker/build-steps.sh install WHEELS VENV     that package and all that it needs, into a new environment VENV
#   docker/build-steps.sh check VENV [GOLDEN]     what was installed starts, away from the checkout, and reads a golden case
set -eu
python=${PYTHON:-python3}

wheel() {
    mkdir -p "$1"
    "$python" -m pip wheel --quiet --no-deps --wheel-dir "$1" "$(dirname "$0")/.."
}

install() {
    "$python" -m venv "$2"
    "$2/bin/python" -m pip install --quiet "$(ls "$1"/mingzhang-*.whl)[postgres,s3]"
    # an image holds what is run: no installer, no tests of others
    "$2/bin/python" -m pip uninstall --quiet --yes pip setuptools 2>/dev/null || true
    find "$2" -type d -name tests -prune -exec rm -rf {} +
}

check() {
    golden=$(cd "${2:-/nonexistent}" 2>/dev/null && pwd || echo golden)
    empty=$(mktemp -d)
    cd "$empty"
    "$1/bin/mingzhang" --help >/dev/null
    "$1/bin/mingzhang" doctor --golden "$golden"
    rm -rf "$empty"
}

step=${1:?usage: build-steps.sh wheel WHEELS | install WHEELS VENV | check VENV [GOLDEN]}
shift
case $step in
wheel | install | check) "$step" "$@" ;;
*)
    echo "build-steps.sh: there is no step $step" >&2
    exit 2
    ;;
esac
