"""What becomes urgent after an event: loaded strictly, found by the kind of event."""

from pathlib import Path
from typing import get_args

import pytest

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.scenarios.shocks import Kind, Shock
from samspel.terms.errors import ContentError
from samspel.trials.aftermath import FILE, find_aftermath, load_aftermath


def test_every_kind_of_event_has_demands_and_something_to_ask_of_the_state(catalogue: Catalogue) -> None:
    entries = load_aftermath(catalogue)
    for kind in get_args(Kind):
        (entry,) = find_aftermath(entries, [Shock(kind=kind, year=2027)])
        assert len(entry.demands) >= 3
        assert entry.goals


def test_several_events_bring_what_each_brings(catalogue: Catalogue) -> None:
    entries = load_aftermath(catalogue)
    found = find_aftermath(entries, [Shock(kind="establishment", year=2027), Shock(kind="closure", year=2028)])
    assert [entry.id for entry in found] == ["jobs-go", "jobs-come"]
    assert find_aftermath(entries, []) == ()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('id = "retraining-network"', 'id = "retraining-net"', "retraining-net"),
        ('id = "lifelong-learning"', 'id = "lifelong"', "lifelong"),
        ('kinds = ["downturn"]', 'kinds = ["closure"]', "closure"),
    ],
)
def test_a_broken_file_is_told(content_copy: Path, old: str, new: str, found: str) -> None:
    file = content_copy / FILE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_aftermath(load_catalogue(content_copy))
    assert caught.value.facts["file"] == FILE
    assert found in str(caught.value.facts["found"])
