"""Greedy answers of the independent forward pass (forward.py), to compare a library's answers with.

    python check/reference.py TOKENIZER.json PART.gguf [PART.gguf ...]

writes check/reference.json (several prompts, among them a second turn and one longer than a chunk of 512) and
check/known-answers.json (three whose every token is far ahead of the next likely one: those must not differ on any GPU).
"""
import json
import sys
from pathlib import Path

from forward import Model, Run
from tokenizers import Tokenizer

HERE = Path(__file__).parent
STOP = (0, 2)
SYSTEM = {"role": "system", "content": "You are a helpful AI assistant named Hermit."}
FOX = "Repeat exactly: the quick brown fox jumps over the lazy dog."
OTTER = (
    "The sea otter is a marine mammal native to the coasts of the northern and eastern North Pacific Ocean. Adult sea otters "
    "typically weigh between 14 and 45 kg, making them the heaviest members of the weasel family, but among the smallest marine "
    "mammals. Unlike most marine mammals, the sea otter's primary form of insulation is an exceptionally thick coat of fur, the "
    "densest in the animal kingdom. Although it can walk on land, the sea otter is capable of living exclusively in the ocean. "
)
LONG = "Summarise in one sentence: " + OTTER * 5
LEAST_GAP = 0.5

user = lambda text: {"role": "user", "content": text}
assistant = lambda text: {"role": "assistant", "content": text}


def prompt_text(messages):
    return "".join(f"<|im_start|>{m['role']}\n{m['content']}<|im_end|>\n" for m in messages) + "<|im_start|>assistant\n"


class Reference:
    def __init__(self, model, tokenizer):
        self.model, self.tokenizer = model, tokenizer

    def answer(self, name, messages, most):
        ids = self.tokenizer.encode(prompt_text(messages), add_special_tokens=False).ids
        answer, gap = Run(self.model).greedy(ids, most, STOP)
        text = self.tokenizer.decode(answer)
        print(f"{name}: {len(ids)} tokens; smallest gap {gap:.3f}; {text!r}", flush=True)
        return {"name": name, "messages": messages, "maxTokens": most, "promptIds": ids, "promptTokens": len(ids),
                "answerIds": answer, "answerText": text, "smallestGap": round(gap, 4)}

    def conversation(self, turns, most):
        """Each turn's messages hold the answers before it, as a chat's do."""
        messages, answers = [SYSTEM], []
        for name, text in turns:
            messages = [*messages, user(text)]
            answers.append(self.answer(name, messages, most))
            messages = [*messages, assistant(answers[-1]["answerText"])]
        return answers


def write(name, answers):
    (HERE / name).write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n")


def main(tokenizer, parts):
    reference = Reference(Model(parts), Tokenizer.from_file(tokenizer))
    known = reference.conversation([("first turn", FOX), ("second turn", "Repeat that.")], 12)
    known += [reference.answer("long prompt", [SYSTEM, user(LONG)], 8)]
    for answer in known:
        if answer["smallestGap"] < LEAST_GAP:
            sys.exit(f"{answer['name']}: {answer['smallestGap']} is too close a call for a known answer")
    write("known-answers.json", known)
    several = reference.conversation([("capital", "What is the capital of France?"), ("second turn", "And of Italy?")], 24)
    for name, text in [("gravity", "Explain gravity in two sentences."), ("python", "Write a Python function that adds two numbers."),
                       ("months", "Name the months of the year."), ("chinese", "用中文说你好。")]:
        several.append(reference.answer(name, [SYSTEM, user(text)], 24))
    several.append(reference.answer("digits", [{"role": "system", "content": "You answer briefly."}, user("What is 12 + 35?")], 16))
    several.append(reference.answer("longer than a chunk", [SYSTEM, user(LONG)], 8))
    write("reference.json", several)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
