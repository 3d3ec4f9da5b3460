"""The Llama architecture (grouped-query attention, rotary positions, SiLU, tied embedding) over our kernels."""
from dataclasses import dataclass

import gguf
import tvm
from tvm import relax, tirx
from tvm.relax.frontend import nn
from tvm.relax.frontend.nn import spec
from tvm.relax.frontend.nn.llm import kv_cache

from kernels import attention, embedding, linear, norm, sampling
from quantisation.gguf_q4_1 import q4_shapes, q8_shapes

CHUNK_LENGTH = "seq_len"
"""The symbolic length of a prefill chunk, for the memory plan."""


@dataclass(frozen=True)
class Shape:
    """A model's measures, from the header of its GGUF (the first part will do)."""

    layers: int
    hidden: int
    heads: int
    kv_heads: int
    head_size: int
    ffn: int
    vocabulary: int
    epsilon: float
    rope_base: float
    context: int

    @staticmethod
    def read(path):
        reader = gguf.GGUFReader(path)
        value = lambda key: reader.fields[key].contents()
        if value("general.architecture") != "llama":
            raise ValueError(f"{path} is a {value('general.architecture')}: architectures/ has llama only")
        heads, hidden = value("llama.attention.head_count"), value("llama.embedding_length")
        return Shape(
            layers=value("llama.block_count"), hidden=hidden, heads=heads, kv_heads=value("llama.attention.head_count_kv"),
            head_size=hidden // heads, ffn=value("llama.feed_forward_length"), vocabulary=len(reader.fields["tokenizer.ggml.tokens"].data),
            # the header has the f32 nearest to the decimal number that was meant
            epsilon=float("%.6g" % value("llama.attention.layer_norm_rms_epsilon")),
            rope_base=value("llama.rope.freq_base"), context=value("llama.context_length"))


def call(function, name, arguments, shape, dtype="float32"):
    return nn.op.tensor_ir_op(function, name, arguments, nn.Tensor.placeholder(shape, dtype))


class Linear(nn.Module):
    def __init__(self, k, n, tuning, x_type="float32", y_type="float32"):
        q, dm = q4_shapes(k, n)
        self.q, self.dm = nn.Parameter(q, "uint32"), nn.Parameter(dm, "uint32")
        self.k, self.n, self.tuning, self.x_type, self.y_type = k, n, tuning, x_type, y_type

    def forward(self, x, residual=None, silu=False):
        epilogue = "silu" if silu else "add" if residual is not None else ""
        tokens = x.shape[1]
        stage = "decode" if isinstance(tokens, int) else "prefill"
        function = getattr(linear, stage)(self.k, self.n, epilogue, getattr(self.tuning, stage), self.x_type, self.y_type)
        arguments = [x, self.q, self.dm] + ([residual] if residual is not None else [])
        return call(function, f"{stage}_{self.k}_{self.n}_{epilogue}", arguments, (1, tokens, self.n // 2 if silu else self.n), self.y_type)


class Norm(nn.Module):
    def __init__(self, shape):
        self.weight = nn.Parameter((shape.hidden,), "float32")
        self.shape = shape

    def forward(self, x):
        return call(norm.rms_norm(self.shape.hidden, self.shape.epsilon), "rms_norm", [x, self.weight], x.shape)


class Layer(nn.Module):
    def __init__(self, shape, tuning):
        hidden, size = shape.hidden, shape.head_size
        self.attn_norm, self.ffn_norm = Norm(shape), Norm(shape)
        self.qkv = Linear(hidden, (shape.heads + 2 * shape.kv_heads) * size, tuning, y_type=tuning.cache)
        self.o = Linear(shape.heads * size, hidden, tuning, x_type=tuning.cache)
        self.gate_up = Linear(hidden, 2 * shape.ffn, tuning)
        self.down = Linear(shape.ffn, hidden, tuning)
        self.shape = shape

    def forward(self, x, cache, i):
        shape, tokens = self.shape, x.shape[1]
        qkv = self.qkv(self.attn_norm(x)).reshape(1, tokens, shape.heads + 2 * shape.kv_heads, shape.head_size)
        o = cache.attention_with_fused_qkv(i, qkv, shape.heads, shape.head_size**-0.5).reshape(1, tokens, shape.heads * shape.head_size)
        x = self.o(o, residual=x)
        return self.down(self.gate_up(self.ffn_norm(x), silu=True), residual=x)


class Llama(nn.Module):
    """Parameter names and shapes are the weights' format: what derives WebLLM's files from a GGUF writes these."""

    def __init__(self, shape, tuning):
        self.shape, self.tuning = shape, tuning
        q, s = q8_shapes(shape.hidden, shape.vocabulary)
        self.embed_q, self.embed_s = nn.Parameter(q, "uint32"), nn.Parameter(s, "uint32")
        self.layers = nn.ModuleList([Layer(shape, tuning) for _ in range(shape.layers)])
        self.norm = Norm(shape)

    def embed(self, input_ids):
        shape = self.shape
        return call(embedding.embed(shape.vocabulary, shape.hidden), "embed", [input_ids, self.embed_q, self.embed_s], (input_ids.shape[0], shape.hidden))

    def trunk(self, x, cache):
        for i, layer in enumerate(self.layers):
            x = layer(x, cache, i)
        return x

    def head(self, x):
        shape = self.shape
        function = embedding.head(shape.vocabulary, shape.hidden, self.tuning.head)
        return call(function, "head", [self.norm(x), self.embed_q, self.embed_s], (1, 1, shape.vocabulary))

    def prefill(self, input_embed, paged_kv_cache):
        x = self.trunk(input_embed, paged_kv_cache)
        x = call(embedding.last_row(self.shape.hidden), "last_row", [x], (1, 1, self.shape.hidden))
        return self.head(x), paged_kv_cache

    def decode(self, input_embed, paged_kv_cache):
        return self.head(self.trunk(input_embed, paged_kv_cache)), paged_kv_cache

    def softmax_with_temperature(self, logits, temperature):
        return call(sampling.softmax(self.shape.vocabulary), "softmax", [logits, temperature], logits.shape)

    def create_tir_paged_kv_cache(self, max_batch_size: tirx.Var, max_total_seq_len: tirx.Var, prefill_chunk_size: tirx.Var,
                                  page_size: tirx.Var, support_sliding_window: tirx.Var):
        shape, builder, target = self.shape, relax.BlockBuilder.current(), tvm.target.Target.current()
        heads, kv_heads, size = shape.heads, shape.kv_heads, shape.head_size
        tokens, threads, dtype = self.tuning.attention_tokens, self.tuning.attention_threads, self.tuning.cache
        tir = lambda function, name: relax.Tuple([tvm.ir.StringImm("tirx"), builder.add_func(function, name)])
        none, number = relax.Tuple([]), relax.prim_value
        copy_page = builder.add_func(kv_cache._copy_single_page(kv_heads, page_size, size, dtype, target), "kv_copy_page")
        append = builder.add_func(kv_cache._kv_cache_transpose_append(kv_heads, size, dtype), "kv_append")
        rope = kv_cache.llama_rope_with_position_map(shape.rope_base, 1.0, size, heads, kv_heads, dtype, {}, size)
        return kv_cache.PagedKVCache(_expr=relax.call_pure_packed(
            "vm.builtin.paged_attention_kv_cache_create",
            relax.ShapeExpr([max_batch_size, max_total_seq_len, prefill_chunk_size, page_size, support_sliding_window]),
            relax.ShapeExpr([0, shape.layers]), number(heads), number(kv_heads), number(size), number(size),
            relax.ShapeExpr([int(kv_cache.AttnKind.MHA)] * shape.layers), number(False),
            number(int(kv_cache.RopeMode.NORMAL)), number(1), number(int(shape.rope_base)),
            number(0),  # no factors for long contexts: a number, or the runtime calls the kernel with a tensor too many
            relax.op.zeros((), dtype), append, number(0),  # carries type and device; no multi-head latent attention
            tir(attention.ragged(heads, kv_heads, size, tokens, threads, dtype), "attention_ragged"),
            tir(attention.paged(heads, kv_heads, size, tokens, threads, dtype, decode=False), "attention_paged"),
            tir(attention.paged(heads, kv_heads, size, 1, threads, dtype, decode=True), "attention_decode"),
            none, none, none, none, none,  # sliding window (2), tree mask (2), latent attention: not built
            relax.Tuple([builder.add_func(attention.merge(heads, size, dtype), "attention_merge")]),
            builder.add_func(rope, "split_rope"),
            copy_page, copy_page, copy_page,  # page copy; the other two (debugging, compaction) are never called
            ty_args=relax.AnyType()), _name="paged_kv_cache")

    def spec(self):
        shape = self.shape
        packed = {"param_mode": "packed", "effect_mode": "none"}
        none = {"param_mode": "none", "effect_mode": "none"}
        cache = spec.Object(object_type=kv_cache.PagedKVCache)
        return {
            "embed": {"input_ids": spec.Tensor([CHUNK_LENGTH], "int32"), "$": packed},
            "prefill": {"input_embed": spec.Tensor([1, CHUNK_LENGTH, shape.hidden], "float32"), "paged_kv_cache": cache, "$": packed},
            "decode": {"input_embed": spec.Tensor([1, 1, shape.hidden], "float32"), "paged_kv_cache": cache, "$": packed},
            "softmax_with_temperature": {"logits": spec.Tensor(["batch", 1, shape.vocabulary], "float32"),
                                         "temperature": spec.Tensor(["batch"], "float32"), "$": none},
            # `int` makes each a shape of one number, which is what WebLLM passes
            "create_tir_paged_kv_cache": {"max_batch_size": int, "max_total_seq_len": int, "prefill_chunk_size": int,
                                          "page_size": int, "support_sliding_window": int, "$": none},
        }
