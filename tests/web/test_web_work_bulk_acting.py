"""Pages that change several things: what would change is seen first, and two at once are told."""

import re
from datetime import date

import pytest
from django.test import Client, override_settings

from reading import read
from samspel.app.desk import Desk
from samspel.workspace.campaigns import Typed, add_item, begin, change_item
from samspel.workspace.masking import unmask
from samspel.workspace.models import Account, Campaign, Holder, Item, Membership, Post, Role, Unit, Voice
from samspel.workspace.voices import Remark, leave_remark, make_workplace
from workspace_database import seat

DAY = date(2026, 11, 30)


@pytest.fixture
def officer(branch: Unit, client: Client, desk: Desk) -> Account:
    account = seat(branch, Role.OFFICER)
    for title in ("Nattis", "Bussen"):
        campaign = begin(desk, branch, account, Typed(title=title, demands=("2",), places=("2181",)), DAY)
        add_item(campaign, account, "task", f"Ring om {title}", DAY)
    client.force_login(account)
    return account


def list_offered(client: Client, address: str) -> list[str]:
    return re.findall(r'name="vald" value="([\d:]+)"', client.get(address).content.decode())


@override_settings(IS_ALONE=False)
def test_tasks_are_seen_before_they_are_changed(client: Client, branch: Unit, officer: Account) -> None:
    address = f"/arbete/{branch.pk}/driv/flera/uppgifter/"
    typed = {"formular": "flera", "vald": list_offered(client, address), "due": "2027-01-15", "owner": ""}

    seen = read(client.post(address, {**typed, "gor": "visa"})).text
    for words in ("Det här ändras", "Ring om Nattis (Nattis).", "Senast 30 november 2026.", "Senast 15 januari 2027."):
        assert words in seen, words
    assert {one.due for one in Item.objects.all()} == {DAY}
    assert "Ändrat." in read(client.post(address, {**typed, "gor": "andra"}, follow=True)).text
    assert {one.due for one in Item.objects.all()} == {date(2027, 1, 15)}


@override_settings(IS_ALONE=False)
def test_two_at_once_and_nonsense_are_told_and_nothing_changes(client: Client, branch: Unit, officer: Account) -> None:
    address = f"/arbete/{branch.pk}/driv/flera/uppgifter/"
    offered = list_offered(client, address)
    item = Item.objects.all()[0]
    change_item(item, 1, officer, text="Annat", due=DAY)
    typed = {"formular": "flera", "vald": offered, "due": "2027-01-15"}

    for does in ("visa", "andra"):
        response = client.post(address, {**typed, "gor": does})
        assert (response.status_code, "Någon annan har ändrat en av dem" in read(response).text) == (400, True)
    wrongs: tuple[dict[str, object], ...] = (
        {"vald": []},
        {"vald": ["x"]},
        {"vald": ["1:x"]},
        {"due": "igår"},
        {"due": ""},
        {"gor": "flyga"},
    )
    for wrong in wrongs:
        response = client.post(address, {**typed, "vald": list_offered(client, address), "gor": "visa", **wrong})
        assert response.status_code == 400, wrong
    assert {one.due for one in Item.objects.all()} == {DAY}


@override_settings(IS_ALONE=False)
def test_campaigns_are_shared_after_a_look_at_what_others_see_and_ended(
    client: Client, branch: Unit, officer: Account
) -> None:
    address = f"/arbete/{branch.pk}/driv/flera/"
    assert 'value="share"' not in client.get(address).content.decode(), "there is nobody to share with"
    network = Unit.objects.create(kind=Unit.Kind.NETWORK, name="Bruksorter")
    Membership.objects.create(network=network, unit=branch, name=branch.name, joined_on=DAY)
    typed = {"formular": "flera", "vald": list_offered(client, address), "what": "share"}

    seen = read(client.post(address, {**typed, "gor": "visa"})).text
    assert "Så ser de andra Nattis" in seen
    assert "Ring om" not in seen
    assert "hamta=" not in client.post(address, {**typed, "gor": "visa"}).content.decode(), "no address leads to it"
    client.post(address, {**typed, "gor": "andra"})
    assert {one.is_shared for one in Campaign.objects.all()} == {True}
    again = client.post(address, {**typed, "vald": list_offered(client, address), "gor": "visa"})
    assert (again.status_code, "Det finns inget att ändra." in read(again).text) == (400, True)
    end = {**typed, "vald": list_offered(client, address), "what": "end", "ended_on": "2026-12-24"}
    assert "Avslutas 24 december 2026." in read(client.post(address, {**end, "gor": "visa"})).text
    client.post(address, {**end, "gor": "andra"})
    assert {one.ended_on for one in Campaign.objects.all()} == {date(2026, 12, 24)}
    assert "Det finns inga driv som pågår." in read(client.get(address)).text


@override_settings(IS_ALONE=False)
def test_posts_end_together(client: Client, branch: Unit, officer: Account) -> None:
    holder = Holder.objects.create(unit=branch, name="Kim Exempel")
    for kind in ("council_member", "board_member"):
        holder.posts.create(kind=kind, place="2181", begins=date(2022, 10, 15))
    address = f"/arbete/{branch.pk}/uppdrag/flera/"
    typed = {"formular": "flera", "vald": list_offered(client, address), "ends": "2026-12-31"}

    seen = read(client.post(address, {**typed, "gor": "visa"})).text
    assert "Kim Exempel" in seen
    assert "Till och med 31 december 2026." in seen
    early = client.post(address, {**typed, "ends": "2020-01-01", "gor": "visa"})
    assert early.status_code == 400
    client.post(address, {**typed, "gor": "andra"})
    assert {one.ends for one in Post.objects.all()} == {date(2026, 12, 31)}


@override_settings(IS_ALONE=False)
def test_remarks_that_are_only_guessed_are_left(client: Client, branch: Unit, officer: Account) -> None:
    workplace = make_workplace(branch, "Verket", "2181", officer)
    for text in (*["Bussen går inte före sexskiftet"] * 4, "Kaffet smakar illa i dag"):
        leave_remark(workplace, Remark(text=text), (), DAY)
    offered = list_offered(client, f"/arbete/{branch.pk}/roster/")
    address = f"/arbete/{branch.pk}/roster/flera/"
    assert len(offered) == 5

    seen = read(client.post(address, {"vald": offered, "gor": "bekrafta"})).text
    assert "4 ändras." in seen
    assert "En lämnas som den är" in seen
    aside = [one for one in offered if Voice.objects.get(pk=unmask(int(one.split(":")[0]))).text.startswith("Kaffet")]
    assert "lagd åt sidan" in read(client.post(address, {"vald": aside, "gor": "lagg_undan"})).text
    client.post(address, {"vald": aside, "gor": "andra", "vad": "lagg_undan"})
    assert Voice.objects.filter(state=Voice.State.SET_ASIDE).count() == 1
    for typed in ({"vald": [], "gor": "bekrafta"}, {"vald": aside, "gor": "bekrafta"}, {"vald": offered, "gor": "x"}):
        assert client.post(address, typed).status_code == 400, typed
    assert client.get(address).status_code == 302
