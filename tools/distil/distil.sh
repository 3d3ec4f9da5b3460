#!/usr/bin/env bash
# Trains the adapter anew and puts it among the model's files. usage: distil.sh [MINUTES]
set -euo pipefail
cd "$(dirname "$0")"
export DISTIL_OUT="${DISTIL_OUT:-${TMPDIR:-/tmp}/distil}"
mkdir -p "$DISTIL_OUT"
venv="$DISTIL_OUT/venv"
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --requirement requirements.txt
fi
python="$venv/bin/python"
nice -n 15 "$python" train.py --minutes "${1:-50}"
"$python" export.py
nice -n 15 "$python" evaluate.py --wrong 10
nice -n 15 "$python" evaluate.py --file by-hand.jsonl --wrong 10
