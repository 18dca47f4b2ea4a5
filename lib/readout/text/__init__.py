"""What a word is, what a term is, what a phrase is: the one token table."""
