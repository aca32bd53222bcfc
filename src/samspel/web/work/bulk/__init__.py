"""Pages that change several things at once, after showing what would change."""
