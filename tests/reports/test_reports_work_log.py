"""The log in words: what was done and to what, and the kept name where no words are known."""

from typing import get_args

import pytest

import ready_django  # noqa: F401 - models need the settings
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.base import Lang
from samspel.reports.work_log import label_action, label_thing
from samspel.workspace.log import Logged

LANGS: tuple[Lang, Lang] = ("sv", "en")
PREFIX = "exchange.log.did."


@pytest.mark.parametrize("lang", LANGS)
def test_everything_that_may_be_noted_has_words_and_no_words_are_left_over(catalogue: Catalogue, lang: Lang) -> None:
    """Types let nothing else into the log, also where what is noted stands in a variable."""
    told = {key.removeprefix(PREFIX) for key in catalogue.texts[lang].entries if key.startswith(PREFIX)}
    assert told == set(get_args(Logged))


def test_a_thing_is_its_kind_and_number(catalogue: Catalogue) -> None:
    texts = catalogue.texts["sv"]
    assert label_thing(texts, "Campaign:3") == "driv 3"
    assert [label_thing(texts, one) for one in ("workspace", "Gone:4")] == ["workspace", "Gone:4"]
    assert label_action(texts, "gone.away") == "gone.away"
