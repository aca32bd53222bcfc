"""Elected posts: who counts for the goal on a day, what ends when, and what has to be looked after. Knows neither
files, words nor the database.
"""
