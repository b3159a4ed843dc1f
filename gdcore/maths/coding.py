"""Writing a list of operations as Python source, and compiling it."""

import math
from collections.abc import Callable, Sequence

from gdcore.maths.tape import Tape

_INLINE_DEPTH = 12  # expressions nest in the generated code at most so deep; Python allows 200


def source(tape: Tape, results: Sequence[int], name: str = "compute") -> str:
    """Python source of a function that takes the variables and returns the tuple of results.

    It holds arithmetic and the names of ``kernels`` only, so the same source serves numbers
    and arrays. What is used once is written where it is used.
    """
    needed = tape.needed(results)
    uses = dict.fromkeys(needed, 0)
    for i in needed:
        if tape.nodes[i][0] not in ("constant", "variable"):
            for a in tape.nodes[i][1:]:
                uses[int(a)] += 1
    for i in results:
        uses[i] += 2  # a result has a name of its own
    text: dict[int, tuple[str, int]] = {}
    lines = [f"def {name}({', '.join(f'x{i}' for i in range(len(tape.variables)))}):"]
    for i in needed:
        operation, *operands = tape.nodes[i]
        if operation == "constant":
            text[i] = (_literal(float(operands[0])), 0)
            continue
        if operation == "variable":
            text[i] = (f"x{operands[0]}", 0)
            continue
        written = [text[int(a)] for a in operands]
        depth = 1 + max(d for _, d in written)
        code = _written(str(operation), [t for t, _ in written])
        if uses[i] == 1 and depth < _INLINE_DEPTH:
            text[i] = (code, depth)
        else:
            lines.append(f"    t{i} = {code}")
            text[i] = (f"t{i}", 0)
    lines.append(f"    return ({', '.join(text[i][0] for i in results)},)")
    return "\n".join(lines)


def compile_source(
    source: str, namespace: dict[str, object], name: str = "compute"
) -> Callable[..., tuple[object, ...]]:
    """Compile what ``source`` returned against one of the two namespaces of ``kernels``."""
    scope = dict(namespace)
    exec(compile(source, f"<{name}>", "exec"), scope)  # our own text: numbers and fixed names
    function: Callable[..., tuple[object, ...]] = scope[name]  # type: ignore[assignment]
    return function


def _literal(value: float) -> str:
    if math.isfinite(value):
        return repr(value) if value >= 0 and not repr(value).startswith("-") else f"({value!r})"
    return "nan" if math.isnan(value) else "inf" if value > 0 else "(-inf)"


def _written(operation: str, operands: list[str]) -> str:
    symbol = {"add": "+", "sub": "-", "mul": "*", "div": "/"}.get(operation)
    if symbol:
        return f"({operands[0]} {symbol} {operands[1]})"
    if operation == "neg":
        return f"(-{operands[0]})"
    return f"{operation}({', '.join(operands)})"
