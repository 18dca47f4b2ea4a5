"""Under which name whoever speaks is filed."""

import pytest

import readout
from invented import LEDE, voices
from readout.attribution import NARRATOR
from readout.resources import table


def test_a_minister_called_he_is_no_pronoun():
    text = LEDE + "\nSol said that it rains.\n\nDov Ilk, Cara Fenn and He Lifan attended the talks."
    found = voices(text.replace("\nDov", "\nThe two sides discussed it.\nDov"))
    assert found[-1] == (NARRATOR, "event")


def test_names_with_accents_particles_and_suffixes_are_one_person():
    text = (
        "President Emre Doğan met Chancellor Ursula von der Brück and Joseph R. Sol, Jr. today. "
        "Dogan said yes. Chancellor Brück said no. "
    )
    assert readout.parse("A meeting\n\n" + text).speakers == ("Ursula von der Brück", "Emre Doğan")


def test_a_run_of_capitals_is_no_person():
    heading = "Bridge River Treaty Council Trade Energy Forum Summit Port Harbour " * 3
    english = "noted it, as it was and as it will be for all of us. "
    text = f"President Ana Sol said that it is so. {heading}{english}" * 2
    assert readout.parse("A call\n\n" + text).speakers == ("Ana Sol",)


def test_verbs_and_titles_are_written_in_lower_case_once():
    for verbs in table("verbs").values():
        forms = [form for listed in verbs.values() for form in listed]
        assert len(forms) == len(set(forms))
        assert all(form == form.lower() for form in forms)


def test_an_office_is_no_part_of_the_name_of_who_chaired_the_meeting():
    text = "The meeting was chaired by Norrland Foreign Minister Bo Lund. Bo Lund said that it rains."
    assert readout.parse("Talks\n\n" + text).speakers == ("Bo Lund",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Foreign Secretary, Ana Sol MP, met Bo Lund today. She said that trade grows.", "Ana Sol"),
        ("General Secretary To Lanh met Bo Lund. To Lanh said that trade grows.", "To Lanh"),
        ("President Le Minh An met Bo Lund. President An said that trade grows.", "Le Minh An"),
        ("Minister Tran Thi My Hanh met Bo Lund. Minister Hanh said that trade grows.", "Tran Thi My Hanh"),
        (
            "General Secretary of the Workers' Party of Dai Lam Trinh Quoc Khai met Bo Lund. He said yes.",
            "Trinh Quoc Khai",
        ),
        (
            "Ana Sol met Sutarno, speaker of the House of Norvania, today. Sutarno said that trade grows.",
            "Sutarno",
        ),
        (
            "Minister Ana Sol met Bo Lund of Norvania and Ida Rask of Kaleva. Rask said that trade grows.",
            "Ida Rask",
        ),
        (
            "The Minister met the Special Envoy for the Gulf of Sarn, Ida Rask. The Special Envoy said no.",
            "Ida Rask",
        ),
        (
            "Minister Ana Sol met the press. The Special Envoy for the Basin, Ambassador Bo Lund, said no.",
            "Bo Lund",
        ),
        ("According to Ida Rask, head of the mission, many have gone home.", "Ida Rask"),
        ("HR/VP Ana Sol spoke to Bo Lund. The HR/VP said that aid is on its way.", "Ana Sol"),
        ("GALDOR, 3rd May, 2031 (NA) -- President Ana Sol, in a call today, thanked Bo Lund.", "Ana Sol"),
    ],
)
def test_whoever_speaks_is_known_by_the_full_name(text, name):
    assert voices(text)[-1][0] == name


def test_a_misspelt_name_with_its_office_is_the_same_person():
    text = "Prime Minister Ana Sol spoke with President Bohdan Lysohyr. President Lysohir thanked her."
    assert voices(text)[-1][0] == "Bohdan Lysohyr"
