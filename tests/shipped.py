"""The shipped content, loaded once a process, for modules that need it before there are fixtures; nobody changes it."""

from functools import cache

from samspel.catalogue.loading import Catalogue, load_catalogue


@cache
def load_shipped() -> Catalogue:
    """What `load_catalogue` gives without a folder."""
    return load_catalogue()
