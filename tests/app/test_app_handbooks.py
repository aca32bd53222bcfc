"""Which handbooks the desk has open: ours, another's, and what is written here; a broken one stops no other."""

from pathlib import Path

import pytest

from foreign import write_handbook
from samspel.app.desk import open_desk
from samspel.app.handbooks import VARIABLE, lay_out, open_handbooks
from samspel.app.own import add_from_file
from samspel.catalogue.loading import Catalogue, find_content
from samspel.terms.errors import HandbookError

TEMPLATE = find_content() / "templates" / "own_demand_sv.toml"


def test_a_handbook_is_opened_by_name_and_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_handbook(tmp_path)
    ours, _ = open_handbooks(None, None)
    assert "kust-natt" not in ours.demands
    both, missed = open_handbooks(None, tmp_path)
    assert "kust-natt" in both.demands
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    named, also_missed = open_handbooks(None, None)
    assert list(named.demands) == list(both.demands)
    assert (missed, also_missed) == ((), ())


def test_a_broken_handbook_stops_ours_only_where_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_handbook(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("months = 12", "months = 99"), encoding="utf-8")
    with pytest.raises(HandbookError) as caught:
        open_handbooks(None, tmp_path)
    assert caught.value.facts["folder"] == str(tmp_path)
    assert caught.value.facts["file"] == "handbook/101-kust-natt.toml"
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    desk = open_desk()
    assert "kust-natt" not in desk.catalogue.demands
    assert [error.code for error in desk.missed] == ["handbook"]


def test_an_own_demand_that_breaks_a_rule_by_now_is_told_and_stops_no_other(catalogue: Catalogue) -> None:
    desk = open_desk()
    add_from_file(desk, TEMPLATE)
    kept = desk.own.list_kept()[0]
    text = TEMPLATE.read_text(encoding="utf-8").replace("eget-cykelstall-stationen", "annat")
    text = text.replace("Cykelställ under tak vid stationen", "Barnomsorg på kvällar, nätter och helger")
    desk.own.save("annat", text.encode())
    shelf = lay_out(catalogue, desk.own)
    assert kept.id in shelf.catalogue.demands
    assert "annat" not in shelf.catalogue.demands
    assert [error.code for error in shelf.missed] == ["own_taken"]


def test_what_a_page_rests_on_is_other_with_another_handbook(tmp_path: Path) -> None:
    path = write_handbook(tmp_path)
    first = open_desk(handbook=tmp_path).version
    assert first != open_desk().version
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert open_desk(handbook=tmp_path).version != first
