"""The pages of remarks, as those who write and those who read meet them."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from samspel.workspace.models import Account, LogEntry, Unit, Voice, Workplace
from samspel.workspace.voices import Remark, leave_remark, make_workplace

SAID = "Bussen går inte före sexskiftet"


@pytest.fixture
def workplace(branch: Unit, local: Account) -> Workplace:
    return make_workplace(branch, "Verket", "2181", local)


def test_a_remark_is_looked_at_left_and_followed_without_account_or_cookie_that_stays(
    client: Client, workplace: Workplace
) -> None:
    address = reverse("voice_leave", args=[workplace.code])

    seen = client.post(address, {"text": SAID, "gor": "titta"}).content.decode()
    assert "33." in seen
    assert not Voice.objects.exists()
    likely = re.findall(r'name="krav" value="([\w-]+)"', seen)
    left = client.post(address, {"text": SAID, "gor": "lamna", "krav": likely[0]})
    assert all(not cookie["max-age"] and not cookie["expires"] for cookie in left.cookies.values())
    assert Voice.objects.get().demands == [likely[0]]

    code = re.search(r'headline-value">(\w+)<', left.content.decode())
    assert code is not None
    assert "väntar på att läsas" in client.post(reverse("voice_follow"), {"kod": code[1]}).content.decode()
    assert client.get(reverse("voice_followed", args=["nonsense"])).status_code == 404


def test_what_identifies_is_told_and_the_text_stays_in_the_form(client: Client, workplace: Workplace) -> None:
    address = reverse("voice_leave", args=[workplace.code])
    answer = client.post(address, {"text": "Anna sa nej till nattis", "gor": "lamna"})

    assert answer.status_code == 400
    told = answer.content.decode()
    assert "<li>Anna</li>" in told
    assert "Anna sa nej till nattis" in told
    assert 'name="inget_namn"' in told
    assert not Voice.objects.exists()


def test_places_and_firms_of_the_place_are_no_people(client: Client, workplace: Workplace) -> None:
    answer = client.post(
        reverse("voice_leave", args=[workplace.code]), {"text": "I Sandviken och Gävle saknas nattis", "gor": "lamna"}
    )
    assert answer.status_code == 200
    assert Voice.objects.count() == 1


def test_officers_read_confirm_and_undo(client: Client, branch: Unit, workplace: Workplace) -> None:
    inbox = reverse("voices", args=[branch.pk])
    for _ in range(4):
        leave_remark(workplace, Remark(text=SAID), (), date(2026, 11, 26))
    assert SAID not in client.get(inbox).content.decode()

    leave_remark(workplace, Remark(text="Nattis saknas för treskift", names_workplace=True), (), date(2026, 11, 26))
    page = client.get(inbox).content.decode()
    assert page.count(SAID) >= 4
    assert "vecka 48, 2026" in page
    assert LogEntry.objects.filter(action="voice.read").exists()

    chosen = re.findall(r'name="vald" value="([\d:]+)"', client.get(inbox).content.decode())
    many = reverse("many_voices", args=[branch.pk])
    seen = client.post(many, {"vald": chosen, "gor": "bekrafta"}).content.decode()
    assert "bekräftad: 33." in seen
    assert set(Voice.objects.values_list("state", flat=True)) == {Voice.State.NEW}, "nothing before it was seen"
    client.post(many, {"vald": chosen, "gor": "andra", "vad": "bekrafta"})
    assert set(Voice.objects.values_list("state", flat=True)) == {Voice.State.CONFIRMED}

    voice = Voice.objects.first()
    assert voice is not None
    one = reverse("voice", args=[branch.pk, voice.pk])
    assert client.get(one).status_code == 200
    client.post(one, {"gor": "angra", "version": voice.version})
    assert Voice.objects.get(pk=voice.pk).state == Voice.State.NEW


def test_a_workplace_shows_its_code_and_a_sheet_that_carries_it(client: Client, branch: Unit, local: Account) -> None:
    made = client.post(reverse("workplace_new", args=[branch.pk]), {"namn": "Verket", "plats": "2181"})
    page = client.get(made["Location"]).content.decode()
    workplace = Workplace.objects.get()

    assert "<svg" in page
    assert f"/rost/{workplace.code}/" in page
    for kind in ("pdf", "docx"):
        assert client.get(reverse("workplace_poster", args=[branch.pk, workplace.pk, kind])).status_code == 200


@pytest.mark.parametrize(
    "typed", [{}, {"gor": "flyga"}, {"gor": "bekrafta", "version": "1"}, {"gor": "dela", "version": "x"}]
)
def test_a_form_that_says_nothing_that_can_be_done_is_told(
    client: Client, branch: Unit, workplace: Workplace, typed: dict[str, str]
) -> None:
    for _ in range(5):
        leave_remark(workplace, Remark(text=SAID), (), date(2026, 11, 26))
    voice = Voice.objects.first()
    assert voice is not None

    assert client.post(reverse("voice", args=[branch.pk, voice.pk]), typed).status_code == 400
