"""Pages of elected posts: who sees what, forms, lists, and what is told."""

import re
from datetime import date, timedelta
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from reading import read
from samspel.catalogue.mandates import load_post_rules
from samspel.mandates.entries import PersonEntry, PostEntry
from samspel.terms.clock import get_today
from samspel.workspace.mandates import add_person, read_settings, take_count
from samspel.workspace.models import Account, Count, Holder, LogEntry, Post, Role, Unit
from workspace_database import seat

RULES = load_post_rules()
TODAY = get_today()
SEAT = PostEntry(kind="council_member", place="2181", begins=TODAY, ends=TODAY.replace(year=TODAY.year + 1, day=1))
PERSON = {"gor": "ny", "formular": "person", "namn": "Kim Exempel", "igen": "unknown"}
POST = {"uppdrag": "council_member", "plats": "Sandviken", "fran": "2026-10-15", "status": "held"}
LIST = "Namn;Uppdrag;Plats;Från\nKim Exempel;Revisor;Sandviken;2027-01-01\nAlex;Borgmästare;Sandviken;2027-01-01\n"


def fill(unit: Unit, account: Account, count: int = 1) -> Holder:
    """People with a seat each."""
    for number in range(count):
        holder = add_person(unit, PersonEntry(name=f"Kim Exempel {number}"), [SEAT], account)
    return holder


def list_pages(unit: Unit, holder: Holder) -> dict[str, str]:
    """Every page, with what one must be allowed to do there."""
    base, post = f"/arbete/{unit.pk}/uppdrag/", holder.posts.get()
    return {
        base: "mandate.count",
        f"{base}val/": "mandate.change",
        f"{base}personer/": "mandate.read",
        f"{base}personer/ny/": "mandate.change",
        f"{base}personer/{holder.pk}/": "mandate.read",
        f"{base}personer/{holder.pk}/{post.pk}/": "mandate.change",
        f"{base}lista/": "mandate.change",
        f"{base}lista/mall.csv": "mandate.change",
    }


def test_each_role_opens_what_the_table_of_permissions_says_and_nothing_of_another_branch(
    client: Client, branch: Unit, other_branch: Unit, local: Account
) -> None:
    from samspel.catalogue.permissions import load_permissions

    may = {action.id: action.roles for action in load_permissions().actions}
    here, there = list_pages(branch, fill(branch, local)), list_pages(other_branch, fill(other_branch, local))
    with override_settings(IS_ALONE=False):
        for role in Role:
            client.force_login(seat(branch, role))
            for address, action in here.items():
                assert client.get(address).status_code == (200 if role in may[action] else 403), (role, address)
            for address in there:
                assert client.get(address).status_code == 404, (role, address)
        client.logout()
        assert {client.get(address).status_code for address in here} == {302}


def test_pages_say_the_same_in_both_languages(client: Client, branch: Unit, local: Account) -> None:
    pages = [address for address in list_pages(branch, fill(branch, local)) if not address.endswith(".csv")]
    assert len(pages) > 1
    for address in pages:
        swedish, english = (read(client.get(prefix + address)) for prefix in ("", "/en"))
        assert swedish.headings == english.headings, address
        identities = [a["id"] for a in swedish.attributes("p") + swedish.attributes("input") if "id" in a]
        assert len(identities) == len(set(identities)), address


def test_who_may_not_see_the_list_sees_no_small_number_and_no_name(
    client: Client, branch: Unit, local: Account
) -> None:
    fill(branch, local, 4)
    take_count(branch, TODAY, RULES, local)
    with override_settings(IS_ALONE=False):
        client.force_login(seat(branch, Role.MEMBER))
        text = read(client.get(f"/arbete/{branch.pk}/uppdrag/")).text
    assert "Färre än 5 personer med uppdrag" in text
    assert "Exempel" not in text
    assert "Det fattas" not in text
    assert not re.search(
        r"\b4\b(?! 200)", text.partition("Fram till nästa val")[0].partition("Läget")[2].replace("42 §", "")
    )


def test_the_figure_always_says_what_it_counts(client: Client, branch: Unit, local: Account) -> None:
    fill(branch, local, 6)
    address = f"/arbete/{branch.pk}/uppdrag/"
    usual = "6 personer med uppdrag (ersättare inräknade, bolagsstyrelser vid sidan av, nämndemän ej)"
    assert usual in read(client.get(address)).text.replace("\u00a0", " ")

    chosen = {"val-substitutes": "no", "val-companies": "no", "val-lay_judges": "yes", "vilka": "pensionärer ej"}
    client.post(f"{address}val/", {**chosen, "version": str(branch.version)})

    text = read(client.get(address)).text.replace("\u00a0", " ")
    assert "(ersättare ej, bolagsstyrelser ej, nämndemän inräknade)" in text
    assert "pensionärer ej" in text
    assert "10 personer" in text


def test_a_person_with_a_post_is_added_changed_ended_and_erased(client: Client, branch: Unit) -> None:
    base = f"/arbete/{branch.pk}/uppdrag/personer/"
    added = client.post(f"{base}ny/", PERSON | POST, follow=True)
    holder = Holder.objects.get()
    assert "Sparat." in read(added).text
    here = f"{base}{holder.pk}/"

    client.post(here, {**PERSON, "gor": "andra", "namn": "Kim E", "igen": "no", "version": "1"})
    client.post(here, {**POST, "gor": "uppdrag", "uppdrag": "auditor", "fran": "2027-01-01"})
    post = holder.posts.get(kind="council_member")
    client.post(f"{here}{post.pk}/", {**POST, "till": "2027-03-01", "status": "vacant", "gor": "andra", "version": "1"})

    holder.refresh_from_db()
    post.refresh_from_db()
    assert (holder.name, holder.stands_again) == ("Kim E", "no")
    assert (post.status, post.ends, holder.posts.count()) == ("vacant", date(2027, 3, 1), 2)
    client.post(here, {"gor": "radera"})
    assert not Holder.objects.exists()
    assert not Post.objects.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"plats": "Sandvikn"}, "Sandviken"),
        ({"fran": ""}, "Från är tomt"),
        ({"till": "2020-01-01"}, "innan det börjar"),
        ({"namn": "811218-9876"}, "personnummer"),
        ({"kontakt": "070"}, "Dagen för samtycket saknas"),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(
    typed: dict[str, str], told: str, client: Client, branch: Unit
) -> None:
    response = client.post(f"/arbete/{branch.pk}/uppdrag/personer/ny/", PERSON | POST | typed)
    page = read(response)
    assert response.status_code == 400
    assert told in page.text
    kept = {a.get("name"): a.get("value") for a in page.attributes("input")}
    assert kept["namn"] == typed.get("namn", "Kim Exempel")
    assert not Holder.objects.exists()


def test_two_who_change_one_person_lose_nothing(client: Client, branch: Unit, local: Account) -> None:
    here = f"/arbete/{branch.pk}/uppdrag/personer/{fill(branch, local).pk}/"
    client.post(here, {**PERSON, "gor": "andra", "formular": "person", "namn": "Den första", "version": "1"})
    second = client.post(here, {**PERSON, "gor": "andra", "formular": "person", "namn": "Den andra", "version": "1"})
    assert second.status_code == 409
    text = second.content.decode()
    assert "Den första" in text
    assert "Den andra" in text


def test_every_look_at_names_is_noted(client: Client, branch: Unit, local: Account) -> None:
    holder = fill(branch, local)
    before = LogEntry.objects.count()
    client.get(f"/arbete/{branch.pk}/uppdrag/")
    assert LogEntry.objects.count() == before
    client.get(f"/arbete/{branch.pk}/uppdrag/personer/")
    client.get(f"/arbete/{branch.pk}/uppdrag/personer/{holder.pk}/")
    client.get(f"/arbete/{branch.pk}/uppdrag/personer/?hamta=mandate_people.csv")
    actions = [entry.action for entry in LogEntry.objects.all()][before:]
    assert actions == ["mandate.read", "mandate.read", "mandate.export"]


def test_the_days_count_is_kept_and_drawn_from_the_second_on(client: Client, branch: Unit, local: Account) -> None:
    fill(branch, local, 6)
    address = f"/arbete/{branch.pk}/uppdrag/"
    take_count(branch, date(2026, 10, 14), RULES, local)
    assert "<svg" not in client.get(address).content.decode().partition("<main")[2]

    told = read(client.post(address, {"gor": "rakna"}, follow=True))

    assert "är sparad" in told.text
    assert Count.objects.filter(taken_on=TODAY).count() == 2
    page = client.get(address).content.decode()
    assert "fullmäktige byts 2026" in page
    assert "<svg" in page


def test_a_list_is_looked_at_saved_and_taken_back(client: Client, branch: Unit) -> None:
    address = f"/arbete/{branch.pk}/uppdrag/lista/"
    looked = read(client.post(address, {"gor": "titta", "rader": LIST}))
    assert "Rad 3" in looked.text
    assert "Ny person" in looked.text
    assert not Holder.objects.exists()

    saved = read(client.post(address, {"gor": "spara", "rader": LIST}, follow=True))
    assert "Uppdraget är sparat" in saved.text
    assert Post.objects.get().kind == "auditor"

    again = read(client.post(address, {"gor": "titta", "rader": LIST}))
    assert "Finns redan" in again.text
    undone = read(client.post(address, {"gor": "angra"}, follow=True))
    assert "Uppdraget är borttaget" in undone.text
    assert not Holder.objects.exists()


def test_the_file_of_the_list_is_one_that_can_be_brought_in(client: Client, branch: Unit, local: Account) -> None:
    fill(branch, local, 2)
    sent = client.get(f"/arbete/{branch.pk}/uppdrag/personer/?hamta=mandate_people.csv").content.decode()
    assert sent.startswith("name,kind,place,body,role,begins,ends,status,")

    looked = read(client.post(f"/arbete/{branch.pk}/uppdrag/lista/", {"gor": "titta", "rader": sent}))
    assert looked.text.count("Finns redan") == 2


def test_party_is_asked_for_and_shown_only_where_the_unit_has_chosen_to(client: Client, branch: Unit) -> None:
    base = f"/arbete/{branch.pk}/uppdrag/"
    names = {a.get("name") for a in read(client.get(f"{base}personer/ny/")).attributes("input")}
    assert "parti" not in names
    client.post(f"{base}val/", {"parti": "ja", "version": str(branch.version)})
    branch.refresh_from_db()
    assert read_settings(branch, RULES).with_party
    names = {a.get("name") for a in read(client.get(f"{base}personer/ny/")).attributes("input")}
    assert "parti" in names


def test_those_who_are_due_are_told_and_erased_by_who_may(client: Client, branch: Unit, local: Account) -> None:
    add_person(branch, PersonEntry(name="Lo Exempel", member_until=date(2026, 1, 1)), [SEAT], local)
    address = f"/arbete/{branch.pk}/uppdrag/personer/"
    assert "Lo Exempel: är inte längre medlem." in read(client.get(address)).text
    with override_settings(IS_ALONE=False):
        client.force_login(seat(branch, Role.OFFICER))
        assert client.post(address, {"gor": "gallra"}).status_code == 403
    client.logout()
    assert "Raderade: 1." in read(client.post(address, {"gor": "gallra"}, follow=True)).text
    assert not Holder.objects.exists()


def test_what_no_form_sends_is_refused_and_never_fails(client: Client, branch: Unit, local: Account) -> None:
    pages = list_pages(branch, fill(branch, local))
    values = ("", "x" * 700, "\x00", "-1", "9" * 30, "<b>", "2026-13-45")
    for address, value in product([one for one in pages if not one.endswith(".csv")], values):
        names = ("gor", "namn", "uppdrag", "plats", "fran", "till", "version", "rader", "val-companies", "vilka")
        assert client.post(address, dict.fromkeys(names, value)).status_code < 500, (address, value)


def test_a_party_in_a_list_that_is_not_kept_is_told_with_its_row_and_why(client: Client, branch: Unit) -> None:
    base = f"/arbete/{branch.pk}/uppdrag/"
    rows = "Namn;Uppdrag;Plats;Från;Parti\nKim Exempel;Revisor;Sandviken;2027-01-01;A-partiet\n"
    looked = read(client.post(f"{base}lista/", {"gor": "titta", "rader": rows})).text
    assert "Partiet på raden sparas inte, resten sparas" in looked
    assert "känslig uppgift" in looked
    saved = read(client.post(f"{base}lista/", {"gor": "spara", "rader": rows}, follow=True)).text
    assert "Uppdraget är sparat, men inte partiet" in saved
    assert Post.objects.get().party == ""

    client.post(f"{base}lista/", {"gor": "angra"})
    branch.refresh_from_db()
    client.post(f"{base}val/", {"parti": "ja", "version": str(branch.version)})
    looked = read(client.post(f"{base}lista/", {"gor": "titta", "rader": rows})).text
    assert "sparas inte" not in looked
    assert "inte sparat" not in read(client.post(f"{base}lista/", {"gor": "spara", "rader": rows}, follow=True)).text
    assert Post.objects.get().party == "A-partiet"


def test_posts_that_begin_later_are_told_by_themselves(client: Client, branch: Unit, local: Account) -> None:
    fill(branch, local, 2)
    address = f"/arbete/{branch.pk}/uppdrag/"
    assert "Uppdrag som börjar senare" not in read(client.get(address)).text
    later = PostEntry(kind="council_member", place="2181", begins=get_today() + timedelta(30))
    add_person(branch, PersonEntry(name="Lo Exempel"), [later], local)
    text = read(client.get(address)).text
    assert "Uppdrag som börjar senare" in text
    assert "inte med i talen" in text


def test_a_wrong_row_is_told_by_the_name_of_the_file_that_was_sent(
    client: Client, branch: Unit, local: Account
) -> None:
    sent = SimpleUploadedFile("poster.csv", "Namn;Uppdrag;Plats;Från\nKim;Kung;Sandviken;2027-01-01\n".encode())
    told = read(client.post(f"/arbete/{branch.pk}/uppdrag/lista/", {"gor": "titta", "fil": sent})).text
    assert "poster.csv" in told
    assert "lista.csv" not in told


def test_a_post_that_is_over_is_told_before_it_is_saved(client: Client, branch: Unit, local: Account) -> None:
    head, address = "Namn;Uppdrag;Plats;Från;Till\n", f"/arbete/{branch.pk}/uppdrag/lista/"
    over = f"{head}Kim Exempel;Revisor;Sandviken;2019-01-01;2022-12-31\n"
    held = f"{head}Kim Exempel;Revisor;Sandviken;2023-01-01;2099-12-31\n"
    assert "redan är slut: 1." in read(client.post(address, {"gor": "titta", "rader": over})).text
    assert "redan är slut" not in read(client.post(address, {"gor": "titta", "rader": held})).text
