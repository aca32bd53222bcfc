"""What is learned from examples tells things apart, and by which words."""

import numpy as np
import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.searching import load_manner
from samspel.search.hearing import Hearing
from samspel.search.learning import Example, Learned
from samspel.search.word_index import make_endings

BUS, DOCTOR = 0, 1


@pytest.fixture(scope="module")
def learned(catalogue: Catalogue) -> Learned:
    manner = load_manner(catalogue)
    examples = [
        Example("bussen kommer aldrig i tid", BUS),
        Example("ingen buss hem på natten", BUS),
        Example("doktorn har ingen tid", DOCTOR),
        Example("jag väntar på läkaren", DOCTOR, 0.5),
    ]
    return Learned(Hearing(make_endings(manner.words), manner.speech), examples, 2)


def test_a_remark_is_most_like_what_is_said_of_its_thing(learned: Learned) -> None:
    heard = learned.hear("nattbussen gick inte")
    assert heard.scores[BUS] > 2 * heard.scores[DOCTOR]
    assert np.argmax(learned.hear("ingen läkare").scores) == DOCTOR


def test_each_word_tells_what_it_gave(learned: Learned) -> None:
    heard = learned.hear("doktorn åker buss")
    gave = dict(zip(heard.words, heard.by_word, strict=True))
    assert gave["buss"][BUS] > gave["buss"][DOCTOR]
    assert gave["doktorn"][DOCTOR] > gave["doktorn"][BUS]


def test_what_has_nothing_in_common_is_like_nothing(learned: Learned) -> None:
    assert not learned.hear("qzxw").scores.any()
    assert not learned.hear("").scores.any()
