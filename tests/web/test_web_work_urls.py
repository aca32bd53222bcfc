"""All roles × all addresses of the workspace × objects of another branch.

Another branch's object is as if it were not there (404), what one's role may not is refused (403), and nobody is sent
to where one signs in. An address that is not listed here fails.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

import pytest
from django.test import Client, override_settings
from django.urls import get_resolver, reverse
from django.utils.translation import override

from samspel.catalogue.permissions import load_permissions
from samspel.workspace.masking import mask
from samspel.workspace.models import (
    Campaign,
    FrozenPaper,
    Holder,
    Letter,
    Matter,
    Meeting,
    Post,
    Unit,
    Voice,
    Workplace,
)
from samspel.workspace.permissions import may
from workspace_database import seat

ENOUGH = 5
"""Remarks from a workplace, below which none is shown."""
ANYBODY, SIGNED_IN, FOUNDER = "anybody", "signed in", "founder"
"""Who may open an address that is of no unit: everybody by a link, whoever has an account, who may add branches."""
NEEDS = {
    "bodies": "campaign.read",
    "campaign": "campaign.read",
    "campaign_follow": "campaign.read",
    "campaign_form": "campaign.change",
    "campaign_new": "campaign.change",
    "campaign_paper_file": "campaign.read",
    "campaign_share": "campaign.share",
    "campaign_start": SIGNED_IN,
    "campaigns": "campaign.read",
    "calendar_file": "unit.read",
    "decision": "matter.change",
    "example": FOUNDER,
    "exchange": "unit.read",
    "exchange_file": "export.take",
    "figure_news": SIGNED_IN,
    "mandate_example": "mandate.change",
    "mandate_holder": "mandate.read",
    "mandate_holder_data": "person.erase",
    "mandate_import": "mandate.change",
    "mandate_new": "mandate.change",
    "mandate_people": "mandate.read",
    "mandate_post": "mandate.change",
    "mandate_settings": "mandate.change",
    "mandates": "mandate.count",
    "matter": "campaign.read",
    "matter_form": "matter.change",
    "matter_new": "matter.change",
    "bulk_campaigns": "campaign.change",
    "bulk_posts": "mandate.change",
    "bulk_tasks": "campaign.change",
    "bulk_voices": "voice.handle",
    "meeting": "network.read",
    "meeting_file": "network.read",
    "meeting_form": "network.change",
    "meeting_new": "network.change",
    "meetings": "network.read",
    "network": "network.read",
    "network_campaign": "network.read",
    "network_members": "network.read",
    "privacy": ANYBODY,
    "request": "request.read",
    "request_answer": ANYBODY,
    "request_answer_form": ANYBODY,
    "request_form": "request.read",
    "request_kept": "request.read",
    "request_letter": "request.change",
    "request_new": "request.change",
    "request_reminder": "request.change",
    "request_start": SIGNED_IN,
    "requests": "request.read",
    "work_log": "log.read",
    "roles": SIGNED_IN,
    "unit": "unit.read",
    "unit_change": "unit.change",
    "unit_new": FOUNDER,
    "unit_people": "account.change",
    "voice": "voice.read",
    "voice_follow": ANYBODY,
    "voice_followed": ANYBODY,
    "voice_leave": ANYBODY,
    "voices": "voice.read",
    "waits": "campaign.read",
    "work": SIGNED_IN,
    "workplace": "workplace.change",
    "workplace_new": "workplace.change",
    "workplace_poster": "workplace.change",
}
"""Every address by name, with what one must be allowed to do."""


def make_workplace(unit: Unit) -> Workplace:
    return Workplace.objects.get_or_create(unit=unit, name="Verket", code=f"kod-{unit.pk}")[0]


def make_voice(unit: Unit) -> Voice:
    """One of so many that they are shown."""
    workplace, text, week = make_workplace(unit), "Bussen går för sent", date(2026, 11, 2)
    for number in range(workplace.voices.count(), ENOUGH):
        workplace.voices.create(text=text, week=week, digest=f"d{unit.pk}-{number}")
    return workplace.voices.all()[0]


def make_campaign(unit: Unit) -> Campaign:
    return Campaign.objects.get_or_create(unit=unit, title="Bussen", begun_on=date(2026, 11, 2))[0]


def make_shared(unit: Unit) -> Campaign:
    """One that the unit shares with a network that it is alone in."""
    network = Unit.objects.get_or_create(kind=Unit.Kind.NETWORK, name=f"Network of {unit.pk}")[0]
    network.memberships.get_or_create(unit=unit, defaults={"name": unit.name, "joined_on": date(2026, 11, 2)})
    day = date(2026, 11, 2)
    return Campaign.objects.get_or_create(unit=unit, title="Delat", begun_on=day, is_shared=True)[0]


def make_meeting(unit: Unit) -> Meeting:
    """One of the unit itself, so that its form is there too."""
    Unit.objects.filter(pk=unit.pk).update(kind=Unit.Kind.NETWORK)
    return unit.meetings.first() or unit.meetings.create(name="Vårmöte", held_on=date(2026, 11, 2))


def make_matter(unit: Unit) -> Matter:
    campaign = make_campaign(unit)
    made = {"kind": "motion", "place": "2181", "body": "KF", "decider": "council", "title": "Motionen"}
    return campaign.matters.first() or campaign.matters.create(**made)


def make_paper(unit: Unit) -> FrozenPaper:
    made = {"kind": "motion", "title": "Motion", "taken_on": date(2026, 11, 2), "file_kind": "txt", "sha256": "0" * 64}
    campaign = make_campaign(unit)
    return campaign.papers.first() or FrozenPaper.objects.create(campaign=campaign, content=b"text", **made)


def make_post(unit: Unit) -> Post:
    holder = unit.holders.first() or Holder.objects.create(unit=unit, name="A")
    return holder.posts.first() or holder.posts.create(kind="full_time", place="2181", begins=date(2026, 10, 15))


def make_letter(unit: Unit) -> Letter:
    asked = {"place": "2181", "asked": ["childcare-odd-hours/offered/"], "sent_on": date(2026, 11, 2)}
    request = unit.requests.first() or unit.requests.create(**asked)
    sent = {"kind": "letter", "title": "Brevet", "taken_on": date(2026, 11, 2), "file": "brev.pdf", "sha256": "0" * 64}
    return request.letters.first() or Letter.objects.create(request=request, content=b"%PDF", **sent)


MAKE: dict[tuple[str, str], Callable[[Unit], object]] = {
    ("*", "holder"): lambda unit: make_post(unit).holder.pk,
    ("*", "post"): lambda unit: make_post(unit).pk,
    ("*", "unit"): lambda unit: unit.pk,
    ("*", "kind"): lambda _: "pdf",
    ("*", "code"): lambda unit: make_workplace(unit).code,
    ("*", "matter"): lambda unit: make_matter(unit).pk,
    **{
        (name, "number"): lambda unit: make_campaign(unit).pk
        for name in ("campaign_follow", "campaign_share", "decision", "matter", "matter_form", "matter_new")
    },
    **{(name, "number"): lambda unit: make_meeting(unit).pk for name in ("meeting", "meeting_file", "meeting_form")},
    ("network_campaign", "number"): lambda unit: make_shared(unit).pk,
    ("campaign", "number"): lambda unit: make_campaign(unit).pk,
    ("campaign_form", "number"): lambda unit: make_campaign(unit).pk,
    ("campaign_paper_file", "number"): lambda unit: make_campaign(unit).pk,
    ("campaign_paper_file", "paper"): lambda unit: make_paper(unit).pk,
    **{
        (name, "number"): lambda unit: make_letter(unit).request.pk
        for name in ("request", "request_form", "request_kept", "request_letter", "request_reminder")
    },
    ("request_kept", "letter"): lambda unit: make_letter(unit).pk,
    ("*", "secret"): lambda _: "hemligt",
    ("voice", "number"): lambda unit: mask(make_voice(unit).pk),
    ("workplace", "number"): lambda unit: make_workplace(unit).pk,
    ("workplace_poster", "number"): lambda unit: make_workplace(unit).pk,
}
"""What stands in an address: by its name and the part's, or by the part's alone."""


def list_addresses() -> dict[str, list[str]]:
    """Every name of the workspace with the parts of its address."""
    get_resolver().reverse_dict  # noqa: B018 - the whole site's addresses bring the kinds of parts
    routes = get_resolver("samspel.web.work.urls").reverse_dict
    return {str(name): list(routes.getlist(name)[0][0][0][1]) for name in routes if isinstance(name, str)}


def fill(name: str, parts: list[str], unit: Unit, other: Mapping[str, object] = MappingProxyType({})) -> str:
    """The address of what is the unit's, with some `other` parts in it."""
    given = {part: (MAKE.get((name, part)) or MAKE["*", part])(unit) for part in parts}
    with override("sv"):
        return reverse(name, kwargs=given | dict(other))


def test_every_address_of_the_workspace_says_whom_it_is_for(application: object) -> None:
    assert set(list_addresses()) == set(NEEDS)
    named = {action.id for action in load_permissions().actions}
    assert set(NEEDS.values()) <= named | {ANYBODY, SIGNED_IN, FOUNDER}


def expect(need: str, allowed: bool) -> set[int]:
    """The statuses of an answer; a page that only takes a form refuses a GET by 405."""
    if need in (ANYBODY, SIGNED_IN):
        return {200, 404, 302}
    return {200, 302, 405} if allowed else {403, 405}


@override_settings(IS_ALONE=False)
def test_every_role_gets_just_what_the_table_says_at_every_address(client: Client, branch: Unit) -> None:
    addresses = {name: fill(name, parts, branch) for name, parts in list_addresses().items()}
    for role in load_permissions().roles:
        account = seat(branch, role)
        client.force_login(account)
        for name, address in addresses.items():
            need = NEEDS[name]
            allowed = "." in need and may(account, need, branch)
            assert client.get(address).status_code in expect(need, allowed), (role, address)


@override_settings(IS_ALONE=False)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_nobody_is_sent_to_where_one_signs_in(client: Client, branch: Unit, prefix: str) -> None:
    for name, parts in list_addresses().items():
        address = f"{prefix}{fill(name, parts, branch)}"
        response = client.get(address)
        is_sent = response.headers.get("Location", "").startswith(f"{prefix}/konto/logga-in/")
        # 405: what takes a form alone.
        shown = (response.status_code, is_sent)
        assert shown in ([(200, False), (404, False)] if NEEDS[name] == ANYBODY else [(302, True), (405, False)]), (
            address
        )
        posted = client.post(address)
        taken = (200, 302, 400, 404, 405) if NEEDS[name] == ANYBODY else (302, 405)
        assert posted.status_code in taken, address


@override_settings(IS_ALONE=False)
def test_what_is_of_another_branch_is_as_if_it_were_not_there(client: Client, branch: Unit, other_branch: Unit) -> None:
    """Neither by its own address, nor as a part of the address of one's own unit."""
    named = {name: parts for name, parts in list_addresses().items() if "unit" in parts}
    theirs = {name: fill(name, parts, branch) for name, parts in named.items()}
    of_parts = {name: parts for name, parts in named.items() if set(parts) - {"unit", "kind"}}
    mixed = {name: fill(name, parts, branch, {"unit": other_branch.pk}) for name, parts in of_parts.items()}
    for role in load_permissions().roles:
        client.force_login(seat(other_branch, role))
        for address in theirs.values():
            assert client.get(address).status_code in (404, 405), (role, address)
            assert client.post(address, {"version": "1"}).status_code in (404, 405), (role, address)
        for address in mixed.values():
            assert client.get(address).status_code in (403, 404), (role, address)
