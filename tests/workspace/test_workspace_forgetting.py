"""Who answered and who got the letter are gone from everywhere that they were kept, once somebody says so."""

import pytest

from samspel.app.answering import TypedReply
from samspel.app.desk import Desk
from samspel.app.keeping import list_kept
from samspel.terms.clock import get_today
from samspel.workspace.forgetting import forget_names
from samspel.workspace.models import Account, Reply, Unit
from samspel.workspace.replies import note_reply, take_without_asking
from samspel.workspace.requests import TypedRequest, begin, find_asked
from workspace_database import seat

NAME, KEY = "Kim Exempel, förvaltningschef", "childcare-odd-hours/offered/"


@pytest.mark.usefixtures("no_answers")
def test_a_name_goes_from_the_kept_answer_the_log_and_what_others_took(
    desk: Desk, branch: Unit, other_branch: Unit, local: Account
) -> None:
    today, texts, place = get_today(), desk.catalogue.texts["sv"], desk.catalogue.places.by_code["2181"]
    asked = TypedRequest(place="2181", body="Skolnämnden", asked=(KEY,), ground="documents", is_shared=True)
    request = begin(desk, branch, local, asked, today)
    typed = TypedReply(answer="ja", answered_by=NAME, day=today.isoformat(), source=f"Brev från {NAME}")
    note_reply(desk, request, request.version, local, find_asked(desk, request)[0], typed, today)
    other = seat(other_branch, "officer")
    take_without_asking(desk, texts, other_branch, Reply.objects.get().pk, other, today)
    before = list_kept(desk, place)
    assert NAME in repr(before.answers)
    assert NAME in repr(before.changes)
    request.refresh_from_db()

    forget_names(desk, request, request.version, local)

    after = list_kept(desk, place)
    assert NAME not in repr((after.answers, after.changes))
    assert [one.value for one in after.answers] == [one.value for one in before.answers]
    assert after.answers[0].answered_by == "Skolnämnden, Sandvikens kommun"
    assert [reply.said_by for reply in Reply.objects.all()] == ["", ""]
