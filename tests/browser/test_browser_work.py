"""Every page of the workspace, as an administrator and as a member come to it by links, and those without an account:
axe finds nothing, nothing sticks out, on a phone and on a desk, and in the dark.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.conf.global_settings import PASSWORD_HASHERS
from django.core.cache import cache
from django.test import override_settings
from django.urls import ResolverMatch, resolve
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

import ready_django  # noqa: F401 - models need the settings
from browser.branch_year import PASSWORD, Person, Server, find_port, give_phone, list_outside
from browser.looking import DESK, PHONE, check_colours, check_looks, check_once, check_others, look_at, open_at
from samspel.app.desk import Desk
from samspel.terms.clock import get_today
from samspel.workspace.accounts import create_founder, invite
from samspel.workspace.database import describe_database
from samspel.workspace.example import make_example
from samspel.workspace.models import Account, Request, Role, Seat, Unit, Workplace
from samspel.workspace.networks import list_networks
from samspel.workspace.request_links import write_secret
from samspel.workspace.sealing import FILE
from second_steps import add_app
from workspace_database import use_database

pytestmark = pytest.mark.browser
ADMINISTRATOR, OFFICER, MEMBER, WITH_APP = "administrator", "officer", "member", "with-app"
WORK = ("/arbete/", "/konto/")
ACTING = ("account_logout",)
"""Where following a link would do something."""
OPENED = frozenset(
    [
        "account",
        "account_change_password",
        "bodies",
        "campaign",
        "campaign_follow",
        "campaign_form",
        "campaign_new",
        "campaign_share",
        "campaigns",
        "decision",
        "exchange",
        "mandate_holder",
        "mandate_import",
        "mandate_new",
        "mandate_people",
        "mandate_post",
        "mandate_settings",
        "mandates",
        "matter",
        "matter_form",
        "bulk_campaigns",
        "bulk_posts",
        "bulk_tasks",
        "matter_new",
        "meeting",
        "meetings",
        "mfa_index",
        "network",
        "network_campaign",
        "network_members",
        "privacy",
        "request",
        "request_new",
        "requests",
        "roles",
        "unit",
        "unit_change",
        "unit_new",
        "unit_people",
        "voice",
        "voices",
        "waits",
        "work",
        "work_log",
        "workplace",
    ]
)
"""The pages that an administrator comes to by links from the first page of the workspace."""


class Workspace:
    """A server with the made-up branch and accounts, and the links that no page of it shows."""

    def __init__(self, home: Path, desk: Desk) -> None:
        self.server = Server(home, "", find_port())
        slow = override_settings(PASSWORD_HASHERS=PASSWORD_HASHERS)  # as the server checks them
        with slow, use_database(describe_database(home, {"DATABASE_URL": ""})):
            founder = create_founder(ADMINISTRATOR, (), Role.ADMINISTRATOR, PASSWORD)
            unit = make_example(desk, founder, get_today())
            for name, role in ((OFFICER, Role.OFFICER), (MEMBER, Role.MEMBER), (WITH_APP, Role.MEMBER)):
                account = Account.objects.create_account(name, PASSWORD)
                Seat.objects.create(account=account, unit=unit, role=role)
            add_app(account)
            self.invitation = f"/konto/inbjudan/{invite(None, unit, Role.OFFICER)}/"
            self.workplace = f"/arbete/rost/{Workplace.objects.filter(unit=unit)[0].code}/"
            asked = Request.objects.filter(unit=unit)[0]
            self.answers = f"/arbete/svar/{write_secret(asked)}/"
            self.meetings = f"/arbete/{list_networks(unit)[0].pk}/natverk/moten/"
            self.unit = f"/arbete/{Unit.objects.get(pk=unit.pk).pk}/"
        shutil.copy(Path(settings.WORKSPACE_HOME) / FILE, home / FILE)


@pytest.fixture(scope="module")
def workspace(still_desk: Desk, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Workspace]:
    """One for all tests of this module."""
    cache.clear()
    made = Workspace(tmp_path_factory.mktemp("work") / "home", still_desk)
    with made.server.on(get_today().isoformat()):
        yield made
    assert list_outside(made.server.home.parent) == []


def sign_in(person: Person, name: str, sees: str = "Här är du med") -> None:
    """Sign in by name and password."""
    person.open("/konto/logga-in/")
    person.sign_in(name)
    person.sees(sees)


class Looker:
    """Looks at pages once each."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def look(self, address: str = "") -> None:
        """The page on a phone and on a desk."""
        phone = open_at(self.page, address or self.page.url, PHONE)
        check_once(self.page, phone)
        check_others(self.page, phone, (DESK,))

    def find_links(self) -> list[str]:
        """The pages of the workspace that this one leads to, by their paths."""
        found = self.page.evaluate("[...document.querySelectorAll('main a[href]:not([download])')].map((a) => a.href)")
        return [path for one in found if (path := urlsplit(one).path).startswith(WORK)]


def name_kind(path: str) -> str:
    """The name of a page's address, empty for what is a file or does something."""
    match: ResolverMatch = resolve(path)
    name = str(match.url_name)
    is_page = not re.search(r"\.\w+$", path) and name not in ACTING
    return name if is_page else ""


def walk(looker: Looker, start: str) -> set[str]:
    """Look at every kind of page that links lead to, once; their names."""
    seen, waiting = set[str](), [start]
    while waiting:
        path = waiting.pop(0)
        name = name_kind(path)
        if not name or name in seen:
            continue
        seen.add(name)
        looker.look(path)
        waiting += looker.find_links()
    return seen


def test_all_that_an_administrator_comes_to_is_open_to_all(
    browser: Browser, workspace: Workspace, complaints: list[str]
) -> None:
    complaints.clear()
    with give_phone(browser, workspace.server, complaints) as person:
        sign_in(person, ADMINISTRATOR)
        seen = walk(Looker(person.page), "/arbete/") | walk(Looker(person.page), "/konto/")
    assert seen >= OPENED, OPENED - seen
    assert complaints == []


def test_all_that_a_member_comes_to_is_open_to_all(
    browser: Browser, workspace: Workspace, complaints: list[str]
) -> None:
    complaints.clear()
    with give_phone(browser, workspace.server, complaints) as person:
        sign_in(person, MEMBER)
        seen = walk(Looker(person.page), "/arbete/")
    assert {"unit", "voices", "voice", "campaigns", "campaign", "matter", "mandates", "waits"} <= seen
    assert not seen & {"unit_change", "unit_people", "mandate_people", "work_log", "workplace", "decision"}
    assert complaints == []


def test_what_a_network_keeps_and_what_would_change_are_open_to_all(
    browser: Browser, workspace: Workspace, complaints: list[str]
) -> None:
    complaints.clear()
    with give_phone(browser, workspace.server, complaints) as person:
        sign_in(person, ADMINISTRATOR)
        looker = Looker(person.page)
        looker.look(workspace.meetings)
        for path in looker.find_links():
            if path.startswith(workspace.meetings) and path != workspace.meetings:
                looker.look(path)
        looker.look(f"{workspace.meetings}1/andra/")
        person.open(f"{workspace.unit}driv/flera/uppgifter/")
        person.page.locator('input[name="vald"]').first.check()
        person.page.fill('input[name="due"]', "2031-01-15")
        person.tap("Visa vad som ändras")
        person.sees("Så blir det")
        check_looks(person.page, look_at(person.page))
    assert complaints == []


def test_pages_without_an_account_are_open_to_all(
    browser: Browser, workspace: Workspace, complaints: list[str]
) -> None:
    complaints.clear()
    with give_phone(browser, workspace.server, complaints) as person:
        looker = Looker(person.page)
        for address in (
            workspace.workplace,
            workspace.answers,
            "/arbete/rost/folj/",
            workspace.invitation,
            "/konto/logga-in/",
        ):
            looker.look(address)
        person.open(workspace.workplace)
        person.write("Vad är det som inte fungerar?", "Bussen går efter att skiftet har börjat, säger Anna Berg.")
        person.tap("Titta innan du lämnar")
        person.sees("Inget är sparat.")
        check_looks(person.page, look_at(person.page))
        person.write("Vad är det som inte fungerar?", "Bussen går efter att skiftet har börjat.")
        person.tap("Titta innan du lämnar")
        check_looks(person.page, look_at(person.page))
        person.tap("Lämna det")
        check_looks(person.page, look_at(person.page))
        person.tap("Öppna sidan som följer det")
        check_looks(person.page, look_at(person.page))
        sign_in(person, "nobody-here", "stämmer inte")
        check_looks(person.page, look_at(person.page))
        sign_in(person, WITH_APP, "Skriv koden")
        looker.look()
    assert complaints == []


def test_the_workspace_is_readable_in_the_dark(browser: Browser, workspace: Workspace, complaints: list[str]) -> None:
    complaints.clear()
    with give_phone(browser, workspace.server, complaints) as person:
        sign_in(person, ADMINISTRATOR)
        person.page.emulate_media(color_scheme="dark")
        person.open(workspace.unit)
        for entry in ("Driv", "Röster", "Förtroendeuppdrag", "Medlemmar och roller", "Filer, kalender och logg"):
            person.go(entry)
            check_colours(person.page, look_at(person.page))
        person.go("Driv")
        person.tap_on(person.main.locator("table a").first)
        expect(person.main.get_by_role("heading", level=1)).to_be_visible()
        check_colours(person.page, look_at(person.page))
    assert complaints == []


OFF_LINE = """[...document.querySelectorAll('main label:has(> input[type=checkbox])')].filter((label) => {
  const box = label.querySelector('input').getBoundingClientRect(), range = document.createRange();
  range.selectNodeContents([...label.childNodes].find((node) => node.nodeType === 3 && node.textContent.trim()));
  const line = range.getClientRects()[0];
  return Math.abs(box.top + box.height / 2 - line.top - line.height / 2) > 3 || line.left < box.right;
}).map((label) => label.textContent)"""
"""The words of boxes that do not stand beside the first line of them."""
SAID = "Den som vill flytta hit hittar ingen lägenhet att hyra."
STORY = "Tre som fick jobb i våras hittade ingenstans att bo."


def write_motion(person: Person) -> str:
    """Write what the motion asks for, and fetch it; the words of its PDF."""
    person.tap("Skriv motionen")
    person.write("Vad har hänt?", STORY)
    person.tap_on(person.main.get_by_label("Nej, inget av det"))
    person.write("Namn, ett på varje rad", "Ledamot Påhittad (X)")
    with person.page.expect_download() as begun:
        person.tap("Spara och hämta PDF")
    return " ".join(page.extract_text() for page in PdfReader(begun.value.path()).pages)


def test_from_a_remark_to_a_printed_motion_are_six_taps_with_what_is_driven_between(
    browser: Browser, workspace: Workspace, complaints: list[str]
) -> None:
    """From the list of remarks, on a phone without a script; typing is no tap."""
    with give_phone(browser, workspace.server, complaints, script=False) as person:
        sign_in(person, OFFICER)
        person.open(f"{workspace.unit}roster/")
        person.taps = 0
        person.tap("Ta hand om", person.main.get_by_role("listitem").filter(has_text=SAID))
        person.tap("Bekräfta och driv kravet")
        person.tap("Börja driva")
        told = write_motion(person)
    assert STORY.rsplit(maxsplit=1)[-1] in told
    assert person.taps <= 6


def test_from_a_confirmed_remark_the_motion_is_one_tap_away(
    browser: Browser, workspace: Workspace, complaints: list[str]
) -> None:
    with give_phone(browser, workspace.server, complaints, script=False) as person:
        sign_in(person, OFFICER)
        person.open(f"{workspace.unit}roster/")
        person.taps = 0
        person.tap("Ta hand om", person.main.get_by_role("listitem").filter(has_text="Dagis stänger"))
        told = write_motion(person)
    assert "Påhittad" in told
    assert person.taps <= 4


def test_the_menu_of_a_unit_is_one_line_on_a_phone_and_all_of_it_is_reached_without_a_script(
    browser: Browser, workspace: Workspace, complaints: list[str]
) -> None:
    with give_phone(browser, workspace.server, complaints, script=False) as person:
        sign_in(person, ADMINISTRATOR)
        person.open(workspace.unit)
        menu = person.page.locator("nav.tabs")
        box, links = menu.bounding_box(), menu.get_by_role("link")
        assert box is not None
        assert box["height"] < 60
        for number in range(links.count()):
            links.nth(number).focus()
            expect(links.nth(number)).to_be_in_viewport()


def test_boxes_stand_beside_the_first_line_of_their_words(
    browser: Browser, workspace: Workspace, complaints: list[str]
) -> None:
    with give_phone(browser, workspace.server, complaints) as person:
        person.open("/konto/logga-in/")
        assert person.page.evaluate(OFF_LINE) == []
        sign_in(person, MEMBER)
        person.open("/konto/")
        assert person.page.evaluate(OFF_LINE) == []
        assert person.page.locator("main input[type=checkbox]").count() == 1
