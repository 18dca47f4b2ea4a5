"""The engine: pieces of text go in, who is reported in each of them comes out. This is its only door."""

from readout.attribution.rules import CARRIED_RULES, CLAUSE_RULES, RULES, attribute
from readout.attribution.speech import JOINT, NARRATOR

__all__ = ["CARRIED_RULES", "CLAUSE_RULES", "JOINT", "NARRATOR", "RULES", "attribute"]
