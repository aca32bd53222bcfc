"""How content is made and how its numbers were estimated: for the programs in docs, tests and benchmarks alone."""
