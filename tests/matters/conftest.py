"""What decisions are read by, and how matters move, made once."""

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.matters import load_lexicon, load_rules
from samspel.matters.states import Rules
from samspel.matters.words import Vocabulary


@pytest.fixture(scope="session")
def lexicon(catalogue: Catalogue) -> Vocabulary:
    return Vocabulary(load_lexicon(catalogue.folder))


@pytest.fixture(scope="session")
def rules(catalogue: Catalogue, lexicon: Vocabulary) -> Rules:
    return Rules(load_rules(catalogue.folder), lexicon.lexicon)
