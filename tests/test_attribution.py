import pytest

import readout
from readout import attribution
from readout.attribution import JOINT, NARRATOR
from readout.resources import table

XI, PUTIN = "Xi Jinping", "Vladimir Putin"


def gold(place):
    """The main document's voices, coded by reading it paragraph by paragraph, before the code ran."""
    paragraph, sentence = map(int, place.split("."))
    if paragraph <= 3 or paragraph == 21:
        return NARRATOR  # title, date, lede, attendance
    if paragraph in (19, 20) or (paragraph, sentence) == (17, 1):
        return JOINT
    return PUTIN if paragraph == 18 else XI


def voices(text, title="Sol Calls Lund\n\n"):
    """Speaker and rule of each body sentence of an invented text."""
    body = readout.parse(title + text).body
    return list(zip(body["speaker"], body["rule"], strict=True))


LEDE = "President Ana Sol of Meridia held talks with Prime Minister Bo Lund of Norrland. "


# --- the main document ---------------------------------------------------------------------------


def test_every_sentence_of_the_main_document_is_right(main):
    wrong = [
        (place, speaker)
        for place, speaker in zip(main.places, main.sentences["speaker"], strict=True)
        if speaker != gold(place)
    ]
    assert wrong == []


def test_sentences_by_voice(main):
    assert main.body.groupby("speaker").size().to_dict() == {XI: 58, PUTIN: 14, JOINT: 3, NARRATOR: 2}


def test_reporting_verbs_of_the_main_document(main):
    counts = main.body.groupby(["speaker", "verb"]).size().to_dict()
    assert counts == {
        (XI, "point out"): 11,
        (XI, "emphasize"): 3,
        (PUTIN, "say"): 1,
        (JOINT, "exchange views"): 2,
        (JOINT, "agree"): 1,
        (NARRATOR, "hold"): 1,
        (NARRATOR, "attend"): 1,
    }
    assert main.sentences["verb"].iloc[0] == "hold"  # the title


def test_frames_open_behind_that_and_include_the_lead_in(main):
    framed = main.body[main.body["frame_end"] > main.body["start"]]
    frames = [main.text[a:b] for a, b in zip(framed["start"], framed["frame_end"], strict=True)]
    assert len(frames) == 15
    assert all(frame.endswith(" that ") for frame in frames)
    assert "On UN Security Council cooperation, Xi Jinping pointed out that " in frames


@pytest.mark.parametrize(
    ("sentence", "frame"),
    [
        ("Sol said that the bridge is long.", "Sol said that "),
        ("Sol said: “The bridge is long.”", "Sol said: "),
        ("Sol underscored the length of the bridge.", "Sol underscored "),
        ("Sol thanked her guest.", ""),
        ("The bridge, Sol noted, is long.", ""),
        ("“The bridge is long,” Sol noted.", ""),
    ],
)
def test_a_frame_ends_where_the_content_begins(sentence, frame):
    row = readout.parse("Sol Calls Lund\n\n" + LEDE + sentence).body.iloc[-1]
    assert row["text"][: row["frame_end"] - row["start"]] == frame


def test_names_are_the_fullest_printed(main):
    assert main.speakers == (XI, PUTIN)


# --- rules, on texts of invented states ----------------------------------------------------------


def test_the_model_call_is_read_as_written(call):
    assert list(zip(call.body["speaker"], call.body["rule"], strict=True)) == [
        (NARRATOR, "event"),
        ("Ana Sol", "clause"),
        ("Ana Sol", "carried"),
        ("Ana Sol", "carried"),
        ("Bo Lund", "clause"),
        ("Bo Lund", "clause-last"),
        (JOINT, "joint-act"),
        (NARRATOR, "event"),
    ]


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Sol said that the bridge is long.", "clause"),
        ("On trade, Ana Sol pointed out that the bridge is long.", "clause"),
        ("President Sol also once again underscored the length of the bridge.", "clause"),
        ("The bridge, Sol noted, is long.", "clause-middle"),
        ("“The bridge is long,” Sol stressed.", "clause-last"),
        ("The bridge is long, said Ana Sol.", "clause-last"),
        ("President Sol thanked her guest for the bridge.", "speech-act"),
        ("The President stressed that the bridge is long.", "clause"),
    ],
)
def test_one_speaker_wherever_the_clause_stands(sentence, rule):
    assert voices(LEDE + sentence)[-1] == ("Ana Sol", rule)


@pytest.mark.parametrize(
    "sentence",
    [
        "The two sides exchanged views on the bridge.",
        "Both leaders welcomed the bridge.",
        "They discussed the bridge.",
        "Ana Sol and Bo Lund agreed to build the bridge.",
        "President Sol and the Prime Minister underscored the need for a bridge.",
    ],
)
def test_both_sides_are_joint(sentence):
    assert voices(LEDE + sentence)[-1] == (JOINT, "joint-act")


def test_a_passive_without_agent_is_joint_outside_a_speech():
    assert voices(LEDE + "It was agreed to build the bridge.")[-1] == (JOINT, "joint-passive")


def test_a_passive_inside_a_speech_is_the_speakers():
    text = LEDE + "\nSol said that the river is wide. It was agreed long ago to build the bridge."
    assert voices(text)[-1] == ("Ana Sol", "carried")


def test_two_sides_that_should_are_the_speakers_two_sides_that_discussed_are_joint():
    text = LEDE + "\nSol said that it rains. The two sides should build. The two sides announced it. "
    assert [v for v, _ in voices(text)[-2:]] == ["Ana Sol", "Ana Sol"]
    assert voices(text + "The two sides discussed the bridge.")[-1] == (JOINT, "joint-act")


def test_a_person_named_as_topic_is_no_speaker():
    text = LEDE + "\nSol said that Lund built the bridge. Prime Minister Lund is a friend of Meridia."
    assert voices(text)[-1] == ("Ana Sol", "carried")


def test_the_first_main_clause_decides_between_two_speakers():
    text = LEDE + "Sol recalled that Lund said the bridge is long."
    assert voices(text)[-1] == ("Ana Sol", "clause")


def test_speech_is_carried_across_paragraphs():
    assert voices(LEDE + "\nSol said that it rains.\n\nThe bridge is wet.")[-1] == ("Ana Sol", "carried")


def test_a_closing_clause_covers_the_sentences_before_it():
    text = LEDE + "\nThe bridge is long. It is wet, Lund added."
    assert voices(text)[-2:] == [("Bo Lund", "covered"), ("Bo Lund", "clause-last")]


def test_a_quoted_clause_names_nobody():
    text = LEDE + '\nSol said that it rains. A sign reads "Lund said that the bridge is closed".'
    assert voices(text)[-1] == ("Ana Sol", "carried")


def test_pronouns_stand_for_the_last_speaker():
    assert voices(LEDE + "\nLund said that it rains. He added that it pours.")[-1] == ("Bo Lund", "clause")


def test_a_minister_called_he_is_no_pronoun():
    text = LEDE + "\nSol said that it rains.\n\nDov Ilk, Cara Fenn and He Lifan attended the talks."
    found = voices(text.replace("\nDov", "\nThe two sides discussed it.\nDov"))
    assert found[-1] == (NARRATOR, "event")


def test_a_transcript_tag_names_the_speaker():
    assert voices(LEDE + "\nPrime Minister Bo Lund: Good morning. It rains.")[-2:] == [
        ("Bo Lund", "speaker-tag"),
        ("Bo Lund", "carried"),
    ]


def test_names_with_accents_particles_and_suffixes_are_one_person():
    text = (
        "President Emre Doğan met Chancellor Ursula von der Brück and Joseph R. Sol, Jr. today. "
        "Dogan said yes. Chancellor Brück said no. "
    )
    assert readout.parse("A meeting\n\n" + text).speakers == ("Ursula von der Brück", "Emre Doğan")


TWO_PRESIDENTS = "President Ana Sol of Meridia held talks with President Bo Lund of Norrland. "
GUESTS = "Chancellor Cy Dor met President Ana Sol of Meridia and President Bo Lund of Norrland. "


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        (TWO_PRESIDENTS + "The President stressed that it rains.", "Ana Sol", "clause"),
        (TWO_PRESIDENTS + "He stressed that it rains.", "Ana Sol", "clause"),
        (LEDE + "The Prime Minister stressed that it rains.", "Bo Lund", "clause"),
        ("It rained. The Prime Minister stressed that it rains.", "Prime Minister", "clause"),
    ],
)
def test_an_office_stands_for_the_issuers_own_holder_first(text, speaker, rule):
    assert voices(text)[-1] == (speaker, rule)


def test_a_reference_that_fits_several_guests_is_marked_unsure():
    def last(text):
        return voices(GUESTS + text, title="Dor Hosts Two Presidents\n\n")[-1]

    assert last("The President stressed that it rains.") == ("Bo Lund", "unsure")
    assert last("The President of Norrland stressed that it rains.") == ("Bo Lund", "clause")
    assert last("The Norrland leader stressed that it rains.") == ("Bo Lund", "clause")


def test_a_vice_president_is_not_the_president():
    text = "Vice President Cara Fenn and President Ana Sol held talks. The President said that it rains."
    assert readout.parse("Talks\n\n" + text).speakers == ("Ana Sol",)


def test_a_run_of_capitals_is_no_person():
    heading = "Bridge River Treaty Council Trade Energy Forum Summit Port Harbour " * 3
    english = "noted it, as it was and as it will be for all of us. "
    text = f"President Ana Sol said that it is so. {heading}{english}" * 2
    assert readout.parse("A call\n\n" + text).speakers == ("Ana Sol",)


def test_every_rule_that_decides_is_explained(main, call):
    used = set(main.sentences["rule"]) | set(call.sentences["rule"])
    assert used <= set(attribution.RULES)


def test_verbs_and_titles_are_written_in_lower_case_once():
    for verbs in table("verbs").values():
        forms = [form for listed in verbs.values() for form in listed]
        assert len(forms) == len(set(forms))
        assert all(form == form.lower() for form in forms)


def test_an_office_is_no_part_of_the_name_of_who_chaired_the_meeting():
    text = "The meeting was chaired by Norrland Foreign Minister Bo Lund. Bo Lund said that it rains."
    assert readout.parse("Talks\n\n" + text).speakers == ("Bo Lund",)


def test_a_quotation_belongs_to_the_clause_that_closes_it():
    text = "President Ana Sol met Bo Lund. Ana Sol said so. “It rains. It snows,” Bo Lund summed up."
    assert voices(text)[-2:] == [("Bo Lund", "covered"), ("Bo Lund", "clause-last")]


def test_an_office_in_small_letters_belongs_to_the_name_before():
    text = (
        "Ana Sol, chair of Galdor Ports, Bo Lund, head of Dor Mines, and Cara Fenn, "
        "president of Ister Air, were there. Lund said that it rains. Sol said that it snows."
    )
    assert [who for who, _ in voices("President Dan Ost met guests. " + text)[-2:]] == ["Bo Lund", "Ana Sol"]


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        (
            "President Ana Sol met Bo Lund. Tolls will fall, they learned, Bo Lund said.",
            "Bo Lund",
            "clause-last",
        ),
        (
            "President Ana Sol met Prime Minister Bo Lund. Expressed by Bo Lund was gratitude for the aid.",
            "Bo Lund",
            "clause",
        ),
        (
            "President Ana Sol met Prime Minister Bo Lund. Lund has said that tolls fall, Sol noted.",
            "Ana Sol",
            "clause-last",
        ),
        (
            "President Ana Sol met Prime Minister Bo Lund. There can be no delay, Lund said.",
            "Bo Lund",
            "clause-last",
        ),
        (
            "President Ana Sol met Prime Minister Bo Lund. There can be no delay, said Bo Lund today.",
            "Bo Lund",
            "clause-last",
        ),
        ("Premier Ana Sol on Monday called for calm when she met Bo Lund.", "Ana Sol", "speech-act"),
    ],
)
def test_the_clause_that_reports_a_sentence_is_found(text, speaker, rule):
    assert voices(text)[-1] == (speaker, rule)


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


def test_a_word_for_a_kind_of_person_stands_for_whoever_can_be_one():
    text = "Minister Ana Sol spoke to reporters. At a briefing with Bo Lund, the politician said yes."
    assert voices(text)[-1][0] == "Ana Sol"


def test_a_guest_welcomed_to_a_place_is_told_not_said():
    text = "Secretary General Ana Sol welcomed Prime Minister Bo Lund to Headquarters on Thursday for talks."
    assert voices(text + " She said yes.")[0][0] == "narrator"


def test_a_credit_below_a_quotation_says_whose_it_is():
    text = (
        "President Ana Sol met Bo Lund. Lund said yes.\n\nQuote\n“We build. We trade.”\n— Ana Sol, President"
    )
    assert voices(text)[-2:] == [("Ana Sol", "covered"), ("Ana Sol", "covered")]


def test_a_list_of_who_attended_is_nobodys_speech():
    text = "President Ana Sol thanked all. She named:\n- Bo Lund, Mayor of Galdor\n- the need for calm"
    assert [who for who, _ in voices(text)[-2:]] == ["narrator", "Ana Sol"]


@pytest.mark.parametrize(
    ("last", "speaker"),
    [
        ("This would include joint patrols.", "joint"),
        ("The port is old.", "narrator"),
        ("The two states will build a port.", "joint"),
    ],
)
def test_what_both_planned_goes_on_with_would(last, speaker):
    text = f"President Ana Sol met Prime Minister Bo Lund. They agreed to do more. {last}"
    assert voices(text)[-1][0] == speaker


def test_a_paragraph_that_ends_with_it_was_agreed_sums_up_the_talks():
    text = "President Ana Sol met Bo Lund. Sol said that ports matter. It was agreed that experts would meet."
    assert voices(text)[-1][0] == "joint"


def test_what_a_speaker_tells_of_somebody_absent_stays_the_speakers():
    told = "Mr Marsden said to me that ports matter. I told President Karl Marsden the truth. He agreed."
    text = (
        f"President Ana Sol met Bo Lund.\n\nSol said yes.\n\nLund said no.\n\nSol said no. {told} We went on."
    )
    assert {who for who, _ in voices(text)[-4:]} == {"Ana Sol"}


def test_two_states_are_a_joint_subject():
    text = "Adviser Ana Sol met Adviser Bo Lund of Japan. France and Japan agreed to meet again."
    assert voices(text)[-1][0] == "joint"


def test_officials_of_two_states_are_a_joint_subject():
    text = "Adviser Ana Sol met Adviser Bo Lund. The U.S. and Kalevan officials discussed trade."
    assert voices(text)[-1][0] == "joint"


@pytest.mark.parametrize(
    "tag",
    [
        'Prime Minister Sol at the start of the meeting: "Welcome. We build."',
        "Head of the regional government Ana Sol: Welcome. We build.",
    ],
)
def test_a_tag_may_hold_the_occasion_or_an_office_in_small_letters(tag):
    assert voices(f"Prime Minister Ana Sol met Bo Lund.\n\n{tag}")[-1][0] == "Ana Sol"


def test_a_list_behind_a_phrase_is_no_tag():
    text = (
        "President Ana Sol met allies. In addition to the President, the meeting included: Bo Lund of Kaleva."
    )
    assert [who for who, _ in voices(text + " They agreed to meet again.")[-2:]] == ["narrator", "joint"]


def test_what_is_signed_after_the_talks_is_told():
    text = "Minister Ana Sol met Minister Bo Lund. After the meeting, the two ministers signed a treaty."
    assert [who for who, _ in voices(text + " They agreed to meet.")[-2:]] == ["narrator", "joint"]


def test_the_next_round_is_told():
    text = (
        'Minister Ana Sol met Bo Lund.\n\n"We hope," Sol said.\n\nThe next round is scheduled for 9 October.'
    )
    assert voices(text)[-1][0] == "narrator"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Ana Sol, High Representative of the Union for Foreign Affairs and Security Policy and "
            "Vice-President of the Commission, spoke with Bo Lund. The High Representative said no.",
            "Ana Sol",
        ),
        (
            "Minister Ana Sol met the press. Advisor to the Prime Minister and Official Spokesperson for the "
            "Ministry of Foreign Affairs Dr. Bo Lund said no.",
            "Bo Lund",
        ),
        (
            "Secretary of State Ana Sol was joined by Under Secretary for Arms Control Bo L. Castell, Jr., "
            "and others. Under Secretary Castell said no.",
            "Bo L. Castell, Jr.",
        ),
        (
            "Prince Sultan bin Turki Al Rask received King Turki Al Rask. HRH affirmed that trade grows.",
            "Sultan bin Turki Al Rask",
        ),
        ("Dr. Ana Sol received Prime Minister Bo Lund of Norvania. The President stressed peace.", "Ana Sol"),
        (
            "Prime Minister Ana Sol met the Prime Minister, Ida Rask. The Kalevan Prime Minister concurred.",
            "Ida Rask",
        ),
        (
            "Foreign Minister Ana Sol met Foreign Minister Bo Lund of Norvania. Sol welcomed Ambassador of "
            "Norvania to Meridia Ida Rask. The Meridian Minister outlined her plans.",
            "Ana Sol",
        ),
        (
            "Foreign Minister Ana Sol met Foreign Minister Bo Lund of Norvania. The head of Norvanian "
            "diplomacy thanked her.",
            "Bo Lund",
        ),
        ("Premier Ana Sol met Premier Bo Lund of Norvania. Sol said no. Her interlocutor agreed.", "Bo Lund"),
        ("Premier Ana Sol met Bo Lund. Sol praised Minister Ida Rask. The latter said no.", "Ida Rask"),
        ("President Ana Sol met Premier Bo Lund. Lund said no. He was thanked for this by Sol.", "Ana Sol"),
        ("Premier Ana Sol met Premier Bo Lund. Lund, who had come late, gave an account of it.", "Bo Lund"),
        ("Premier Ana Sol met Premier Bo Lund. Lund first of all assured her of his support.", "Bo Lund"),
        ("Premier Ana Sol met Premier Bo Lund. Lund said no. Trade will grow, they all agreed.", "joint"),
        ("Premier Ana Sol met Premier Bo Lund. Sol said no. The two of them went through the list.", "joint"),
        (
            "Premier Ana Sol met Premier Bo Lund. Sol said no. The Premier and her counterpart agreed.",
            "joint",
        ),
        ("Premier Ana Sol met Bo Lund. Sol said no. On Monday she will travel to Galdor.", "narrator"),
        ("Premier Ana Sol met Bo Lund. Sol said no. The talks resulted in a treaty.", "narrator"),
        ("Premier Ana Sol met Bo Lund. Sol said no. Talks had to be offered to all.", "Ana Sol"),
        (
            "Premier Ana Sol met Bo Lund. Lund said no.\n\nAna Sol presented Lund with the Order of Dor.",
            "narrator",
        ),
        (
            "In talks with Ida Rask, Foreign Minister of Kaleva, Dr Ana Sol said yes. The Foreign Minister "
            "of Kaleva said no.",
            "Ida Rask",
        ),
        (
            "Premier Ana Sol met Minister Olexiy Zaretskyy. On grain, Mr Zaretsky said that ships sail.",
            "Olexiy Zaretskyy",
        ),
        ("Premier Ana Sol met Bo Lund. Sol said so. The two had agreed to meet, Lund said.", "Bo Lund"),
        (
            "Premier Ana Sol met Minister Bo Lund. At the same time she made it clear that, as Minister Lund "
            "had said, talks go on.",
            "Ana Sol",
        ),
        (
            "Premier Ana Sol met Premier Bo Lund. Sol said no. Lund, who had come late, gave her an account.",
            "Bo Lund",
        ),
        ("Premier Ana Sol met Bo Lund. Sol said no. Trade grew last year, the two sides agreed.", "joint"),
        (
            "Premier Ana Sol met Bo Lund. Sol said no.\n\nParticular attention was given to ports.",
            "joint",
        ),
        (
            "Premier Ana Sol met Bo Lund. Sol said no. Joining Sol were Adviser Ida Rask and Director Moe.",
            "narrator",
        ),
        (
            "Premier Ana Sol met Premier Bo Lund of Norvania. Lund said no. Trade grows. The Norvanian side "
            "will host the next round.",
            "Bo Lund",
        ),
    ],
)
def test_whom_the_last_sentence_belongs_to(text, name):
    assert voices(text)[-1][0] == name


def test_a_clause_with_a_colon_is_no_tag():
    text = "Premier Ana Sol met Bo Lund. Sol, just back from Galdor, gave a view: aid is slow. Lund said no."
    assert voices(text)[-1] == ("Bo Lund", "clause")


def test_a_number_ends_a_list_with_letters():
    text = "1. Premier Ana Sol met Bo Lund. They agreed to:\n(i) build;\n(ii) trade.\n2. Ana Sol thanked him."
    assert [who for who, _ in voices(text)[-3:]] == ["joint", "joint", "Ana Sol"]


@pytest.mark.parametrize("line", ["Quotes attributable to Premier Sol:", "Quotes attributable to Ana Sol"])
def test_a_line_above_quotations_says_whose_they_are(line):
    text = f"Premier Ana Sol met Bo Lund. Lund said no.\n\n{line}\n\n“We build. We trade.”"
    assert [who for who, _ in voices(text)[-2:]] == ["Ana Sol", "Ana Sol"]


def test_the_office_in_the_first_sentence_is_whoever_heads_the_title():
    text = "The President said yes. Receiving Bo Lund, Dr Ana Sol stressed it. The President thanked him."
    assert {who for who, _ in voices(text, title="Dr Sol: Neighbours need no guardians\n\n")} == {"Ana Sol"}


def test_an_office_in_the_title_stands_for_whoever_is_printed_without_one():
    text = "Dr. Ana Sol received Prime Minister Bo Lund of Norvania. The President stressed peace."
    title = "President in a Meeting with the Prime Minister of Norvania:\n\n"
    assert voices(text, title=title)[-1][0] == "Ana Sol"


def test_the_secretary_is_the_secretary_of_state_not_the_under_secretary():
    text = "Premier Ida Rask met Secretary of State Ana Sol and Under Secretary Bo Lund. Lund said so. "
    assert voices(text + "The Secretary said no.", title="Rask Holds Talks\n\n")[-1][0] == "Ana Sol"
