"""What runs, writes and prints: notebooks, gallery, reports, the command."""
