"""A shared motion as a start: its words, none of its figures, and where they came from."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.app.desk import Desk
from samspel.app.drafting import begin_draft, find_draft, find_paper, forget_draft, keep_draft
from samspel.catalogue.texts import Texts
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.workspace.campaigns import PaperOrder, Typed, begin, freeze_paper
from samspel.workspace.models import Account, Campaign, FrozenPaper, Membership, Role, Unit
from samspel.workspace.permissions import ForbiddenError
from samspel.workspace.reusing import leave_out, use_as_start
from workspace_database import seat

DAY = date(2026, 11, 30)
STORY = (
    "Skiften börjar innan förskolan öppnar. I Sandviken väntar 37 barn. Femtio föräldrar har skrivit på. "
    "Sandvikens kommun säger nej. Eva Andersson ringde. Det går att lösa."
)
GAP = "[Här stod något som bara gäller den andra platsen. Skriv hur det är hos er.]"


@pytest.fixture
def texts(desk: Desk) -> Texts:
    return desk.catalogue.texts["sv"]


@pytest.fixture
def paper(desk: Desk, branch: Unit, other_branch: Unit, local: Account) -> Iterator[FrozenPaper]:
    """Of a campaign that two branches share."""
    network = Unit.objects.create(kind=Unit.Kind.NETWORK, name="Bruksorter")
    for unit in (branch, other_branch):
        Membership.objects.create(network=network, unit=unit, name=unit.name, joined_on=DAY)
    campaign = begin(desk, branch, local, Typed(title="Nattis", demands=("2",), places=("2181",)), DAY)
    place, demand = desk.catalogue.places.by_code["2181"], desk.catalogue.demands[campaign.demands[0]]
    keep_draft(desk, place, demand, find_paper(desk.catalogue, "motion"), {"story": STORY, "situation": "none"})
    made = PaperOrder(demand=demand.id, place="2181", paper="motion", kind="docx", lang="sv")
    Campaign.objects.filter(pk=campaign.pk).update(is_shared=True)
    yield freeze_paper(desk, campaign, local, made, DAY)
    for code in ("2181", "2180"):
        here = desk.catalogue.places.by_code[code]
        if find_draft(desk, here, demand):
            forget_draft(desk, here, demand.id)


def use(desk: Desk, texts: Texts, unit: Unit, account: Account, paper: FrozenPaper, place: str = "2180") -> object:
    return use_as_start(desk, texts, unit, account, paper, place)


def test_words_are_copied_without_figures_names_or_the_other_place_and_say_where_they_came_from(
    desk: Desk, texts: Texts, other_branch: Unit, paper: FrozenPaper
) -> None:
    officer = seat(other_branch, Role.OFFICER)

    assert use(desk, texts, other_branch, officer, paper) == ("childcare-odd-hours", "motion", ("story",))

    draft = find_draft(desk, desk.catalogue.places.by_code["2180"], desk.catalogue.demands["childcare-odd-hours"])
    assert draft is not None
    assert draft.words == {"story": f"Skiften börjar innan förskolan öppnar. {GAP} Det går att lösa."}
    assert "en delad motion för Sandvikens kommun: " in draft.came_from
    assert "Avdelning 1" not in draft.came_from, "drafts are the whole server's"
    assert "30 november 2026" in draft.came_from


def test_the_paper_that_is_frozen_of_it_has_the_places_own_figures_and_says_where_it_began(
    desk: Desk, texts: Texts, other_branch: Unit, paper: FrozenPaper
) -> None:
    officer = seat(other_branch, Role.OFFICER)
    use(desk, texts, other_branch, officer, paper)
    own = begin(desk, other_branch, officer, Typed(title="Nattis", demands=("2",), places=("2180",)), DAY)
    made = PaperOrder(demand=own.demands[0], place="2180", paper="motion", kind="docx", lang="sv")

    frozen = freeze_paper(desk, own, officer, made, DAY)

    assert {one["place"] for one in frozen.inputs["figures"]} <= {"2180", "21", "00"}
    assert frozen.inputs["came_from"].startswith("Orden började som ")


def test_what_is_written_already_stays(desk: Desk, texts: Texts, other_branch: Unit, paper: FrozenPaper) -> None:
    officer, place = seat(other_branch, Role.OFFICER), desk.catalogue.places.by_code["2180"]
    demand = desk.catalogue.demands["childcare-odd-hours"]
    begin_draft(desk, place, demand, {"story": "Vårt eget."}, "")

    assert use(desk, texts, other_branch, officer, paper) == (demand.id, "motion", ())
    draft = find_draft(desk, place, demand)
    assert draft is not None
    assert (draft.words, draft.came_from) == ({"story": "Vårt eget."}, "")


def test_what_cannot_be_a_start_is_told(desk: Desk, texts: Texts, other_branch: Unit, paper: FrozenPaper) -> None:
    officer = seat(other_branch, Role.OFFICER)
    with pytest.raises(BadInputError, match="reuse same place"):
        use(desk, texts, other_branch, officer, paper, "2181")
    for place in ("00", "9999"):
        with pytest.raises(BadInputError, match="work choice"):
            use(desk, texts, other_branch, officer, paper, place)
    with pytest.raises(ForbiddenError):
        use(desk, texts, other_branch, seat(other_branch, Role.READER), paper)
    Campaign.objects.update(is_shared=False)
    with pytest.raises(NotFoundError, match="reuse not shared"):
        use(desk, texts, other_branch, officer, paper)
    Campaign.objects.update(is_shared=True)
    paper.inputs["words"] = {}
    with pytest.raises(BadInputError, match="reuse no words"):
        use(desk, texts, other_branch, officer, paper)


@given(st.text(max_size=200))
def test_no_digit_of_another_place_is_ever_copied(desk: Desk, text: str) -> None:
    place = desk.catalogue.places.by_code["2181"]
    left = leave_out(desk, desk.catalogue.texts["sv"], text, place)
    assert not any(letter.isdigit() for letter in left)


@pytest.mark.parametrize(
    "said", ["”Jag orkar inte mer”, säger en av dem.", "– Jag orkar inte mer.", '"Nu räcker det".']
)
def test_what_somebody_said_elsewhere_is_not_copied(desk: Desk, texts: Texts, said: str) -> None:
    assert leave_out(desk, texts, f"Skiftet börjar tidigt. {said}", None) == (
        f"Skiftet börjar tidigt. {texts('network.gap')}"
    )
