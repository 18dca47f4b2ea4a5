"""Speech that a later clause or credit gives to its speaker."""

from invented import LEDE, voices


def test_a_closing_clause_covers_the_sentences_before_it():
    text = LEDE + "\nThe bridge is long. It is wet, Lund added."
    assert voices(text)[-2:] == [("Bo Lund", "covered"), ("Bo Lund", "clause-last")]


def test_a_quotation_belongs_to_the_clause_that_closes_it():
    text = "President Ana Sol met Bo Lund. Ana Sol said so. “It rains. It snows,” Bo Lund summed up."
    assert voices(text)[-2:] == [("Bo Lund", "covered"), ("Bo Lund", "clause-last")]


def test_a_credit_below_a_quotation_says_whose_it_is():
    text = (
        "President Ana Sol met Bo Lund. Lund said yes.\n\nQuote\n“We build. We trade.”\n— Ana Sol, President"
    )
    assert voices(text)[-2:] == [("Ana Sol", "covered"), ("Ana Sol", "covered")]
