"""Llama with LoRA in JAX. Weights keep the order of GGUF: rows of q and k are interleaved, so the rotation is of neighbours."""
import jax, jax.numpy as jnp
import numpy as np

LINEAR = ["attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"]

def fresh(base, first, rank, seed):
    """{name: {a: rank x in, b: out x rank}} for layers from `first` on; b is zero, so nothing is changed yet."""
    R = np.random.default_rng(seed)
    made = {}
    for i in range(first, base.layers):
        for n in LINEAR:
            out, into = base.weights[f"blk.{i}.{n}"].shape
            made[f"blk.{i}.{n}"] = dict(a=jnp.asarray(R.standard_normal((rank, into), dtype=np.float32) / np.sqrt(into)), b=jnp.zeros((out, rank), jnp.float32))
    return made

def rotation(base, positions):
    size = base.width // base.heads
    angle = positions[..., None] / base.theta ** (np.arange(0, size, 2) / size)
    return jnp.cos(angle)[..., None, :], jnp.sin(angle)[..., None, :]

def rotate(x, turn):
    cos, sin = turn
    a, b = x[..., 0::2], x[..., 1::2]
    return jnp.stack([a * cos - b * sin, a * sin + b * cos], -1).reshape(x.shape)

def norm(x, weight, eps):
    return x * jax.lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + eps) * weight

def hidden(base, weights, lora, scale, ids, positions, mask):
    """ids, positions: rows x length; mask: rows x length x length, True where it may look. -> rows x length x width"""
    def linear(name, x):
        y = x @ weights[name].T
        one = lora.get(name) if lora else None
        return y if one is None else y + ((x @ one["a"].T) @ one["b"].T) * scale
    rows, length = ids.shape
    size, group = base.width // base.heads, base.heads // base.kv_heads
    turn = rotation(base, positions)
    x = weights["token_embd"][ids]
    for i in range(base.layers):
        w = lambda n: f"blk.{i}.{n}"
        h = norm(x, weights[w("attn_norm")], base.eps)
        q = rotate(linear(w("attn_q"), h).reshape(rows, length, base.heads, size), turn)
        k = rotate(linear(w("attn_k"), h).reshape(rows, length, base.kv_heads, size), turn)
        v = linear(w("attn_v"), h).reshape(rows, length, base.kv_heads, size)
        q = q.reshape(rows, length, base.kv_heads, group, size)
        s = jnp.einsum("btkgd,bskd->bkgts", q, k) / np.sqrt(size)
        s = jax.nn.softmax(jnp.where(mask[:, None, None], s, -1e9), -1)
        x = x + linear(w("attn_output"), jnp.einsum("bkgts,bskd->btkgd", s, v).reshape(rows, length, base.width))
        h = norm(x, weights[w("ffn_norm")], base.eps)
        x = x + linear(w("ffn_down"), jax.nn.silu(linear(w("ffn_gate"), h)) * linear(w("ffn_up"), h))
    return norm(x, weights["output_norm"], base.eps)

def logits(weights, states):
    return states @ weights["token_embd"].T
