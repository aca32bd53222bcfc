"""The web workspace: parses a request, calls one use case, renders a page."""
