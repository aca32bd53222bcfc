"""Pages where one signs in, and of one's own account."""
