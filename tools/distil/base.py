"""The base model out of the GGUF that Hermit ships: weights, sizes, tokenizer."""
import os, tempfile
from pathlib import Path
import numpy as np
from gguf import GGUFReader, dequantize
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

HERE = Path(__file__).resolve().parent
MODEL = HERE.parent.parent / "public/models/smollm2-135m-instruct"
OUT = Path(os.environ.get("DISTIL_OUT", Path(tempfile.gettempdir()) / "distil"))

def parts():
    return sorted(MODEL.glob("smollm2-135m-instruct-q4_1-0*.gguf"))

class Base:
    def __init__(self):
        readers = [GGUFReader(str(p)) for p in parts()]
        self.fields = readers[0].fields
        get = lambda key: self.fields[key].contents()
        self.layers, self.width = get("llama.block_count"), get("llama.embedding_length")
        self.heads, self.kv_heads = get("llama.attention.head_count"), get("llama.attention.head_count_kv")
        self.theta, self.eps = get("llama.rope.freq_base"), get("llama.attention.layer_norm_rms_epsilon")
        self.weights = {t.name.removesuffix(".weight"): dequantize(t.data, t.tensor_type).astype(np.float32) for r in readers for t in r.tensors}

    def tokenizer(self):
        get = lambda key: self.fields[key].contents()
        tokens, kinds = get("tokenizer.ggml.tokens"), get("tokenizer.ggml.token_type")
        made = Tokenizer(models.BPE(vocab={t: i for i, t in enumerate(tokens)}, merges=[tuple(m.split(" ")) for m in get("tokenizer.ggml.merges")]))
        made.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)])
        made.decoder = decoders.ByteLevel()
        made.add_special_tokens([AddedToken(t, special=True, normalized=False) for t, k in zip(tokens, kinds) if k == 3])
        return made
