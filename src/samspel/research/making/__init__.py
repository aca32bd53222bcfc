"""Makes the built-in figures from publishers' raw tables: a pure function of the inputs that content/ declares."""
