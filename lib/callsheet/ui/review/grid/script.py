"""The grid's script: small modules in script/, joined to two; there is no build step.

Streamlit sends a component's script again with each run, so what it gets is a short loader. The loader imports the
rest, 140 KB, from an address of its own (routes.py), which the browser asks for once.
"""

from __future__ import annotations

import re
from functools import cache
from graphlib import TopologicalSorter
from hashlib import sha256
from pathlib import Path

SCRIPT_FOLDER = Path(__file__).resolve().parent / "script"
MOUNT, LOADER = "mount", "load"
"""The modules where the grid's script and its loader start."""
_IMPORT = re.compile(r"^import (\{.+\}) from '(.+)'$", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)


@cache
def script_name() -> str:
    """The file name of the grid's script in its address: another one for each content."""
    return f"script-{sha256(joined_script(MOUNT).encode()).hexdigest()[:20]}.js"


@cache
def joined_script(start: str) -> str:
    """All modules that a module imports as one, each after those it imports.

    Each becomes a function that returns what the module exports, so that the names of one module mean nothing in
    another; the start alone stays as it is.

    Args:
        start: `MOUNT` or `LOADER`.

    Raises:
        graphlib.CycleError: modules import each other.
        OSError: an imported module is missing.
    """
    texts: dict[Path, str] = {}
    imports: dict[Path, list[Path]] = {}
    first = SCRIPT_FOLDER / f"{start}.js"
    waiting = [first]
    while waiting:
        module = waiting.pop()
        if module not in texts:
            texts[module] = module.read_text("utf-8")
            imports[module] = [(module.parent / path).resolve() for _, path in _IMPORT.findall(texts[module])]
            waiting += imports[module]
    *before, _ = TopologicalSorter(imports).static_order()
    parts = [_part(module, texts[module]) for module in before]
    return "\n".join([*parts, _with_names(first, texts[first])])


def _with_names(module: Path, text: str) -> str:
    """A module with the names of other parts of the script in place of its imports."""
    return _IMPORT.sub(lambda found: f"const {found[1]} = {_name((module.parent / found[2]).resolve())}", text)


def _part(module: Path, text: str) -> str:
    """One module as a part of the script."""
    text = _with_names(module, text)
    exports = ", ".join(_EXPORT.findall(text))
    return f"const {_name(module)} = (() => {{\n{_EXPORT.sub('', text)}\nreturn {{ {exports} }}\n}})()"


def _name(module: Path) -> str:
    """The name of a module in the script: view/heights.js → module_view_heights."""
    return "_".join(("module", *module.relative_to(SCRIPT_FOLDER).with_suffix("").parts))
