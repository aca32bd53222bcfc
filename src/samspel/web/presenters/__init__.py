"""Turns what use cases answer into words and numbers for templates, which hold no words of their own."""
