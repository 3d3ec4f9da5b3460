"""The one form in which the adapter is asked and answers. `src/agent/fill/lines.ts` writes and reads the same.

    Copy the words of the request that each argument needs, or leave the argument out.
    write_message: to, body
    Tell Anna that I'm late
    <empty line>
    to: Anna
    body: I'm late

It is plain text, not a chat: short, since a processor reads 30 tokens a second, and with another first token than a
chat, so that nothing of the two is ever shared in the KV cache. The first line is always the same: the second of two calls
that follow one another does not read it again.
"""
import re

END = 2  # <|im_end|>
FRONT = "Copy the words of the request that each argument needs, or leave the argument out.\n"

def prompt(tool, asked, words):
    """All but the front."""
    line = re.sub(r"\s+", " ", words).strip()
    return f"{tool}: {', '.join(asked)}\n{line}\n\n"

def answer(asked, args):
    return "\n".join(f"{name}: {args[name]}" for name in asked if name in args)

def read(text):
    return {k.strip(): v.strip() for k, _, v in (line.partition(":") for line in text.strip().split("\n")) if v.strip()}
