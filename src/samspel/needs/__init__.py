"""Sets each demand of the handbook against a place and says how large the need is, and why."""
