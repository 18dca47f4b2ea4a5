"""Figures as a reader sees them: nothing cut, too small, overlapping, or told by colour alone."""

import itertools

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.text import Annotation, Text

import readout
from readout.exhibits import export, page
from readout.exhibits.prose import label, source_line
from readout.measures import contexts, share, terms, topics
from shown import BOOK, exhibits_of

FOUR = readout.parse(
    "A summit of four\n\n" + "".join(
        f"President {name} said that {'the bridge over the river is long ' * 3}and old. It is wet.\n\n"
        for name in ("Ana Sol", "Bartholomew Lundqvist-Okonkwo", "Cara Fenn", "Dov Ilk")
    ) + "The leaders agreed to meet again.\n"
)  # fmt: skip
ONE = readout.parse("A call\n\nPresident Ana Sol said that the bridge is long. It is wet.")


def figures_of(found):
    """All charts of a readout by name, laid out as they are exported."""
    figures = {name: exhibit.figure for name, exhibit in exhibits_of(found).items()}
    for figure in figures.values():
        export.settle(figure)
    return figures


@pytest.fixture(scope="module")
def drawn(main):
    return figures_of(main)


@pytest.fixture(scope="module", params=["main document", "four people", "one person"])
def figures(request, main):
    return figures_of({"main document": main, "four people": FOUR, "one person": ONE}[request.param])


def texts_of(figure):
    """Everything that is printed; a tick outside the axis has a label that is not."""
    unseen = set()
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        unseen |= {tick.label1 for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high}
    return [t for t in figure.findobj(Text) if t.get_text().strip() and t.get_visible() and t not in unseen]


def test_no_text_is_cut_by_the_page(figures):
    for name, figure in figures.items():
        page = figure.bbox
        for text in texts_of(figure):
            box = Text.get_window_extent(text)  # of an annotation without its line
            inside = (
                page.x0 - 1 <= box.x0
                and box.x1 <= page.x1 + 1
                and page.y0 - 1 <= box.y0
                and box.y1 <= page.y1 + 1
            )
            assert inside, (name, text.get_text())


def test_no_two_texts_overlap(figures):
    for name, figure in figures.items():
        boxes = [(t.get_text(), Text.get_window_extent(t).shrunk(0.96, 0.9)) for t in texts_of(figure)]
        for (a, one), (b, other) in itertools.combinations(boxes, 2):
            assert not one.overlaps(other), (name, a, b)


def test_text_is_large_enough_for_print(figures):
    for name, figure in figures.items():
        small = [(t.get_text(), t.get_fontsize()) for t in texts_of(figure) if t.get_fontsize() < 6.5]
        assert not small, name


def test_widths_are_those_of_a_page(figures):
    widths = {name: round(figure.get_size_inches()[0] * 25.4) for name, figure in figures.items()}
    assert set(widths.values()) == {89, 160}
    assert widths["attribution-ribbon"] == 160
    assert widths["speaker-share"] == 89
    assert all(figure.get_size_inches()[1] * 25.4 <= 170 for figure in figures.values())


def luminance(colour):
    """Relative luminance by WCAG 2."""
    rgb = np.array(mpl.colors.to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(a, b):
    high, low = sorted([luminance(a), luminance(b)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_voice_stands_out_from_the_page():
    looks = page.looks(["Ana", "Bo", "Cara", "Dov", "joint", "narrator"])
    assert all(
        max(contrast(look.fill, "white"), contrast(look.edge, "white")) >= 3 for look in looks.values()
    )


def test_voices_differ_in_grey_or_by_hatching():
    looks = page.looks(["Ana", "Bo", "Cara", "Dov", "joint", "narrator"])
    for a, b in itertools.combinations(looks.values(), 2):
        assert contrast(a.fill, b.fill) >= 1.5 or a.hatch != b.hatch


def test_greys_of_text_are_readable():
    assert contrast(page.GREY, "white") >= 4.5


# --- what is drawn is what the table says --------------------------------------------------------


def bars(axes):
    return [(p.get_x(), p.get_width(), round(p.get_y() + p.get_height() / 2)) for p in axes.patches]


def test_ribbon_draws_each_sentence_in_the_lane_of_its_voice(main, drawn):
    sentences = share.ribbon(main)
    axes = drawn["attribution-ribbon"].axes[0]
    lanes = [label.get_text() for label in axes.get_yticklabels()]
    shown = {(x, width, lanes[lane]) for x, width, lane in bars(axes)}
    assert shown == {(row.first_word, row.words, label(row.speaker)) for row in sentences.itertuples()}
    triangles = {float(x) for line in axes.lines for x in line.get_xdata()}
    assert triangles == set(sentences.loc[sentences["framed"], "first_word"].astype(float))


def test_share_draws_each_share_beside_its_label(main, drawn):
    shares = share.by_voice(main)
    axes = drawn["speaker-share"].axes[0]
    lanes = [label.get_text() for label in axes.get_yticklabels()]
    shown = {lanes[lane]: width for _, width, lane in bars(axes)}
    assert shown == pytest.approx({label(v): s for v, s in shares["share"].items()})
    assert all(x == 0 for x, _, _ in bars(axes))


def test_brackets_span_the_ranges(main, drawn):
    spread = share.spread(share.counting_rules(main))
    spans = [(min(line.get_xdata()), max(line.get_xdata())) for line in drawn["speaker-share"].axes[0].lines]
    assert spans == [(row.lowest, row.highest) for row in spread.itertuples()]


def test_rules_stack_to_the_whole(main, drawn):
    table = share.attribution_rules(main)
    axes = drawn["attribution-rules"].axes[0]
    for lane, (_, row) in enumerate(table.iterrows()):
        widths = [width for _, width, where in bars(axes) if where == lane]
        assert widths == pytest.approx([row["Xi Jinping"], row["Vladimir Putin"], row["others"]])


def test_lengths_draw_a_dot_a_sentence(main, drawn):
    sentences = share.ribbon(main)
    axes = drawn["sentence-length"].axes[0]
    dots = [c for c in axes.collections if isinstance(c, PathCollection)]
    shown = [sorted(c.get_offsets()[:, 0].tolist()) for c in dots]
    assert shown == [sorted(sentences.loc[sentences["speaker"] == v, "words"].tolist()) for v in main.voices]


def points(axes):
    """The single marks of a chart: where, by shape, and whether hollow."""
    lines = [line for line in axes.lines if line.get_transform() == axes.transData]
    return [
        (x, y, line.get_marker(), line.get_markerfacecolor() == "white")
        for line in lines
        if line.get_marker() not in ("None", None, "")
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


def lane_names(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


def beside(axes, lane):
    """The numbers that stand right of a lane."""
    notes = [t for t in axes.texts if isinstance(t, Annotation) and t.xycoords != "axes fraction"]
    return [t.get_text() for t in notes if t.xy == (1, lane) and t.get_text()]


def test_rates_stand_beside_their_term_with_the_hits_of_each_side(main, drawn):
    table = terms.rates(terms.sides(main))
    axes = drawn["term-rates"].axes[0]
    names = lane_names(axes)
    shown = {(names[round(y)], shape): (x, hollow) for x, y, shape, hollow in points(axes)}
    for row in table.to_dict("records"):
        shape = {"Xi Jinping": "o", "Vladimir Putin": "D"}[row["speaker"]]
        x, hollow = shown.pop((row["term"], shape))
        assert x == pytest.approx(row["per_1000"])
        assert hollow == (row["count"] < terms.FEW)
    assert not shown
    for lane, term in enumerate(names):
        hits = table.loc[table["term"] == term, "count"]
        assert beside(axes, lane) == [str(n) for n in hits]


def test_intervals_of_rates_lie_on_their_own_lane(main, drawn):
    table = terms.rates(terms.sides(main)).dropna(subset=["low"])
    axes = drawn["term-rates"].axes[0]
    names = lane_names(axes)
    spans = sorted(
        (names[round(line.get_ydata()[0])], round(line.get_ydata()[0] % 1, 2), *line.get_xdata())
        for line in axes.lines
        if len(line.get_xdata()) == 2 and line.get_marker() == "None"
    )
    sides = {"Xi Jinping": 0.84, "Vladimir Putin": 0.16}
    expected = sorted((r.term, sides[r.speaker], r.low, r.high) for r in table.itertuples())
    assert [s[0] for s in spans] == [e[0] for e in expected]
    assert np.array([s[1:] for s in spans]) == pytest.approx(np.array([e[1:] for e in expected]))


def test_ranks_begin_and_end_with_their_own_term_and_hits(main, drawn):
    table = terms.ranks(main, top=15)
    figure = drawn["term-ranks"]
    for axes, speaker in zip(figure.axes, table["speaker"].unique(), strict=True):
        assert axes.get_title() == speaker
        printed = {(*t.xy, t.get_text()) for t in axes.texts}
        ends = table[(table["speaker"] == speaker) & table["rule"].isin(["A", "C"])]
        rules = [t.get_text().removeprefix("rule ") for t in axes.get_xticklabels()]
        assert printed == {
            (rules.index(row["rule"]), row["rank"], f"{row['term']} {row['count']}")
            for row in ends.to_dict("records")
        }


def test_keyness_draws_each_term_at_its_hits_and_names_the_right_ones(main, drawn):
    sides = terms.sides(main)
    key = terms.compare(sides, resamples=100)
    axes = drawn["keyness"].axes[0]
    shown = sorted((x, round(y, 9), shape, hollow) for x, y, shape, hollow in points(axes))
    assert shown == sorted((r.hits, round(r.g2, 9), "oD"[r.g2 < 0], r.stop) for r in key.itertuples())
    at = key.groupby(["hits", key["g2"].round(9)])["term"].agg(list)
    named = [t for t in axes.texts if t.xy[0] in set(key["hits"])]
    assert len(named) > 8
    for text in named:
        assert set(text.get_text().split(", ")) <= set(at[text.xy[0], round(text.xy[1], 9)])
    dashed = [line.get_ydata()[0] for line in axes.lines if line.get_linestyle() == "--"]
    assert sorted(map(abs, dashed)) == pytest.approx([key["critical"].iloc[0]] * 2)


def test_log_ratios_stand_beside_their_term_and_hits(main, drawn):
    sides = terms.sides(main)
    table = terms.largest_differences(sides, terms.compare(sides, resamples=100)).set_index("term")
    axes = drawn["log-ratios"].axes[0]
    names = lane_names(axes)
    assert [n for n in names if n] == table.index.tolist()
    shown = {names[y]: (x, hollow) for x, y, _, hollow in points(axes)}
    assert {term: x for term, (x, _) in shown.items()} == table["log_ratio"].to_dict()
    assert {term: hollow for term, (_, hollow) in shown.items()} == table["one_sided"].to_dict()
    for lane, term in enumerate(names):
        assert beside(axes, lane) == (
            [str(n) for n in table.loc[term, ["target", "reference"]]] if term else []
        )


def paragraphs_of(found, term):
    return found.tokens[found.tokens["body"] & (found.tokens["term"] == term)]["paragraph"].nunique()


def test_barcode_draws_each_hit_in_the_lane_of_its_term(main, drawn):
    """NLTK shipped dispersion plots with their labels in the wrong order for more than a year."""
    axes = drawn["dispersion"].axes[0]
    names = lane_names(axes)
    body = main.tokens[main.tokens["body"]]["term"].tolist()
    shown = {}
    for collection in axes.collections:
        for (x, low), (_, high) in (path.vertices for path in collection.get_paths()):
            if high - low == pytest.approx(0.72):
                shown.setdefault(names[round((low + high) / 2)], []).append(int(x))
    for term in (n for n in names if n in set(body)):
        assert sorted(shown[term]) == [at for at, word in enumerate(body) if word == term]
        hits, paragraphs, _ = beside(axes, names.index(term))
        assert (int(hits), paragraphs) == (
            body.count(term),
            f"{paragraphs_of(main, term)} of 19",
        )


def test_collocations_stand_beside_their_pair_and_counts(main, drawn):
    pairs = contexts.collocations(main).head(24).sort_values("log_dice", ascending=False)
    axes = drawn["collocations"].axes[0]
    shown = [(lane_names(axes)[round(y)], x) for x, y, *_ in points(axes)]
    assert shown == [(f"{r.first} {r.second}", r.log_dice) for r in pairs.itertuples()]
    for lane, row in enumerate(pairs.to_dict("records")):
        counts = [str(row[name]) for name in ("count", "first_count", "second_count")]
        assert beside(axes, lane) == [*counts, f"{row['g2']:.1f}"]


def test_echo_draws_paragraphs_baseline_and_voice_of_each_length(main, drawn):
    table = contexts.echo(main)
    axes = drawn["echo"].axes[0]
    shown = points(axes)
    for lane, (n, group) in enumerate(table.groupby("n")):
        assert lane_names(axes)[lane] == f"{n} words"
        own = group[group["kind"] == "own paragraph"]
        voice = group.loc[group["kind"] == "other voice", "share"].item()
        mine = [(x, shape) for x, y, shape, _ in shown if round(y) == lane]
        assert sorted(x for x, shape in mine if shape == "o") == sorted(own["share"])
        assert [x for x, shape in mine if shape == "D"] == [voice]
        baseline = own["shared"].sum() / own["words"].sum()
        assert beside(axes, lane) == [f"{voice:.1%}", f"{baseline:.1%}"]


def test_map_prints_each_share_in_the_row_and_column_of_its_topic(main, drawn):
    _, coding = topics.best_coding(main, BOOK)
    table = topics.by_paragraph(coding, BOOK.codes)
    axes = drawn["topic-map"].axes[0]
    assert [" ".join(t.get_text().split()) for t in axes.get_xticklabels()] == list(BOOK.titles.values())
    voices = {p: topics.paragraph_voices(coding)[p][0] for p in table.index}
    for name, paragraph in zip(lane_names(axes), table.index, strict=True):
        assert name.startswith(f"{paragraph}  {label(voices[paragraph])}")
    shown = {t.get_position(): t.get_text() for t in axes.texts}
    assert shown == {
        (column, row): f"{share * 100:.0f}"
        for row, shares in enumerate(table.to_numpy())
        for column, share in enumerate(shares)
        if share >= 0.1
    }
    assert axes.images[0].get_array().tolist() == table.to_numpy().tolist()


def test_weights_stand_beside_their_group_with_its_sentences(main, drawn):
    _, coding = topics.best_coding(main, BOOK)
    table = topics.speaker_weights(
        topics.grouped(coding, BOOK.groups), list(dict.fromkeys(BOOK.groups.values())), main.speakers
    )
    axes = drawn["topic-weights"].axes[0]
    names = lane_names(axes)
    shown = {(names[round(y)], shape): x for x, y, shape, _ in points(axes)}
    shapes = {"Xi Jinping": "o", "Vladimir Putin": "D"}
    expected = {(r.code, shapes[r.speaker]): r.weight * 100 for r in table.itertuples()}
    assert shown == pytest.approx(expected)
    for lane, name in enumerate(names):
        assert beside(axes, lane) == [str(n) for n in table.loc[table["code"] == name, "sentences"]]


def test_methods_stand_beside_their_agreement_and_stability(drawn):
    axes = drawn["topic-methods"].axes[0]
    names = lane_names(axes)
    assert names[:2] == ["dictionary, topic carried on", "dictionary, hits only"]
    shown = {(round(y), shape): x for x, y, shape, _ in points(axes)}
    for lane in range(len(names)):
        agreement, stability = beside(axes, lane)
        assert f"{shown[lane, 'o']:.2f}" == agreement
        assert f"{shown[lane, 's']:.2f}" == stability


def test_starts_draw_a_stroke_a_pair_and_their_mean(drawn):
    axes = drawn["model-starts"].axes[0]
    means = {round(y): x for x, y, shape, _ in points(axes) if shape == "D"}
    strokes = [c for c in axes.collections if len(c.get_paths()) == 3]
    assert len(strokes) == len(means) == len(lane_names(axes))
    for lane, collection in enumerate(strokes):
        values = [path.vertices[0][0] for path in collection.get_paths()]
        assert np.mean(values) == pytest.approx(means[lane])
        assert beside(axes, lane) == [f"{means[lane]:.2f}"]


def test_global_settings_are_left_alone(main):
    before = dict(mpl.rcParams)
    figures_of(main)
    assert dict(mpl.rcParams) == before


def test_dollars_in_a_text_are_drawn_as_they_stand():
    text = readout.parse("A $5 \\frac b $6 call\n\nPresident Ana Sol said that $5 is more than $4. It is.")
    figure, _ = page.figure("$5 \\frac b $6", source_line(text), width="text", height=1)
    figure.canvas.draw()
