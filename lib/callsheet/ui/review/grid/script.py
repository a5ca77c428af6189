"""The grid's script: small modules in script/, which Streamlit runs as a single one; there is no build step."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

SCRIPT_FOLDER = Path(__file__).resolve().parent / "script"
_START = SCRIPT_FOLDER / "mount.js"
_IMPORT = re.compile(r"^import (\{.+\}) from '(.+)'$", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)


def joined_script() -> str:
    """All modules that `mount.js` imports as one, each after those it imports.

    Each becomes a function that returns what the module exports, so that the names of one module mean nothing in
    another; `mount.js` alone stays as it is.

    Raises:
        graphlib.CycleError: modules import each other.
        OSError: an imported module is missing.
    """
    texts: dict[Path, str] = {}
    imports: dict[Path, list[Path]] = {}
    waiting = [_START]
    while waiting:
        module = waiting.pop()
        if module not in texts:
            texts[module] = module.read_text("utf-8")
            imports[module] = [(module.parent / path).resolve() for _, path in _IMPORT.findall(texts[module])]
            waiting += imports[module]
    return "\n".join(_part(module, texts[module]) for module in TopologicalSorter(imports).static_order())


def _part(module: Path, text: str) -> str:
    """One module as a part of the script."""
    text = _IMPORT.sub(lambda found: f"const {found[1]} = {_name((module.parent / found[2]).resolve())}", text)
    if module == _START:
        return text
    exports = ", ".join(_EXPORT.findall(text))
    return f"const {_name(module)} = (() => {{\n{_EXPORT.sub('', text)}\nreturn {{ {exports} }}\n}})()"


def _name(module: Path) -> str:
    """The name of a module in the script: view/heights.js → module_view_heights."""
    return "_".join(("module", *module.relative_to(SCRIPT_FOLDER).with_suffix("").parts))
