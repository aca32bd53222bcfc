#!/bin/sh
# Holds the pinned packages against the database of known faults, with pip-audit: `make audit`, before a release.
# Ends with 0 where it knows of none, 1 where it knows of some, 2 where nobody could be asked.
set -u
list=${1:-requirements.lock}
if command -v pip-audit >/dev/null; then run=pip-audit
elif command -v pipx >/dev/null; then run='pipx run pip-audit'
elif command -v uvx >/dev/null; then run='uvx pip-audit'
else
    echo "Not audited: pip-audit is not here. It lives best by itself: pipx install pip-audit, or uv tool install pip-audit." >&2
    exit 2
fi
told=$($run --disable-pip --require-hashes --progress-spinner off --requirement "$list" 2>&1); code=$?
case $told in
*"known vulnerabilit"*" in "*) printf '%s\n' "$told"; exit 1 ;;
*"could not be audited"*) printf '%s\n' "$told" | tail -n 3
    echo "Not audited: the database does not know all packages of $list, or cannot be reached from here." >&2; exit 2 ;;
esac
if [ $code -ne 0 ]; then
    printf '%s\n' "$told" | tail -n 3
    echo "Not audited: the database cannot be reached from here." >&2; exit 2
fi
echo "No known fault in any of the $(grep -c '==' "$list") packages of $list."
