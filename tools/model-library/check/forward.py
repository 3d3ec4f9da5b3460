"""An independent forward pass of the Llama architecture: numpy in float32 over the weights as the `gguf` package
dequantises them, with GGUF's own order of the query and key rows. It shares nothing with the kernels that it checks."""
import gguf
import numpy as np
from gguf.quants import dequantize


class Model:
    def __init__(self, parts):
        """`parts`: the paths of the GGUF's parts, in order."""
        readers = [gguf.GGUFReader(part) for part in parts]
        value = lambda key: readers[0].fields[key].contents()
        self.layers, self.heads = value("llama.block_count"), value("llama.attention.head_count")
        self.kv_heads, self.size = value("llama.attention.head_count_kv"), value("llama.rope.dimension_count")
        self.epsilon, self.base = value("llama.attention.layer_norm_rms_epsilon"), value("llama.rope.freq_base")
        self.weights = {t.name: dequantize(t.data, t.tensor_type).astype(np.float32) for reader in readers for t in reader.tensors}

    def norm(self, x, weight):
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + self.epsilon) * weight

    def rotate(self, x, positions):
        angle = positions[:, None] * self.base ** (-np.arange(0, self.size, 2) / self.size)
        c, s = np.cos(angle)[:, None], np.sin(angle)[:, None]
        y = np.empty_like(x)
        y[..., 0::2] = x[..., 0::2] * c - x[..., 1::2] * s
        y[..., 1::2] = x[..., 0::2] * s + x[..., 1::2] * c
        return y


class Run:
    """One sequence and its keys and values."""

    def __init__(self, model):
        self.model, self.length = model, 0
        self.keys, self.values = [None] * model.layers, [None] * model.layers

    def read(self, ids):
        """Appends tokens and gives the logits after the last."""
        m, count = self.model, len(ids)
        heads, kv_heads, size = m.heads, m.kv_heads, m.size
        x = m.weights["token_embd.weight"][ids]
        at = np.arange(self.length, self.length + count)
        for i in range(m.layers):
            w = lambda name: m.weights[f"blk.{i}.{name}.weight"]
            h = m.norm(x, w("attn_norm"))
            q = m.rotate((h @ w("attn_q").T).reshape(count, heads, size), at)
            k = m.rotate((h @ w("attn_k").T).reshape(count, kv_heads, size), at)
            v = (h @ w("attn_v").T).reshape(count, kv_heads, size)
            self.keys[i] = k if self.keys[i] is None else np.concatenate([self.keys[i], k])
            self.values[i] = v if self.values[i] is None else np.concatenate([self.values[i], v])
            keys, values = np.repeat(self.keys[i], heads // kv_heads, 1), np.repeat(self.values[i], heads // kv_heads, 1)
            scores = np.einsum("shd,thd->hst", q, keys) / np.sqrt(size)
            scores = np.where(np.arange(len(keys))[None, None] <= at[None, :, None], scores, -np.inf)
            p = np.exp(scores - scores.max(-1, keepdims=True))
            p /= p.sum(-1, keepdims=True)
            x = x + np.einsum("hst,thd->shd", p, values).reshape(count, -1) @ w("attn_output").T
            h = m.norm(x, w("ffn_norm"))
            gate = h @ w("ffn_gate").T
            x = x + (gate / (1 + np.exp(-gate)) * (h @ w("ffn_up").T)) @ w("ffn_down").T
        self.length += count
        return m.weights["token_embd.weight"] @ m.norm(x[-1], m.weights["output_norm.weight"])

    def greedy(self, ids, most, stop):
        """-> (token ids, smallest distance between the first and the second choice). The stop token is not among them,
        but its distance counts. Everything but the last token of the answer is in the cache afterwards."""
        logits, answer, gap = self.read(ids), [], float("inf")
        while True:
            second, first = np.partition(logits, -2)[-2:]
            gap = min(gap, float(first - second))
            token = int(logits.argmax())
            if token in stop:
                return answer, gap
            answer.append(token)
            if len(answer) == most:
                return answer, gap
            logits = self.read([token])
