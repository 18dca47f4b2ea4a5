"""Reading learns nothing: the cast is finished before it begins, and what was read before changes nothing."""

import dataclasses

import pytest

from readout.attribution import attribute, mentions, people
from readout.reading import files, layout

LEDE = "President Ana Sol of Meridia held talks with Prime Minister Bo Lund of Norrland. "


def pieces_of(text):
    text = layout.unwrapped(files.clean(text, where="test"))
    return text, layout.pieces(text)


def test_nothing_of_a_cast_can_be_changed():
    person = people.Person("Ana Sol", ("ana", "sol"))
    cast = people.Cast((person,), lead=person)
    for thing in (person, cast, mentions.Mention("person", 1, (person,))):
        hash(thing)  # no set, list or dictionary in it
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(thing, dataclasses.fields(thing)[0].name, None)


def test_an_office_that_no_one_is_known_to_hold_is_the_same_person_wherever_it_is_read():
    text, pieces = pieces_of(LEDE + "The Chancellor said no. The Chancellor said yes.")
    table = attribute(text, pieces).sentences
    assert table["speaker"].tolist()[1:] == ["Chancellor", "Chancellor"]
    assert table["rule"].tolist()[1:] == ["unsure", "unsure"]
