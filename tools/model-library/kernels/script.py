"""TVMScript text -> PrimFunc. Kernels are written as text because their unrolled parts depend on the model's shape."""
import functools
import textwrap

from tvm.script import from_source


@functools.lru_cache(None)
def kernel(source, name=None):
    """Parses one `@T.prim_func`. Cached: without it a build takes minutes. A kernel that Relax names by itself must
    have no global symbol, or TVM reports duplicates; `name` is for the few that JavaScript calls by name."""
    function = from_source("# from tvm.script import tirx as T\n" + textwrap.dedent(source))
    return function.with_attr("global_symbol", name) if name else function.without_attr("global_symbol")


def lines(indent, statements):
    """Joins statements, each on a line of its own, `indent` spaces deep."""
    return "\n".join(" " * indent + line for statement in statements for line in statement.split("\n"))


def to(dtype, expression, of="float32"):
    """TIR text of an expression as another type; the same text where it is of that type already."""
    return expression if dtype == of else f"T.Cast('{dtype}', {expression})"
