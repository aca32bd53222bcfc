"""What has been kept long enough ends, and what is in use stays."""

from datetime import date, timedelta

from django.utils import timezone

from samspel.app.desk import Desk
from samspel.terms.clock import add_months
from samspel.workspace.models import (
    Account,
    Campaign,
    Digest,
    Holder,
    Invitation,
    LogEntry,
    NetworkCode,
    Post,
    Reply,
    Request,
    Unit,
    Voice,
    Workplace,
)
from samspel.workspace.requests import get_rules as get_request_rules
from samspel.workspace.retention import tidy
from samspel.workspace.voices import get_rules

TODAY = date(2026, 11, 26)


def test_old_remarks_lose_their_text_unless_something_is_driven_for_them(desk: Desk, branch: Unit) -> None:
    workplace = Workplace.objects.create(unit=branch, name="Verket", code="abc")
    old, new = TODAY - timedelta(weeks=get_rules().kept_weeks + 1), TODAY - timedelta(weeks=1)
    kept, driven, gone = (
        Voice.objects.create(workplace=workplace, text="Bussen", week=week, digest=str(number), demands=["d"])
        for number, week in enumerate((new, old, old))
    )
    Campaign.objects.create(unit=branch, title="Nattis", begun_on=TODAY).voices.add(driven)

    assert tidy(desk, TODAY).voices == 1
    assert {voice.pk: voice.text for voice in Voice.objects.all()} == {
        kept.pk: "Bussen",
        driven.pk: "Bussen",
        gone.pk: "",
    }
    assert Voice.objects.get(pk=gone.pk).demands == ["d"]
    assert tidy(desk, TODAY).voices == 0
    assert LogEntry.objects.filter(action="retention.ran").count() == 1


def test_who_has_left_goes_and_who_is_being_entered_stays(desk: Desk, branch: Unit) -> None:
    left = Holder.objects.create(unit=branch, name="A", member_until=TODAY - timedelta(days=400))
    Post.objects.create(holder=left, kind="council_member", place="2181", begins=TODAY)
    new = Holder.objects.create(unit=branch, name="B")

    assert tidy(desk, TODAY).people == 1
    assert list(Holder.objects.all()) == [new]


def test_invitations_end(desk: Desk, branch: Unit, local: Account) -> None:
    now = timezone.now()
    for number, days in enumerate((-1, 1)):
        Invitation.objects.create(unit=branch, role="member", digest=str(number), expires=now + timedelta(days=days))

    assert tidy(desk, TODAY).invitations == 1
    assert Invitation.objects.count() == 1


def test_names_in_old_requests_go_and_links_that_have_ended(desk: Desk, branch: Unit) -> None:
    old = add_months(TODAY, -get_request_rules().kept_months) - timedelta(days=1)
    said = {"demand": "d", "question": "q", "value": "yes", "said_by": "Kim", "said_on": TODAY, "came": "body"}
    for number, day in enumerate((old, TODAY)):
        ends = timezone.now() + timedelta(days=number - 0.5)
        made = {"sent_on": day, "sent_to": "Kim", "digest": str(number), "salt": "s", "expires": ends}
        Reply.objects.create(request=Request.objects.create(unit=branch, place="2181", **made), **said)

    assert tidy(desk, TODAY).names == 1
    gone, kept = Request.objects.order_by("pk")
    assert (gone.sent_to, gone.digest, gone.salt) == ("", None, "")
    assert (kept.sent_to, kept.digest) == ("Kim", "1")
    assert [(reply.said_by, reply.value) for reply in Reply.objects.all()] == [("", "yes"), ("Kim", "yes")]
    assert tidy(desk, TODAY).names == 0


def test_codes_end_and_old_digests_are_forgotten(desk: Desk, branch: Unit, local: Account) -> None:
    now = timezone.now()
    for number, days in enumerate((-1, 1)):
        NetworkCode.objects.create(network=branch, digest=str(number), expires=now + timedelta(days=days))
    for period, weeks in (("2026-W01", 9), ("2026-W02", 1)):
        Digest.objects.create(account=local, period=period, begun=now - timedelta(weeks=weeks))

    tidy(desk, TODAY)
    assert [one.digest for one in NetworkCode.objects.all()] == ["1"]
    assert [one.period for one in Digest.objects.all()] == ["2026-W02"]
