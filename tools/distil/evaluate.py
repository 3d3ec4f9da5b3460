"""How many requests an adapter fills exactly. usage: evaluate.py [--adapter FILE.gguf] [--count 200] [--only own|foreign] [--file sentences.jsonl] [--wrong 20]

An answer is right where every one of its tokens is the likeliest at its place among those of the request, the arguments'
names and the end: then greedy decoding writes exactly it. (Under the copy grammar there are fewer wrong ways still.)
Generated sentences have a value or a template that was never trained on."""
import argparse, json, random
import jax, jax.numpy as jnp
import numpy as np
import model as M
from base import MODEL, Base
from examples import encode, example
from prompt import END, FRONT

def adapter(path):
    from gguf import GGUFReader
    r = GGUFReader(str(path)); found = {}
    for t in r.tensors:
        name, _, part = t.name.rpartition(".weight.lora_"); found.setdefault(name, {})[part] = jnp.asarray(np.array(t.data, dtype=np.float32))
    rank = next(iter(found.values()))["a"].shape[0]
    return found, r.fields["adapter.lora.alpha"].contents() / rank

def exact(cases, base, lora, scale, batch=8):
    """cases: [(prompt ids, answer ids)] -> index of the first wrong token of each, or None, and what stood there"""
    weights = {k: jnp.asarray(v) for k, v in base.weights.items()}
    @jax.jit
    def states(ids, pos, mask): return M.hidden(base, weights, lora, scale, ids, pos, mask)
    out = []; length = -(-max(len(p) + len(s) for p, s in cases) // 32) * 32
    for b in range(0, len(cases), batch):
        part = cases[b:b + batch]; ids = np.zeros((batch, length), np.int32)
        for i, (p, s) in enumerate(part): ids[i, :len(p) + len(s)] = p + s
        pos = np.tile(np.arange(length), (batch, 1)); mask = np.tile(np.tril(np.ones((length, length), bool)), (batch, 1, 1))
        h = np.asarray(states(ids, pos, mask))
        for i, (p, s) in enumerate(part):
            among = np.unique(np.array(p + s)); l = h[i, len(p) - 1:len(p) + len(s) - 1] @ base.weights["token_embd"][among].T
            got = among[l.argmax(-1)]; wrong = np.nonzero(got != np.array(s))[0]
            out.append((int(wrong[0]), int(got[wrong[0]])) if len(wrong) else None)
    return out

if __name__ == "__main__":
    parser = argparse.ArgumentParser(); add = parser.add_argument
    add("--adapter", default=str(MODEL / "smollm2-135m-instruct-tools-lora-f16.gguf")); add("--count", type=int, default=200); add("--only"); add("--file"); add("--wrong", type=int, default=20)
    a = parser.parse_args(); base = Base(); tokenizer = base.tokenizer(); R = random.Random(2)
    lora, scale = adapter(a.adapter)
    cases = [json.loads(line) for line in open(a.file)] if a.file else [example(R, test=True, only=a.only) for _ in range(a.count)]
    front = tokenizer.encode(FRONT).ids
    encoded = [(front + p, s) for p, s in (encode(tokenizer, c) for c in cases)]
    found = exact(encoded, base, lora, scale); tally = {}
    for case, (p, s), wrong in zip(cases, encoded, found):
        for key in ("all", case["language"], case["tool"]):
            right, of = tally.get(key, (0, 0)); tally[key] = (right + (wrong is None), of + 1)
        if wrong and a.wrong > 0:
            a.wrong -= 1; at, token = wrong
            print(f'{case["tool"]} {case["asked"]}: {case["words"]!r}\n   wanted {tokenizer.decode(s[:-1])!r}\n   wrote  {tokenizer.decode(s[:at], skip_special_tokens=False)!r} then {tokenizer.decode([token], skip_special_tokens=False)!r}')
    for key, (right, of) in tally.items(): print(f"{key:20} {right} of {of}")
