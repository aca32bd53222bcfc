"""One kept file that cannot be read never stops the others, is never written over, and its place says so."""

import hashlib
import json
import os
import random
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from given_answers import GIVEN
from samspel.catalogue.loading import Catalogue
from samspel.needs.answers import Answer
from samspel.reach.report import LocalValue, ReachReport
from samspel.sources.answer_form import LONGEST_TEXT
from samspel.sources.form_writing import FormRow, write_kept
from samspel.sources.spreadsheet import SIZE_LIMIT
from samspel.store.answers import AnswerStore
from samspel.store.kept_answers import FORMAT, MARK
from samspel.store.reach import FORMAT as REACH_FORMAT
from samspel.store.reach import ReachStore, pack_report
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from shipped import load_shipped
from sources.form_rows import TODAY, answer_offered, answer_waiting

HALL, GAVLE = "2181", "2180"
FEW = settings(max_examples=40)


def make_report(place: str = HALL, value: float = 40.0) -> ReachReport:
    """A report without shifts that gives demand 33 its value."""
    kept = LocalValue(
        indicator="shift_reach_share",
        value=value,
        basis="estimated",
        source="own-timetable",
        file="x.zip",
        publisher="",
    )
    return ReachReport(
        place=place,
        made=TODAY,
        program="0.1.0",
        limits=(45.0,),
        settings=(),
        feeds=(),
        week=(),
        silent=(),
        unreached_days=(),
        localities=(),
        workplaces=(),
        turns=(),
        outside_localities=None,
        roads=None,
        values=(kept,),
        is_made_up=False,
    )


@pytest.fixture
def reports(home: Path, catalogue: Catalogue) -> ReachStore:
    return ReachStore(home, catalogue)


def codes_of(troubles: tuple[BadInputError, ...]) -> list[str]:
    return [one.code for one in troubles]


Damage = Callable[[bytes], bytes]
SEALED: dict[str, tuple[Damage, str]] = {
    "emptied": (lambda _: b"", "kept_empty"),
    "blanked": (lambda data: b" " * len(data), "kept_empty"),
    "cut before its last line": (lambda data: data[: data.rindex(MARK)], "kept_cut"),
    "cut in a row": (lambda data: data[:300], "kept_cut"),
    "cut in its last line": (lambda data: data[:-20], "kept_changed"),
    "without its line end": (lambda data: data[:-2], "kept_changed"),
    "another answer": (lambda data: data.replace(b";yes;", b";no;"), "kept_changed"),
    "another number": (lambda data: data.replace(b";3.0;", b";8.0;"), "kept_changed"),
    "a row less": (
        lambda data: b"\r\n".join(line for line in data.split(b"\r\n") if b"offered" not in line),
        "kept_changed",
    ),
    "a later format": (lambda data: data.replace(MARK + b";%d;" % FORMAT, MARK + b";99;"), "kept_newer"),
    "a format of 6,000 digits": (
        lambda data: data.replace(MARK + b";%d;" % FORMAT, MARK + b";" + b"9" * 6000 + b";"),
        "kept_changed",
    ),
    "a format that is no number": (lambda data: data.replace(MARK + b";%d;" % FORMAT, MARK + b";x;"), "kept_changed"),
    "other bytes": (lambda _: b"\xff\xfe\x00" * 90, "kept_cut"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) + b"\n", "kept_damaged"),
}


@pytest.mark.parametrize(("damage", "code"), [pytest.param(*case, id=name) for name, case in SEALED.items()])
def test_answers_that_cannot_be_read_are_set_aside_and_told(
    store: AnswerStore, sandviken: Place, catalogue: Catalogue, damage: Damage, code: str
) -> None:
    path = store.save(sandviken, [answer_offered(), answer_waiting(3.0)]).path
    store.save(catalogue.places.by_code[GAVLE], [answer_offered("no", GAVLE)])
    spoilt = damage(path.read_bytes())
    path.write_bytes(spoilt)
    assert store.load().everything == (answer_offered("no", GAVLE),)
    (trouble,) = store.find_troubles(HALL)
    assert (trouble.code, trouble.facts["file"]) == (code, "answers/2181.csv.aside-1")
    assert trouble.facts["place"] == sandviken.area
    assert (path.exists(), path.with_name("2181.csv.aside-1").read_bytes()) == (False, spoilt)
    assert store.find_troubles(GAVLE) == ()


def test_an_answer_changed_within_a_tick_of_the_clock_is_seen(store: AnswerStore, sandviken: Place) -> None:
    """File systems note times in milliseconds; an answer of the same length may follow sooner."""
    for value in (7.0, 8.0):
        path = store.save(sandviken, [answer_waiting(value)]).path
        os.utime(path, ns=(1, 1))
        assert store.load().everything == (answer_waiting(value),)


def test_a_damaged_file_is_told_once_whoever_asks_first(store: AnswerStore, sandviken: Place) -> None:
    store.save(sandviken, [answer_offered()]).path.write_bytes(b"damaged")
    assert codes_of(store.find_troubles(HALL)) == ["kept_cut"]
    assert codes_of(store.find_troubles(HALL)) == ["kept_cut"]


def test_new_answers_after_damage_cover_nothing(store: AnswerStore, sandviken: Place) -> None:
    for number, told in enumerate((b"ett", b"tv\xc3\xa5"), start=1):
        store.save(sandviken, [answer_offered()]).path.write_bytes(told)
        path = store.save(sandviken, [answer_waiting(1)]).path
        assert path.with_name(f"2181.csv.aside-{number}").read_bytes() == told
        assert store.load().everything == (answer_waiting(1),)
    assert codes_of(store.find_troubles(HALL)) == ["kept_cut", "kept_cut"]


def write_old(home: Path, catalogue: Catalogue, *answers: Answer) -> Path:
    """A file as it was kept before there were formats: without the column about, and without a last line."""
    rows = []
    for answer in answers:
        question = next(q for q in catalogue.demands[answer.demand].questions if q.id == answer.item)
        rows.append(
            FormRow(
                body=answer.body,
                demand=answer.demand,
                item=answer.item,
                kind="question",
                question="?",
                answer_kind=question.answer,
                answer=answer,
            )
        )
    lines = write_kept(rows).decode("utf-8-sig").splitlines()
    cells = [line.split(";") for line in lines]
    path = home / "answers" / f"{answers[0].body}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    first = cells[0].index("about")  # what the first format had no column for
    told = "".join(";".join(row[:first]) + "\r\n" for row in cells)
    path.write_bytes(b"\xef\xbb\xbf" + told.encode())
    return path


def test_answers_of_the_first_format_are_read_and_kept_in_the_new_one(
    store: AnswerStore, sandviken: Place, catalogue: Catalogue, home: Path
) -> None:
    path = write_old(home, catalogue, answer_offered(), answer_waiting(12.5))
    assert b"about" not in path.read_bytes()
    assert store.load().everything == (answer_offered(), answer_waiting(12.5))
    assert store.find_troubles(HALL) == ()
    store.save(sandviken, [answer_waiting(7)])
    assert MARK in path.read_bytes()
    assert store.load().everything == (answer_offered(), answer_waiting(7))


@pytest.mark.parametrize("cut", [1, 2, 3, 20, 60])
def test_an_old_file_that_was_cut_is_not_read_as_half_a_truth(
    store: AnswerStore, catalogue: Catalogue, home: Path, cut: int
) -> None:
    path = write_old(home, catalogue, answer_offered(), answer_waiting(12.5))
    path.write_bytes(path.read_bytes()[:-cut])
    assert store.load().everything == ()
    assert codes_of(store.find_troubles(HALL)) == ["kept_cut"]


def test_answers_to_what_is_no_longer_asked_are_kept_and_count_for_nothing(
    home: Path, sandviken: Place, catalogue: Catalogue
) -> None:
    AnswerStore(home, catalogue).save(sandviken, [answer_offered(), answer_waiting(3.0)])
    demand = catalogue.demands["childcare-odd-hours"]
    fewer = msgspec.structs.replace(demand, questions=[q for q in demand.questions if q.id != "offered"])
    later = AnswerStore(home, replace(catalogue, demands={**catalogue.demands, demand.id: fewer}))
    assert later.load().everything == (answer_waiting(3.0),)
    assert codes_of(later.find_troubles(HALL)) == ["kept_others"]
    later.save(sandviken, [answer_waiting(4.0)])
    assert set(AnswerStore(home, catalogue).load().everything) == {answer_offered(), answer_waiting(4.0)}
    assert later.forget_unused(sandviken) == 1
    assert later.find_troubles(HALL) == ()


REPORTS: dict[str, tuple[Damage, str]] = {
    "emptied": (lambda _: b"", "kept_empty"),
    "cut": (lambda data: data[:-40], "kept_damaged"),
    "another number": (lambda data: data.replace(b"40.0", b"99.0"), "kept_changed"),
    "a later format": (
        lambda data: data.replace(b'"format":%d' % REACH_FORMAT, b'"format":%d' % (REACH_FORMAT + 1)),
        "kept_newer",
    ),
    "a list": (lambda _: b"[]", "kept_damaged"),
    "deep": (lambda _: b"[" * 100_000, "kept_damaged"),
    "a format of 6,000 digits": (lambda _: b'{"format":' + b"9" * 6000 + b"}", "kept_damaged"),
    "other bytes": (lambda _: b"\xff" * 50, "kept_damaged"),
    "bytes in a text": (lambda data: data.replace(b"x.zip", b"\xff.zip"), "kept_changed"),
    "of another place": (lambda _: pack_report(make_report(GAVLE)), "kept_damaged"),
    "an older shape": (lambda _: b'{"place":"2181","made":"2026-01-01"}', "kept_damaged"),
    "nothing for a number": (lambda _: bare(make_report()).replace(b"[45.0]", b"[null]"), "kept_damaged"),
    "a figure nobody knows": (lambda _: bare(make_report()).replace(b"shift_reach_share", b"bus_joy"), "kept_damaged"),
    "a row nobody has": (
        lambda _: bare(make_report()).replace(b'"sites_without_stop":[]', b'"sites_without_stop":[7]'),
        "kept_damaged",
    ),
}


def bare(report: ReachReport) -> bytes:
    """As the first format kept it."""
    return msgspec.json.encode(report)


@pytest.mark.parametrize(("damage", "code"), [pytest.param(*case, id=name) for name, case in REPORTS.items()])
def test_a_report_that_cannot_be_read_is_set_aside_and_told(reports: ReachStore, damage: Damage, code: str) -> None:
    path = reports.save(make_report())
    reports.save(make_report(GAVLE))
    spoilt = damage(path.read_bytes())
    path.write_bytes(spoilt)
    assert list(reports.load_all()) == [make_report(GAVLE)]
    assert reports.load(HALL) is None
    (trouble,) = reports.find_troubles(HALL)
    assert (trouble.code, trouble.facts["file"]) == (code, "reach/2181.json.aside-1")
    assert path.with_name("2181.json.aside-1").read_bytes() == spoilt
    reports.save(make_report(value=60.0))
    assert reports.load(HALL) == make_report(value=60.0)
    assert len(reports.find_troubles(HALL)) == 1


def test_a_report_of_the_first_format_is_read(reports: ReachStore, home: Path) -> None:
    (home / "reach").mkdir(parents=True)
    (home / "reach" / "2181.json").write_bytes(bare(make_report()))
    assert reports.load(HALL) == make_report()
    assert reports.find_troubles(HALL) == ()


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_report_that_could_not_be_read_back_is_not_kept(reports: ReachStore, value: float) -> None:
    path = reports.save(make_report())
    before = path.read_bytes()
    with pytest.raises(BadInputError) as caught:
        reports.save(make_report(value=value))
    assert caught.value.code == "kept_unreadable"
    assert path.read_bytes() == before


def test_a_report_holds_its_format_and_what_it_weighs(reports: ReachStore) -> None:
    path = reports.save(make_report())
    told = json.loads(path.read_bytes())
    assert told["format"] == REACH_FORMAT
    assert told["digest"] == hashlib.sha256(bare(make_report())).hexdigest()


def test_a_folder_or_a_broken_link_in_the_place_of_a_file(
    store: AnswerStore, reports: ReachStore, home: Path, sandviken: Place
) -> None:
    (home / "answers" / "2181.csv").mkdir(parents=True)
    (home / "reach").mkdir()
    (home / "reach" / "2181.json").symlink_to(home / "finns-inte")
    assert store.load().everything == ()
    assert list(reports.load_all()) == []
    assert codes_of(store.find_troubles(HALL)) == ["kept_damaged"]
    assert codes_of(reports.find_troubles(HALL)) == ["kept_unread"]
    store.save(sandviken, [answer_offered()])
    assert store.load().everything == (answer_offered(),)


def test_a_pipe_or_ten_gigabytes_in_the_place_of_a_file_are_not_read(
    store: AnswerStore, reports: ReachStore, home: Path
) -> None:
    (home / "answers").mkdir(parents=True)
    (home / "reach").mkdir()
    os.mkfifo(home / "answers" / "2181.csv")
    (home / "reach" / "2181.json").touch()
    os.truncate(home / "reach" / "2181.json", 10_000_000_000)
    assert store.load().everything == ()
    assert list(reports.load_all()) == []
    assert codes_of(store.find_troubles(HALL)) == ["kept_damaged"]
    assert codes_of(reports.find_troubles(HALL)) == ["kept_damaged"]
    reports.forget(HALL)


def test_what_a_killed_program_left_half_written_goes_at_the_next_writing(store: AnswerStore, sandviken: Place) -> None:
    path = store.save(sandviken, [answer_offered()]).path
    (path.parent / ".half-1234").write_bytes(b"half")
    store.save(sandviken, [answer_waiting(1)])
    assert [one.name for one in path.parent.iterdir()] == ["2181.csv"]


def test_what_the_machine_will_not_read_now_is_told_and_left(
    store: AnswerStore, sandviken: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that fails or too many open files is no fault of the file."""
    path = store.save(sandviken, [answer_offered()]).path
    before = path.read_bytes()

    def fail(_: Path) -> bytes:
        raise OSError(24, os.strerror(24))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", fail)
        fresh = AnswerStore(store.home, load_shipped())
        assert fresh.load().everything == ()
        assert codes_of(fresh.find_troubles(HALL)) == ["kept_unread"]
    assert path.read_bytes() == before


def test_a_file_that_may_not_be_moved_is_told_where_it_lies(
    store: AnswerStore, sandviken: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.save(sandviken, [answer_offered()]).path
    path.write_bytes(b"damaged")

    def fail(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "link", fail)
    assert store.load().everything == ()
    assert [one.facts["file"] for one in store.find_troubles(HALL)] == ["answers/2181.csv"]
    with pytest.raises(BadInputError):
        store.save(sandviken, [answer_waiting(1)])
    assert path.read_bytes() == b"damaged"


def test_a_file_mended_and_put_back_is_read(store: AnswerStore, sandviken: Place) -> None:
    path = store.save(sandviken, [answer_offered()]).path
    whole = path.read_bytes()
    path.write_bytes(whole[:50])
    store.load()
    (aside,) = path.parent.iterdir()
    aside.write_bytes(whole)
    assert codes_of(store.find_troubles(HALL)) == ["kept_again"]
    aside.rename(path)
    assert store.load().everything == (answer_offered(),)


CATALOGUE = load_shipped()
QUESTIONS = [(d.id, q.id) for d in CATALOGUE.demands.values() for q in d.questions if q.answer == "text"]


def test_forms_that_are_each_small_enough_can_be_read_back_together(
    store: AnswerStore, sandviken: Place, home: Path
) -> None:
    """What two forms hold together may be more than one form may be; it must not shut the place."""
    longest = "\U0001f68c" * LONGEST_TEXT
    half = len(QUESTIONS) // 2
    for part in (QUESTIONS[:half], QUESTIONS[half:]):
        store.save(
            sandviken,
            [
                replace(
                    GIVEN, body=HALL, demand=d, item=q, value=longest, answered_by=longest, day=TODAY, source=longest
                )
                for d, q in part
            ],
        )
    others = [(d, q) for d in CATALOGUE.demands.values() for q in d.questions if q.answer != "text"]
    many = [(d, q) for d, q in others if not q.each_municipality]
    told: dict[str, str | float] = {"yes_no": "yes", "number": 1.0, "percent": 1.0}
    store.save(
        sandviken,
        [
            replace(
                GIVEN,
                body=HALL,
                demand=d.id,
                item=q.id,
                value=told[q.answer],
                answered_by=longest,
                day=TODAY,
                source=longest,
            )
            for d, q in many
        ],
    )
    assert (home / "answers" / "2181.csv").stat().st_size > SIZE_LIMIT
    assert len(AnswerStore(home, load_shipped()).load().everything) == len(QUESTIONS) + len(many)


LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)
FORMS = st.lists(
    st.builds(
        lambda where, told, who, source: replace(
            GIVEN, body=HALL, demand=where[0], item=where[1], value=told, answered_by=who, day=TODAY, source=source
        ),
        st.sampled_from(QUESTIONS),
        LETTERS.map(str.strip).filter(bool),
        LETTERS.map(str.strip).filter(bool),
        LETTERS.map(str.strip),
    ),
    max_size=6,
)


@FEW
@given(forms=st.lists(FORMS, max_size=4))
def test_whatever_forms_are_kept_can_be_read_back(
    tmp_path_factory: pytest.TempPathFactory, forms: list[list[Answer]]
) -> None:
    home, catalogue = tmp_path_factory.mktemp("home"), CATALOGUE
    store, wanted = AnswerStore(home, catalogue), dict[tuple[str, ...], Answer]()
    for form in forms:
        store.save(catalogue.places.by_code[HALL], form)
        wanted |= {answer.identity: answer for answer in form}
    again = AnswerStore(home, catalogue)
    words = {told("words.not_applicable").casefold() for told in catalogue.texts.values()} | {"not_applicable"}
    assert {a.identity: a for a in again.load().everything if a.value not in words} == {
        key: answer for key, answer in wanted.items() if str(answer.value).casefold() not in words
    }
    assert again.find_troubles(HALL) == ()


@FEW
@given(seed=st.integers(0, 10_000), count=st.integers(1, 30))
def test_no_damage_to_a_byte_is_read_as_the_truth(
    tmp_path_factory: pytest.TempPathFactory, seed: int, count: int
) -> None:
    home, place = tmp_path_factory.mktemp("home"), CATALOGUE.places.by_code[HALL]
    store, reports, dice = AnswerStore(home, CATALOGUE), ReachStore(home, CATALOGUE), random.Random(seed)
    told = (answer_offered(), answer_waiting(3.0))
    for path in (store.save(place, told).path, reports.save(make_report())):
        data = bytearray(path.read_bytes())
        for _ in range(count):
            data[dice.randrange(len(data))] = dice.randrange(256)
        path.write_bytes(bytes(data))
    assert AnswerStore(home, CATALOGUE).load().everything in ((), told)
    assert ReachStore(home, CATALOGUE).load(HALL) in (None, make_report())


def test_readers_and_writers_at_once_lose_nothing_and_set_nothing_aside(
    store: AnswerStore, sandviken: Place, home: Path, catalogue: Catalogue
) -> None:
    asked = [(d.id, q.id) for d in catalogue.demands.values() for q in d.questions if q.answer == "yes_no"][:20]

    def write(rows: list[tuple[str, str]]) -> None:
        for demand, item in rows:
            AnswerStore(home, catalogue).save(
                sandviken, [replace(GIVEN, body=HALL, demand=demand, item=item, value="yes", day=TODAY)]
            )

    threads = [threading.Thread(target=write, args=(asked[first::2],)) for first in (0, 1)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        store.load()
    for thread in threads:
        thread.join()
    assert {(a.demand, a.item) for a in store.load().everything} == set(asked)
    assert store.find_troubles(HALL) == ()
