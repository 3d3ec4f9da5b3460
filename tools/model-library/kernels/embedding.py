"""The embedding table (GGUF's Q8_0): rows of it for tokens, and all of it as the head that gives the logits."""
from kernels.script import kernel, lines
from quantisation.gguf_q4_1 import BYTE_SCALE, byte, f16


def embed(vocabulary, size):
    return kernel(f"""
    @T.prim_func(s_tir=True)
    def f(ids: T.handle, q: T.Buffer(({size // 4}, {vocabulary}), 'uint32'), sc: T.Buffer(({size // 64}, {vocabulary}), 'uint32'), y: T.handle):
        T.func_attr({{"tirx.is_scheduled": True, "tirx.noalias": True}})
        s = T.int32()
        I = T.match_buffer(ids, (s,), 'int32')
        Y = T.match_buffer(y, (s, {size}), 'float32')
        for bx in T.thread_binding(s, thread="blockIdx.x"):
            for tx in T.thread_binding(64, thread="threadIdx.x"):
                with T.sblock("embed"):
                    word = T.sblock_alloc_buffer((2,), "uint32", scope="local")
                    scale = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    for k in T.serial({-(-size // 256)}):
                        if k * 64 + tx < {size // 4}:
                            word[0] = q[k * 64 + tx, I[bx]]
                            word[1] = T.shift_right(sc[(k * 64 + tx) // 16, I[bx]], T.Cast('uint32', (k * 64 + tx) // 8 % 2 * 16))
                            scale[0] = {f16("word[1]")}
                            for i in T.unroll(4):
                                Y[bx, (k * 64 + tx) * 4 + i] = (T.Cast('float32', T.bitwise_and(T.shift_right(word[0], T.Cast('uint32', i * 8)), T.uint32(255))) - T.float32(128)) * scale[0]
    """)


def head(vocabulary, size, tuning):
    """logits [1, 1, vocabulary] = x [1, 1, size] against every row. Sums (q - 128) x per block of 32, then scales."""
    lanes, C = tuning.lanes, tuning.columns
    blocks = size // 64
    split = max(d for d in range(1, tuning.split + 1) if blocks % d == 0)
    assert vocabulary % (lanes * C) == 0 and size % 64 == 0
    scale = [f"xs[{i}] = xs[{i}] * {BYTE_SCALE[i]}" for i in (1, 2)]
    words = []
    for c in range(C):
        words += [f"word[0] = q[0, at[1] + {c * lanes}]", f"aq[{c}] = aq[{c}] + " + " + ".join(f"{byte('word[0]', i)} * xs[{i}]" for i in range(4))]
    fold = [f"acc[{c}] = acc[{c}] + (aq[{c}] - T.float32(128) * ax[0]) * {f16(f'd[{c}]')}" for c in range(C)]
    halves = []
    for half in range(2):
        halves += ["ax[0] = T.float32(0)"] + [f"aq[{c}] = T.float32(0)" for c in range(C)]
        halves += ["for w in T.serial(8):", "    for i in T.unroll(4):", "        xs[i] = x[0, 0, at[0] + i]", "    ax[0] = ax[0] + xs[0] + xs[1] + xs[2] + xs[3]"]
        halves += ["    " + line for line in scale + words] + ["    at[0] = at[0] + 4", f"    at[1] = at[1] + {vocabulary}"] + fold + ([f"d[{c}] = T.shift_right(d[{c}], T.uint32(16))" for c in range(C)] if half == 0 else [])
    store = [f"y[0, 0, n0 + {c * lanes}] = acc[{c}]" for c in range(C)]
    if split > 1:
        shared = f'part = T.sblock_alloc_buffer(({split}, {C}, {lanes}), "float32", scope="shared")'
        join = [f"part[ty, {c}, tx] = acc[{c}]" for c in range(C)] + ['T.tvm_storage_sync("shared")'] + [f"acc[{c}] = T.float32(0)" for c in range(C)]
        join += ["if ty == 0:", f"    for p in T.serial({split}):", f"        for c in T.unroll({C}):", "            acc[c] = acc[c] + part[p, c, tx]", "if ty == 0:"]
        store = ["    " + line for line in store]
    else:
        shared, join = "pass", []
    return kernel(f"""
    @T.prim_func(s_tir=True)
    def f(x: T.Buffer((1, 1, {size}), 'float32'), q: T.Buffer(({size // 4}, {vocabulary}), 'uint32'), sc: T.Buffer(({blocks}, {vocabulary}), 'uint32'), y: T.Buffer((1, 1, {vocabulary}), 'float32')):
        T.func_attr({{"tirx.is_scheduled": True, "tirx.noalias": True}})
        for bx in T.thread_binding({vocabulary // (lanes * C)}, thread="blockIdx.x"):
            for ty in T.thread_binding({split}, thread="threadIdx.y"):
                for tx in T.thread_binding({lanes}, thread="threadIdx.x"):
                    with T.sblock("head"):
                        acc = T.sblock_alloc_buffer(({C},), "float32", scope="local")
                        aq = T.sblock_alloc_buffer(({C},), "float32", scope="local")
                        ax = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        xs = T.sblock_alloc_buffer((4,), "float32", scope="local")
                        word = T.sblock_alloc_buffer((1,), "uint32", scope="local")
                        d = T.sblock_alloc_buffer(({C},), "uint32", scope="local")
                        at = T.sblock_alloc_buffer((3,), "int32", scope="local")
                        {shared}
                        n0: T.let[T.int32] = bx * {lanes * C} + tx
                        # flat positions in x, q and sc, moved on by adding: a multiplication per load would be dear
                        at[0] = ty * {blocks // split * 64}
                        at[1] = n0 + ty * {blocks // split * 16 * vocabulary}
                        at[2] = n0 + ty * {blocks // split * vocabulary}
                        for c in T.unroll({C}):
                            acc[c] = T.float32(0)
                        for b in T.serial({blocks // split}):
                            for c in T.unroll({C}):
                                d[c] = sc[0, at[2] + c * {lanes}]
                            at[2] = at[2] + {vocabulary}
{lines(28, halves)}
{lines(24, join + store)}
    """)


def last_row(size):
    """The last token's row of a chunk: the only one whose logits are asked for."""
    return kernel(f"""
    @T.prim_func(s_tir=True)
    def f(x: T.handle, y: T.Buffer((1, 1, {size}), 'float32')):
        T.func_attr({{"tirx.is_scheduled": True, "tirx.noalias": True}})
        s = T.int32()
        X = T.match_buffer(x, (1, s, {size}), 'float32')
        for bx in T.thread_binding({-(-size // 64)}, thread="blockIdx.x"):
            for tx in T.thread_binding(64, thread="threadIdx.x"):
                with T.sblock("last"):
                    if bx * 64 + tx < {size}:
                        y[0, 0, bx * 64 + tx] = X[0, s - 1, bx * 64 + tx]
    """)
