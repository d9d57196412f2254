#!/usr/bin/env bash
# Formats the C++ sources by .clang-format: tools/format.sh [--check] [FILE…]. With --check it changes nothing, names the
# places that differ and exits 1 where there are any.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
arguments=(-i)
if [ "${1:-}" = --check ]; then arguments=(--dry-run --Werror --ferror-limit=3); shift; fi
if [ $# = 0 ]; then mapfile -t files < <(find src include apps tests tools bench fuzz -name '*.cpp' -o -name '*.h' | LC_ALL=C sort); else files=("$@"); fi
printf '%s\0' "${files[@]}" | xargs -0 -P "$(nproc)" -n 16 clang-format-16 "${arguments[@]}"
