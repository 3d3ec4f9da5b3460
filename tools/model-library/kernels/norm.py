"""Root-mean-square normalisation, one workgroup per token."""
from kernels.script import kernel

THREADS = 64


def rms_norm(size, epsilon):
    assert size % THREADS == 0
    return kernel(f"""
    @T.prim_func(s_tir=True)
    def f(x: T.handle, g: T.Buffer(({size},), 'float32'), y: T.handle):
        T.func_attr({{"tirx.is_scheduled": True, "tirx.noalias": True}})
        s = T.int32()
        X = T.match_buffer(x, (1, s, {size}), 'float32')
        Y = T.match_buffer(y, (1, s, {size}), 'float32')
        for bx in T.thread_binding(s, thread="blockIdx.x"):
            for tx in T.thread_binding({THREADS}, thread="threadIdx.x"):
                with T.sblock("norm"):
                    xs = T.sblock_alloc_buffer(({size // THREADS},), "float32", scope="local")
                    a = T.sblock_alloc_buffer((1,), "float32", scope="local")
                    part = T.sblock_alloc_buffer(({THREADS},), "float32", scope="shared")
                    a[0] = T.float32(0)
                    for k in T.unroll({size // THREADS}):
                        xs[k] = X[0, bx, k * {THREADS} + tx]
                        a[0] = a[0] + xs[k] * xs[k]
                    part[tx] = a[0]
                    T.tvm_storage_sync("shared")
                    a[0] = T.float32(0)
                    for k in T.serial({THREADS}):
                        a[0] = a[0] + part[k]
                    a[0] = T.rsqrt(a[0] / T.float32({size}) + T.float32({epsilon!r}))
                    for k in T.unroll({size // THREADS}):
                        Y[0, bx, k * {THREADS} + tx] = xs[k] * a[0] * g[k * {THREADS} + tx]
    """)
