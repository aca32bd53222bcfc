"""Loads the content files and checks them into frozen records. Knows the schema of content/, not what the figures
say.
"""
