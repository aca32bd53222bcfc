"""The pages of remarks, as those who write and those who read meet them."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from reading import read
from samspel.app.desk import Desk
from samspel.terms.clock import get_today
from samspel.workspace.campaigns import Typed, begin
from samspel.workspace.masking import mask
from samspel.workspace.models import Account, LogEntry, Matter, Role, Unit, Voice, Workplace
from samspel.workspace.voices import Remark, confirm, leave_remark, make_workplace, merge, set_aside, split
from workspace_database import seat

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
    many = reverse("bulk_voices", args=[branch.pk])
    seen = client.post(many, {"vald": chosen, "gor": "bekrafta"}).content.decode()
    assert "bekräftad: 33." in seen
    assert set(Voice.objects.values_list("state", flat=True)) == {Voice.State.NEW}, "nothing before it was seen"
    client.post(many, {"vald": chosen, "gor": "andra", "vad": "bekrafta"})
    assert set(Voice.objects.values_list("state", flat=True)) == {Voice.State.CONFIRMED}

    voice = Voice.objects.first()
    assert voice is not None
    one = reverse("voice", args=[branch.pk, mask(voice.pk)])
    shown = client.get(one)
    assert shown.status_code == 200
    assert not [a for a in read(shown).attributes("a") if "varfor" in a.get("href", "")], "no remark in an address"
    client.post(one, {"gor": "angra", "version": voice.version})
    assert Voice.objects.get(pk=voice.pk).state == Voice.State.NEW


def test_a_workplace_shows_its_code_and_a_sheet_that_carries_it(client: Client, branch: Unit) -> None:
    with override_settings(IS_ALONE=False):
        client.force_login(seat(branch, Role.ADMINISTRATOR))
        check_sheet(client, branch)


def test_alone_there_is_neither_code_nor_sheet_and_the_page_says_why(
    client: Client, branch: Unit, workplace: Workplace
) -> None:
    page = client.get(reverse("workplace", args=[branch.pk, workplace.pk])).content.decode()
    main = page.partition("<main")[2]
    assert "<svg" not in main
    assert "ingen telefon når länken" in main
    assert "skriv själv in det folk säger" in client.get(reverse("voices", args=[branch.pk])).content.decode()
    assert reverse("voice_leave", args=[workplace.code]) in main
    refused = client.get(reverse("workplace_poster", args=[branch.pk, workplace.pk, "pdf"]))
    assert refused.status_code == 400
    assert "Bladet kan inte göras" in refused.content.decode()


def check_sheet(client: Client, branch: Unit) -> None:
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

    assert client.post(reverse("voice", args=[branch.pk, mask(voice.pk)]), typed).status_code == 400


def test_the_officer_sees_what_the_writer_ticked_and_a_place_only_when_enough_have_named_it(
    client: Client, branch: Unit, workplace: Workplace
) -> None:
    hofors = [Remark(text=f"{SAID} {number}", place="2104") for number in range(4)]
    chosen = Remark(text="Nattis saknas för treskift", place="2181", demands=("industrial-land", "childcare-odd-hours"))
    for one in (*hofors, chosen):
        leave_remark(workplace, one, (), date(2026, 11, 26))
    inbox = reverse("voices", args=[branch.pk])
    page = client.get(inbox).content.decode()
    assert "Hofors" not in page
    assert re.search(r"kryssade för: 12\. [^<;]+; 2\. ", page)

    voice = next(one for one in Voice.objects.all() if one.demands)
    address = reverse("voice", args=[branch.pk, mask(voice.pk)])
    told = client.get(address).content.decode()
    assert "Den som skrev kryssade för:" in told
    assert re.findall(r'value="([\w-]+)" checked', told) == ["childcare-odd-hours", "industrial-land"]
    assert "vilken kommun det gäller" in told

    for place in ("2104", "", "", "", ""):
        leave_remark(workplace, Remark(text="Sent tåg hem", place=place), (), date(2026, 11, 26))
    assert client.get(inbox).content.decode().count("gäller Hofors") == 5
    assert "gäller Sandviken" not in client.get(inbox).content.decode(), "one alone has said so"

    client.post(address, {"gor": "bekrafta", "version": 1, "krav": "industrial-land"})
    client.post(address, {"gor": "angra", "version": 2})
    assert "kryssade för" not in client.get(address).content.decode(), "that was the officer"


def test_no_link_tells_a_place_that_may_not_be_told(client: Client, branch: Unit, workplace: Workplace) -> None:
    for _ in range(5):
        leave_remark(workplace, Remark(text=SAID), (), date(2026, 11, 26))
    for place in ("2104", "", "", "", ""):
        leave_remark(workplace, Remark(text="Nattis saknas", place=place), (), date(2026, 11, 26))
    voice = Voice.objects.get(place="2104")
    address = reverse("voice", args=[branch.pk, mask(voice.pk)])
    client.post(address, {"gor": "bekrafta", "version": 1, "krav": "childcare-odd-hours"})
    assert "2104" not in client.get(address).content.decode()


@pytest.mark.parametrize("write", [str.upper, lambda code: f" {code[:4]} {code[4:8]}\u2011{code[8:]} ", "-".join])
def test_a_code_is_found_however_it_is_typed(client: Client, workplace: Workplace, write: Callable[[str], str]) -> None:
    code = leave_remark(workplace, Remark(text=SAID), (), date(2026, 11, 26))
    page = client.post(reverse("voice_follow"), {"kod": write(code)})
    assert "väntar på att läsas" in page.content.decode()


def test_who_follows_a_remark_sees_only_the_matters_of_its_demands(
    client: Client, desk: Desk, branch: Unit, local: Account, workplace: Workplace
) -> None:
    typed = Typed(title="Nattis och buss", demands=("2", "33"), places=("2181",))
    campaign = begin(desk, branch, local, typed, get_today())
    night, bus = campaign.demands
    for title, demands in (("Motion om nattis", [night]), ("Motion om bussar", [bus]), ("Motion om båda", [])):
        Matter.objects.create(campaign=campaign, kind="motion", place="2181", title=title, demands=demands)
    code = leave_remark(workplace, Remark(text=SAID), (), get_today())
    voice = Voice.objects.get()
    confirm(voice, voice.version, [bus], local)

    page = client.get(reverse("voice_followed", args=[code])).content.decode()

    assert "Motion om bussar" in page
    assert "Motion om båda" in page
    assert "Motion om nattis" not in page


def test_a_merged_remark_says_what_it_says_the_same_as_and_is_no_part_of_it(
    client: Client, branch: Unit, local: Account, workplace: Workplace
) -> None:
    said = (
        "Nattis saknas för treskift",
        "Inget nattis för oss",
        "Bussen går inte före sexskiftet",
        "Två saker",
        "Fem saker",
    )
    codes = [leave_remark(workplace, Remark(text=f"{one} här"), (), date(2026, 11, 26)) for one in said]
    first, second, third, double, _ = Voice.objects.order_by("pk")
    merge(second, second.version, first, local)
    merge(first, first.version, third, local)
    split(double, double.version, ["Det ena", "Det andra"], local)

    page = client.get(reverse("voice", args=[branch.pk, mask(second.pk)])).content.decode()
    assert re.search(r"Säger samma sak som: <a [^>]*>Nattis saknas", page)
    page = client.get(reverse("voice", args=[branch.pk, mask(first.pk)])).content.decode()
    assert "Delad i" not in page
    assert re.search(r"<h2>Säger samma sak</h2><ul><li><a [^>]*>Inget nattis", page)
    page = client.get(reverse("voice", args=[branch.pk, mask(double.pk)])).content.decode()
    assert re.search(r"<h2>Delad i</h2><ul>.*>Det ena<", page)
    part = double.parts.all()[0]
    assert re.search(
        r"En del av: <a [^>]*>\(Delad. Orden står i delarna",
        client.get(reverse("voice", args=[branch.pk, mask(part.pk)])).content.decode(),
    )

    set_aside(third, third.version, local)
    followed = client.get(reverse("voice_followed", args=[codes[1]])).content.decode()
    assert "samma sak som någon annan" in followed
    assert "lagt åt sidan" in followed


def test_a_text_that_is_too_long_is_told_and_not_cut(client: Client, workplace: Workplace) -> None:
    address = reverse("voice_leave", args=[workplace.code])
    page = client.get(address).content.decode()
    assert "högst 600 tecken" in page
    assert "maxlength" not in re.search(r"<textarea[^>]*>", page)[0]  # type: ignore[index]  # a form without it
    long = "Bussen går inte. " * 300
    answer = client.post(address, {"text": long, "gor": "lamna"})
    assert answer.status_code == 400
    assert long.strip() in answer.content.decode()
    assert not Voice.objects.exists()


def test_an_officer_strikes_words_and_is_warned_of_names_when_a_remark_is_split(
    client: Client, branch: Unit, workplace: Workplace
) -> None:
    for text in ("Knatte heter nog någon annan", *[SAID] * 4):
        leave_remark(workplace, Remark(text=text), (), date(2026, 11, 26))
    voice = next(one for one in Voice.objects.all() if "Knatte" in one.text)
    address, inbox = reverse("voice", args=[branch.pk, mask(voice.pk)]), reverse("voices", args=[branch.pk])
    typed = {"gor": "dela", "version": "1", "del": ["Bussen går inte", "Anna vill ha nattis"]}

    warned = client.post(address, typed)
    assert warned.status_code == 400
    page = warned.content.decode()
    assert "<li>Anna</li>" in page
    assert "Bussen går inte</textarea>" in page
    assert Voice.objects.get(pk=voice.pk).state == Voice.State.NEW
    client.post(address, {**typed, "inget_namn": "ja"})
    for one in (address, inbox):
        assert "Knatte" not in client.get(one).content.decode(), "the words stand in the parts"

    part = Voice.objects.get(pk=voice.pk).parts.all()[0]
    at = reverse("voice", args=[branch.pk, mask(part.pk)])
    assert "Knatte" not in client.get(at).content.decode()
    client.post(at, {"gor": "stryk", "version": "1", "ord": part.text.split()[0]})
    assert "[…]" in client.get(at).content.decode()
    client.post(at, {"gor": "radera", "version": "2"})
    assert "Orden är borttagna" in client.get(at).content.decode()
    assert Voice.objects.get(pk=part.pk).text == ""


def test_a_remark_whose_words_are_gone_with_time_stops_no_page(
    client: Client, branch: Unit, workplace: Workplace
) -> None:
    for _ in range(5):
        leave_remark(workplace, Remark(text=SAID), (), date(2026, 11, 26))
    Voice.objects.update(text="")
    page = client.get(reverse("voices", args=[branch.pk]))
    assert page.status_code == 200
    assert "Orden är borttagna" in page.content.decode()
