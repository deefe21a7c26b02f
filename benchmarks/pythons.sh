#!/bin/bash
# Install wheel and sdist into an empty environment of each Python, and compare what they print, byte for byte.
# Usage: benchmarks/pythons.sh PYTHON... ; the one that builds is $BUILDER, else .venv/bin/python.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
builder=${BUILDER:-$here/.venv/bin/python}
away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT
export XDG_CACHE_HOME="$away/cache" LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
"$builder" -m build --outdir "$away/dist" "$here" >"$away/log" 2>&1 || { cat "$away/log"; exit 1; }
(cd "$away/dist" && ls -l ./* | awk '{print $5, $9}')
# Only what is installed is looked at, not the checkout.
cp -R "$here/examples" "$here/benchmarks" "$away/"
mkdir "$away/drawing"
cp "$here"/tests/*.py "$away/drawing/"
cd "$away"
bad=0
for python in "$@"; do
  for built in dist/*.whl dist/*.tar.gz; do
    rm -rf env table.csv
    "$python" -m venv env
    env/bin/python -m pip install -qq --disable-pip-version-check "$built[batch]" hypothesis pytest
    PYTHONPATH=drawing env/bin/python benchmarks/same_bytes.py printed.json "${COUNT:-100}" >told || { cat told; bad=1; }
    [ -s told ] || echo "(the first one, which the others are held against)" >told
    printf 'market,goals,hours_per_week,content\n' >table.csv
    for hours in 1 2 3 4 5 6 7 8; do printf 'b2b,image;recruiting,%s,text;photo\nb2c,visits,"%s,5",\nx,,,\n' $hours $hours; done >>table.csv
    for ending in csv jsonl; do
      env/bin/channelfit batch table.csv --output "out.$ending" --lang en 2>/dev/null || [ $? -eq 1 ]
    done
    sum=$(cat out.* | sha256sum | cut -c1-16)
    [ "${first:=$sum}" = "$sum" ] || bad=1
    versions=$(env/bin/python -c 'import numpy, pyarrow, sys; print(sys.version.split()[0], "numpy", numpy.__version__, "pyarrow", pyarrow.__version__)')
    echo "Python $versions, ${built##*.}: $(tail -n 1 told); tables $sum"
  done
done
exit $bad
