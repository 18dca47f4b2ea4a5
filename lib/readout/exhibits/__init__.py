"""What a reader sees: pictures with their words, and the text itself as HTML."""

#: The four files of every figure.
FORMATS = ("svg", "pdf", "png", "csv")
