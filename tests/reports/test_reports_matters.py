"""Words of matters: every code has its own in both languages."""

from typing import get_args

import pytest

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.matters import load_rules
from samspel.catalogue.records.matters import Event, Kind, Mark, Need, ReasonCode, State, Who
from samspel.matters.headline import Done, Gap, Outcome
from samspel.matters.reading import Effect, Flag, Ground, Reading, Rule
from samspel.matters.votes import VoteFlag
from samspel.rendering.blocks import Bullets, Paragraph
from samspel.reports.matters import compose_reading, render_reading

CODES = {
    "effect": Effect,
    "state": State,
    "rule": Rule,
    "flag": Flag,
    "reason": ReasonCode,
    "event": Event,
    "who": Who,
    "need": Need,
    "kind": Kind,
    "mark": Mark,
    "done": Done,
    "gap": Gap,
    "counts": Outcome,
    "vote_flag": VoteFlag,
}


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("group", CODES)
def test_every_code_has_its_words_and_no_words_are_left_over(catalogue: Catalogue, lang: str, group: str) -> None:
    entries = catalogue.texts[lang].entries  # type: ignore[index]
    told = {key.removeprefix(f"matters.{group}.") for key in entries if key.startswith(f"matters.{group}.")}
    assert told - {"none", "no_reason"} == set(get_args(CODES[group])) - {"none", "no_reason"}


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_end_and_every_next_step_has_its_words(catalogue: Catalogue, lang: str) -> None:
    entries = catalogue.texts[lang].entries  # type: ignore[index]
    for end in load_rules(catalogue.folder).ends:
        assert f"matters.shown.{end.shown or end.state}" in entries
        assert all(f"matters.next.{step}" in entries for step in end.next)


def test_a_reading_is_the_same_for_people_and_machines(catalogue: Catalogue) -> None:
    reading = Reading(effect="no", next_state="rejected", rule="direct", sentence="Motionen avslås.", reason="no_money")
    texts = catalogue.texts["sv"]
    blocks = compose_reading(texts, reading)
    told = " ".join(f"{block.lead} {block.text}" for block in blocks if isinstance(block, Paragraph))
    plain = render_reading(texts, reading)
    assert plain["words"]["effect"] in told
    assert (plain["effect"], plain["reason"], plain["condition"]) == ("no", "no_money", None)
    assert "Motionen avslås." in told


def test_all_sentences_that_a_reading_rests_on_are_told(catalogue: Catalogue) -> None:
    grounds = (Ground("Att-sats 1 bifalls.", "direct"), Ground("Kostnaden ska rymmas inom ram.", "limited"))
    twice = (*grounds, Ground("Att-sats 1 bifalls.", "limited"))
    reading = Reading(effect="partly", next_state="granted_in_part", rule="limited", sentence="X.", grounds=twice)
    texts = catalogue.texts["sv"]
    told = [line for block in compose_reading(texts, reading) if isinstance(block, Bullets) for line in block.items]
    assert len(told) == len(grounds)
    for line, ground in zip(told, grounds, strict=True):
        assert ground.sentence in str(line)
        assert texts(f"matters.rule.{ground.rule}") in str(line)
    assert [one["rule"] for one in render_reading(texts, reading)["grounds"]] == ["direct", "limited", "limited"]
