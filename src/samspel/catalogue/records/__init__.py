"""The schema of content/: one frozen record for each kind of entry."""
