"""From templates to sentences, with the words of each that fill its arguments."""
import hashlib, random, re
import templates_apps  # adds its own
import words_en as E
import words_zh as Z
from templates import EN, ZH

NUMBER_NAMES = {"quantity", "count", "number", "people", "guests", "seats"}
COUNTS = {**{w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}, "a": 1, "an": 1, "a couple of": 2, "half a dozen": 6, "a dozen": 12,
          "一": 1, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "八": 8, "十": 10, "半打": 6}
BARE = {"query", "place", "item", "product", "dish", "label", "subject", "venue", "restaurant", "device", "device_name", "target", "title", "song", "summary", "where", "location"}

def held_out(key):
    """One value in eight and one template in eight are never trained on."""
    return hashlib.sha256(key.encode()).digest()[0] % 8 == 0

def expand(text, R):
    while True:
        m = re.search(r"\(([^(){}]*|[^()]*)\)", text)
        if not m:
            return re.sub(r" +", " ", text).strip()
        text = text[:m.start()] + R.choice(m[1].split("|")) + text[m.end():]

def plural(item):
    head, *rest = re.split(r" (of|and) ", item, maxsplit=1)
    if not head.endswith("s"):
        head = head[:-1] + "ies" if re.search(r"[^aeiou]y$", head) else head + ("es" if re.search(r"(ch|sh|x|to)$", head) else "s")
    return head + (f" {rest[0]} {rest[1]}" if rest else "")

def sentence(tool, language, R, test=False):
    """One sentence -> (words, {argument: value}), or None where the dice gave one of the other half."""
    fields, templates = R.choice((EN if language == "en" else ZH)[tool])
    template = R.choice(templates)
    if held_out(tool + template) and not test:
        return None
    drawn, args, fresh = {}, {}, held_out(tool + template)
    for name in re.findall(r"\{(\w+)\}", template):
        value = R.choice(fields[name])
        if held_out(value) and not test and name not in NUMBER_NAMES and name not in ("to", "at", "duration"):
            return None
        fresh = fresh or held_out(value)
        if name in NUMBER_NAMES:
            drawn[name] = value
            if value.isdigit() or value in COUNTS:
                args[name] = str(COUNTS.get(value, value))
            continue
        many = [drawn.get(n) for n in NUMBER_NAMES if n in drawn]
        if language == "en" and many and COUNTS.get(many[0], 2) > 1 and name in ("item", "product", "dish"):
            value = plural(value)
        if language == "en" and name in ("text", "body") and not re.search("[\"']", template) and R.random() < .12:
            value += R.choice([" and ", ", ", " because ", " before "]) + R.choice(E.TASK + E.MSG)
        if language == "zh" and name in ("text", "body") and R.random() < .1 and tool in ("write_message", "write_email", "add_note", "translate_text"):
            value += R.choice(["，", "，然后", "，因为"]) + R.choice(Z.MSG)
        drawn[name] = value
        args[name] = re.sub(r"^(the|a|an|some) ", "", value) if language == "en" and name in BARE else value
    if test and not fresh:
        return None
    text = expand(template, R)
    # A value is put in after the alternatives were drawn: it may hold brackets of its own.
    text = re.sub(r"\{(\w+)\}", lambda m: drawn[m[1]], text)
    return surface(text, args, language, R)

def surface(text, args, language, R):
    """Case, stops, courtesy and slips of the finger round the values."""
    if language == "en":
        if R.random() < .1:
            text, args = text.lower(), {k: v.lower() for k, v in args.items()}
        elif R.random() < .6 and not any(text.startswith(v) for v in args.values()):
            text = text[0].upper() + text[1:]
        if R.random() < .12: text = R.choice(["please ", "hey, ", "ok, ", "hi, ", "Hermit, ", "can you ", "could you please ", "I'd like you to "]) + text
        if R.random() < .08 and text[-1].isalnum(): text += R.choice([" please", ", thanks", " for me", ", thank you", " now"])
        if R.random() < .3 and text[-1].isalnum(): text += R.choice(".!?.")
    else:
        if R.random() < .12: text = R.choice(["请", "麻烦", "帮我", "你好，", "嘿，", "能不能", "可以"]) + text
        if R.random() < .06: text += R.choice(["，谢谢", "吧", "好吗"])
        if R.random() < .3 and text[-1].isalnum(): text += R.choice("。！？。")
    return text, args
