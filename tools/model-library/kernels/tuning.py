"""What one build of the kernels is tuned for. All compute in float32 from the same weights; `F16` stores some of it in less."""
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Linear:
    """Threads and work of a matrix product: `lanes` neighbouring threads read neighbouring columns; each makes
    `columns` columns of `rows` tokens; `groups` such bands of tokens or `split` parts of the sum share a workgroup."""

    lanes: int
    columns: int
    rows: int = 1
    groups: int = 1
    split: int = 1


@dataclass(frozen=True)
class Tuning:
    prefill: Linear
    decode: Linear
    head: Linear
    attention_threads: int
    """Query tokens that share the keys one workgroup reads."""
    attention_tokens: int
    """What the KV cache holds, and what goes into attention and comes out of it: float32 or float16."""
    cache: str = "float32"


# A software GPU (SwiftShader): each load from memory costs as much as some twenty multiplications, a barrier is a switch
# of coroutines for every four threads, and four threads fill its vectors. So: few threads that do much, and no barriers.
SOFTWARE = Tuning(
    prefill=Linear(lanes=4, columns=12, rows=8),
    decode=Linear(lanes=4, columns=12),
    head=Linear(lanes=4, columns=16),
    attention_threads=16,
    attention_tokens=2,
)

# A hardware GPU: barriers are cheap and thousands of threads must be in flight, so a sum is split over threads.
HARDWARE = Tuning(
    prefill=Linear(lanes=16, columns=4, rows=4, groups=8),
    decode=Linear(lanes=32, columns=2, split=8),
    head=Linear(lanes=64, columns=1, split=3),
    attention_threads=64,
    attention_tokens=4,
)

# A hardware GPU with shader-f16: half the cache, and half of what attention reads.
F16 = replace(HARDWARE, cache="float16")

TUNINGS = {"software": SOFTWARE, "hardware": HARDWARE, "f16": F16}
