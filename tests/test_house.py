"""How the library is built: which room may import from which, read from the code itself."""

import pytest

from house import FLOOR, LIBRARY, MODULES, PAGE, imported, prose_in, room_of, rooms_in_order, says, with_map

each_module = pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(LIBRARY)))


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


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) == "measures"], ids=lambda p: p.stem)
def test_measures_hold_no_sentence_of_english(path):
    assert prose_in(path) == [], "what is said of a number belongs into an exhibit"


def test_prose_is_told_from_labels_errors_and_documentation(tmp_path):
    path = tmp_path / "module.py"
    path.write_text('''"""What this module is for, in many words."""
LABEL = "per 1,000 words of each person, frames left out"
SHORT = f"{LABEL} of {LABEL}"
def measure(x):
    """Count it, and say so in a sentence."""
    if not x:
        raise ValueError(f"there is no word in what was given, got {x!r}")
    return f"words that are given to {x} and to nobody else", "The second is given fewer words."
''')
    assert sorted(prose_in(path)) == [
        "The second is given fewer words.", "words that are given to  …  and to nobody else"
    ]  # fmt: skip


@each_module
def test_every_module_says_what_it_is_for(path):
    assert says(path).endswith((".", ":")), "a first line that the map can show"


def test_contributing_shows_the_order_and_the_map_of_the_rooms():
    page = PAGE.read_text("utf-8")
    assert with_map(page) == page, "run python tests/house.py"
    order = page.split("```text\n")[1].split("\n```")[0]
    assert order.replace(" → ", ", ").split(", ") == [r for r in rooms_in_order() if r != "__main__"]
