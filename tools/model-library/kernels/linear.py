"""y = x W for weights in GGUF's Q4_1, with what follows fused: nothing, "add" (+ residual) or "silu" (W = [gate | up],
y = silu(x gate) * (x up)). `decode` is for one token, `prefill` for a chunk of them. x and y may lie in memory as
float16 (`x_type`, `y_type`); sums and residuals are float32."""
from kernels.script import kernel, lines, to
from quantisation.gguf_q4_1 import NIBBLE_SCALE, f16, nibble


def _split(blocks, most):
    return max(d for d in range(1, most + 1) if blocks % d == 0)


def _layout(N, epilogue, tuning):
    """-> outputs, outputs per thread, the column of the weights that each of a thread's sums belongs to (from n0)."""
    pairs = epilogue == "silu"
    each = tuning.columns // 2 if pairs else tuning.columns
    outputs = N // 2 if pairs else N
    assert outputs % (tuning.lanes * each) == 0, (N, epilogue, tuning)
    offsets = [j * tuning.lanes for j in range(each)]
    return outputs, each, offsets + ([o + N // 2 for o in offsets] if pairs else [])


def _result(epilogue, total, c, up, residual):
    if epilogue == "silu":
        return f"{total(c)} / (T.float32(1) + T.exp(T.float32(0) - {total(c)})) * {total(up)}"
    return f"{total(c)} + {residual}" if epilogue == "add" else total(c)


def decode(K, N, epilogue, tuning, x_type="float32", y_type="float32"):
    """x [1, 1, K]. Sums q x and x per block of 32 and applies scale and minimum to the two sums."""
    blocks, C, lanes = K // 32, tuning.columns, tuning.lanes
    outputs, each, offsets = _layout(N, epilogue, tuning)
    split = _split(blocks, tuning.split)
    residual = f"r: T.Buffer((1, 1, {outputs}), 'float32')," if epilogue == "add" else ""
    words = []
    for c, offset in enumerate(offsets):
        terms = [f"{nibble(f'half[{i // 4}]', i % 4)} * xs[{i}]" for i in range(8)]
        words += [f"half[0] = q[0, at[1] + {offset}]", "half[1] = T.shift_right(half[0], T.uint32(16))", f"aq[{c}] = aq[{c}] + " + " + ".join(terms)]
    fold = []
    for c, offset in enumerate(offsets):
        fold += [f"d[0] = dm[0, at[2] + {offset}]", "d[1] = T.shift_right(d[0], T.uint32(16))", f"acc[{c}] = acc[{c}] + {f16('d[0]')} * aq[{c}] + {f16('d[1]')} * ax[0]"]
    scale = [f"xs[{i}] = xs[{i}] * {NIBBLE_SCALE[i % 4]}" for i in range(8) if i % 4]
    zero = [f"aq[{c}] = T.float32(0)" for c in range(C)]
    store = [f"y[0, 0, n0 + {offsets[j]}] = " + to(y_type, _result(epilogue, "acc[{}]".format, j, j + each, f"r[0, 0, n0 + {offsets[j]}]")) for j in range(each)]
    if split > 1:
        shared = f'part = T.sblock_alloc_buffer(({split}, {C}, {lanes}), "float32", scope="shared")'
        join = [f"part[ty, {c}, tx] = acc[{c}]" for c in range(C)] + ['T.tvm_storage_sync("shared")'] + [f"acc[{c}] = T.float32(0)" for c in range(C)]
        join += ["if ty == 0:", f"    for p in T.serial({split}):", f"        for c in T.unroll({C}):", "            acc[c] = acc[c] + part[p, c, tx]", "if ty == 0:"]
        store = ["    " + s for s in store]
    else:
        shared, join = "pass", []
    return kernel(f"""
    @T.prim_func(s_tir=True)
    def f(x: T.Buffer((1, 1, {K}), '{x_type}'), q: T.Buffer(({K // 8}, {N}), 'uint32'), dm: T.Buffer(({blocks}, {N}), 'uint32'), {residual} y: T.Buffer((1, 1, {outputs}), '{y_type}')):
        T.func_attr({{"tirx.is_scheduled": True, "tirx.noalias": True}})
        for bx in T.thread_binding({outputs // (lanes * each)}, thread="blockIdx.x"):
            for ty in T.thread_binding({split}, thread="threadIdx.y"):
                for tx in T.thread_binding({lanes}, thread="threadIdx.x"):
                    with T.sblock("decode"):
                        acc = T.sblock_alloc_buffer(({C},), "float32", scope="local")
                        aq = T.sblock_alloc_buffer(({C},), "float32", scope="local")
                        ax = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        xs = T.sblock_alloc_buffer((8,), "float32", scope="local")
                        half = T.sblock_alloc_buffer((2,), "uint32", scope="local")
                        d = T.sblock_alloc_buffer((2,), "uint32", scope="local")
                        at = T.sblock_alloc_buffer((3,), "int32", scope="local")
                        {shared}
                        n0: T.let[T.int32] = bx * {lanes * each} + tx
                        # flat positions in x, q and dm, moved on by adding: a multiplication per load would be dear
                        at[0] = ty * {blocks // split * 32}
                        at[1] = n0 + ty * {blocks // split * 4 * N}
                        at[2] = n0 + ty * {blocks // split * N}
                        for c in T.unroll({C}):
                            acc[c] = T.float32(0)
                        for b in T.serial({blocks // split}):
                            ax[0] = T.float32(0)
{lines(28, zero)}
                            for w in T.serial(4):
                                for i in T.unroll(8):
                                    xs[i] = {to("float32", "x[0, 0, at[0] + i]", x_type)}
                                ax[0] = ax[0] + xs[0] + xs[1] + xs[2] + xs[3] + xs[4] + xs[5] + xs[6] + xs[7]
{lines(32, scale)}
{lines(32, words)}
                                at[0] = at[0] + 8
                                at[1] = at[1] + {N}
{lines(28, fold)}
                            at[2] = at[2] + {N}
{lines(24, join + store)}
    """)


def prefill(K, N, epilogue, tuning, x_type="float32", y_type="float32"):
    """x [1, s, K]. Each thread keeps `rows` x `columns` sums and reads each weight once for all its rows."""
    blocks, C, R, lanes, groups = K // 32, tuning.columns, tuning.rows, tuning.lanes, tuning.groups
    outputs, each, offsets = _layout(N, epilogue, tuning)
    residual = "r: T.handle," if epilogue == "add" else ""
    match = f"Residual = T.match_buffer(r, (1, s, {outputs}), 'float32')" if epilogue == "add" else ""
    scales = []
    for c, offset in enumerate(offsets):
        scales += [f"d[0] = dm[0, at[1] + {offset}]", "d[1] = T.shift_right(d[0], T.uint32(16))", f"dd[{4 * c}] = {f16('d[0]')}", f"mm[{c}] = {f16('d[1]')}"]
        scales += [f"dd[{4 * c + i}] = dd[{4 * c}] * {NIBBLE_SCALE[i]}" for i in range(1, 4)]
    words = [f"word[{c}] = q[0, at[0] + {offset}]" for c, offset in enumerate(offsets)]
    weights = [f"wv[{4 * c + i}] = {nibble(f'word[{c}]', i)} * dd[{4 * c + i}] + mm[{c}]" for c in range(C) for i in range(4)]
    weights += [f"word[{c}] = T.shift_right(word[{c}], T.uint32(16))" for c in range(C)]
    sums = []
    for t in range(R):
        sums += [f"xs[{i}] = " + to("float32", f"X[0, 0, xr[{t}] + {i}]", x_type) for i in range(4)] + [f"xr[{t}] = xr[{t}] + 4"]
        sums += [f"acc[{t * C + c}] = acc[{t * C + c}] + " + " + ".join(f"xs[{i}] * wv[{4 * c + i}]" for i in range(4)) for c in range(C)]
    store = []
    for t in range(R):
        total = lambda c, t=t: f"acc[{t * C + c}]"
        store += [f"if m0 + {t} < s:"]
        store += [f"    Y[0, m0 + {t}, n0 + {offsets[j]}] = " + to(y_type, _result(epilogue, total, j, j + each, f"Residual[0, m0 + {t}, n0 + {offsets[j]}]")) for j in range(each)]
    return kernel(f"""
    @T.prim_func(s_tir=True)
    def f(x: T.handle, q: T.Buffer(({K // 8}, {N}), 'uint32'), dm: T.Buffer(({blocks}, {N}), 'uint32'), {residual} y: T.handle):
        T.func_attr({{"tirx.is_scheduled": True, "tirx.noalias": True}})
        s = T.int32()
        X = T.match_buffer(x, (1, s, {K}), '{x_type}')
        {match}
        Y = T.match_buffer(y, (1, s, {outputs}), '{y_type}')
        for bx in T.thread_binding({outputs // (lanes * each)}, thread="blockIdx.x"):
            for by in T.thread_binding((s + {R * groups - 1}) // {R * groups}, thread="blockIdx.y"):
                for ty in T.thread_binding({groups}, thread="threadIdx.y"):
                    for tx in T.thread_binding({lanes}, thread="threadIdx.x"):
                        with T.sblock("prefill"):
                            acc = T.sblock_alloc_buffer(({R * C},), "float32", scope="local")
                            dd = T.sblock_alloc_buffer(({4 * C},), "float32", scope="local")
                            mm = T.sblock_alloc_buffer(({C},), "float32", scope="local")
                            wv = T.sblock_alloc_buffer(({4 * C},), "float32", scope="local")
                            xs = T.sblock_alloc_buffer((4,), "float32", scope="local")
                            xr = T.sblock_alloc_buffer(({R},), "int32", scope="local")
                            word = T.sblock_alloc_buffer(({C},), "uint32", scope="local")
                            d = T.sblock_alloc_buffer((2,), "uint32", scope="local")
                            at = T.sblock_alloc_buffer((2,), "int32", scope="local")
                            n0: T.let[T.int32] = bx * {lanes * each} + tx
                            m0: T.let[T.int32] = (by * {groups} + ty) * {R}
                            if m0 < s:
                                for i in T.unroll({R * C}):
                                    acc[i] = T.float32(0)
                                # flat positions in x, q and dm, moved on by adding: a multiplication per load would be dear
                                for t in T.unroll({R}):
                                    xr[t] = T.min(m0 + t, s - 1) * {K}
                                at[0] = n0
                                at[1] = n0
                                for b in T.serial({blocks}):
{lines(36, scales)}
                                    at[1] = at[1] + {N}
                                    for w in T.serial(4):
{lines(40, words)}
                                        at[0] = at[0] + {N}
                                        for h in T.serial(2):
{lines(44, weights)}
{lines(44, sums)}
{lines(32, store)}
    """)
