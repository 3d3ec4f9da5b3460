"""Softmax, nucleus sampling, and what WebLLM does to logits in place. Softmax and sampling run on one workgroup."""
import textwrap

from kernels.script import kernel

THREADS = 256
WAYS = 8
"""8^9 thresholds between 0 and the largest probability: finer than any difference that a float sum can show."""
STEPS = 9


def _reduce(operation):
    """Tree reduction of sh[0..THREADS) in shared memory; the result is in sh[0]."""
    pad, out, n = " " * 20, [], THREADS // 2
    while n:
        out.append(f"{pad}if tx < {n}:\n{pad}    sh[tx] = {operation.format(a='sh[tx]', b=f'sh[tx + {n}]')}\n{pad}T.tvm_storage_sync(\"shared\")\n")
        n //= 2
    return "".join(out)


def softmax(vocabulary):
    per = vocabulary // THREADS
    assert vocabulary % THREADS == 0
    return kernel(f"""
    @T.prim_func(s_tir=True)
    def f(x: T.handle, t: T.handle, y: T.handle):
        T.func_attr({{"tirx.is_scheduled": True, "tirx.noalias": True}})
        n = T.int32()
        X = T.match_buffer(x, (n, 1, {vocabulary}), 'float32')
        TT = T.match_buffer(t, (n,), 'float32')
        Y = T.match_buffer(y, (n, 1, {vocabulary}), 'float32')
        for bx in T.thread_binding(n, thread="blockIdx.x"):
            for tx in T.thread_binding({THREADS}, thread="threadIdx.x"):
                with T.sblock("softmax"):
                    a = T.sblock_alloc_buffer((2,), "float32", scope="local")
                    sh = T.sblock_alloc_buffer(({THREADS},), "float32", scope="shared")
                    a[0] = X[bx, 0, tx]
                    for k in T.serial({per}):
                        a[0] = T.max(a[0], X[bx, 0, k * {THREADS} + tx])
                    sh[tx] = a[0]
                    T.tvm_storage_sync("shared")
{_reduce('T.max({a}, {b})')}
                    a[0] = sh[0]
                    T.tvm_storage_sync("shared")
                    a[1] = T.float32(0)
                    for k in T.serial({per}):
                        a[1] = a[1] + T.exp((X[bx, 0, k * {THREADS} + tx] - a[0]) / TT[bx])
                    sh[tx] = a[1]
                    T.tvm_storage_sync("shared")
{_reduce('{a} + {b}')}
                    a[1] = sh[0]
                    for k in T.serial({per}):
                        Y[bx, 0, k * {THREADS} + tx] = T.exp((X[bx, 0, k * {THREADS} + tx] - a[0]) / TT[bx]) / a[1]
    """)


def sample_top_p(vocabulary):
    """p [1, vocabulary] probabilities, u [1] uniform in [0, 1), kp [1] the nucleus' mass -> token [1].

    Nothing is sorted: the smallest probability in the nucleus is searched for, WAYS parts at a time, and a token is drawn
    from those at least as likely. Where several are equally likely at its edge, all of them are in.
    """
    per, mids = vocabulary // THREADS, WAYS - 1
    assert vocabulary % THREADS == 0
    return kernel(f"""
    @T.prim_func(s_tir=True)
    def f(p: T.Buffer((1, {vocabulary}), 'float32'), u: T.Buffer((1,), 'float32'), kp: T.Buffer((1,), 'float32'), y: T.Buffer((1,), 'int32')):
        T.func_attr({{"tirx.is_scheduled": True, "tirx.noalias": True}})
        for bx in T.thread_binding(1, thread="blockIdx.x"):
            for tx in T.thread_binding({THREADS}, thread="threadIdx.x"):
                with T.sblock("sample"):
                    a = T.sblock_alloc_buffer((3,), "float32", scope="local")
                    sums = T.sblock_alloc_buffer(({mids},), "float32", scope="local")
                    lo = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    width = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    at = T.sblock_alloc_buffer((2,), "int32", scope="local")
                    sh = T.sblock_alloc_buffer(({THREADS},), "float32", scope="shared")
                    each = T.sblock_alloc_buffer(({mids}, {THREADS}), "float32", scope="shared")
                    part = T.sblock_alloc_buffer(({mids}, 16), "float32", scope="shared")
                    total = T.sblock_alloc_buffer(({mids},), "float32", scope="shared")
                    a[0] = T.float32(0)
                    for k in T.serial({per}):
                        a[0] = T.max(a[0], p[0, k * {THREADS} + tx])
                    sh[tx] = a[0]
                    T.tvm_storage_sync("shared")
{_reduce('T.max({a}, {b})')}
                    # one token may hold all of the mass that is asked for (always so when WebLLM decodes greedily)
                    a[1] = sh[0]
                    lo[0] = T.if_then_else(a[1] >= kp[0], a[1], T.float32(0))
                    width[0] = T.if_then_else(a[1] >= kp[0], T.float32(0), a[1] * T.float32({1.0000002 / WAYS!r}))
                    for it in T.serial({STEPS}):
                        for j in T.unroll({mids}):
                            sums[j] = T.float32(0)
                        if width[0] > T.float32(0):
                            for k in T.serial({per}):
                                a[0] = p[0, k * {THREADS} + tx]
                                for j in T.unroll({mids}):
                                    sums[j] = sums[j] + T.Select(a[0] >= lo[0] + width[0] * T.float32(j + 1), a[0], T.float32(0))
                        for j in T.unroll({mids}):
                            each[j, tx] = sums[j]
                        T.tvm_storage_sync("shared")
                        if tx < {mids * 16}:
                            a[0] = T.float32(0)
                            for k in T.serial({THREADS // 16}):
                                a[0] = a[0] + each[tx // 16, k * 16 + tx % 16]
                            part[tx // 16, tx % 16] = a[0]
                        T.tvm_storage_sync("shared")
                        if tx < {mids}:
                            a[0] = T.float32(0)
                            for k in T.serial(16):
                                a[0] = a[0] + part[tx, k]
                            total[tx] = a[0]
                        T.tvm_storage_sync("shared")
                        a[0] = T.float32(0)
                        for j in T.unroll({mids}):
                            a[0] = a[0] + T.if_then_else(total[j] >= kp[0], T.float32(1), T.float32(0))
                        lo[0] = lo[0] + width[0] * a[0]
                        width[0] = width[0] * T.float32({1 / WAYS!r})
                        T.tvm_storage_sync("shared")
                    a[0] = T.float32(0)
                    for k in T.serial({per}):
                        a[1] = p[0, tx * {per} + k]
                        a[0] = a[0] + T.Select(a[1] >= lo[0], a[1], T.float32(0))
                    sh[tx] = a[0]
                    T.tvm_storage_sync("shared")
                    if tx == 0:
                        a[0] = T.float32(0)
                        for k in T.serial({THREADS}):
                            a[0] = a[0] + sh[k]
                        a[2] = a[0] * u[0]
                        at[0] = 0
                        a[0] = T.float32(0)
                        sums[0] = T.float32(0)
                        for k in T.serial({THREADS}):
                            a[1] = sh[k]
                            if a[1] > T.float32(0) and a[0] <= a[2]:
                                at[0] = k
                                sums[0] = a[0]
                            a[0] = a[0] + a[1]
                        at[1] = at[0] * {per}
                        for k in T.serial({per}):
                            a[1] = p[0, at[0] * {per} + k]
                            if a[1] >= lo[0] and a[1] > T.float32(0):
                                if sums[0] <= a[2]:
                                    at[1] = at[0] * {per} + k
                                sums[0] = sums[0] + a[1]
                        y[0] = at[1]
    """)


def _in_place(name, arguments, shapes, count, body):
    declared = ", ".join(f"{a}: T.handle" for a in arguments)
    matched = "\n".join(f"        {a.upper()} = T.match_buffer({a}, {shape}, '{dtype}')" for a, (shape, dtype) in zip(arguments, shapes))
    return kernel(f"""
    @T.prim_func(s_tir=True)
    def f({declared}):
        T.func_attr({{"tirx.is_scheduled": True, "tirx.noalias": True}})
        b = T.int32()
        v = T.int32()
        n = T.int32()
        m = T.int32()
{matched}
        for bx in T.thread_binding(({count} + 63) // 64, thread="blockIdx.x"):
            for tx in T.thread_binding(64, thread="threadIdx.x"):
                with T.sblock("{name}"):
                    if bx * 64 + tx < {count}:
{textwrap.indent(textwrap.dedent(body), ' ' * 24)}
    """, name)


def logit_bias():
    at = "LG[PS[bx * 64 + tx], TK[bx * 64 + tx]]"
    return _in_place(
        "apply_logit_bias_inplace", ["lg", "ps", "tk", "bs"],
        [("(b, v)", "float32"), ("(n,)", "int32"), ("(n,)", "int32"), ("(n,)", "float32")], "n",
        f"{at} = {at} + BS[bx * 64 + tx]\n")


def penalty():
    at = "LG[SQ[PS[bx * 64 + tx]], TK[bx * 64 + tx]]"
    pen = "PN[PS[bx * 64 + tx], {}]"
    return _in_place(
        "apply_penalty_inplace", ["lg", "sq", "ps", "tk", "ct", "pn"],
        [("(b, v)", "float32"), ("(m,)", "int32"), ("(n,)", "int32"), ("(n,)", "int32"), ("(n,)", "int32"), ("(m, 3)", "float32")], "n",
        f"{at} = {at} - ({pen.format(0)} + T.Cast('float32', CT[bx * 64 + tx]) * {pen.format(1)})\n"
        f"{at} = T.if_then_else({at} < T.float32(0), {at} * {pen.format(2)}, {at} / {pen.format(2)})\n")


def bitmask(vocabulary):
    row, token = f"SQ[(bx * 64 + tx) // {vocabulary}]", f"(bx * 64 + tx) % {vocabulary}"
    at = f"LG[{row}, {token}]"
    return _in_place(
        "apply_bitmask_inplace", ["lg", "sq", "bm"],
        [(f"(b, {vocabulary})", "float32"), ("(n,)", "int32"), (f"(b, {-(-vocabulary // 32)})", "int32")], f"n * {vocabulary}",
        f"{at} = T.if_then_else(T.bitwise_and(T.shift_right(BM[{row}, {token} // 32], {token} % 32), 1) == 1, {at}, T.float32(-3.4028234663852886e38))\n")
