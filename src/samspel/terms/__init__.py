"""The words of the field: place, period, unit, origin, errors. Knows nothing of files, content or presentation."""
