"""What a campaign shows to a network: just what was shared, of nobody, and nothing to others."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest

from samspel.app.desk import Desk
from samspel.app.drafting import find_paper, forget_draft, keep_draft
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.matters.matter import Step
from samspel.matters.reading import PointVerdict
from samspel.rendering.table import words as read_words
from samspel.reports.networks import describe_granted, tabulate_shared
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.workspace.campaigns import PaperOrder, Typed, add_item, begin, freeze_paper
from samspel.workspace.following_up import measure
from samspel.workspace.matters import TypedMatter, add_matter, add_step
from samspel.workspace.models import Account, Campaign, Item, LogEntry, Membership, Role, Unit, Workplace
from samspel.workspace.permissions import ForbiddenError
from samspel.workspace.sharing import HIDDEN, find_words, list_shared, share, tell
from samspel.workspace.versions import ChangedMeanwhileError
from workspace_database import seat

DAY = date(2026, 11, 30)
SECRETS = ("Hemlig uppgift", "Kim Kontakt", "Starkt argument", "Bussen gick aldrig", "Vår plan", "Eva Ek", "Ägaren")
"""What must never be seen by others: of things to do, contacts, arguments, remarks, the plan, a name, an owner."""


@pytest.fixture
def texts(desk: Desk) -> Texts:
    return desk.catalogue.texts["sv"]


@pytest.fixture
def network(branch: Unit, other_branch: Unit) -> Unit:
    made = Unit.objects.create(kind=Unit.Kind.NETWORK, name="Bruksorter")
    for unit in (branch, other_branch):
        Membership.objects.create(network=made, unit=unit, name=unit.name, places=unit.places, joined_on=DAY)
    return made


@pytest.fixture
def officer(branch: Unit) -> Account:
    account = seat(branch, Role.OFFICER, "owner")
    account.shown_as = "Ägaren"
    account.save()
    return account


@pytest.fixture
def campaign(desk: Desk, branch: Unit, officer: Account) -> Iterator[Campaign]:
    """A campaign with something in every field."""
    typed = Typed(title="Nattis i Sandviken", demands=("2",), places=("2181",), plan="Vår plan")
    campaign = begin(desk, branch, officer, typed, DAY)
    for kind, told in ((Item.Kind.TASK, SECRETS[0]), (Item.Kind.CONTACT, SECRETS[1]), (Item.Kind.ARGUMENT, SECRETS[2])):
        add_item(campaign, officer, kind, told, None)
    workplace = Workplace.objects.create(unit=branch, name="Verket", code="k" * 10)
    campaign.voices.add(workplace.voices.create(text=SECRETS[3], week=DAY, digest="d" * 64))
    place, demand = desk.catalogue.places.by_code["2181"], desk.catalogue.demands[campaign.demands[0]]
    paper = find_paper(desk.catalogue, "motion")
    words = {
        "story": "Skiftet börjar före dagis. Fråga Eva Ek på 070-123 45 67.",
        "signed": "Eva Ek (S)",
        "town": "Gästrike",
    }
    keep_draft(desk, place, demand, paper, words)
    made = PaperOrder(demand=demand.id, place="2181", paper="motion", kind="docx", lang="sv")
    freeze_paper(desk, campaign, officer, made, DAY)
    _decide(desk, campaign, officer)
    yield campaign
    forget_draft(desk, place, demand.id)


def _decide(desk: Desk, campaign: Campaign, officer: Account) -> None:
    typed = TypedMatter(
        kind="motion",
        place="2181",
        body="Kommunfullmäktige",
        decider="council",
        title="Omsorg när skiften går",
        reference="KS 2026/412",
        points=("att ordna omsorg", "att fråga Eva Ek"),
    )
    matter = add_matter(desk, campaign, officer, typed)
    verdicts = (PointVerdict(point="1", effect="yes"), PointVerdict(point="2", effect="no"))
    decided = Step(event="approved_in_part", on=DAY, by="council", sentence="Eva Ek reserverar sig.", verdicts=verdicts)
    before = (("handed_in", "mover"), ("referred", "council"), ("proposal", "board"))
    for number, (event, by) in enumerate(before, 1):
        add_step(desk, matter, officer, Step(event=event, on=DAY, by=by), number)  # type: ignore[arg-type]
    add_step(desk, matter, officer, decided, 4)
    measure(desk, campaign, officer, "decision", DAY)


def _list_words(found: object) -> Iterator[str]:
    """Every word that a record holds, however deep; figures and content of the handbook aside."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, Demand | Place):
        return
    elif isinstance(found, tuple | list):
        for one in found:
            yield from _list_words(one)
    elif is_dataclass(found):
        for field in fields(found):
            yield from _list_words(getattr(found, field.name))


def test_nothing_is_seen_before_it_is_shared_nor_after_it_is_taken_back(
    network: Unit, branch: Unit, other_branch: Unit, campaign: Campaign, officer: Account
) -> None:
    for unit in (branch, other_branch, network):
        assert list(list_shared(unit)) == []
    shared = share(campaign, campaign.version, officer, is_shared=True)
    for unit in (branch, other_branch, network):
        assert list(list_shared(unit)) == [campaign]
    assert list(list_shared(Unit.objects.create(kind="branch", name="Utanför"))) == []
    share(shared, shared.version, officer, is_shared=False)
    for unit in (branch, other_branch, network):
        assert list(list_shared(unit)) == []
    assert {"campaign.share", "campaign.unshare"} <= set(LogEntry.objects.values_list("action", flat=True))


def test_a_member_that_has_left_neither_sees_nor_is_seen(
    network: Unit, branch: Unit, other_branch: Unit, campaign: Campaign, officer: Account
) -> None:
    share(campaign, campaign.version, officer, is_shared=True)
    Membership.objects.filter(unit=branch).update(left_on=DAY)

    for unit in (branch, other_branch, network):
        assert list(list_shared(unit)) == []


def test_others_see_what_was_decided_point_by_point_and_no_word_of_people(
    desk: Desk, texts: Texts, network: Unit, other_branch: Unit, campaign: Campaign
) -> None:
    told = tell(desk, texts, other_branch, campaign)

    assert (told.title, told.unit) == ("Nattis i Sandviken", "Avdelning 1")
    assert [(one.number, one.effect) for one in told.matters[0].points] == [(1, "yes"), (2, "no")]
    assert (told.matters[0].decided, told.matters[0].reference) == (DAY, "KS 2026/412")
    assert told.headline.said == "partly"
    assert told.followed[0].again.change in ("smaller", "same", "larger", "unknown")
    assert [label for label, _ in told.papers[0].words] == ["Vad har hänt?"]
    said = " ".join(_list_words(told))
    assert "Skiftet börjar före dagis." in said
    assert HIDDEN in said
    for secret in (*SECRETS, "070-123 45 67", "reserverar", "Gästrike"):
        assert secret not in said, secret


def test_a_paper_keeps_the_words_that_may_be_used_again_and_no_others(campaign: Campaign) -> None:
    paper = campaign.papers.get()
    assert set(find_words(paper)) == {"story"}
    assert (paper.inputs["demand"], paper.inputs["place"]) == (campaign.demands[0], "2181")
    assert "Eva Ek (S)" not in str(paper.inputs)


def test_who_may_not_share_does_not_and_two_at_once_are_told(
    network: Unit, branch: Unit, campaign: Campaign, officer: Account
) -> None:
    for role in (Role.REPRESENTATIVE, Role.MEMBER, Role.READER):
        with pytest.raises(ForbiddenError):
            share(campaign, campaign.version, seat(branch, role), is_shared=True)
    with pytest.raises(ForbiddenError):
        share(campaign, campaign.version, seat(network, Role.ADMINISTRATOR), is_shared=True)
    with pytest.raises(ChangedMeanwhileError):
        share(campaign, 99, officer, is_shared=True)
    Membership.objects.all().delete()
    with pytest.raises(BadInputError, match="network alone"):
        share(campaign, campaign.version, officer, is_shared=True)


def test_the_list_says_how_much_of_what_was_granted_and_calls_matters_matters(
    desk: Desk, texts: Texts, network: Unit, other_branch: Unit, campaign: Campaign
) -> None:
    told = tell(desk, texts, other_branch, campaign)
    table = read_words(tabulate_shared(texts, [told]))
    row = dict(zip(table.heads, table.texts[0], strict=True))
    assert row["Ärenden"] == "Omsorg när skiften går"
    assert "Bifallet: 1 av 2 att-satser (att ordna omsorg)." in row["Läge"]
    assert "Papper" not in table.heads

    only = read_words(tabulate_shared(texts, [replace(told, matters=())])).texts[0]
    assert any(cell.startswith("Inget ärende än. Papper: ") for cell in only)
    unknown = replace(told.matters[0], points=tuple(replace(one, effect="none") for one in told.matters[0].points))
    assert describe_granted(texts, [unknown]) == "Vilka att-satser som bifölls är inte antecknat."
