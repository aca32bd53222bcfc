"""Pages of questions to bodies."""
