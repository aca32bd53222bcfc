"""The model's pure arrays: so far the input-output side of the industry-welfare circle."""
