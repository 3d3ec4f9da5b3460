#!/bin/bash
# Rebuilds the WebLLM libraries of the embedded model from packages (PyPI and Debian, by name) and this folder.
#   tools/model-library/build.sh [FIRST_PART.gguf] [TUNING ...]        tunings: software hardware f16 (default: all)
# Needs: root (chroot), debootstrap, python >= 3.10 with venv. Work folder: $MODEL_LIBRARY_WORK, or one under $TMPDIR; it is
# kept, so that a second run takes a minute or two. Output: $MODEL_LIBRARY_OUT, or `out` in the work folder; not installed.
set -euo pipefail

TVM=0.27.0.post1 FFI=0.1.15.post2 GGUF_PACKAGE=0.19.0 NUMPY=2.4.6 TOKENIZERS=0.23.3
DEBIAN=trixie EMSCRIPTEN=3.1.69
CHUNK=512

HERE=$(cd "$(dirname "$0")" && pwd)
NAME=smollm2-135m-instruct-q4_1
PART=$HERE/../../public/models/smollm2-135m-instruct/$NAME-00001-of-00003.gguf
if [[ "${1:-}" == *.gguf ]]; then PART=$1; shift; fi
PART=$(realpath "$PART")
TUNINGS=("$@"); [ $# -gt 0 ] || TUNINGS=(software hardware f16)
WORK=${MODEL_LIBRARY_WORK:-${TMPDIR:-/tmp}/model-library}; mkdir -p "$WORK"; WORK=$(realpath "$WORK")
OUT=${MODEL_LIBRARY_OUT:-$WORK/out}; mkdir -p "$OUT"
ROOT=$WORK/$DEBIAN
export PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0

# 1. TVM and what reads a GGUF's header
if [ ! -x "$WORK/venv/bin/python" ]; then
  python3 -m venv "$WORK/venv"
  "$WORK/venv/bin/pip" -q install apache-tvm==$TVM apache-tvm-ffi==$FFI gguf==$GGUF_PACKAGE numpy==$NUMPY tokenizers==$TOKENIZERS
fi
PYTHON=$WORK/venv/bin/python

# 2. The runtime's sources: TVM has no source package on PyPI, but its wheel has web/emcc, src/runtime and include; the FFI's
#    source package has src/ffi and dlpack. runtime/ has the few headers that are in neither.
TREE=$WORK/tvmroot
if [ ! -d "$TREE" ]; then
  SITE=$("$PYTHON" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  rm -rf "$TREE.new"; mkdir -p "$TREE.new/3rdparty"
  cp -r "$SITE"/tvm/{web,src,include} "$TREE.new/"
  "$WORK/venv/bin/pip" -q download --no-deps --no-binary apache-tvm-ffi "apache-tvm-ffi==$FFI" -d "$WORK"
  tar xzf "$WORK/apache_tvm_ffi-$FFI.tar.gz" -C "$TREE.new/3rdparty"
  mv "$TREE.new/3rdparty/apache_tvm_ffi-$FFI" "$TREE.new/3rdparty/tvm-ffi"
  cp -rn "$HERE"/runtime/{include,src} "$TREE.new/"
  # no remote procedure calls and no sorting on the CPU: WebLLM uses neither with these libraries
  grep -vE '/rpc/|contrib/sort/' "$TREE.new/web/emcc/wasm_runtime.cc" > "$TREE.new/web/emcc/our_runtime.cc"
  cp "$HERE/runtime/tvmjs_glue.cc" "$TREE.new/web/emcc/"
  mv "$TREE.new" "$TREE"
fi

# 3. emscripten, in a Debian of its own
if [ ! -x "$ROOT/usr/bin/emcc" ]; then
  debootstrap --variant=minbase $DEBIAN "$ROOT"
  cp /etc/resolv.conf "$ROOT/etc/" || true
  chroot "$ROOT" sh -c 'DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends emscripten'
fi
chroot "$ROOT" emcc --version | grep -q "$EMSCRIPTEN" || echo "note: emscripten is no longer $EMSCRIPTEN; the bytes will differ" >&2
mkdir -p "$ROOT/w" "$WORK/o"
mounted() { mountpoint -q "$ROOT/w" || mount --bind "$WORK" "$ROOT/w"; mountpoint -q "$ROOT/proc" || mount -t proc proc "$ROOT/proc"; }
# left mounted, a deleted work folder would take itself along
trap 'umount "$ROOT/w" "$ROOT/proc" 2>/dev/null || true' EXIT
mounted
em() { chroot "$ROOT" bash -c "unset EM_CACHE; export EM_FROZEN_CACHE=; cd /w && emcc $*" 2> "$WORK/emcc.log" || { cat "$WORK/emcc.log" >&2; exit 1; }; }

# 4. The runtime. With WebAssembly's exceptions an error reaches JavaScript as a message; without, as a bare "unreachable".
for f in tvmjs_glue our_runtime webgpu_runtime; do
  [ -f "$WORK/o/$f.o" ] || em -fwasm-exceptions -O3 -std=c++17 -Wno-ignored-attributes -Itvmroot -Itvmroot/include \
    -Itvmroot/3rdparty/tvm-ffi/include -Itvmroot/3rdparty/tvm-ffi/3rdparty/dlpack/include -c "tvmroot/web/emcc/$f.cc" -o "o/$f.o"
done

# 5. The model and its kernels, then the link
for tuning in "${TUNINGS[@]}"; do
  lib=lib-$tuning; rm -rf "${WORK:?}/$lib"
  (cd "$HERE" && "$PYTHON" build_library.py "$PART" "$WORK/$lib" --tuning "$tuning" --chunk $CHUNK)
  mkdir "$WORK/$lib/x"; tar xf "$WORK/$lib/lib.tar" -C "$WORK/$lib/x"
  em -O3 -fwasm-exceptions o/tvmjs_glue.o o/our_runtime.o o/webgpu_runtime.o "$lib/x/devc.o" "$lib/x/lib0.o" -o "$lib/library.js" \
    --no-entry -s WASM_BIGINT=1 -s ALLOW_MEMORY_GROWTH=1 -s STANDALONE_WASM=1 -s ERROR_ON_UNDEFINED_SYMBOLS=0 -s MAXIMUM_MEMORY=4GB
  case $tuning in software) file=$NAME-webgpu.wasm ;; *) file=$NAME-webgpu-$tuning.wasm ;; esac
  install -m 644 "$WORK/$lib/library.wasm" "$OUT/$file"
  (cd "$OUT" && sha256sum "$file")
done
