#!/bin/bash
# Show that no command opens a socket: `strace` of each. Usage: benchmarks/no_network.sh [PROGRAM...], such as python -m channelfit
set -u
program=("${@:-channelfit}")
[ $# -gt 0 ] || program=(channelfit)
command -v strace >/dev/null || { echo "strace is not installed"; exit 2; }
command -v script >/dev/null || { echo "script is not installed"; exit 2; }
strace -f -o /dev/null -e trace=socket,connect true || { echo "ptrace is not allowed here"; exit 2; }
cases=$(cd "$(dirname "$0")/../rules/cases" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
export XDG_STATE_HOME=$folder/state XDG_CACHE_HOME=$folder/cache LANG=C.UTF-8
printf 'market: b2b\ngoals: [image]\n' > p.yaml
printf 'market: b2c\ngoals: [visits]\nhours_per_week: 3\n' > other.yaml
printf 'market,goals,hours_per_week\nb2b,image;recruiting,5\nb2c,visits,x\n' > t.csv
printf '{"market": "b2b", "goals": ["image"]}\n{"market": "b2c", "goals": ["visits"]}\n' > t.jsonl
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>\n' > logo.svg
mkdir house
printf 'schema: 1\nid: house\nversion: 1\nextends: channelfit\nhouse:\n  name: House\n  logo: logo.svg\n' > house/rulebook.yaml
cp logo.svg house/
cp -R "$cases" cases
bad=0 count=0
look() {  # how often a line opened or used a socket, and how it ended
  local code=$1 sockets
  # A pair of ends within the process, by which a list of the interview is woken up, leads nowhere.
  sockets=$(grep -cE '(socket|connect|bind)\(' calls)
  printf '%3d socket calls, exit code %3d: %s\n' "$sockets" "$code" "$line"
  [ "$sockets" -eq 0 ] || { grep -E -m 3 '(socket|connect|bind)\(' calls; bad=1; }
  # A command that is not understood shows nothing.
  case $expected in *" $code "*) ;; *) echo "    unexpected exit code"; bad=1 ;; esac
  count=$((count + 1))
}
while read -r line; do
  expected=" 0 "
  case $line in [0-9]*) expected=" ${line%% *} " line=${line#* } ;; esac
  # shellcheck disable=SC2086
  strace -f -qq -o calls -e trace=%network "${program[@]}" $line </dev/null >/dev/null 2>&1
  look $?
done <<'LINES'
--version
--help
advise --help
advise p.yaml
advise p.yaml --details
advise p.yaml --plain
advise p.yaml --format json
advise p.yaml --format html
advise p.yaml --output page.html
advise p.yaml --output page.md --save saved.yaml
advise p.yaml --output page.html --force --rules house
advise p.yaml --output other.html --lang de --details
advise --example bakery
advise t.jsonl --format json
2 advise nowhere.yaml
3 advise other.yaml --set market=?
explain linkedin p.yaml
explain linkedin --example bakery --format json
compare p.yaml --set hours_per_week=10
compare p.yaml other.yaml --format markdown
profile new
profile new --output new.yaml --lang de
profile check p.yaml
1 profile check t.csv
profile schema
batch t.jsonl --output out.csv
1 batch t.csv --output out.parquet
1 batch t.csv --output again.jsonl --processes 2
rules init own
rules init copy --full
rules show
rules show linkedin --format json
rules check own
rules check copy --format json
rules check house
rules test own
rules test copy --output report.xml
rules diff channelfit own
rules diff channelfit copy --sample 20 --format json
rules schema
rules schema --into schemas
rules score outcomes
rules score cases/panel.yaml
rules learn cases/panel.yaml --output learned
--show-completion bash
LINES
for line in "" "advise " "advise --" "rules " "rules show lin" "explain lin" "advise --set market="; do
  expected=" 0 "
  COMP_WORDS="channelfit $line" COMP_CWORD=$(wc -w <<<"channelfit ${line}x" | awk '{print $1 - 1}') _CHANNELFIT_COMPLETE=complete_bash \
    strace -f -qq -o calls -e trace=%network "${program[@]}" </dev/null >/dev/null 2>&1
  look $?
  printf '    (completion)\n'
done
# The interview, on a terminal: some answers, then Ctrl-C; then again, going on with the draft; and line by line.
for line in "advise" "advise --plain" "advise --ask other.yaml --set goals=?"; do
  expected=" 130 "
  { sleep 3; printf '1\r'; sleep 1; printf '1\r'; sleep 1; printf '\003'; sleep 1; printf '\003'; } |
    script -qec "strace -f -qq -o calls -e trace=%network ${program[*]} $line" /dev/null >/dev/null 2>&1
  look $?
  printf '    (on a terminal)\n'
done
echo "$count calls"
exit $bad
