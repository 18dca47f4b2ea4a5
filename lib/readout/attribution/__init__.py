"""The engine: pieces of text go in, who is reported in each of them comes out. This is its only door."""

from readout.attribution.engine import Attribution, attribute
from readout.attribution.rules import CARRIED_RULES, CLAUSE_RULES, RULES
from readout.attribution.speech import JOINT, NARRATOR

__all__ = ["CARRIED_RULES", "CLAUSE_RULES", "JOINT", "NARRATOR", "RULES", "Attribution", "attribute"]
