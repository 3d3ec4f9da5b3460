"""Examples from the tools' table: which tool, which arguments are asked for, the words, the answer."""
import json, random
from pathlib import Path
import sentences as S
from prompt import answer, prompt

TABLE = json.loads((Path(__file__).resolve().parent / "tools.json").read_text())
OWN = TABLE["tools"]
#: Kinds that the adapter fills in the product; all others are read by rules.
FREE = {"text", "person", "place"}
WEIGHT = {"set_reminder": 2, "write_message": 2.5, "write_email": 2.5, "translate_text": 1.5, "add_note": 1.5, "set_timer": 1.2, "cancel_reminder": 1.5, "copy_text": 1.5, "place_order": 3}

def arguments(tool):
    if tool in OWN:
        return list(OWN[tool])
    names = []
    for table in (S.EN, S.ZH):
        for fields, templates in table.get(tool, []):
            names += [n for n in fields if n not in names]
    return names

def asked_for(tool, R):
    every = arguments(tool)
    if tool in OWN:
        free = [n for n in every if OWN[tool][n] in FREE]
        return free if R.random() < .8 else every
    return every if R.random() < .75 else [n for n in every if R.random() < .6] or every

def example(R, test=False, only=None):
    while True:
        language = "en" if R.random() < .55 else "zh"
        table = S.EN if language == "en" else S.ZH
        names = [t for t in table if (t in OWN if only == "own" else t not in OWN if only == "foreign" else True)]
        own = [t for t in names if t in OWN]
        pool = own if only == "own" or (only is None and R.random() < .72) else [t for t in names if t not in OWN]
        tool = R.choices(pool, [WEIGHT.get(t, 1) for t in pool])[0]
        made = S.sentence(tool, language, R, test)
        if made is None:
            continue
        words, args = made
        asked = asked_for(tool, R)
        args = {n: args[n] for n in asked if n in args}
        return dict(tool=tool, language=language, asked=asked, words=words, args=args)

def encode(tokenizer, one):
    """-> ids of the prompt, ids of the answer (its end included)"""
    from prompt import END
    return tokenizer.encode(prompt(one["tool"], one["asked"], one["words"])).ids, tokenizer.encode(answer(one["asked"], one["args"])).ids + [END]
