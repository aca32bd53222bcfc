"""Fetched figures as they are kept: answers untouched, the history of every value, and the file that is shown."""

FOLDER = "live"
