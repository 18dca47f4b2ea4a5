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
