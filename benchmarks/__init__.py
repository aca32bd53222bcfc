"""The speed goals, each measured beside a rival in the same run: `make bench`."""
