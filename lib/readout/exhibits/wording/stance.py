"""Findings about stance: who is made to demand, to commit, to support and to oppose."""

from collections.abc import Sequence

import pandas as pd

from readout.exhibits.prose import ACCOUNT, Wording, counted, listed, quoted, voice
from readout.exhibits.wording.terms import given_to
from readout.measures.stance import Coded

_BASES = {
    "hand codes": "coded by the project's authors by reading",
    "rules": "coded by rule, without a reader",
}
#: How figures of stance count.
STANCE_SETTINGS = {"units": "sentences, main clauses", "introductory clauses": "left out"}


def _counts(table: pd.DataFrame, speaker: str, reading: str) -> tuple[int, int]:
    mine = table[(table["speaker"] == speaker) & (table["reading"] == reading)]
    if reading == "printed":
        mine = mine[mine["side"] != "NONE"]
    direct, commit = (int(mine.loc[mine["act"] == act, "sentences"].sum()) for act in ("DIRECT", "COMMIT"))
    return direct, commit


def demands_against_commitments(table: pd.DataFrame, speakers: Sequence[str]) -> str:
    """Demands and commitments of each person, from :func:`readout.measures.stance.demands`."""
    parts = []
    for speaker in speakers[:2]:
        printed, continued = _counts(table, speaker, "printed"), _counts(table, speaker, "continued")
        text = f"{counted(printed[0], 'demand')} and {counted(printed[1], 'commitment')}"
        if printed != continued:
            text += f" ({continued[0]} and {continued[1]} with subjectless sentences read as continuations)"
        parts.append(f"{given_to(speaker)} holds {text}")
    return f"By subjects as printed, {'; '.join(parts)}." if parts else "No person is given a sentence."


def demands(table: pd.DataFrame, speakers: Sequence[str], basis: str) -> Wording:
    """The words beside the diverging bars, from :func:`readout.measures.stance.demands`."""
    if table.empty:
        text = "No sentence demands or commits to anything"
        return Wording(text, f"{text}. {ACCOUNT}", f"Diverging bars. Empty: {text.lower()}.")
    cited = listed(
        f"{voice(speaker)} {direct} : {commit}"
        for speaker in speakers[:2]
        for direct, commit in [_counts(table, speaker, "printed")]
    )
    return Wording(
        f"Demands against commitments: {cited}",
        f"Sentences that demand (should, must, it is necessary), left, and that commit (is willing to, will of intention), right, "
        f"by the side of their subject, {_BASES[basis]}. Sentences without a subject have the form of a demand on nobody "
        f"named; diamonds, and the numbers in brackets, show the counts if they are read as continuing the sentence before. {ACCOUNT}",
        f"Diverging bars of demands against commitments by subject, with both readings of subjectless sentences. {cited}.",
    )


def senses(table: pd.DataFrame, coded: Coded, speakers: Sequence[str]) -> Wording:
    """The words beside the senses of modals, from :func:`readout.measures.stance.sense_rates`."""
    if table.empty:
        text = "No person is given a modal verb"
        return Wording(text, f"{text}. {ACCOUNT}", f"Senses of modal verbs. Empty: {text.lower()}.")
    return Wording(
        will(coded, speakers).removesuffix("."),
        f"Modal verbs by their sense, {_BASES[coded.source]}, per 1,000 words outside introductory clauses; counts at the right. A "
        f"raw count of one verb adds up different acts. Hollow: fewer than five hits. {ACCOUNT}",
        f"Paired dots of modal verbs by sense. {will(coded, speakers)}",
    )


def will(coded: Coded, speakers: Sequence[str]) -> str:
    """What "will" means where each person is given it."""
    parts = []
    for speaker in speakers[:2]:
        mine = coded.modals[
            (coded.modals["speaker"] == speaker) & (coded.modals["modal"].str.lower() == "will")
        ]
        counts = mine["sense"].value_counts(sort=False)
        cited = listed(f"{n} {sense.lower()}" for sense, n in counts.items())
        parts.append(f"{voice(speaker)} {len(mine)}" + (f" ({cited})" if len(mine) else ""))
    return f"“Will” by sense: {'; '.join(parts)}."


def stances(coded: Coded, speakers: Sequence[str]) -> Wording:
    """The words beside the targets of support and opposition."""
    table = coded.positions[coded.positions["speaker"].isin(speakers)]
    if table.empty:
        text = "Nothing is supported or opposed in so many words"
        return Wording(text, f"{text}. {ACCOUNT}", f"Positions by target. Empty: {text.lower()}.")
    cited = listed(
        f"{voice(speaker)} {len(mine[mine['position'] == 'OPPOSE'])} : {len(mine[mine['position'] == 'SUPPORT'])}"
        for speaker in speakers[:2]
        for mine in [table[table["speaker"] == speaker]]
    )
    elsewhere = int((table["side"] == "OTHER").sum())
    note = (
        f" {counted(elsewhere, 'stance')} of the other side {'is' if elsewhere == 1 else 'are'} only reported there."
        if elsewhere
        else ""
    )
    return Wording(
        f"Opposition against support in so many words: {cited}",
        f"Whom or what a passage is for or against, as printed, {_BASES[coded.source]}, with the sentence it stands in; the mark "
        f"stands under the person whose passage words it; a word before a colon names the holder, where it is the other side.{note} {ACCOUNT}",
        f"Dot matrix of {counted(len(table), 'position')} by target. Opposition against support: {cited}.",
    )


def unnamed(coded: Coded, speakers: Sequence[str]) -> str:
    """How many opponents each person is given, from the positions that are no support."""
    against = coded.positions[coded.positions["position"] != "SUPPORT"]
    parts = [f"{voice(s)} {int((against['speaker'] == s).sum())}" for s in speakers[:2]]
    return (
        f"Mentions of somebody or something opposed or accused: {'; '.join(parts)}. Read the list: whether any of them is "
        "a named state is for the reader to see."
    )


def intensity(table: pd.DataFrame, speakers: Sequence[str]) -> str:
    """Which markers of intensity are most frequent, from :func:`readout.measures.stance.intensity`."""
    if table.empty:
        return "No marker of intensity of the list occurs."
    cited = []
    for speaker in speakers[:2]:
        mine = table[table[speaker] > 0]
        top = mine.sort_values([speaker, "marker"], ascending=[False, True]).head(3)
        cited.append(
            f"{voice(speaker)} {listed(quoted(row['marker'], row[speaker]) for _, row in top.iterrows())}"
        )
    return f"Most frequent markers: {'; '.join(cited)}."


def stance_validity(table: pd.DataFrame) -> str:
    """How far the rules can be trusted, from :func:`readout.measures.stance.validity`."""
    locked = table[table["question"].str.contains("locked")].iloc[0]
    here = table[table["question"].str.startswith("main act, this readout")]
    own = (
        f"On this text the rules give {here['agreed'].iloc[0]} of {here['cases'].iloc[0]} main acts as the reader does. "
        if len(here)
        else ""
    )
    return (
        f"{own}On the {locked['cases']} locked sentences they agree on {locked['agreed']} (kappa {locked['kappa']:.2f}). Their word lists "
        "were written with the project's main document in view, so that only the locked sentences are a test."
    )
