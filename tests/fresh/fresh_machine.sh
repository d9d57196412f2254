#!/usr/bin/env bash
# ./run and the main job on a fresh Debian 12: fresh_machine.sh SOURCE. Needs root, debootstrap and the package registries.
#
# debootstrap makes a bare system in a folder; the files of the project's working tree that git knows go in, nothing that
# was built or fetched here. The machine's own way to its registries (mirror, certificates, settings of apt, pip and npm) is
# read at run time and handed on. The compiler's cache is shared where there is one: it is keyed by the contents of
# what is compiled and of the compiler, so that a missing header still fails. Exit status 77: skipped.
set -euo pipefail
source=$(cd "$1" && pwd)

skip() {
    if [ -n "${CI:-}" ]; then echo "failed, since CI must have it: $1"; exit 1; fi
    echo "skipped: $1"
    exit 77
}
[ "$(id -u)" = 0 ] || skip "this is not root"
command -v debootstrap > /dev/null || skip "debootstrap is missing (./test --all installs it)"

# "SITE RELEASE COMPONENT" of the machine's own apt, Debian 12 alone.
apt_targets() { apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' | grep -E ' bookworm(-updates|-security)? main$' | sort -u; }
targets=$(apt_targets) || skip "the machine's apt knows no sources of Debian 12"
mirror=$(awk '$2 == "bookworm" {print $1; exit}' <<< "$targets")
[ -n "$mirror" ] || skip "the machine's apt knows no mirror of Debian 12"

root=$(mktemp -d "${TMPDIR:-/var/tmp}/marsad-fresh-XXXXXX")
mounts=()
clean() {
    local at
    for at in "${mounts[@]}"; do umount -l "$at" 2> /dev/null || true; done
    # Never across a mount that could not be undone.
    rm -rf --one-file-system "$root"
}
trap clean EXIT

begun=$SECONDS
# A mirror by https needs certificates from the start.
secure=()
if [[ $mirror == https:* ]]; then secure=(--include=ca-certificates); fi
debootstrap --variant=minbase "${secure[@]}" bookworm "$root" "$mirror" > "$root.log" 2>&1 || { tail -n 15 "$root.log"; rm -f "$root.log"; skip "debootstrap could not make a system (is the mirror reached?)"; }
rm -f "$root.log"
echo "$((SECONDS - begun)) s: debootstrap"

# The way to the registries.
rm -f "$root"/etc/apt/sources.list.d/*
awk '{print "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] " $0}' <<< "$targets" > "$root/etc/apt/sources.list"
apt-config dump Acquire | grep -E '^Acquire::(http|https|ftp|Check-|Retries|Force|Proxy)' > "$root/etc/apt/apt.conf.d/99host" || true
for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/npmrc; do
    if [ -f "$file" ]; then cp -L "$file" "$root$file"; fi
done
for file in .npmrc .pip/pip.conf .config/pip/pip.conf; do
    if [ -f "$HOME/$file" ]; then mkdir -p "$(dirname "$root/root/$file")" && cp -L "$HOME/$file" "$root/root/$file"; fi
done
if [ -d /usr/local/share/ca-certificates ]; then mkdir -p "$root/usr/local/share" && cp -rL /usr/local/share/ca-certificates "$root/usr/local/share/"; fi
certificates=/etc/ssl/host-certificates.crt
mkdir -p "$root/etc/ssl"
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then cp -L /etc/ssl/certs/ca-certificates.crt "$root$certificates"; fi
passed=(PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive)
while IFS= read -r name; do passed+=("$name=${!name}"); done < <(compgen -e | grep -iE '^(https?_proxy|no_proxy|all_proxy|pip_.*|npm_config_.*)$')
if [ -f "$root$certificates" ]; then
    passed+=("PIP_CERT=$certificates" "NODE_EXTRA_CA_CERTS=$certificates" "npm_config_cafile=$certificates" "SSL_CERT_FILE=$certificates")
fi

mkdir -p "$root/proc" "$root/dev/shm"
mount -t proc proc "$root/proc" 2> /dev/null || mount --bind /proc "$root/proc" || skip "/proc can't be mounted in a folder here"
mounts+=("$root/proc")

# The clone, at the same path as here, so that the compiler's cache knows its files.
clone="$root$source"
mkdir -p "$clone"
(cd "$source" && git -c safe.directory='*' ls-files -z | while IFS= read -r -d '' file; do if [ -e "$file" ]; then printf '%s\0' "$file"; fi; done | tar --null -T - -c) | tar -x -C "$clone"
cache=$(ccache -k cache_dir 2> /dev/null || true)
if [ -d "$cache" ]; then
    mkdir -p "$root/var/ccache"
    if mount --bind "$cache" "$root/var/ccache"; then
        mounts+=("$root/var/ccache")
        passed+=(CCACHE_DIR=/var/ccache CCACHE_COMPILERCHECK=content)
    fi
fi

inside() { chroot "$root" /usr/bin/env -i "${passed[@]}" bash -euo pipefail -c "cd '$source'; $1"; }
begun=$SECONDS
inside './run < /dev/null' > "$root/run.log" 2>&1 || { tail -n 60 "$root/run.log"; echo "./run failed on a fresh machine"; exit 1; }
echo "$((SECONDS - begun)) s: ./run"
tail -n 40 "$root/run.log"

begun=$(date +%s%N)
inside './run < /dev/null' > /dev/null
took=$((($(date +%s%N) - begun) / 1000000))
echo "$took ms: ./run again"

# The main job: reports of one's own in, incidents and the words for them out.
inside '
    marsad=build/release/bin/marsad
    mkdir -p /tmp/job && cp examples/* /tmp/job/
    $marsad add /tmp/job --record /tmp/job.record
    $marsad list incidents --record /tmp/job.record > /tmp/list
    id=$(grep -oE -m1 "^i-[0-9a-f]+" /tmp/list)
    $marsad show "$id" --record /tmp/job.record > /tmp/show
    grep -q "— " /tmp/show
    $marsad tally --record /tmp/job.record
    $marsad check --record /tmp/job.record
    printf "IDLIB, Syria, March 3, 2024 - Shells killed four people in Idlib on Saturday, medics said.\n" > /tmp/one.txt
    $marsad extract /tmp/one.txt | grep -q "\"statements\":\[{"
    $marsad resources verify
'
echo "the main job works on a fresh machine"
