#!/usr/bin/env bash
# clang-tidy by .clang-tidy, as far as the time goes: tools/tidy.sh [BUILD [SECONDS]] (build/release, no limit).
#
# Files that the last commits or the working tree changed come first, then the others, each time in another order (by the
# commit), so that all are looked at over time. Exits 1 where one has a finding.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
build=${1:-build/release} seconds=${2:-86400}
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
is_source() { grep -E '^(src|apps)/.*\.cpp$' || true; }
{
    { git diff --name-only HEAD; git diff --name-only HEAD~10 HEAD; } 2> /dev/null | is_source
    find src apps -name '*.cpp' | LC_ALL=C sort | shuf --random-source=<(git rev-parse HEAD 2> /dev/null; yes)
} | awk '!seen[$0]++' | while read -r file; do if [ -f "$file" ]; then echo "$file"; fi; done > "$log/files"
export log build began=$(date +%s) seconds
one() {
    [ $(($(date +%s) - began)) -lt "$seconds" ] || return 0
    local name=${1//\//_}
    if clang-tidy-16 --quiet -p "$build" "$1" > "$log/$name.out" 2> /dev/null; then echo "$1" >> "$log/done"; else echo "$1" >> "$log/bad"; cat "$log/$name.out"; fi
}
export -f one
xargs -P "$(nproc)" -I{} bash -c 'one {}' < "$log/files"
touch "$log/done" "$log/bad"
echo "  clang-tidy: $(wc -l < "$log/done") files without findings, $(wc -l < "$log/bad") with, of $(wc -l < "$log/files")"
[ ! -s "$log/bad" ]
