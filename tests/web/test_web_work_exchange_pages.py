"""Files, calendar, log and what is kept of people, on the pages of a unit."""

import io
import zipfile
from datetime import date

from django.test import Client, override_settings
from django.urls import reverse
from icalendar import Calendar

from reading import read
from samspel.workspace.accounts import set_role
from samspel.workspace.log import note
from samspel.workspace.models import Account, Campaign, Item, LogEntry, Matter, Role, Unit
from workspace_database import seat


def test_everything_of_the_unit_is_one_file_and_taking_it_stands_in_the_log(
    client: Client, branch: Unit, local: Account
) -> None:
    assert client.get(reverse("exchange", args=[branch.pk])).status_code == 200
    answer = client.get(reverse("exchange_file", args=[branch.pk]))

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "unit.csv" in archive.namelist()
    assert LogEntry.objects.filter(action="export.take", account=local.pk).exists()


def test_the_calendar_has_what_is_to_be_done_and_not_what_is(client: Client, branch: Unit, local: Account) -> None:
    by = date(2027, 6, 1)
    campaign = Campaign.objects.create(unit=branch, title="Nattis", begun_on=date(2026, 11, 2), goal_by=by)
    Item.objects.create(campaign=campaign, kind="task", text="Ring nämnden", due=date(2026, 12, 1))
    matter = Matter.objects.create(
        campaign=campaign, kind="motion", place="2181", body="KF", decider="council", title="Motionen"
    )
    raised = {"event": "referred", "role": "council", "on": date(2026, 11, 2)}
    matter.steps.create(number=1, event="handed_in", role="mover", on=date(2026, 11, 1))
    matter.steps.create(number=2, **raised)
    Item.objects.create(campaign=campaign, kind="task", text="Klart", due=date(2026, 12, 2), done_on=date(2026, 11, 3))

    calendar = Calendar.from_ical(client.get(reverse("calendar_file", args=[branch.pk])).content)

    told = {str(event["summary"]): event.decoded("dtstart") for event in calendar.walk("vevent")}
    year = {"KF: bereda ärendet. (Motionen)": date(2027, 11, 2)}
    assert told == {"Nattis": by, "Ring nämnden (Nattis)": date(2026, 12, 1), **year}


def test_the_log_says_whether_its_chain_holds(client: Client, branch: Unit, local: Account) -> None:
    note("campaign.change", branch, account=local, unit=branch)
    address = reverse("work_log", args=[branch.pk])
    assert "Kedjan är hel" in client.get(address).content.decode()

    LogEntry.objects.update(thing="annat")
    assert "Kedjan är bruten vid rad 1" in client.get(address).content.decode()


def test_what_is_kept_of_people_is_told_to_anybody(client: Client, database: str) -> None:
    assert "minst 5" in client.get(reverse("privacy")).content.decode()
    assert "at least 5" in client.get("/en" + reverse("privacy")).content.decode()


def test_the_made_up_branch_is_shown_and_taken_away_by_a_button(client: Client, database: str) -> None:
    """Whoever presses it gets a seat in a unit that there was not when the page was asked for."""
    shown = client.post(reverse("example"))
    assert (shown.status_code, Unit.objects.filter(is_example=True, parent=None).exists()) == (302, True)
    assert client.get(shown.headers["Location"]).status_code == 200

    assert client.post(reverse("example"), {"gor": "ta_bort"}).status_code == 302
    assert not Unit.objects.filter(is_example=True).exists()


def test_the_card_and_the_page_promise_no_more_than_a_role_may_take(client: Client, branch: Unit) -> None:
    unit = f"/arbete/{branch.pk}/"
    with override_settings(IS_ALONE=False):
        for role, promised in ((Role.ADMINISTRATOR, True), (Role.OFFICER, False), (Role.READER, False)):
            client.force_login(seat(branch, role))
            for address in (unit, f"{unit}filer/"):
                page = read(client.get(address)).text
                assert ("Filer, kalender och logg" in page) is promised, (role, address)
                assert ("Kalender och personuppgifter" in page) is not promised, (role, address)
            assert ("Ta ut allt som filer" in read(client.get(unit)).text) is promised


def test_the_log_says_who_got_which_role_and_names_this_computer_in_words(
    client: Client, branch: Unit, local: Account
) -> None:
    account = seat(branch, Role.MEMBER, "cilla")
    set_role(local, account.seats.get(), Role.OFFICER)
    page = read(client.get(reverse("work_log", args=[branch.pk]))).text
    assert f"konto {account.pk}, cilla, " in page
    assert "den här datorn" in page
    assert "samspel-local" not in page
