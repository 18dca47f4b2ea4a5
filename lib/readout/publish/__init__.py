"""What runs, writes and prints: notebooks, gallery, what was detected in a text, the command."""
