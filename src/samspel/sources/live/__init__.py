"""Asks publishers' servers for figures: fetched without reading, parsed without a network, one adapter a module."""
