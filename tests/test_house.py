"""How the library is built: which room may import from which, read from the code itself."""

import ast

import pytest

from conftest import ROOT

LIBRARY = ROOT / "lib" / "readout"
#: A module imports from its own floor and from those before it; modules of the root stand for themselves.
FLOORS = (
    {"errors", "resources"},
    {"text", "statistics"},
    {"reading"},
    {"attribution"},
    {"sidecar"},
    {"document"},
    {"measures"},
    {"exhibits"},
    {"publish"},
    {"__main__"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(path for path in LIBRARY.rglob("*.py") if path != LIBRARY / "__init__.py")
each_module = pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(LIBRARY)))


def room_of(path):
    return path.relative_to(LIBRARY).parts[0].removesuffix(".py")


def imported(path):
    """Full names of all that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def inside(path):
    """Of what a file imports, that which is the library's, in parts below its root."""
    names = [name.split(".")[1:] for name in imported(path) if name.split(".")[0] == "readout"]
    return [["errors"] if parts == ["ReadoutError"] else parts for parts in names]


def test_every_room_has_its_floor():
    assert set(FLOOR) == {room_of(path) for path in MODULES}


@each_module
def test_imports_lead_down(path):
    for parts in inside(path):
        assert parts[0] in FLOOR, "import from the module that defines it, not from the package"
        assert FLOOR[parts[0]] <= FLOOR[room_of(path)], parts
        same_floor = FLOOR[parts[0]] == FLOOR[room_of(path)]
        assert not same_floor or parts[0] == room_of(path), parts


@each_module
def test_nobody_reaches_past_the_door_of_the_engine(path):
    behind = {p.stem for p in (LIBRARY / "attribution").glob("*.py")}
    if room_of(path) != "attribution":
        for parts in inside(path):
            assert parts[0] != "attribution" or (len(parts) <= 2 and not behind & set(parts[1:])), parts


@pytest.mark.parametrize(
    ("library", "rooms"),
    [
        ("matplotlib", {"exhibits", "publish"}),
        ("bs4", {"reading"}),
        ("yaml", {"reading"}),
        ("nbclient", {"publish"}),
        ("nbformat", {"publish"}),
        ("sklearn", {"measures"}),
    ],
)
def test_a_library_is_met_in_few_rooms(library, rooms):
    met = {room_of(path) for path in MODULES if library in {n.split(".")[0] for n in imported(path)}}
    assert met <= rooms
