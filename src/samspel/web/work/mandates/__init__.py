"""Pages of elected posts."""
