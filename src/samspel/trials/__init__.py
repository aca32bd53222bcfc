"""The model against what happened: hindcasts and real closures and openings."""
