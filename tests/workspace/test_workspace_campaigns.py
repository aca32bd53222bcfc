"""What a unit drives."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from samspel.app.desk import Desk
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.workspace.campaigns import (
    PaperOrder,
    Typed,
    add_item,
    begin,
    change_item,
    end,
    finish_item,
    freeze_paper,
    list_campaigns,
    list_figures,
    remove_item,
    revise,
)
from samspel.workspace.models import Account, Campaign, Item, LogEntry, Role, Unit
from samspel.workspace.telling import tell_campaign
from samspel.workspace.versions import ChangedMeanwhileError
from workspace_database import seat

DAY = date(2026, 11, 29)
MOTION = PaperOrder(demand="childcare-odd-hours", place="2181", paper="motion", kind="pdf", lang="sv")
TYPED = Typed(title="Nattis i Sandviken", demands=("2",), places=("Sandviken",))


@pytest.fixture
def campaign(desk: Desk, branch: Unit, local: Account) -> Campaign:
    return begin(desk, branch, local, TYPED, DAY)


def test_demands_and_places_are_found_by_what_people_write(desk: Desk, branch: Unit, local: Account) -> None:
    made = begin(desk, branch, local, Typed(title=" Natt ", demands=("2", "childcare-odd-hours"), places=("21",)), DAY)

    assert (made.title, made.demands, made.places) == ("Natt", ["childcare-odd-hours"], ["21"])
    assert made.owner == local


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (Typed(title=" ", demands=("2",), places=("2181",)), BadInputError),
        (Typed(title="x" * 201, demands=("2",), places=("2181",)), BadInputError),
        (Typed(title="x", demands=(), places=("2181",)), BadInputError),
        (Typed(title="x", demands=("2",), places=("Riket",)), BadInputError),
        (Typed(title="x", demands=("2",), places=("Atlantis",)), NotFoundError),
        (Typed(title="x", demands=("2",), places=("2181",), measure="population"), BadInputError),
        (Typed(title="x", demands=("2",), places=("2181",), owner=999_999), BadInputError),
    ],
)
def test_what_cannot_be_driven_is_refused(
    desk: Desk, branch: Unit, local: Account, typed: Typed, error: type[Exception]
) -> None:
    with pytest.raises(error):
        begin(desk, branch, local, typed, DAY)
    assert not Campaign.objects.exists()


def test_a_goal_starts_where_the_figures_stand(desk: Desk, campaign: Campaign, local: Account) -> None:
    demand = desk.catalogue.demands[campaign.demands[0]]
    figure = list_figures(desk, (demand,), desk.catalogue.places.by_code["2181"])[0]
    measure = figure.measurement.measure.indicator

    kept = revise(
        desk, campaign, 1, local, Typed(title="Nattis", demands=("2",), places=("2181",), measure=measure, goal_to=90.0)
    )

    told = tell_campaign(desk, kept)
    assert told.goal is not None
    assert told.goal.now is not None
    assert kept.goal_from == told.goal.start == told.goal.now.value == figure.observation.value


@pytest.mark.parametrize(
    ("places", "is_elsewhere", "others"),
    [(("2181",), False, 0), (("21",), False, 0), (("2080",), True, 0), (("2181", "2080"), False, 1)],
)
def test_a_goal_that_measures_a_place_of_others_says_so(
    desk: Desk, branch: Unit, local: Account, places: tuple[str, ...], is_elsewhere: bool, others: int
) -> None:
    demand = desk.catalogue.demands["childcare-odd-hours"]
    measure = demand.measures[0].indicator
    typed = Typed(title="Nattis", demands=(demand.id,), places=places, measure=measure)

    goal = tell_campaign(desk, begin(desk, branch, local, typed, DAY)).goal
    assert goal is not None
    assert (goal.is_elsewhere, goal.others) == (is_elsewhere, others)

    branch.places = []
    branch.save()
    again = tell_campaign(desk, begin(desk, branch, local, typed, DAY)).goal
    assert again is not None
    assert not again.is_elsewhere


def test_two_who_change_one_campaign_lose_nothing(desk: Desk, campaign: Campaign, local: Account) -> None:
    revise(desk, campaign, 1, local, Typed(title="A", demands=("2",), places=("2181",), plan="Ring"))

    with pytest.raises(ChangedMeanwhileError) as told:
        revise(desk, campaign, 1, local, Typed(title="B", demands=("2",), places=("2181",), plan="Skriv"))
    assert (told.value.now["plan"], told.value.typed["plan"]) == ("Ring", "Skriv")


def test_what_is_written_of_people_is_sealed_and_can_be_taken_away(campaign: Campaign, local: Account) -> None:
    item = add_item(campaign, local, Item.Kind.CONTACT, "Kim Exempel, skolchef", None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM workspace_item")
        assert "Exempel" not in str(cursor.fetchall())

    changed = change_item(item, 1, local, text="Kim Exempel\n070", due=DAY)
    done = finish_item(changed, 2, local, DAY)
    assert (done.text, done.due, done.done_on) == ("Kim Exempel\n070", DAY, DAY)

    remove_item(done, 3, local)
    assert not Item.objects.exists()
    assert "Exempel" not in str(list(LogEntry.objects.values_list("facts", "thing")))


def test_a_paper_is_frozen_with_its_bytes_and_what_it_rests_on(desk: Desk, campaign: Campaign, local: Account) -> None:
    frozen = freeze_paper(desk, campaign, local, MOTION, DAY)

    frozen.refresh_from_db()
    content = bytes(frozen.content)
    assert content.startswith(b"%PDF")
    assert frozen.sha256 == hashlib.sha256(content).hexdigest()
    assert frozen.inputs["address"] == "/plats/2181/krav/childcare-odd-hours/papper/motion.pdf"
    assert frozen.inputs["figures"]
    assert all(one["tables"] and one["year"] for one in frozen.inputs["figures"])
    assert frozen.inputs["lacks"], "nobody has written what happened"


def test_a_paper_of_another_demand_is_no_paper_of_the_campaign(desk: Desk, campaign: Campaign, local: Account) -> None:
    with pytest.raises(BadInputError):
        freeze_paper(desk, campaign, local, replace(MOTION, demand="emergency-surgery"), DAY)


def test_those_that_run_stand_first_and_other_branches_see_none(
    desk: Desk, branch: Unit, other_branch: Unit, campaign: Campaign, local: Account
) -> None:
    begin(desk, branch, local, TYPED, date(2026, 12, 1))
    end(campaign, 1, local, DAY)

    assert [one.ended_on for one in list_campaigns(local, branch)] == [None, DAY]
    assert not list_campaigns(seat(other_branch, Role.OFFICER))
    assert end(campaign, 2, local, None).ended_on is None
