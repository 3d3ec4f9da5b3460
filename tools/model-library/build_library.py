"""A GGUF's shape -> host code and WebGPU kernels, as WebAssembly objects for build.sh to link.

    python build_library.py FIRST_PART.gguf OUTDIR [--tuning software|hardware|f16] [--chunk 512]
"""
import argparse
import json
from pathlib import Path

import tvm
from tvm import relax, tirx
from tvm.relax.backend.gpu_generic import pipeline

from architectures import llama
from kernels import sampling
from kernels.tuning import TUNINGS
from quantisation import gguf_q4_1

# "mvp": Debian's wasm-opt does not know the features that TVM's LLVM marks objects with otherwise.
HOST = {"kind": "llvm", "mtriple": "wasm32-unknown-unknown-wasm", "mcpu": "mvp"}
# 256 threads in a workgroup: what every WebGPU adapter has.
DEVICE = {"kind": "webgpu", "max_num_threads": 256}


def add_sampling(module, vocabulary):
    """WebLLM hands what `argsort_probs` gives to `sample_with_top_p` only, so nothing is sorted: the first passes the
    probabilities on, the second searches for the nucleus' threshold."""
    builder = relax.BlockBuilder(module)
    tensor = lambda name, size, dtype: relax.Var(name, relax.TensorType(size, dtype))
    probabilities = tensor("probs", (1, vocabulary), "float32")
    with builder.function("argsort_probs", [probabilities], attrs={"relax.force_pure": True}):
        with builder.dataflow():
            ids = builder.emit(relax.op.zeros((1,), "int32"))
            out = builder.emit_output(relax.Tuple([probabilities, ids]))
        builder.emit_func_output(out)
    p, ids = tensor("sorted_probs", (1, vocabulary), "float32"), tensor("sorted_indices", (1,), "int32")
    u, which, top_p = tensor("uniform_samples", (1,), "float32"), tensor("sample_indices", (1,), "int32"), tensor("top_p", (1,), "float32")
    sample = builder.add_func(sampling.sample_top_p(vocabulary), "sample_top_p")
    with builder.function("sample_with_top_p", [p, ids, u, which, top_p]):
        with builder.dataflow():
            out = builder.emit_output(relax.call_tir(sample, [p, u, top_p], out_ty=relax.TensorType((1,), "int32")))
        builder.emit_func_output(out)
    module = builder.get()
    for function in (sampling.logit_bias(), sampling.penalty(), sampling.bitmask(vocabulary)):
        module[function.attrs["global_symbol"]] = function
    return module


def add_metadata(module, metadata):
    builder = relax.BlockBuilder(module)
    with builder.function("_metadata", []):
        builder.emit_func_output(tvm.ir.StringImm(json.dumps(metadata)))
    return builder.get()


def passes(target):
    return tvm.transform.Sequential(
        [tirx.transform.BindTarget(target), *pipeline.library_dispatch_passes(target), *pipeline.legalize_passes(target),
         relax.transform.DeadCodeElimination(), tirx.transform.ForceNarrowIndexToInt32(),
         *pipeline.dataflow_lower_passes(target), relax.transform.DeadCodeElimination(), *pipeline.finalize_passes(target)])


def build(shape, tuning, chunk, out):
    target = tvm.target.Target(DEVICE, host=HOST)
    with target:
        model = llama.Llama(shape, tuning)
        module, named = model.export_tvm(spec=model.spec())
        parameters = [{"name": name, "shape": [int(d) for d in p.shape], "dtype": str(p.dtype)} for name, p in named]
        # What WebLLM 0.2.86 reads of it, and the parameters in the order in which it passes them.
        module = add_metadata(add_sampling(module, shape.vocabulary), {
            "model_type": "llama", "quantization": gguf_q4_1.NAME, "context_window_size": shape.context, "prefill_chunk_size": chunk,
            "sliding_window_size": -1, "attention_sink_size": -1, "tensor_parallel_shards": 1, "kv_state_kind": "kv_cache",
            "max_batch_size": 1, "params": parameters})
        for variable, function in list(module.functions.items()):
            if isinstance(function, relax.Function):
                module[variable] = (function.with_attr("tir_var_upper_bound", {llama.CHUNK_LENGTH: chunk, "batch": 1})
                                    .with_attr("relax.memory_plan_dynamic_func_output", True))
        out.mkdir(parents=True, exist_ok=True)
        relax.build(module, target=target, relax_pipeline=passes(target), system_lib=True).export_library(str(out / "lib.tar"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("gguf")
    parser.add_argument("out", type=Path)
    parser.add_argument("--tuning", choices=TUNINGS, default="software")
    parser.add_argument("--chunk", type=int, default=512, help="most tokens in one forward pass")
    arguments = parser.parse_args()
    build(llama.Shape.read(arguments.gguf), TUNINGS[arguments.tuning], arguments.chunk, arguments.out)
