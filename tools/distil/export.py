"""What was trained as a GGUF adapter (f16), and its line in the catalogue. usage: export.py [--name tools] [--to FILE]"""
import argparse, hashlib, json, pickle
import numpy as np
from gguf import GGUFWriter
from base import HERE, MODEL, OUT

parser = argparse.ArgumentParser(); parser.add_argument("--name", default="tools"); parser.add_argument("--to"); a = parser.parse_args()
made = pickle.load(open(OUT / f"{a.name}.pkl", "rb"))
path = a.to or MODEL / "smollm2-135m-instruct-tools-lora-f16.gguf"
w = GGUFWriter(str(path), "llama"); w.add_type("adapter"); w.add_string("adapter.type", "lora"); w.add_float32("adapter.lora.alpha", float(made["alpha"]))
w.add_name("SmolLM2 135M Instruct, words of a request for a tool's arguments"); w.add_string("general.license", "apache-2.0")
for name, ab in made["lora"].items():
    w.add_tensor(name + ".weight.lora_a", ab["a"].astype(np.float16)); w.add_tensor(name + ".weight.lora_b", ab["b"].astype(np.float16))
w.write_header_to_file(); w.write_kv_data_to_file(); w.write_tensors_to_file(); w.close()
data = open(path, "rb").read(); print(path, len(data), hashlib.sha256(data).hexdigest(), "of", made["steps"], "steps,", made["examples"], "examples,", made["tokens"], "tokens,", round(made["seconds"]), "s")
if not a.to:
    listed = dict(adapters=[dict(id="tools", name=path.name, bytes=len(data), sha256=hashlib.sha256(data).hexdigest())])
    (HERE.parent.parent / "src/models/catalogue/embedded-adapters.json").write_text(json.dumps(listed, indent=2) + "\n")
