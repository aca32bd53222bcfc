"""A branch goes out as a file and in elsewhere, and nothing is lost on the way."""

import base64
import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from samspel.catalogue.exported import load_guide
from samspel.terms.errors import BadInputError
from samspel.workspace import exchange_voices
from samspel.workspace.exchange import PARTS, export_unit, import_unit
from samspel.workspace.exchange_guide import find_column
from samspel.workspace.models import (
    Account,
    Assignment,
    BodySettings,
    Campaign,
    Count,
    FrozenPaper,
    Holder,
    Item,
    Letter,
    Matter,
    Measured,
    Meeting,
    MeetingDecision,
    Membership,
    Post,
    Reply,
    Request,
    Role,
    Step,
    Unit,
    Voice,
    Workplace,
)
from samspel.workspace.sealing import draw_key, read_keys
from workspace_database import seat

DAY = date(2026, 11, 2)


@pytest.fixture
def full(branch: Unit, club: Unit, other_branch: Unit) -> Unit:
    """A branch with at least one row of every table that goes out."""
    officer = seat(branch, Role.OFFICER, "Åsa")
    seat(other_branch, Role.OFFICER, "Outsider")
    workplace = Workplace.objects.create(unit=club, name="Verket", place="2181", code="abcdefghjk")
    first = Voice.objects.create(workplace=workplace, text="Bussen går inte; »nattis« = nej", week=DAY, digest="1" * 64)
    second = Voice.objects.create(
        workplace=workplace, text="Dito", week=DAY, digest="2" * 64, into=first, state="merged"
    )
    first.into = second  # whatever the rows are, they come back
    first.save()
    for number in range(3, 6):
        Voice.objects.create(workplace=workplace, text=f"Sak {number}", week=DAY, digest=str(number) * 64)
    campaign = Campaign.objects.create(
        unit=branch, title="Nattis", demands=["childcare-odd-hours"], owner=officer, begun_on=DAY, goal_to=1.5
    )
    campaign.voices.add(first)
    Item.objects.create(campaign=campaign, kind="task", text="=Ring nämnden", due=DAY, owner=officer)
    FrozenPaper.objects.create(
        campaign=campaign,
        kind="motion",
        title="M",
        taken_on=DAY,
        file_kind="pdf",
        content=b"\x00\xff%PDF",
        sha256="0" * 64,
    )
    Measured.objects.create(campaign=campaign, demand="d", place="2181", taken_on=DAY, occasion="start", found={"a": 1})
    old = Matter.objects.create(campaign=campaign, kind="motion", place="2181", body="KF", title="Gammal")
    matter = Matter.objects.create(
        campaign=campaign, kind="motion", place="2181", body="KF", title="Ny", points=["att"], successor_of=old
    )
    Step.objects.create(matter=matter, number=1, event="lodged", on=DAY, sentence="Motionen väcks.", found={"x": [1]})
    Assignment.objects.create(matter=matter, body="BUN", what="Utred", assigned_on=DAY, signs=[{"sign": "extract"}])
    BodySettings.objects.create(unit=branch, place="2181", body="KF", rules={"months": [4, 10]})
    request = Request.objects.create(
        unit=branch, place="2181", digest="3" * 64, expires=datetime(2027, 1, 1, 12, tzinfo=UTC), sent_on=DAY
    )
    Letter.objects.create(
        request=request, kind="letter", title="L", taken_on=DAY, file="l.pdf", content=b"\x00%PDF", sha256="0" * 64
    )
    said = {"demand": "d", "question": "q", "said_by": "Registrator", "said_on": DAY, "source": "mejl", "came": "body"}
    old_reply = Reply.objects.create(request=request, value="ja", **said)
    Reply.objects.create(request=request, value="nej", taken_from=old_reply, noted_by=officer, used_on=DAY, **said)
    holder = Holder.objects.create(unit=branch, name="Kim Exempel", consented_on=DAY, courses=["a"])
    Post.objects.create(holder=holder, kind="council_member", place="2181", begins=DAY)
    Count.objects.create(unit=branch, taken_on=DAY, found={"persons": 47})
    network = Unit.objects.create(kind=Unit.Kind.NETWORK, name="Bruksorter", parent=branch)
    own = Membership.objects.create(network=network, unit=club, name=club.name, places=["2181"], joined_on=DAY)
    Membership.objects.create(network=network, unit=other_branch, name="Elsewhere", places=["2180"], joined_on=DAY)
    meeting = Meeting.objects.create(
        network=network, name="Vårmöte", held_on=DAY, agenda="Öppning\nBussen", measures=["N"]
    )
    meeting.members.set([own])
    MeetingDecision.objects.create(meeting=meeting, text="Fråga regionen", who="Avdelning 1", due=DAY, outcome="Frågat")
    return branch


def open_sealed(content: bytes) -> list[dict[str, object]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return list(exchange_voices.open_rows(archive.read("voice.sealed")))


def read_csv(content: bytes, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig")), delimiter=";"))


def open_rows(content: bytes) -> dict[str, list[dict[str, object]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = set(archive.namelist())
        parts = [part.name for part in PARTS if f"{part.name}.json" in held]
        return {name: json.loads(archive.read(f"{name}.json")) for name in parts}


def test_out_in_elsewhere_and_out_again_are_the_same_bytes(full: Unit) -> None:
    out = export_unit(full, None)
    assert len(open_rows(out)) == len(PARTS) - 1, "a table without a row tries nothing"
    assert len(open_sealed(out)) == Voice.objects.count()

    _empty()
    Unit.objects.create(kind="branch", name="Någon annan")  # so that the numbers are others
    again = import_unit(out, None)

    assert again.pk != full.pk
    assert export_unit(again, None) == out
    assert Holder.objects.get().name == "Kim Exempel"
    assert bytes(FrozenPaper.objects.get().content) == b"\x00\xff%PDF"


def say(workplace: Workplace, count: int, **typed: object) -> None:
    for number in range(count):
        Voice.objects.create(
            workplace=workplace, week=DAY, text=f"Sak {number}", digest=f"{count}{number:>063}", **typed
        )


def test_who_opens_the_file_reads_no_remark_that_may_not_be_seen(branch: Unit) -> None:
    few = Workplace.objects.create(unit=branch, name="Lagret", place="2181", code="abcdefghjl")
    none = export_unit(branch, None)
    say(few, 4)
    out = export_unit(branch, None)
    with zipfile.ZipFile(io.BytesIO(out)) as archive, zipfile.ZipFile(io.BytesIO(none)) as empty:
        held = {one.filename: one.file_size for one in archive.infolist()}
        assert held == {one.filename: one.file_size for one in empty.infolist()}, "not even how many"
        assert all("Sak" not in archive.read(name).decode(errors="replace") for name in held)
    assert len(open_sealed(out)) == 4

    enough = Workplace.objects.create(unit=branch, name="Verket", place="2181", code="abcdefghjm")
    say(enough, 5, place="2104")
    say(enough, 6, names_workplace=True)
    rows = read_csv(export_unit(branch, None), "voice.csv")
    assert len(rows) == 10
    assert set(rows[0]) == {"text", "week", "workplace", "place", "state", "demands"}
    assert {row["workplace"] for row in rows} == {"", "2"}
    assert {row["place"] for row in rows} == {"", "2104"}


def test_remarks_are_read_in_where_their_key_is_and_nowhere_else(full: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs, ours = draw_key(), draw_key()
    rows = list(Voice.objects.values_list("text", flat=True))
    out = export_unit(full, None)
    here = read_keys(settings.WORKSPACE_HOME)
    _empty()
    monkeypatch.setenv("SAMSPEL_KEYS", f"{ours} {theirs}")
    with pytest.raises(BadInputError, match="exchange sealed"):
        import_unit(out, None)
    assert not Unit.objects.exists()
    monkeypatch.setenv("SAMSPEL_KEYS", " ".join((ours, *here)))
    import_unit(out, None)
    assert list(Voice.objects.values_list("text", flat=True)) == rows


def test_a_file_from_when_remarks_stood_open_is_read(full: Unit) -> None:
    out = export_unit(full, None)
    rows = open_sealed(out)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        told = json.loads(archive.read("samspel.json"))
    told = {"format": 2, "rows": {**told["rows"], "voice": len(rows)}}
    out = _change(_change(out, "voice.sealed", None), "samspel.json", json.dumps(told))
    buffer = io.BytesIO(out)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("voice.json", json.dumps(rows))
    _empty()
    import_unit(buffer.getvalue(), None)
    assert Voice.objects.count() == len(rows)


def _empty() -> None:
    Unit.objects.update(parent=None)
    for part in reversed(PARTS):
        part.model._default_manager.all().delete()


def test_a_file_from_before_there_were_letters_is_read(full: Unit) -> None:
    out = _change(export_unit(full, None), "letter.json", None)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        told = json.loads(archive.read("samspel.json"))
    del told["rows"]["letter"]
    _empty()

    import_unit(_change(out, "samspel.json", json.dumps(told)), None)

    assert Reply.objects.count() == 2
    assert not Letter.objects.exists()


def test_nothing_of_another_branch_and_no_password_goes_out(full: Unit, other_branch: Unit) -> None:
    rows = open_rows(export_unit(full, None))

    assert [one["username"] for one in rows["account"]] == ["Åsa"]
    assert "password" not in rows["account"][0]
    assert {one["name"] for one in rows["unit"]} == {full.name, "Klubb 1", "Bruksorter"}
    assert {one["name"]: one["unit"] is None for one in rows["membership"]} == {"Klubb 1": False, "Elsewhere": True}


def test_who_comes_in_cannot_sign_in_before_somebody_lets_them(full: Unit) -> None:
    out = export_unit(full, None)
    _empty()
    seat(Unit.objects.create(kind="branch", name="Här"), Role.MEMBER, "Åsa")

    import_unit(out, None)

    made = Account.objects.get(username="Åsa-2")
    assert not made.is_active
    assert not made.has_usable_password()


def test_the_tables_for_people_hold_no_formula(full: Unit) -> None:
    with zipfile.ZipFile(io.BytesIO(export_unit(full, None))) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("item.csv").decode("utf-8-sig")), delimiter=";"))
    assert rows[0]["text"] == "'=Ring nämnden"


def test_papers_and_letters_are_files_and_none_is_empty(full: Unit) -> None:
    with zipfile.ZipFile(io.BytesIO(export_unit(full, None))) as archive:
        assert archive.read("papper/1.pdf") == b"\x00\xff%PDF"
        assert archive.read("brev/1.pdf") == b"\x00%PDF"
        assert json.loads(archive.read("frozenpaper.json"))[0]["content"] == "papper/1.pdf"
        assert "papper/1.pdf" in archive.read("frozenpaper.csv").decode()
        assert all(one.file_size for one in archive.infolist())


def test_a_table_without_rows_has_no_file_and_is_read_as_none(branch: Unit) -> None:
    out = export_unit(branch, None)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        assert set(archive.namelist()) == {"samspel.json", "LÄS-MIG.txt", "README.txt", "unit.json", "unit.csv"}
    _empty()
    assert export_unit(import_unit(out, None), None) == out


def test_every_table_and_column_is_explained_in_both_languages_and_nothing_else_is(full: Unit) -> None:
    guide, out = load_guide(), export_unit(full, None)
    columns = {name: list(rows[0]) for name, rows in open_rows(out).items()}
    columns["voice"] = list(read_csv(out, "voice.csv")[0])
    assert set(guide.tables) == set(columns)
    used = {find_column(guide, table, column) for table, every in columns.items() for column in every}
    assert used == set(guide.columns)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        told = archive.read("LÄS-MIG.txt").decode()
        assert "  week: Måndagen i veckan då rösten kom." in told
        assert "  week: The Monday" in archive.read("README.txt").decode()
    assert told.count("\r\n  ") == sum(map(len, columns.values()))


def test_a_file_from_before_papers_were_files_is_read(full: Unit) -> None:
    out = export_unit(full, None)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        manifest = json.loads(archive.read("samspel.json"))
        rows = {name: json.loads(archive.read(f"{name}.json")) for name in ("frozenpaper", "letter")}
        for name, part in rows.items():
            for row in part:
                row["content"] = base64.b64encode(archive.read(row["content"])).decode()
            out = _change(out, f"{name}.json", json.dumps(part))
    out = _change(out, "samspel.json", json.dumps({**manifest, "format": 1}))
    _empty()
    import_unit(out, None)
    assert bytes(FrozenPaper.objects.get().content) == b"\x00\xff%PDF"
    assert bytes(Letter.objects.get().content) == b"\x00%PDF"


@pytest.mark.parametrize("content", ["../samspel.json", "papper/9.pdf", 7, None])
def test_a_paper_that_is_not_in_the_file_is_told(full: Unit, content: object) -> None:
    out = export_unit(full, None)
    rows = open_rows(out)["frozenpaper"]
    rows[0]["content"] = content
    _empty()
    with pytest.raises(BadInputError, match="exchange broken"):
        import_unit(_change(out, "frozenpaper.json", json.dumps(rows)), None)


def test_a_branch_that_is_here_already_is_told_and_nothing_of_it_is_doubled(full: Unit) -> None:
    out = export_unit(full, None)
    before = Campaign.objects.count()

    with pytest.raises(BadInputError, match="exchange there"):
        import_unit(out, None)
    assert Campaign.objects.count() == before


@pytest.mark.parametrize("name", ["unit", "workplace", "step"])
def test_a_file_that_lacks_a_table_or_holds_nonsense_is_told_and_nothing_is_kept(full: Unit, name: str) -> None:
    out = export_unit(full, None)
    _empty()

    for instead in (
        None,
        "[1]",
        '[{"unit": 99}]',
        "{",
        "[]" if name == "unit" else '[{"workplace": "x", "matter": "x"}]',
    ):
        with pytest.raises(BadInputError, match="exchange"):
            import_unit(_change(out, f"{name}.json", instead), None)
        assert not Unit.objects.exists()


def test_a_file_of_a_program_that_knew_fewer_tables_is_read(full: Unit) -> None:
    out = export_unit(full, None)
    with zipfile.ZipFile(io.BytesIO(out)) as archive:
        told = json.loads(archive.read("samspel.json"))
    for name in ("meetingdecision", "meeting", "membership"):
        out = _change(out, f"{name}.json", None)
        del told["rows"][name]
    _empty()

    assert import_unit(_change(out, "samspel.json", json.dumps(told)), None).name == full.name
    assert not Meeting.objects.exists()


def _change(content: bytes, name: str, instead: str | None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
            elif instead is not None:
                new.writestr(one, instead)
    return buffer.getvalue()


@hypothesis_settings(max_examples=30)
@given(st.binary(max_size=200))
def test_what_is_no_such_file_is_told(content: bytes) -> None:
    with pytest.raises(BadInputError, match="exchange"):
        import_unit(content, None)
