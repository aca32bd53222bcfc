#!/bin/sh
# Does what docs/server.md says under "A small server", command by command, in a fresh Debian: as root,
#     docs/try_server.sh FOLDER WHEEL [MIRROR]
# FOLDER gets a Debian by debootstrap unless it holds one; WHEEL is what `pip wheel --no-deps .` makes. Settings of pip in
# the environment hold in there too. There is no systemd in the folder: units are checked by `systemd-analyze verify`, and
# a stand-in for systemctl starts what a unit says, as the user and with the environment that it says.
set -eu
[ $# -ge 2 ] || { echo "usage: docs/try_server.sh FOLDER WHEEL [MIRROR]" >&2; exit 2; }
root=$1; wheel=$2; mirror=${3:-http://deb.debian.org/debian}
guide=$(dirname "$0")/server.md

section() { awk -v name="$1" '$0 == "### " name || $0 == "## " name {on = 1; next} /^##/ {on = 0} on' "$guide"; }
# The block that is set in after a line with $2, or the first one, of section $1.
block() { section "$1" | awk -v after="$2" 'index($0, after) {on = 1} on && /^    / {seen = 1; print substr($0, 5); next} on && seen && NF {exit} on && seen {print ""}'; }
there() { chroot "$root" "$@"; }
say() { printf '\n== %s\n' "$*"; }
follow() { block "$1" "$2" | sed "s/samspel-….whl/${wheel##*/}/; s/COPY\.zip/$(date +%F).zip/" >"$root/root/commands"; sed 's/^/    /' "$root/root/commands"; there sh -eu -c 'cd /srv && . /root/commands' >"$root/root/said" 2>&1 || { cat "$root/root/said"; exit 1; }; }
well() { for _ in $(seq 60); do there curl -fsk --resolve samspel.example:443:127.0.0.1 https://samspel.example/halsa/ && { echo; return; }; sleep 1; done; echo "no answer"; exit 1; }
ask() { there curl -sk --resolve samspel.example:443:127.0.0.1 -b /root/jar -c /root/jar "$@"; }
token() { sed -n 's/.*name="csrfmiddlewaretoken" value="\([^"]*\)".*/\1/p' | head -n 1; }
sign_in() {
    rm -f "$root/root/jar"; page=https://samspel.example/konto/logga-in/
    ask -o /dev/null -w '%{http_code}\n' -e "$page" -d "csrfmiddlewaretoken=$(ask $page | token)" -d login=anna -d "password=$password" $page | grep -qx 302
    ask -o /dev/null -w '%{http_code}\n' https://samspel.example/arbete/ | grep -qx 200; echo "anna has signed in"
}
password=en-lang-losenfras-$$

[ -e "$root/etc/debian_version" ] || { say "a fresh Debian"; debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$mirror" >/dev/null; }
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev" || mount --bind /dev "$root/dev"
trap 'there /usr/local/bin/systemctl stop samspel 2>/dev/null || :; there nginx -s stop 2>/dev/null || :; there service postgresql stop >/dev/null 2>&1 || :; umount "$root/proc" "$root/dev" 2>/dev/null || :' EXIT
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"   # for who sits behind a proxy that opens TLS
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
there apt-get update -qq
[ -x "$root/usr/bin/curl" ] || there apt-get install -y -qq curl openssl systemd procps >/dev/null 2>&1
cp "$wheel" "$root/srv/"
printf '#!/bin/sh\nexit 0\n' >"$root/usr/sbin/policy-rc.d"; chmod 755 "$root/usr/sbin/policy-rc.d"   # packages start what they bring
cat >"$root/usr/local/bin/systemctl" <<'END'
#!/bin/sh
# Starts and stops what a unit says; no systemd runs here.
while [ "${1#-}" != "$1" ] || [ "$1" = enable ]; do shift; done
case $1 in start|stop) what=$1; shift;; --now) shift; what=start;; *) what=start;; esac
[ "$1" = --now ] && shift
unit=/etc/systemd/system/${1%.service}.service; pid=/run/${1%.service}.pid; log=/var/log/${1%.service}.log
get() { sed -n "s/^$1=//p" "$unit"; }
if [ "$what" = stop ]; then
    [ -e "$pid" ] && kill "$(cat "$pid")" && while kill -0 "$(cat "$pid")" 2>/dev/null; do sleep 0.2; done; rm -f "$pid"; exit 0
fi
set -a; . "$(get EnvironmentFile)"; set +a
if [ "$(get Type)" = oneshot ]; then
    get ExecStart | sed 's/%%/%/g' >/run/steps; runuser -u "$(get User)" -- sh -eu /run/steps >>"$log" 2>&1
else
    setsid runuser -u "$(get User)" -- $(get ExecStart) >>"$log" 2>&1 & echo $! >"$pid"
fi
END
chmod 755 "$root/usr/local/bin/systemctl"

say "install"; follow Install "apt-get"
block Install "/etc/samspel.env" >"$root/etc/samspel.env"; chmod 600 "$root/etc/samspel.env"
try() {
    say "the service"
    block "The service" "samspel.service" >"$root/etc/systemd/system/samspel.service"
    block Copies "samspel-backup.service" >"$root/etc/systemd/system/samspel-backup.service"
    block Copies "samspel-backup.timer" >"$root/etc/systemd/system/samspel-backup.timer"
    block Mail "samspel-digest.service" >"$root/etc/systemd/system/samspel-digest.service"
    block Mail "samspel-digest.timer" >"$root/etc/systemd/system/samspel-digest.timer"
    there sh -c 'cd /etc/systemd/system && systemd-analyze verify samspel*.service samspel*.timer' && echo "units are right"
    follow "The service" "The first account"; cat "$root/root/said"
    link=$(grep -o '/konto/inbjudan/[^/ ]*/' "$root/root/said")
    say "the web server"
    there openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=samspel.example -keyout /etc/ssl/samspel.key -out /etc/ssl/samspel.pem 2>/dev/null
    block "The web server" "/etc/nginx/conf.d/samspel.conf" >"$root/etc/nginx/conf.d/samspel.conf"
    there nginx -t; there nginx -s stop 2>/dev/null || :; there nginx
    well
    page=https://samspel.example$link; rm -f "$root/root/jar"
    ask -o /dev/null -w '%{http_code}\n' -e "$page" -d "csrfmiddlewaretoken=$(ask "$page" | token)" -d "losenord=$password" -d "igen=$password" -d "password=$password" "$page" | grep -qx 302
    sign_in
    say "mail"; there systemctl start samspel-digest; tail -n 3 "$root/var/log/samspel-digest.log"
    say "a copy"
    there systemctl start samspel-backup; there ls -l /var/backups/samspel
    follow Copies "Take them apart"
    say "a new version"; follow "A new version" "The copy first"; well; sign_in
    say "the copy put back"; follow Copies "To put a copy back"; cat "$root/root/said"; well; sign_in
    say "the log"; cat "$root/var/log/samspel.log"
    if grep -nE "anna|$password|127\.0\.0\.1 |${link#/konto/inbjudan/}" "$root/var/log/samspel.log" | grep -v http://127; then echo "the log names somebody"; exit 1; fi
    there systemctl stop samspel
}
try
say "PostgreSQL"; follow "The database" "For PostgreSQL"
try
say "all of it works"
