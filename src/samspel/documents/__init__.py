"""The papers: each picks among the blocks of the reports."""
