"""One person: all that is kept of them, and all of it gone."""

import json
from datetime import date

from samspel.workspace.erasing import erase_account, erase_holder, export_account, export_holder
from samspel.workspace.models import Account, Campaign, Count, Holder, LogEntry, Post, Reply, Request, Role, Unit
from workspace_database import seat


def test_somebody_who_signs_in_is_told_and_erased_and_what_they_owned_stays(branch: Unit, local: Account) -> None:
    officer = seat(branch, Role.OFFICER, "Åsa")
    officer.contact = "asa@exempel.se"
    officer.save()
    Campaign.objects.create(unit=branch, title="Nattis", owner=officer, begun_on=date(2026, 11, 2))

    day = date(2026, 11, 2)
    request = Request.objects.create(unit=branch, place="2181")
    said = {"demand": "d", "question": "q", "said_on": day, "came": "officer", "used_on": day}
    Reply.objects.create(request=request, noted_by=officer, used_by=officer, **said)

    told = json.loads(export_account(officer))
    assert (len(told["answers_noted"]), told["answers_used"]) == (1, ["2026-11-02"])
    assert (told["contact"], told["seats"], told["owns"]) == (
        "asa@exempel.se",
        [{"unit": branch.name, "role": "officer"}],
        ["Nattis"],
    )
    erase_account(officer, local, branch)
    assert not Account.objects.filter(username="Åsa").exists()
    assert Campaign.objects.get().owner is None
    reply = Reply.objects.get()
    assert (reply.noted_by, reply.used_by, reply.used_on) == (None, None, day)
    assert "Åsa" not in str(list(LogEntry.objects.values()))


def test_somebody_who_holds_a_post_is_told_and_erased_and_counts_stay(branch: Unit, local: Account) -> None:
    holder = Holder.objects.create(unit=branch, name="Kim Exempel")
    Post.objects.create(holder=holder, kind="council_member", place="2181", begins=date(2026, 10, 15))
    Count.objects.create(unit=branch, taken_on=date(2026, 11, 1), found={"persons": 1})

    told = json.loads(export_holder(holder))
    assert told["name"] == "Kim Exempel"
    assert told["posts"][0]["kind"] == "council_member"
    erase_holder(holder, local)
    assert not Post.objects.exists()
    assert Count.objects.get().found == {"persons": 1}
