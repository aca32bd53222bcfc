"""Reads the roads of an OpenStreetMap extract: the file, what its tags say of access, its ways, and the map of them."""
