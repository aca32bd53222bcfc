"""How a political matter moves: reading what was decided, states, clocks, votes, and what it comes to."""
