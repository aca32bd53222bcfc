"""What decisions are read by, made once."""

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.matters import load_lexicon
from samspel.matters.words import Vocabulary


@pytest.fixture(scope="session")
def lexicon(catalogue: Catalogue) -> Vocabulary:
    return Vocabulary(load_lexicon(catalogue.folder))
