"""Trains the adapter. usage: train.py [--minutes 35] [--rank 16] [--first 6] [--seed 1] [--init FILE]
Several examples share a row of fixed length behind one front, each blind to the others. The loss is on the answers alone, and among the
tokens of the batch alone: an answer is decoded under a grammar of the request's own words, and 49,152 would cost time."""
import argparse, math, pickle, random, time
import jax, jax.numpy as jnp
import numpy as np
import model as M
from base import OUT, Base
from examples import encode, example
from prompt import FRONT

parser = argparse.ArgumentParser(); add = parser.add_argument
add("--minutes", type=float, default=35); add("--rank", type=int, default=16); add("--alpha", type=float, default=32)
add("--first", type=int, default=6, help="lowest layer that learns"); add("--lr", type=float, default=1e-3); add("--rows", type=int, default=2)
add("--length", type=int, default=256); add("--answers", type=int, default=320, help="room for answer tokens a step"); add("--seed", type=int, default=1); add("--name", default="tools"); add("--init")

def rows(tokenizer, R, count, length, room):
    """A batch: ids, positions, segments (count x length), and where answers are (room)."""
    ids, pos, seg = (np.zeros((count, length), np.int32) for _ in range(3))
    at, label = [], []
    front = tokenizer.encode(FRONT).ids
    ids[:, :len(front)] = front; pos[:, :len(front)] = np.arange(len(front))
    used, made = [len(front)] * count, 0
    while True:
        ask, say = encode(tokenizer, example(R))
        whole = ask + say
        if len(whole) > length - len(front):
            continue
        fit = [r for r in range(count) if used[r] + len(whole) <= length]
        if not fit or len(at) + len(say) > room:
            break
        r = fit[0]; b = used[r]; made += 1
        ids[r, b:b + len(whole)] = whole; pos[r, b:b + len(whole)] = len(front) + np.arange(len(whole)); seg[r, b:b + len(whole)] = made
        at += [r * length + b + len(ask) - 1 + k for k in range(len(say))]; label += say
        used[r] += len(whole)
    weight = np.zeros(room, np.float32); weight[:len(at)] = 1
    pad = [0] * (room - len(at))
    known = np.unique(ids); among = np.zeros(count * length, np.int32); among[:len(known)] = known
    real = np.arange(count * length) < len(known); label = np.searchsorted(known, label + [known[0]] * len(pad))
    return dict(ids=ids, pos=pos, seg=seg, at=np.array(at + pad, np.int32), label=label.astype(np.int32), weight=weight, among=among, real=real), made, sum(used)

if __name__ == "__main__":
    a = parser.parse_args(); R = random.Random(a.seed); base = Base(); tokenizer = base.tokenizer(); OUT.mkdir(exist_ok=True)
    weights = {k: jnp.asarray(v) for k, v in base.weights.items()}
    lora = pickle.load(open(a.init, "rb"))["lora"] if a.init else M.fresh(base, a.first, a.rank, a.seed)
    lora = jax.tree.map(jnp.asarray, lora); scale = a.alpha / a.rank
    def loss(lora, weights, x):
        seg = x["seg"]; mask = ((seg[:, :, None] == seg[:, None, :]) | (seg[:, None, :] == 0)) & jnp.tril(jnp.ones((a.length, a.length), bool))
        h = M.hidden(base, weights, lora, scale, x["ids"], x["pos"], mask).reshape(-1, base.width)[x["at"]]
        p = jax.nn.log_softmax(jnp.where(x["real"], h @ weights["token_embd"][x["among"]].T, -1e9), -1)
        return -(jnp.take_along_axis(p, x["label"][:, None], 1)[:, 0] * x["weight"]).sum() / x["weight"].sum()
    @jax.jit
    def step(lora, m, v, weights, x, lr, t):
        l, g = jax.value_and_grad(loss)(lora, weights, x)
        size = jnp.sqrt(sum(jnp.sum(y * y) for y in jax.tree.leaves(g))); g = jax.tree.map(lambda y: y * jnp.minimum(1, 1 / size), g)
        m = jax.tree.map(lambda m, y: .9 * m + .1 * y, m, g); v = jax.tree.map(lambda v, y: .98 * v + .02 * y * y, v, g)
        new = jax.tree.map(lambda p, m, v: p - lr * (m / (1 - .9 ** t)) / (jnp.sqrt(v / (1 - .98 ** t)) + 1e-8), lora, m, v)
        return new, m, v, l
    m = jax.tree.map(jnp.zeros_like, lora); v = jax.tree.map(jnp.zeros_like, lora)
    start = time.time(); t = tokens = shown = 0; mean = None
    def keep():
        pickle.dump(dict(lora=jax.tree.map(np.asarray, lora), alpha=a.alpha, rank=a.rank, steps=t, examples=shown, tokens=tokens, seconds=time.time() - start, args=vars(a)), open(OUT / f"{a.name}.pkl", "wb"))
    while (done := (time.time() - start) / 60 / a.minutes) < 1:
        x, made, used = rows(tokenizer, R, a.rows, a.length, a.answers); t += 1
        lr = a.lr * min(1, t / 8) * (.03 + .97 * .5 * (1 + math.cos(math.pi * done)))
        lora, m, v, l = step(lora, m, v, weights, x, lr, float(t)); l = float(l)
        if t == 1: print("compiled", round(time.time() - start), "s", flush=True)
        mean = l if mean is None else .9 * mean + .1 * l; tokens += used; shown += made
        if t % 5 == 0 or t < 4: print(f"step {t} cpu {time.process_time():.0f} loss {l:.3f} mean {mean:.3f} lr {lr:.1e} examples {shown} tokens {tokens} {tokens / (time.time() - start):.0f} tok/s min {(time.time() - start) / 60:.1f}", flush=True)
        if t % 20 == 0: keep()
    keep(); print("done", t, "steps", shown, "examples", tokens, "tokens")
