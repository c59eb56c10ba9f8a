"""Lists files and functions that have outgrown our sense of proportion.

A list to think about, not a gate: no thought is split to meet a number.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
LINES: Final = {"*.py": 300, "*.html": 120}
FUNCTION: Final = 40


def overgrown() -> Iterator[str]:
    for folder in ("app", "kiosk", "scripts"):
        for pattern, most in LINES.items():
            for path in sorted((ROOT / folder).rglob(pattern)):
                text = path.read_text("utf-8")
                name = path.relative_to(ROOT)
                if (lines := text.count("\n")) > most:
                    yield f"{name}: {lines} lines, rather than {most}"
                if path.suffix == ".py":
                    yield from (f"{name}:{found}" for found in _long_functions(ast.parse(text)))


def _long_functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION:
                yield f"{node.lineno}: {node.name} has {lines} lines, rather than {FUNCTION}"


if __name__ == "__main__":
    sys.stdout.writelines(f"proportion: {line}\n" for line in overgrown())
