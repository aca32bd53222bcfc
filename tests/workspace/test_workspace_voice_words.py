"""Words that should not have been kept go, and stand nowhere afterwards."""

from datetime import date

import pytest
from django.db import connection

from samspel.terms.errors import BadInputError
from samspel.workspace.models import Account, LogEntry, Unit, Voice
from samspel.workspace.voice_words import check_parts, erase, strike
from samspel.workspace.voices import (
    IdentifyingError,
    Remark,
    confirm,
    leave_remark,
    list_voices,
    list_waiting,
    make_workplace,
    take_back,
)

SAID = "Tösen på lagret, Pyret  Karlsdotter, får aldrig nattis"


@pytest.fixture
def voice(branch: Unit, local: Account) -> Voice:
    workplace = make_workplace(branch, "Verket", "2181", local)
    for text in (SAID, *["Bussen går inte före sexskiftet"] * 4):
        leave_remark(workplace, Remark(text=text, says_no_name=True), (), date(2026, 11, 26))
    return next(one for one in Voice.objects.all() if "Pyret" in one.text)


def test_words_are_struck_wherever_they_stand_and_the_log_has_none_of_them(voice: Voice, local: Account) -> None:
    kept = strike(voice, voice.version, "pyret karlsdotter", local)
    assert kept.text == "Tösen på lagret, […], får aldrig nattis"
    entry = LogEntry.objects.latest("number")
    assert (entry.action, entry.facts) == ("voice.handle", {"what": "strike"})
    for words in ("Pyret", "", "  "):
        with pytest.raises(BadInputError, match="voice strike"):
            strike(kept, kept.version, words, local)


def test_all_words_go_for_good_and_the_count_stays(branch: Unit, voice: Voice, local: Account) -> None:
    read = confirm(voice, voice.version, ["childcare-odd-hours"], local)
    gone = erase(read, read.version, local)

    assert (gone.text, gone.demands) == ("", [])
    assert list_waiting(branch)[0].count == 5
    assert "Pyret" not in repr(list(list_voices(branch).values_list("text", flat=True)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM workspace_voice WHERE id = %s", [voice.pk])
        assert cursor.fetchone() == ("",)
    with pytest.raises(BadInputError):
        take_back(gone, gone.version, local)


def test_what_an_officer_writes_is_held_to_the_same() -> None:
    for text in ("Ring 070-123 45 67", "Anna vill ha nattis", "hos mig på Storgatan 4"):
        with pytest.raises(IdentifyingError):
            check_parts(["Bussen går inte", text], (), says_no_name=False)
    check_parts(["Bussen går inte", "Anna heter kranen"], (), says_no_name=True)
    with pytest.raises(IdentifyingError):
        check_parts(["Ring 070-123 45 67"], (), says_no_name=True)
