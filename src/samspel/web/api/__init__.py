"""The read-only open data: the answers of `reports` as JSON at stable addresses, for programs of others."""
