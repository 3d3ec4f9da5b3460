"""Attention over the chunk itself (`ragged`) and over what is cached (`paged`), and the merging of the two.

One workgroup: a few query tokens, one KV head and its query heads, all keys, in tiles of 64 (a running softmax, base 2).
Head size 64, pages of 16 tokens, one sequence, no sliding window: what WebLLM asks of this library.
`dtype` is what queries, keys, values and results lie in memory as; everything is computed in float32.
"""
from kernels.script import kernel, lines, to

TILE = 64
PAGE = 16
MASKED = -50000.0


def _attention(heads, kv_heads, size, tokens, threads, dtype, parameters, buffers, count, limit, source, key, value):
    """`limit(i)`: how many keys query token i of the workgroup sees; `key`, `value`: where key u of a thread and value i
    of a tile begin, as flat positions in the buffers that `source` names (one chain of multiplications for each, not one
    for every element)."""
    keys, values_of = source
    read = lambda element: to("float32", element, dtype)
    assert size == 64 and TILE % threads == 0
    G = heads // kv_heads
    rows, per = tokens * G, TILE // threads
    assert rows <= threads, "each row's softmax is kept by a thread of its own"
    load_query = []
    for i in range(tokens):
        for g in range(G):
            load_query += [f"for v in T.serial({per}):", f"    qs[{i * G + g}, v * {threads} + tx] = " + read(f"Q[T.min(t0 + {i}, s - 1), by * {G} + {g}, v * {threads} + tx]") + f" * sm_scale * T.float32(1.4426950408889634)"]
    scores = []
    for r in range(rows):
        scores += [f"one[0] = qs[{r}, d]"] + [f"sc[{r * per + u}] = sc[{r * per + u}] + one[0] * kv[{u}]" for u in range(per)]
    put = [f"ps[{r}, {u * threads} + tx] = T.Select(tile * {TILE} + {u * threads} + tx < lim[{r // G}], sc[{r * per + u}], T.float32({MASKED}))" for r in range(rows) for u in range(per)]
    values = []
    for r in range(rows):
        values += [f"one[0] = es[{r}, i]"] + [f"acc[{r * per + v}] = acc[{r * per + v}] + one[0] * kv[{v}]" for v in range(per)]
    store = []
    for i in range(tokens):
        store += [f"if t0 + {i} < s:"]
        for g in range(G):
            for v in range(per):
                a = f"acc[{(i * G + g) * per + v}]"
                result = f"T.Select(lim[{i}] > 0, {a} / T.max(rsum[{i * G + g}], T.float32(1e-30)), T.float32(0))"
                store += [f"    O[t0 + {i}, by * {G} + {g}, {v * threads} + tx] = {to(dtype, result)}"]
    return kernel(f"""
    @T.prim_func(s_tir=True)
    def f({parameters}):
        T.func_attr({{"tirx.is_scheduled": True, "tirx.noalias": True}})
        s = T.int32()
        Q = T.match_buffer(q, (s, {heads}, {size}), '{dtype}')
        O = T.match_buffer(o, (s, {heads}, {size}), '{dtype}')
        E = T.match_buffer(lse, (s, {heads}), 'float32')
{buffers}
        for bx in T.thread_binding((s + {tokens - 1}) // {tokens}, thread="blockIdx.x"):
            for by in T.thread_binding({kv_heads}, thread="blockIdx.y"):
                for tx in T.thread_binding({threads}, thread="threadIdx.x"):
                    with T.sblock("attention"):
                        n = T.sblock_alloc_buffer((1,), "int32", scope="local")
                        lim = T.sblock_alloc_buffer(({tokens},), "int32", scope="local")
                        at = T.sblock_alloc_buffer(({per},), "int32", scope="local")
                        one = T.sblock_alloc_buffer((1,), "float32", scope="local")
                        kv = T.sblock_alloc_buffer(({per},), "float32", scope="local")
                        sc = T.sblock_alloc_buffer(({rows * per},), "float32", scope="local")
                        acc = T.sblock_alloc_buffer(({rows * per},), "float32", scope="local")
                        mx = T.sblock_alloc_buffer((3,), "float32", scope="local")
                        qs = T.sblock_alloc_buffer(({rows}, {size}), "float32", scope="shared")
                        ps = T.sblock_alloc_buffer(({rows}, {TILE}), "float32", scope="shared")
                        es = T.sblock_alloc_buffer(({rows}, {TILE}), "float32", scope="shared")
                        smax = T.sblock_alloc_buffer(({rows},), "float32", scope="shared")
                        ssum = T.sblock_alloc_buffer(({rows},), "float32", scope="shared")
                        rescale = T.sblock_alloc_buffer(({rows},), "float32", scope="shared")
                        rsum = T.sblock_alloc_buffer(({rows},), "float32", scope="local")
                        t0: T.let[T.int32] = bx * {tokens}
                        for i in T.unroll({tokens}):
                            lim[i] = {limit("i")}
                        n[0] = {count}
                        for i in T.unroll({rows * per}):
                            acc[i] = T.float32(0)
{lines(24, load_query)}
                        if tx < {rows}:
                            smax[tx] = T.float32({MASKED})
                            ssum[tx] = T.float32(0)
                        T.tvm_storage_sync("shared")
                        for tile in T.serial((n[0] + {TILE - 1}) // {TILE}):
                            for u in T.unroll({per}):
                                at[u] = {key}
                            for i in T.unroll({rows * per}):
                                sc[i] = T.float32(0)
                            for d in T.serial({size}):
                                for u in T.unroll({per}):
                                    kv[u] = {read(keys + 'at[u] + d]')}
{lines(32, scores)}
{lines(28, put)}
                            T.tvm_storage_sync("shared")
                            if tx < {rows}:
                                mx[0] = smax[tx]
                                mx[1] = mx[0]
                                for i in T.serial({TILE}):
                                    mx[1] = T.max(mx[1], ps[tx, i])
                                smax[tx] = mx[1]
                                mx[0] = T.exp2(mx[0] - mx[1])
                                rescale[tx] = mx[0]
                                mx[0] = ssum[tx] * mx[0]
                                for i in T.serial({TILE}):
                                    mx[2] = T.Select(ps[tx, i] > T.float32({MASKED / 2}), T.exp2(ps[tx, i] - mx[1]), T.float32(0))
                                    es[tx, i] = mx[2]
                                    mx[0] = mx[0] + mx[2]
                                ssum[tx] = mx[0]
                            T.tvm_storage_sync("shared")
                            for r in T.unroll({rows}):
                                one[0] = rescale[r]
                                for v in T.unroll({per}):
                                    acc[r * {per} + v] = acc[r * {per} + v] * one[0]
                            for i in T.serial(T.min({TILE}, n[0] - tile * {TILE})):
                                at[0] = {value}
                                for v in T.unroll({per}):
                                    kv[v] = {read(values_of + f'at[0] + v * {threads}]')}
{lines(32, values)}
                            T.tvm_storage_sync("shared")
                        for r in T.unroll({rows}):
                            rsum[r] = ssum[r]
{lines(24, store)}
                        if tx < {rows}:
                            if t0 + tx // {G} < s:
                                E[t0 + tx // {G}, by * {G} + tx % {G}] = T.Select(n[0] > 0, smax[tx] + T.log2(T.max(ssum[tx], T.float32(1e-30))), T.float32({MASKED}))
    """)


def ragged(heads, kv_heads, size, tokens, threads, dtype):
    """A chunk of new tokens among themselves, causal unless told otherwise."""
    return _attention(
        heads, kv_heads, size, tokens, threads, dtype,
        "q: T.handle, qi: T.handle, k: T.handle, v: T.handle, ki: T.handle, qp: T.handle, kp: T.handle, o: T.handle, lse: T.handle, "
        "causal: T.int32, rotary_mode: T.int32, rope_scale: T.float32, rope_theta: T.float32, sm_scale: T.float32",
        f"""        b = T.int32()
        e0 = T.int32()
        e1 = T.int32()
        e2 = T.int32()
        e3 = T.int32()
        K = T.match_buffer(k, (s, {kv_heads}, {size}), '{dtype}')
        V = T.match_buffer(v, (s, {kv_heads}, {size}), '{dtype}')
        QI = T.match_buffer(qi, (b + 1,), 'int32', elem_offset=e0)
        KI = T.match_buffer(ki, (b + 1,), 'int32', elem_offset=e1)
        QP = T.match_buffer(qp, (s,), 'int32', elem_offset=e2)
        KP = T.match_buffer(kp, (b,), 'int32', elem_offset=e3)""",
        count=f"T.if_then_else(causal > 0, T.min(t0 + {tokens}, s), s)",
        limit=lambda i: f"T.if_then_else(causal > 0, T.min(t0 + {i} + 1, s), s)",
        source=("K[0, 0, ", "V[0, 0, "),
        key=f"(T.min(tile * {TILE} + u * {threads} + tx, n[0] - 1) * {kv_heads} + by) * {size}",
        value=f"((tile * {TILE} + i) * {kv_heads} + by) * {size} + tx",
    )


def paged(heads, kv_heads, size, tokens, threads, dtype, decode):
    """New tokens (one, if `decode`) against the cached history: no mask, all of it is earlier."""
    at = lambda j, which: f"(((PV[({j}) // {PAGE}] * 2 + {which}) * {kv_heads} + by) * {PAGE} + ({j}) % {PAGE}) * {size}"
    return _attention(
        heads, kv_heads, size, tokens, threads, dtype,
        ("q: T.handle, pages: T.handle, pi: T.handle, pv: T.handle, li: T.handle, kp: T.handle, qp: T.handle, o: T.handle, lse: T.handle, " if decode else
         "q: T.handle, qi: T.handle, pages: T.handle, pi: T.handle, pv: T.handle, li: T.handle, kp: T.handle, qp: T.handle, o: T.handle, lse: T.handle, causal: T.int32, ")
        + "rotary_mode: T.int32, rope_scale: T.float32, rope_theta: T.float32, sm_scale: T.float32",
        f"""        b = T.int32()
        np = T.int32()
        mp = T.int32()
        ep = T.int64()
        e0 = T.int32()
        e1 = T.int32()
        e2 = T.int32()
        e3 = T.int32()
        e4 = T.int32()
        e5 = T.int32()
        P = T.match_buffer(pages, (mp, 2, {kv_heads}, {PAGE}, {size}), '{dtype}', elem_offset=ep)
        PI = T.match_buffer(pi, (b + 1,), 'int32', elem_offset=e1)
        PV = T.match_buffer(pv, (np,), 'int32', elem_offset=e2)
        LI = T.match_buffer(li, (b,), 'int32', elem_offset=e3)
        KP = T.match_buffer(kp, (b,), 'int32', elem_offset=e4)
        QP = T.match_buffer(qp, (s,), 'int32', elem_offset=e5)""" + ("" if decode else "\n        QI = T.match_buffer(qi, (b + 1,), 'int32', elem_offset=e0)"),
        count=f"T.if_then_else(np > 0, (np - 1) * {PAGE} + LI[0], 0)",
        limit=lambda i: f"T.if_then_else(np > 0, (np - 1) * {PAGE} + LI[0], 0)",
        source=("P[0, 0, 0, 0, ", "P[0, 0, 0, 0, "),
        key=at(f"T.min(tile * {TILE} + u * {threads} + tx, n[0] - 1)", 0),
        value=at(f"tile * {TILE} + i", 1) + " + tx",
    )


def merge(heads, size, dtype):
    """Folds a second partial result into the first, in place. Only the thread that writes a log-sum-exp reads it, and
    hands it to the others: in TVM's own kernel every thread reads it while one overwrites it, which gives wrong text
    where a row's threads are not one subgroup."""
    return kernel(f"""
    @T.prim_func(s_tir=True)
    def f(o: T.handle, l: T.handle, o2: T.handle, l2: T.handle):
        T.func_attr({{"tirx.is_scheduled": True, "tirx.noalias": True}})
        s = T.int32()
        O = T.match_buffer(o, (s, {heads}, {size}), '{dtype}')
        L = T.match_buffer(l, (s, {heads}), 'float32')
        P = T.match_buffer(o2, (s, {heads}, {size}), '{dtype}')
        M = T.match_buffer(l2, (s, {heads}), 'float32')
        for bx in T.thread_binding(s, thread="blockIdx.x"):
            for by in T.thread_binding({heads}, thread="blockIdx.y"):
                for tx in T.thread_binding({size}, thread="threadIdx.x"):
                    with T.sblock("merge"):
                        w = T.sblock_alloc_buffer((3,), "float32", scope="local")
                        share = T.sblock_alloc_buffer((1,), "float32", scope="shared")
                        if tx == 0:
                            w[2] = T.max(L[bx, by], M[bx, by])
                            w[0] = T.exp2(L[bx, by] - w[2])
                            w[1] = T.exp2(M[bx, by] - w[2])
                            share[0] = w[1] / (w[0] + w[1])
                            L[bx, by] = w[2] + T.log2(w[0] + w[1])
                        T.tvm_storage_sync("shared")
                        w[0] = share[0]
                        O[bx, by, tx] = {to(dtype, to('float32', 'O[bx, by, tx]', dtype) + ' * (T.float32(1) - w[0]) + ' + to('float32', 'P[bx, by, tx]', dtype) + ' * w[0]')}
    """)
