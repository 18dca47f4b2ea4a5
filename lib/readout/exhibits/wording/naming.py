"""Findings about naming and robustness: verbs, orders of names, silences, and what survives the forks."""

from collections.abc import Mapping, Sequence

import pandas as pd

from readout.document import UNNAMED
from readout.exhibits.prose import ACCOUNT, Wording, counted, listed, percent, quoted, voice

#: How figures of naming count.
NAMING_SETTINGS = {
    "names": "gazetteer 1, longest form once",
    "introductory clauses": "left out",
}
#: How figures on the ribbon of sentences count.
VERB_SETTINGS = {"units": "sentences with a reporting clause"}
#: How figures of the translation register count.
REGISTER_SETTINGS = {"units": "passages of the translation register"}
#: How the specification curves were drawn.
FORK_SETTINGS = {"forks": "all combinations of the choices named in the data"}


def reporting(table: pd.DataFrame, speakers: Sequence[str]) -> str:
    """Which verbs report each person, from :func:`readout.measures.naming.verbs`."""
    parts = []
    for speaker in speakers[:3]:
        mine = table[table["speaker"] == speaker]
        cited = listed(quoted(verb, hits) for verb, hits in zip(mine["verb"], mine["hits"], strict=True))
        parts.append(f"{voice(speaker)} {cited}")
    return f"Reporting verbs: {'; '.join(parts)}." if parts else "No person is reported."


def verb_stances(table: pd.DataFrame, speakers: Sequence[str]) -> Wording:
    """The words beside the verbs on the ribbon."""
    people = table[~table["speaker"].isin(UNNAMED)]
    sums = people.groupby("speaker")["hits"].sum()
    cited = listed(f"{voice(s)} {int(sums.get(s, 0))}" for s in speakers[:2])
    presupposing = people[people["stance"] == "factive"].groupby("speaker")["hits"].sum()
    factive = listed(f"{voice(s)} {int(presupposing.get(s, 0))}" for s in speakers[:2])
    return Wording(
        f"Reporting clauses: {cited}; with a factive verb: {factive}",
        "Every sentence with a reporting verb, by the stance of the verb (after Thompson & Ye 1991): factive verbs present what "
        "follows as true, non-factive ones leave it open; “talk or event” reports no content. Which verb a side gets can be a "
        f"convention of the genre or of a translator, and is no verdict by itself. {ACCOUNT}",
        f"Ribbon of sentences with reporting verbs marked by stance. Clauses: {cited}; factive: {factive}.",
    )


def name_order(table: pd.DataFrame) -> Wording:
    """The words beside the order of names, from :func:`readout.measures.naming.own_first`."""
    if table.empty or not table[["own_first", "own_second"]].to_numpy().sum():
        text = "No two states are named together by people whose state is known"
        return Wording(text, f"{text}. {ACCOUNT}", f"Order of names. Empty: {text.lower()}.")
    cited = listed(f"{row.speaker} {row.own_first} to {row.own_second}" for row in table.itertuples())
    always = not table["own_second"].any() and (table["own_first"] > 0).all()
    forms = "; ".join(f"{row.speaker}: {row.forms}" for row in table.itertuples())
    return Wording(
        f"Each is given the own state first, without exception: {cited}"
        if always
        else f"Own state first, to second: {cited}",
        f"Two states named together, joined by “and” or a hyphen and by nothing else. {forms}. The order is the drafter's house "
        f"style; it tells whose side speaks, and nothing about content. {ACCOUNT}",
        f"Tiles of counts: own state first, to second. {cited}.",
    )


def named(table: pd.DataFrame, only: Mapping[str, Sequence[str]]) -> Wording:
    """The words beside the names by person, from :func:`readout.measures.naming.by_name`."""
    if table.empty:
        text = "No name of the gazetteer is given to anybody"
        return Wording(text, f"{text}. {ACCOUNT}", f"Names by person. Empty: {text.lower()}.")
    cited = "; ".join(f"only {voice(name)}: {listed(names)}" for name, names in only.items() if names)
    top = table.sort_values(["total", "name"], ascending=[False, True]).head(2)
    most = listed(f"{row['name']} ({row['total']})" for _, row in top.iterrows())
    title = f"Named twice or more on one side alone: {cited}" if cited else f"Most named: {most}"
    return Wording(
        title,
        f"Hits of names in what each person is given, by a typed list that can be edited; adjectives count with their state, a "
        f"compound of two states for both, and a name inside a longer one only there. Most named: {most}. {ACCOUNT}",
        f"Dot matrix of {counted(len(table), 'name')} by person. {title}.",
    )


def silences(table: pd.DataFrame) -> Wording:
    """The words beside the silences, from :func:`readout.measures.naming.silences`."""
    if table.empty:
        text = "No list of expected terms goes with this text"
        return Wording(text, f"{text}. {ACCOUNT}", f"Silences. Empty: {text.lower()}.")
    zero = table[table["hits"] == 0]
    bound = (
        f" No hit in the body is compatible with up to {percent(zero['bound'].iloc[0])} of such sentences (exact, 95%)."
        if len(zero)
        else ""
    )
    return Wording(
        f"{len(zero)} of {counted(len(table), 'term')} that were to be looked for do not occur",
        f"Terms fixed before counting, each with its source and reason in the data. A silence is a finding only against such a "
        f"list.{bound} {ACCOUNT}",
        f"List of {counted(len(table), 'term')} with their hits; {len(zero)} have none.",
    )


def address(table: pd.DataFrame) -> str:
    """Who is I, you and we, from :func:`readout.measures.naming.by_pronoun`."""
    parts = []
    for row in table.itertuples():
        text = f"{voice(row.speaker)} I {row.I}, you {row.you}, we {row.we}"
        coded = row.we_own + row.we_both
        if coded:
            text += f" ({row.we_own} for the own side, {row.we_both} for both)"
        parts.append(text)
    return f"Pronouns: {'; '.join(parts)}." if parts else "No person is reported."


def robustness(table: pd.DataFrame) -> str:
    """What becomes of the headlines, from :func:`readout.measures.robustness.verdicts`."""
    if table.empty:
        return "With fewer than two people there is no difference whose robustness could be asked."
    parts = []
    for verdict in ("survives", "depends", "cannot tell"):
        mine = table[table["verdict"] == verdict]
        names = [", ".join(filter(None, (r.headline, r.subject, r.who))) for r in mine.itertuples()]
        if names:
            parts.append(f"{verdict}: {len(names)} ({'; '.join(names)})")
    return f"Of {counted(len(table), 'headline')} under {counted(int(table['forks'].sum()), 'fork')}, {'. '.join(parts)}."


def specifications(table: pd.DataFrame, speakers: Sequence[str]) -> Wording:
    """The words beside the specification curves, from :func:`readout.measures.robustness.verdicts`."""
    if table.empty:
        text = "There are no two people to compare"
        return Wording(text, f"{text}. {ACCOUNT}", f"Specification curves. Empty: {text.lower()}.")
    counts = {
        verdict: int((table["verdict"] == verdict).sum())
        for verdict in ("survives", "depends", "cannot tell")
    }
    cited = listed(f"{verdict} {n}" for verdict, n in counts.items() if n)
    first, second = (voice(name) for name in speakers[:2])
    return Wording(
        f"{counted(len(table), 'headline')} under all forks: {cited}",
        f"A panel a headline, numbered by its notebook; every mark is one combination of choices, from the lowest value to the "
        f"highest; the diamond is the notebook's own. Above zero {first} has more, below {second}, in the unit at the side; the "
        f"echo, the order of names and the largest |G²| are above zero if they are there at all. {ACCOUNT}",
        f"Specification curves of {counted(len(table), 'headline')}, {counted(int(table['forks'].sum()), 'fork')}. Outcome: {cited}.",
    )


def artefacts(entries: pd.DataFrame) -> Wording:
    """The words beside the artefacts on the ribbon, from :func:`readout.measures.register.register`."""
    if entries.empty:
        text = "No translation register goes with this text"
        return Wording(text, f"{text}. {ACCOUNT}", f"Artefacts on the ribbon. Empty: {text.lower()}.")
    kinds = entries["kind"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    cited = listed(f"{kind} {n}" for kind, n in kinds.items())
    return Wording(
        f"{counted(len(entries), 'passage')} that a translation may have changed, in {counted(entries['place'].nunique(), 'sentence')}",
        f"Passages of the translation register by what they are: {cited}. Each has a likely reading and its evidence in the data, and "
        f"can be switched on by itself. {ACCOUNT}",
        f"Ribbon of sentences with {counted(len(entries), 'passage')} of the register marked. {cited}.",
    )


def card(facts: pd.DataFrame, shown: int) -> Wording:
    """The words beside the card."""
    rungs = facts.head(shown)["rung"].value_counts().sort_index()
    cited = listed(f"{rung} {n}" for rung, n in rungs.items())
    return Wording(
        f"Readout card: {counted(min(shown, len(facts)), 'fact')}, the firmest first",
        "C1: exact, anybody gets it who reads the text. C2: measured, under a named rule. C3: inferred about such texts. The last "
        f"column names the notebook that shows the evidence. {ACCOUNT}",
        f"Table of {counted(min(shown, len(facts)), 'fact')} about the readout, by rung of the claim ladder: {cited}.",
    )
