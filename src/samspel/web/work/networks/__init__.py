"""Pages of networks: what is shared, who is a member, and their meetings."""
