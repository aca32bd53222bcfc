"""A branch plays a year on a real server: remarks, demands, a motion, a year that passes, the decision, what became of
it, one mandate more, and everything taken elsewhere. Each act is done with pages, at the width of a phone.
"""

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from browser.branch_year import (
    OUTSIDE,
    Person,
    Server,
    find_port,
    give_phone,
    list_outside,
    make_older_content,
    run_command,
    run_guarded,
)
from browser.year_words import BUS, CHILDCARE, DECISION, MEASURES, MINUTES, MOTION, OTHER, PLACE, POINT, UNIT, UNTIL
from postgres_server import PostgresServer
from workspace_database import postgres

__all__ = ["postgres"]
pytestmark = pytest.mark.browser
START, LATER, RENEWED = "2027-03-22", "2028-04-03", "2028-11-06"
"""The day when the branch begins, one more than a year later, and one after the figures have been renewed."""
ROLES = ("Ombud", "Förtroendevald i kommun eller region", "Medlem", "Läsare")


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The content before the figures were renewed."""
    folder = tmp_path_factory.mktemp("older")
    yield make_older_content(folder / "content", MEASURES, UNTIL)
    shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgres"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Server:
    """A server without accounts, on a database of its own."""
    address = ""
    if request.param == "postgres":
        running: PostgresServer = request.getfixturevalue("postgres")
        address = running.make_database("branch-year")
    return Server(tmp_path / "home", address, find_port())


class Branch:
    """The five, each with a phone, and somebody in the lunchroom without an account."""

    def __init__(self, browser: Browser, server: Server, complaints: list[str], phones: ExitStack) -> None:
        self.server = server

        def give() -> Person:
            return phones.enter_context(give_phone(browser, server, complaints))

        self.administrator, self.lunchroom = give(), give()
        self.officer, self.elected, self.member, self.reader = (give() for _ in ROLES)

    @property
    def invited(self) -> tuple[Person, ...]:
        """Those that the administrator asks, in the order of their roles."""
        return self.officer, self.elected, self.member, self.reader


def test_a_branch_plays_a_year(
    browser: Browser, server: Server, older: Path, complaints: list[str], tmp_path: Path
) -> None:
    complaints.clear()
    invitation = json.loads(server.command("admin", "create", "administrator", "--json"))["path"]
    with ExitStack() as phones:
        branch = Branch(browser, server, complaints, phones)
        with server.on(START, older):
            gather(branch, invitation)
            link = put_up_a_workplace(branch)
            code = speak(branch, link)
            confirm_two_demands(branch)
            drive(branch)
            hand_in(branch)
            add_mandate(branch, "Ledamot A", "1 person med uppdrag")
        with server.on(LATER, older):
            wait_a_year(branch)
            read_the_decision(branch)
            freeze(branch)
        with server.on(RENEWED):
            follow_up(branch, code)
            add_mandate(branch, "Ledamot B", "2 personer med uppdrag")
            look_only(branch)
            taken = take_everything(branch, tmp_path / "taken.zip")
    carry_elsewhere(taken, tmp_path)
    assert complaints == []
    assert list_outside(server.home.parent) == []


def test_a_program_under_the_guard_reaches_nobody_else(tmp_path: Path) -> None:
    """So that the year without a request to another host says something."""
    for reach in ("socket.create_connection(('192.0.2.1', 443), timeout=1)", "socket.getaddrinfo('example.org', 443)"):
        told = run_guarded(tmp_path, f"import socket; {reach}")
        assert OUTSIDE in told, told
    assert len(list_outside(tmp_path)) == 2
    here = "s = socket.create_server(('127.0.0.1', 0)); socket.create_connection(s.getsockname())"
    assert OUTSIDE not in run_guarded(tmp_path, f"import socket; {here}")


def gather(branch: Branch, invitation: str) -> None:
    """The administrator makes the branch and asks the four others, who come by their links."""
    administrator = branch.administrator
    administrator.join(invitation)
    administrator.sign_in("administrator")
    administrator.tap(re.compile("^Lägg till en avdelning"))
    administrator.write("Namn", UNIT)
    administrator.write("Kommuner och regioner", PLACE)
    administrator.write("Antal medlemmar", "400")
    administrator.tap("Spara")
    administrator.go("Medlemmar och roller")
    for person, role in zip(branch.invited, ROLES, strict=True):
        administrator.tap_on(administrator.main.get_by_role("radio", name=re.compile(f"^{role}")))
        administrator.tap("Gör en länk")
        person.join(administrator.page.locator("code.long").inner_text(), role.split()[0].lower())
        person.sees(UNIT)


def put_up_a_workplace(branch: Branch) -> str:
    """The officer adds a workplace; the link that its sheet in the lunchroom carries."""
    officer = branch.officer
    officer.tap(UNIT)
    officer.go("Röster")
    officer.write("Arbetsplatsens namn", "Verket")
    officer.tap("Lägg till")
    officer.sees("Lunchrumsblad med koden")
    return officer.main.locator("a[href*='/rost/']").first.get_attribute("href") or ""


def speak(branch: Branch, link: str) -> str:
    """Twelve remarks; none is shown before five have come. The code of the first."""
    codes = [branch.lunchroom.say(link, words) for words in (*BUS[:2], *CHILDCARE[:2])]
    branch.officer.go("Röster")
    branch.officer.sees("Inget att visa ännu.")
    codes += [branch.lunchroom.say(link, words) for words in (*BUS[2:], *CHILDCARE[2:], *OTHER)]
    assert len(set(codes)) == 12
    branch.officer.go("Röster")
    expect(branch.officer.main.locator(".hits").first.get_by_role("listitem")).to_have_count(10)
    return codes[0]


def confirm_two_demands(branch: Branch) -> None:
    """The officer reads one of each kind and confirms what it is about; both have a demand then."""
    for words, number in ((CHILDCARE[0], 2), (BUS[0], 33)):
        branch.officer.go("Röster")
        branch.officer.tap("Ta hand om", branch.officer.main.get_by_role("listitem").filter(has_text=words))
        branch.officer.tap("Bekräfta")
        branch.officer.sees("bekräftad")
        branch.officer.sees(f"{number}. ")


def drive(branch: Branch) -> None:
    """From the remark that is open to a campaign, with something to do and a paper kept as it is today."""
    officer = branch.officer
    officer.tap("Driv kravet")
    officer.write("Plan", "Räkna skiften, fråga trafikkontoret, lämna en motion.")
    officer.tap("Börja driva")
    officer.sees("Drivet är påbörjat.")
    task = officer.unfold("Lägg till något att göra")
    officer.write("Text", "Fråga klubbarna om skiftens tider", task)
    officer.write("Dag", "2027-04-01", task)
    officer.tap("Lägg till", task)
    officer.sees("Senast 1 april 2027")
    officer.tap("Frys papperet", officer.unfold("Frys ett papper"))
    officer.sees("Papperet är fryst.")


def hand_in(branch: Branch) -> None:
    """The elected representative adds the motion and notes that it was handed in and sent on."""
    elected = branch.elected
    elected.tap(UNIT)
    elected.go("Driv")
    elected.tap_on(elected.main.get_by_role("link", name=re.compile("skift")).first)
    elected.tap("Nytt ärende")
    elected.write("Namn", MOTION)
    elected.write("Diarienummer", "KS 2027/123")
    elected.write("Att-satser", POINT)
    elected.tap("Lägg till ärendet")
    note_step(elected, "Inlämnad", "2027-03-01")
    note_step(elected, "Väckt och skickad", "2027-03-22")
    elected.sees("bereds")


def note_step(person: Person, event: str, day: str) -> None:
    """Note what happened to the matter that is open."""
    step = person.unfold(event)
    person.write("Dag", day, step)
    person.tap("Spara det som hänt", step)
    person.sees("Steget är sparat.")


def add_mandate(branch: Branch, name: str, told: str) -> None:
    """The officer adds somebody with a post, and keeps the day's count."""
    officer = branch.officer
    officer.go("Förtroendeuppdrag")
    officer.tap("Lägg till en person")
    officer.write("Namn", name)
    officer.write("Från", "2026-10-15")
    officer.tap("Spara")
    officer.sees(name)
    officer.go("Förtroendeuppdrag")
    officer.tap("Spara dagens räkning")
    officer.sees(told)


def wait_a_year(branch: Branch) -> None:
    """More than a year later the motion waits, and the law does not end it; then the board proposes."""
    elected = branch.elected
    elected.page.reload()
    elected.sees("bereds")
    elected.go("Driv")
    elected.tap("Vad väntar på vem")
    elected.sees("bereda ärendet")
    elected.sees("försenat")
    elected.go("Driv")
    elected.tap_on(elected.main.get_by_role("link", name=re.compile("skift")).first)
    elected.tap(MOTION)
    note_step(elected, "Förslag till beslut", "2028-03-20")


def read_the_decision(branch: Branch) -> None:
    """The minutes are pasted; the program proposes what they say, and a person confirms it."""
    elected = branch.elected
    elected.tap("Läs in ett protokoll")
    elected.write("Beslutet eller protokollet", MINUTES)
    elected.tap("Läs")
    elected.sees(DECISION)
    event = elected.main.get_by_label("Vad hände", exact=True)
    assert event.evaluate("part => part.selectedOptions[0].text") == "Bifallen"
    elected.write("Beslutsdag", "2028-03-27")
    elected.tap("Bekräfta och spara")
    elected.sees("Steget är sparat.")
    elected.sees("bifallen")


def freeze(branch: Branch) -> None:
    """At the decision the need is measured and kept."""
    officer = branch.officer
    officer.go("Driv")
    officer.tap_on(officer.main.get_by_role("link", name=re.compile("skift")).first)
    officer.tap("Följ upp")
    officer.sees("Dags att mäta: vid beslutet")
    officer.tap("Mät och spara")
    officer.sees("Behovet är mätt och sparat.")
    officer.sees("Det finns ingen siffra för ett senare år än det som frystes.")


def follow_up(branch: Branch, code: str) -> None:
    """With renewed figures the gap is told beside similar places; who spoke reads by the code what became of it."""
    officer = branch.officer
    officer.page.reload()
    officer.sees(re.compile("Gapet (har minskat|är lika stort|har ökat)"))
    officer.sees(re.compile(rf"\({UNTIL}\) till .+\({UNTIL + 1}\)", re.S))
    officer.sees("Liknande kommuner ändrades med")
    lunchroom = branch.lunchroom
    lunchroom.open("/arbete/rost/folj/")
    lunchroom.write("Din kod", code)
    lunchroom.tap("Visa")
    lunchroom.sees("läst och kopplat till krav")
    lunchroom.sees("Beslutat, ej genomfört")


def look_only(branch: Branch) -> None:
    """Who may read sees what there is and no form; the list of names is not theirs."""
    for person, sees_remarks in ((branch.member, True), (branch.reader, False)):
        person.tap(UNIT)
        menu = person.page.locator("nav.tabs")
        expect(menu.get_by_role("link", name="Röster", exact=True)).to_have_count(int(sees_remarks))
        person.go("Driv")
        person.tap_on(person.main.get_by_role("link", name=re.compile("skift")).first)
        person.sees("Beslutat, ej genomfört")
        expect(person.main.locator("form[method=post]")).to_have_count(0)
        person.go("Förtroendeuppdrag")
        assert "Ledamot" not in person.main.inner_text()


def take_everything(branch: Branch, to: Path) -> Path:
    """The administrator takes the branch as a file, and sees in the log who has done what."""
    administrator = branch.administrator
    administrator.go("Filer, kalender och logg")
    with administrator.page.expect_download() as begun:
        administrator.tap(re.compile("^Hämta allt"))
    begun.value.save_as(to)
    administrator.tap("Loggen")
    for done in ("Hämtade allt som filer", "Noterade vad som hänt i ett ärende", "Mätte behovet", "Började ett driv"):
        administrator.sees(done)
    administrator.sees("Kedjan är hel")
    return to


def carry_elsewhere(taken: Path, folder: Path) -> None:
    """Another workspace reads the file in and gives the same content."""
    home, again = folder / "elsewhere", folder / "again.zip"
    home.mkdir()
    shutil.copy(folder / "home" / "workspace-keys", home)  # without it the remarks stay sealed
    run_command(home, {"DATABASE_URL": ""}, "import", str(taken))
    run_command(home, {"DATABASE_URL": ""}, "export", UNIT, str(again))
    with zipfile.ZipFile(again) as there, zipfile.ZipFile(taken) as here:
        assert there.read("voice.sealed") == here.read("voice.sealed")
    rows = read_rows(taken)
    assert read_rows(again) == rows
    counts = {name: len(part) for name, part in rows.items()}
    assert {name: counts[name] for name in ("campaign", "matter", "account", "holder", "count")} == {
        "campaign": 1,
        "matter": 1,
        "account": 5,
        "holder": 2,
        "count": 4,
    }


def read_rows(file: Path) -> dict[str, Any]:
    """Every table of a file."""
    with zipfile.ZipFile(file) as archive:
        return {
            name.removesuffix(".json"): json.loads(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".json") and name != "samspel.json"
        }
