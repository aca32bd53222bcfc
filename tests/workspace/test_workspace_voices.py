"""Remarks: nothing that identifies is kept, none is shown before enough have spoken, and what is made of one."""

from datetime import date, timedelta

import msgspec
import pytest
from django.db import connection

from samspel.terms.errors import BadInputError, NotFoundError
from samspel.workspace.identifying import Kind
from samspel.workspace.log import find_break
from samspel.workspace.models import Account, LogEntry, Unit, Voice, Workplace
from samspel.workspace.versions import ChangedMeanwhileError
from samspel.workspace.voices import (
    IdentifyingError,
    Remark,
    change_link,
    confirm,
    find_workplace,
    follow,
    get_rules,
    leave_remark,
    list_voices,
    list_waiting,
    make_workplace,
    merge,
    set_aside,
    set_open,
    split,
    take_back,
)

TODAY = date(2026, 11, 26)
SAID = "Bussen går inte före sexskiftet"


@pytest.fixture
def workplace(branch: Unit, local: Account) -> Workplace:
    return make_workplace(branch, "Verket", "2181", local)


def say(workplace: Workplace, text: str = SAID, count: int = 1) -> list[str]:
    return [leave_remark(workplace, Remark(text=text), (), TODAY) for _ in range(count)]


def test_nothing_is_shown_before_enough_have_spoken_and_then_so_many_at_a_time(
    branch: Unit, workplace: Workplace, local: Account
) -> None:
    fewest, other = get_rules().fewest, make_workplace(branch, "Avsyningen", "2181", local)
    say(other, text="Ljuset är trasigt", count=fewest - 2)
    for number in range(1, 2 * fewest + 2):
        say(workplace, text=f"Sak nummer {number} här")
        seen = number - number % fewest
        assert [(one.is_shown, one.count) for one in list_waiting(branch)] == [(False, 0), (seen > 0, seen)]
        told = {voice.text for voice in list_voices(branch)}
        assert told == {f"Sak nummer {one} här" for one in range(1, seen + 1)}, "the latest wait for more"


def test_remarks_of_a_week_stand_in_no_order_of_when_they_came(branch: Unit, workplace: Workplace) -> None:
    say(workplace, count=40)
    told = [voice.pk for voice in list_voices(branch)]
    assert len(told) == 40
    assert told not in (sorted(told), sorted(told, reverse=True))
    later = leave_remark(workplace, Remark(text=SAID), (), TODAY + timedelta(days=7))
    assert list_voices(branch)[0].week == follow(later).week - timedelta(days=7), "it waits"


def test_the_parts_of_a_remark_count_as_one_that_has_spoken(branch: Unit, workplace: Workplace, local: Account) -> None:
    say(workplace)
    voice = Voice.objects.get()
    split(voice, voice.version, ["Bussen går inte", "Dagis stänger", "Ingen mat", "Kallt", "Mörkt"], local)

    assert [(one.is_shown, one.count) for one in list_waiting(branch)] == [(False, 0)]
    assert not list_voices(branch).exists()
    say(workplace, count=4)
    part = voice.parts.all()[0]
    take_back(confirm(part, part.version, ["d"], local), part.version + 1, local)
    assert [one.count for one in list_waiting(branch)] == [5], "it is a part still"
    assert list_voices(branch).count() == 10


def test_no_day_no_code_and_no_plain_text_is_kept(workplace: Workplace) -> None:
    code = say(workplace)[0]

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM workspace_voice")
        row = str(cursor.fetchone())
    assert "Bussen" not in row
    assert code not in row
    assert Voice.objects.get().week == date(2026, 11, 23)
    assert follow(code.upper()).text == SAID


def test_what_identifies_is_caught_and_nothing_is_kept(workplace: Workplace) -> None:
    with pytest.raises(IdentifyingError) as told:
        leave_remark(workplace, Remark(text="Ring Anna på 070-123 45 67"), (), TODAY)

    assert {one.kind for one in told.value.found} == {Kind.NAME, Kind.PHONE}
    with pytest.raises(IdentifyingError):
        leave_remark(workplace, Remark(text="Ring Anna på 070-123 45 67", says_no_name=True), (), TODAY)
    assert not Voice.objects.exists()

    leave_remark(workplace, Remark(text="Anna heter vår traverskran", says_no_name=True), (), TODAY)
    assert Voice.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  ", "nej", "x" * 601])
def test_too_little_and_too_much_is_told(workplace: Workplace, text: str) -> None:
    with pytest.raises(BadInputError, match="voice"):
        leave_remark(workplace, Remark(text=text), (), TODAY)


def test_more_than_people_say_is_not_taken(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = msgspec.structs.replace(get_rules(), most_a_week=2)
    monkeypatch.setattr("samspel.workspace.voices.get_rules", lambda: rules)
    say(workplace, count=2)

    with pytest.raises(BadInputError, match="voices many"):
        say(workplace)
    assert leave_remark(workplace, Remark(text=SAID), (), TODAY + timedelta(days=7))


def test_a_link_that_is_closed_or_replaced_leads_nowhere(workplace: Workplace, local: Account) -> None:
    assert find_workplace(workplace.code.upper()) == workplace
    closed = set_open(workplace, 1, local, is_open=False)
    with pytest.raises(NotFoundError):
        find_workplace(workplace.code)

    renewed = change_link(set_open(closed, 2, local, is_open=True), 3, local)
    with pytest.raises(NotFoundError):
        find_workplace(workplace.code)
    assert find_workplace(renewed.code) == workplace


def test_what_is_made_of_a_remark_can_be_taken_back_and_stands_in_the_log(workplace: Workplace, local: Account) -> None:
    say(workplace, count=2)
    one, other = Voice.objects.all()

    confirmed = confirm(one, 1, ["shift-buses"], local)
    assert (confirmed.state, confirmed.demands) == (Voice.State.CONFIRMED, ["shift-buses"])
    assert merge(other, 1, confirmed, local).into == confirmed
    assert take_back(other, 2, local).into is None
    assert set_aside(other, 3, local).state == Voice.State.SET_ASIDE
    with pytest.raises(ChangedMeanwhileError):
        set_aside(other, 3, local)

    handled = LogEntry.objects.filter(action="voice.handle")
    assert [entry.facts["what"] for entry in handled] == ["confirmed", "merged", "new", "set_aside"]
    assert find_break(LogEntry.objects.all()) is None


def test_a_remark_never_goes_into_itself_or_in_a_circle(workplace: Workplace, local: Account) -> None:
    say(workplace, count=2)
    one, other = Voice.objects.all()
    merged = merge(one, 1, other, local)

    for voice, into in ((other, other), (other, merged)):
        with pytest.raises(BadInputError, match="merge"):
            merge(voice, 1, into, local)


def test_parts_go_when_a_split_is_taken_back(workplace: Workplace, local: Account) -> None:
    say(workplace)
    voice = Voice.objects.get()
    split(voice, 1, ["Bussen går inte", " ", "Dagis stänger"], local)
    assert Voice.objects.count() == 3

    take_back(voice, 2, local)
    assert Voice.objects.count() == 1
    with pytest.raises(BadInputError, match="split"):
        split(voice, 3, ["Bara en", ""], local)
