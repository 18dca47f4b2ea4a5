"""The rooms of the library, read from its code: their order, what they import, and the map for CONTRIBUTING.

`python tests/house.py` writes the map into CONTRIBUTING.md; `test_house.py` holds the code against all of it.
"""

import ast
import re
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
LIBRARY = PROJECT / "lib" / "readout"
PAGE = PROJECT / "CONTRIBUTING.md"
#: A module imports from its own room and from those before it; modules of the root stand for themselves.
FLOORS = (
    ("errors", "resources"),
    ("text", "statistics"),
    ("reading",),
    ("attribution",),
    ("sidecar",),
    ("document",),
    ("measures",),
    ("exhibits",),
    ("publish",),
    ("__main__",),
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(path for path in LIBRARY.rglob("*.py") if path != LIBRARY / "__init__.py")
#: So many words can be a sentence; fewer are a label.
_A_SENTENCE = 5
_MAP = re.compile(r"(<!-- map: .*? -->\n).*?(<!-- end of map -->)", flags=re.DOTALL)


def room_of(path: Path) -> str:
    """The folder in which a module stands, or the module itself where it stands in the root."""
    return path.relative_to(LIBRARY).parts[0].removesuffix(".py")


def imported(path: Path) -> list[str]:
    """Full names of all that a file imports."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def says(path: Path) -> str:
    """The first line of a module's docstring."""
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]


def prose_in(path: Path) -> list[str]:
    """Texts of a module that tell a reader something: neither labels nor documentation nor errors.

    That is what begins or ends like a sentence, or is put together around a value, from five words on.
    """
    found = []
    waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Raise) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            continue
        is_put_together = isinstance(node, ast.JoinedStr)
        parts = node.values if is_put_together else [node]
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else " … " for part in parts)
        like_a_sentence = re.match(r"[A-Z]\w* |.*[.!?]$", text, flags=re.DOTALL)
        if len(re.findall(r"\w{2,}", text)) >= _A_SENTENCE and (is_put_together or like_a_sentence):
            found.append(text)
        if not is_put_together:
            waiting.extend(ast.iter_child_nodes(node))
    return found


def rooms_in_order() -> list[str]:
    return [room for rooms in FLOORS for room in rooms]


def map_of_rooms() -> str:
    """A table with a row a room: what it holds, in its own words, and its modules."""
    rows = ["| room | holds | modules |", "| --- | --- | --- |"]
    for room in rooms_in_order():
        single = LIBRARY / f"{room}.py"
        modules = sorted(p.stem for p in (LIBRARY / room).glob("*.py") if p.stem != "__init__")
        about = says(single) if single.exists() else says(LIBRARY / room / "__init__.py")
        rows.append(f"| `{room}` | {about} | {', '.join(f'`{m}`' for m in modules) or 'itself'} |")
    return "\n".join(rows) + "\n"


def with_map(page: str) -> str:
    """The page with the map as it is now."""
    return _MAP.sub(lambda m: f"{m[1]}{map_of_rooms()}{m[2]}", page)


if __name__ == "__main__":
    PAGE.write_text(with_map(PAGE.read_text("utf-8")), "utf-8", newline="\n")
