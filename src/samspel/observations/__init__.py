"""Every figure as an array of places by periods, with origin, basis and the reason for each blank."""
