"""The built kernels on a second WebGPU implementation (wgpu, from PyPI: another compiler; lavapipe or a GPU), each against
numpy on random data. Nothing here comes from the embedded model but its measures. What a kernel reads or writes as
float16 is rounded on the way in and out, and may then lie as far off as that takes it.

    pip install wgpu numpy;  python check/second_gpu.py WORK/lib-{software,hardware,f16}/x/devc.o
"""
import re
import struct
import sys
from pathlib import Path

import numpy as np
import wgpu

HEADS, KV_HEADS, SIZE = 9, 3, 64
random = np.random.default_rng(1)


def kernels(path):
    """name -> WGSL, from the object file that holds them as text."""
    text, found = open(path, "rb").read().decode("latin1"), {}
    for match in re.finditer(r"//-+\n// Function: (\w+)_kernel\n//-+\n", text):
        source = re.match(r"[\t\n -~]*", text[match.end():]).group(0)
        found[match.group(1)] = source[: source.rindex("}\n") + 2]
    return found


class Device:
    def __init__(self):
        adapters = [a for a in wgpu.gpu.enumerate_adapters_sync() if a.info["backend_type"] == "Vulkan"]
        adapter = adapters[0]
        print("adapter:", adapter.info["device"], adapter.info["description"])
        half = ["shader-f16"] if "shader-f16" in adapter.features else []
        self.device = adapter.request_device_sync(required_features=half, required_limits={"max-storage-buffers-per-shader-stage": 10})

    def run(self, name, source, arrays, numbers, grid, out):
        """`arrays` by the names in the shader; gives the arrays named in `out` afterwards."""
        device, usage = self.device, wgpu.BufferUsage
        module = device.create_shader_module(code=source)
        pipeline = device.create_compute_pipeline(layout="auto", compute={"module": module, "entry_point": f"{name}_kernel"})
        fields = re.findall(r"(\w+): (i32|u32|f32)", source[source.index("struct PODArgs"):source.index("@compute")].split("}")[0])
        values = {"packGridDimX": grid[0] - 1, **numbers}
        packed = b"".join(struct.pack("<f" if kind == "f32" else "<i", values[field]) for field, kind in fields)
        halves = set(re.findall(r"(\w+)_ptr : array<f16>", source))
        entries, buffers = [], {}
        for binding, field in re.findall(r"@binding\((\d+)\) var<\w+(?:, \w+)?> (\w+) :", source):
            array = field.removesuffix("_ptr")
            stored = arrays[array].astype(np.float16) if array in halves else arrays.get(array)
            data = packed.ljust(16, b"\0") if field == "podArgs" else np.ascontiguousarray(stored).tobytes()
            kind = usage.UNIFORM if field == "podArgs" else usage.STORAGE | usage.COPY_SRC
            buffers[array] = buffer = device.create_buffer_with_data(data=data, usage=kind)
            entries.append({"binding": int(binding), "resource": {"buffer": buffer, "offset": 0, "size": buffer.size}})
        group = device.create_bind_group(layout=pipeline.get_bind_group_layout(0), entries=entries)
        encoder = device.create_command_encoder()
        work = encoder.begin_compute_pass()
        work.set_pipeline(pipeline)
        work.set_bind_group(0, group)
        work.dispatch_workgroups(*grid)
        work.end()
        device.queue.submit([encoder.finish()])
        kind = lambda array: np.float16 if array in halves else np.float32
        return [np.frombuffer(device.queue.read_buffer(buffers[o]), kind(o)).reshape(arrays[o].shape).astype(np.float32) for o in out]


def q4(k, n):
    """Random Q4_1 weights -> words, scales, values [k, n]; some scales are subnormal or zero."""
    q = random.integers(0, 16, (k, n), dtype=np.uint32)
    d, m = (random.normal(0, 0.02, (k // 32, n)).astype(np.float16) for _ in range(2))
    d.flat[::97] = np.float16(3e-6)
    m.flat[::89] = 0
    words = sum(q[i::8] << np.uint32(4 * i) for i in range(8))
    dm = d.view(np.uint16).astype(np.uint32) | m.view(np.uint16).astype(np.uint32) << np.uint32(16)
    return words, dm, q * np.repeat(d.astype(np.float64), 32, 0) + np.repeat(m.astype(np.float64), 32, 0)


def close(what, got, want, source):
    tolerance = 2e-3 if "f16" in source else 2e-5
    error = np.abs(got - want).max() / np.abs(want).max()
    print(f"{'right ' if error < tolerance else 'WRONG '} {what}: largest difference {error:.1e} of the largest value")
    return bool(error < tolerance)


def products(device, found, tuning):
    right = True
    for k, n, epilogue in [(576, 960, ""), (576, 576, "add"), (576, 3072, "silu"), (1536, 576, "add")]:
        words, dm, w = q4(k, n)
        outputs = n // 2 if epilogue == "silu" else n
        for stage, tokens in (("decode", 1), ("prefill", 37)):
            name = f"{stage}_{k}_{n}_{epilogue}"
            x, residual = random.normal(0, 1, (tokens, k)).astype(np.float32), random.normal(0, 1, (tokens, outputs)).astype(np.float32)
            want = x.astype(np.float64) @ w
            if epilogue == "silu":
                gate, up = want[:, :outputs], want[:, outputs:]
                want = gate / (1 + np.exp(-gate)) * up
            elif epilogue == "add":
                want = want + residual
            of = getattr(tuning, stage)
            grid = (outputs // (of.lanes * (of.columns // 2 if epilogue == "silu" else of.columns)), -(-tokens // (of.rows * of.groups)), 1)
            y = np.zeros((tokens, outputs), np.float32)
            arrays = {"x": x, "X": x, "q": words, "dm": dm, "r": residual, "Residual": residual, "y": y, "Y": y}
            got, = device.run(name, found[name], arrays, {"s": tokens}, grid, ["y" if stage == "decode" else "Y"])
            right &= close(name, got, want, found[name])
    return right


def head(device, found, tuning, vocabulary=49152, k=576):
    q = random.integers(0, 256, (k, vocabulary), dtype=np.uint32)
    d = random.normal(0, 0.02, (k // 32, vocabulary)).astype(np.float16)
    bits = d.view(np.uint16).astype(np.uint32)
    x = random.normal(0, 1, (1, k)).astype(np.float32)
    want = x.astype(np.float64) @ ((q.astype(np.float64) - 128) * np.repeat(d.astype(np.float64), 32, 0))
    arrays = {"x": x, "q": sum(q[i::4] << np.uint32(8 * i) for i in range(4)), "sc": bits[0::2] | bits[1::2] << np.uint32(16), "y": np.zeros((1, vocabulary), np.float32)}
    got, = device.run("head", found["head"], arrays, {}, (vocabulary // (tuning.head.lanes * tuning.head.columns), 1, 1), ["y"])
    return close("head", got, want, found["head"])


def attend(q, k, v, seen):
    """-> (output, base-2 log-sum-exp); token i sees the first seen(i) keys."""
    out, lse = np.zeros(q.shape), np.zeros(q.shape[:2])
    for i in range(len(q)):
        for h in range(HEADS):
            scores = k[: seen(i), h // 3].astype(np.float64) @ q[i, h].astype(np.float64) / np.sqrt(SIZE)
            weights = np.exp(scores - scores.max())
            out[i, h], lse[i, h] = weights @ v[: seen(i), h // 3] / weights.sum(), (scores.max() + np.log(weights.sum())) / np.log(2)
    return out, lse


def attention(device, found, tuning, history=150, tokens=37):
    normal = lambda *shape: random.normal(0, 1, shape).astype(np.float32)
    q, k, v = normal(tokens, HEADS, SIZE) * 2, normal(tokens, KV_HEADS, SIZE), normal(tokens, KV_HEADS, SIZE)
    old_k, old_v = normal(history, KV_HEADS, SIZE), normal(history, KV_HEADS, SIZE)
    count = -(-history // 16)
    order = random.permutation(count).astype(np.int32)
    pages = np.zeros((count, 2, KV_HEADS, 16, SIZE), np.float32)
    for j in range(history):
        pages[order[j // 16], 0, :, j % 16], pages[order[j // 16], 1, :, j % 16] = old_k[j], old_v[j]
    empty = lambda n: {"O": np.zeros((n, HEADS, SIZE), np.float32), "E": np.zeros((n, HEADS), np.float32)}
    scale = SIZE**-0.5
    grid = lambda n, each: (-(-n // each), KV_HEADS, 1)
    each = tuning.attention_tokens
    right = True
    own = device.run("attention_ragged", found["attention_ragged"], {"Q": q, "K": k, "V": v, **empty(tokens)}, {"causal": 1, "s": tokens, "sm_scale": scale}, grid(tokens, each), ["O", "E"])
    for what, got, want in zip(("output", "log-sum-exp"), own, attend(q, k, v, lambda i: i + 1)):
        right &= close(f"attention_ragged, {what}", got, want, found["attention_ragged"])
    numbers = {"e2": 0, "e3": 0, "ep": 0, "np": count, "sm_scale": scale}
    cached = {"P": pages, "PV": order, "LI": np.array([history - (count - 1) * 16], np.int32)}
    old = device.run("attention_paged", found["attention_paged"], {"Q": q, **cached, **empty(tokens)}, {**numbers, "s": tokens}, grid(tokens, each), ["O", "E"])
    for what, got, want in zip(("output", "log-sum-exp"), old, attend(q, old_k, old_v, lambda i: history)):
        right &= close(f"attention_paged, {what}", got, want, found["attention_paged"])
    one = device.run("attention_decode", found["attention_decode"], {"Q": q[:1], **cached, **empty(1)}, {**numbers, "s": 1}, grid(1, 1), ["O", "E"])
    right &= close("attention_decode", one[0], attend(q[:1], old_k, old_v, lambda i: history)[0], found["attention_decode"])
    merged = device.run("attention_merge", found["attention_merge"], {"O": own[0], "L": own[1], "P": old[0], "M": old[1]}, {"s": tokens}, (tokens, HEADS, 1), ["O", "L"])
    whole = attend(q, np.concatenate([old_k, k]), np.concatenate([old_v, v]), lambda i: history + i + 1)
    for what, got, want in zip(("output", "log-sum-exp"), merged, whole):
        right &= close(f"attention_merge, {what}", got, want, found["attention_merge"])
    return right


def main(paths):
    sys.path.insert(0, str(Path(__file__).parent.parent))
    sys.dont_write_bytecode = True
    from kernels.tuning import TUNINGS
    device, right = Device(), True
    for path in paths:
        name = next(tuning for tuning in TUNINGS if tuning in path)
        print(f"-- {name}")
        found = kernels(path)
        right &= products(device, found, TUNINGS[name]) & head(device, found, TUNINGS[name]) & attention(device, found, TUNINGS[name])
    sys.exit(0 if right else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
