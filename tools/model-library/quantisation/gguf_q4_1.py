"""GGUF's Q4_1 (linear layers) and Q8_0 (embedding, also the head) as WebGPU reads them. Bits are only moved.

The layout is "KN": word [k, n], so that neighbouring threads (n) read neighbouring words.
  q4: uint32 [K/8, N], element i of a word at bit 4i; scales uint32 [K/32, N] = f16 d | f16 m << 16;  w = q d + m
  q8: uint32 [K/4, N], bytes biased by 128;           scales uint32 [K/64, N] = two f16;              w = (q - 128) d
"""

import struct

NAME = "gguf-q4_1"
BLOCK = 32


def q4_shapes(k, n):
    return (k // 8, n), (k // BLOCK, n)


def q8_shapes(k, n):
    return (k // 4, n), (k // (2 * BLOCK), n)


def exact(value):
    """TIR text of a float32 constant, by its bits: TVM writes decimal constants to WGSL with seven digits."""
    return f"T.reinterpret('float32', T.uint32({struct.unpack('<I', struct.pack('<f', value))[0]}))"


def f16(h):
    """TIR text: the f16 in the low half of a uint32 as float32, by integer operations: shader-f16 is not needed, and
    a subnormal is exact where the GPU would flush it. Nothing branches: TVM makes an `if` of each select, and some
    fifty of them in a kernel keep a software GPU's compiler busy for minutes."""
    # a subnormal is read with the smallest exponent, and what that put in front of its fraction is taken off again
    lift = f"(T.uint32(1024) - T.min(T.bitwise_and({h}, T.uint32(31744)), T.uint32(1024)))"
    lifted = f"T.reinterpret('float32', T.shift_left(T.bitwise_and({h}, T.uint32(32767)) + {lift}, T.uint32(13)) + T.uint32({112 << 23}))"
    sign = f"T.reinterpret('float32', T.bitwise_or(T.shift_left(T.bitwise_and({h}, T.uint32(32768)), T.uint32(16)), T.uint32({127 << 23})))"
    return f"(({lifted} - T.Cast('float32', T.Cast('int32', {lift})) * {exact(2.0**-24)}) * {sign})"


def nibble(half_word, i):
    """TIR text: nibble i (0..3) of the low 16 bits of a word, times 16^i. Masked in place: on a software GPU a shift
    costs more than everything else that is done to a weight. The factor is taken back by NIBBLE_SCALE."""
    return f"T.Cast('float32', T.Cast('int32', T.bitwise_and({half_word}, T.uint32({15 << 4 * i}))))"


NIBBLE_SCALE = [exact(16.0**-i) for i in range(4)]


def byte(word, i):
    """TIR text: byte i (0..3) of a word, times 256^i for i < 3 (the fourth is shifted: it would be taken for a sign)."""
    bits = f"T.shift_right({word}, T.uint32(24))" if i == 3 else f"T.bitwise_and({word}, T.uint32({255 << 8 * i}))"
    return f"T.Cast('float32', T.Cast('int32', {bits}))"


BYTE_SCALE = [exact(s) for s in (1.0, 2.0**-8, 2.0**-16, 1.0)]
