"""One module a question: a readout or a table goes in, a table comes out."""
