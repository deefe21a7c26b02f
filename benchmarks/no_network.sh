#!/bin/bash
# Show that no command opens a socket: `strace` of each. Usage: benchmarks/no_network.sh [PROGRAM...], such as python -m channelfit
set -u
program=("${@:-channelfit}")
[ $# -gt 0 ] || program=(channelfit)
command -v strace >/dev/null || { echo "strace is not installed"; exit 2; }
strace -f -o /dev/null -e trace=socket,connect true || { echo "ptrace is not allowed here"; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
printf 'market: b2b\ngoals: [image]\n' > p.yaml
bad=0
while read -r line; do
  # shellcheck disable=SC2086
  strace -f -qq -o calls -e trace=socket,connect "${program[@]}" $line </dev/null >/dev/null 2>&1
  count=$(grep -c 'socket(\|connect(' calls)
  printf '%3d socket calls: %s\n' "$count" "$line"
  [ "$count" -eq 0 ] || bad=1
done <<'LINES'
--version
--help
advise p.yaml
advise p.yaml --details
advise p.yaml --format json
advise p.yaml --output page.html
advise p.yaml --output page.md --save saved.yaml
advise --example bakery
explain linkedin p.yaml
compare p.yaml --set hours_per_week=10
profile new
profile check p.yaml
profile schema
rules init own
rules init copy --full
rules show
rules check own
rules test own
rules diff channelfit own
rules schema --into schemas
rules score outcomes
LINES
exit $bad
