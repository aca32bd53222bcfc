"""Figures as they were shown on a day are read in one go where it is known what is wanted."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samspel.catalogue.loading import Catalogue, find_content
from samspel.catalogue.records.figures import Gender
from samspel.sources.live.tidy import Course, make_rows
from samspel.store.live import then
from samspel.store.live.history import History, open_history
from samspel.store.live.taking import Taken
from samspel.store.live.then import ThenReader
from samspel.terms.errors import ContentError

MARCH, MAY = datetime(2026, 3, 10, tzinfo=UTC), datetime(2026, 5, 10, tzinfo=UTC)
NAMES, LEFT = ("N00090", "N00205", "N07403"), "N02201"
"""Measures that were renewed, and one that is as it was built in."""
GENDERS: tuple[Gender, ...] = ("T", "K")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Each renewed measure with a value for women and men, 1, 2 … in March and ten times as much in May."""
    (tmp_path / "live").mkdir()
    for moment, times in ((MARCH, 1.0), (MAY, 10.0)):
        with open_history(tmp_path / "live") as history:
            for number, name in enumerate(NAMES, 1):
                columns: dict[str, list[object]] = {
                    "gender": ["T", "K", "T", "T"],
                    "code": ["2181", "2181", "0180", "2181"],
                    "year": [2023, 2023, 2023, 2024],
                    "value": [number * times, number * times + 0.5, None, 99.0],
                    "flag": ["", "", "secret", ""],
                }
                course = Course(table="kolada", measure=name, title=name, rows=make_rows(columns))
                history.take([Taken(course=course, service="kolada", fetched=moment, last=2023)])
            history.note_shown(moment)
    return tmp_path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every time that the history is opened."""
    found: list[Path] = []

    @contextmanager
    def note(folder: Path) -> Iterator[History]:
        found.append(folder)
        with open_history(folder) as history:
            yield history

    monkeypatch.setattr(then, "open_history", note)
    return found


@pytest.mark.parametrize("is_ahead", [True, False])
def test_what_is_read_ahead_is_what_is_read_alone(
    catalogue: Catalogue, home: Path, opened: list[Path], *, is_ahead: bool
) -> None:
    table, genders = catalogue.tables["kolada"], GENDERS
    for moment, times in ((MARCH, 1.0), (MAY, 10.0)):
        reader = ThenReader(find_content() / "figures", home, moment)
        opened.clear()
        if is_ahead:
            reader.read_ahead((table, name, gender) for name in (*NAMES, LEFT) for gender in genders)
        for number, name in enumerate(NAMES, 1):
            values = [reader.read(table, name, gender).values.tolist() for gender in genders]
            assert values == [[number * times], [number * times + 0.5]]
            renewal = reader.find_renewal("kolada", name)
            assert renewal is not None
            assert (renewal.day, sorted(renewal.secret)) == (moment.date().isoformat(), ["0180"])
        assert reader.find_renewal("kolada", LEFT) is None
        assert len(reader.read(table, LEFT, "T").values) > 500
        assert len(opened) == (1 if is_ahead else 2 * len(NAMES))


def test_a_gender_that_a_measure_does_not_have_is_told(catalogue: Catalogue, home: Path) -> None:
    reader = ThenReader(find_content() / "figures", home, MAY)
    for _ in range(2):
        with pytest.raises(ContentError, match="nothing for M"):
            reader.read(catalogue.tables["kolada"], NAMES[0], "M")


def test_before_anything_was_fetched_everything_is_as_it_was_built_in(catalogue: Catalogue, home: Path) -> None:
    table = catalogue.tables["kolada"]
    for reader in (
        ThenReader(find_content() / "figures", home, datetime(2026, 1, 1, tzinfo=UTC)),
        ThenReader(find_content() / "figures", home / "none", MAY),
    ):
        reader.read_ahead([(table, NAMES[0], "T")])
        assert reader.find_renewal("kolada", NAMES[0]) is None
        assert len(reader.read(table, NAMES[0], "T").values) > 500
