"""The link of a request: what the database holds opens nothing, and what has ended is as what never was."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from samspel.app.desk import Desk
from samspel.terms.errors import NotFoundError
from samspel.workspace.models import Account, Request, Unit
from samspel.workspace.request_links import find_by_secret, write_secret
from samspel.workspace.requests import close_link, find_last_day, get_rules, renew_link
from samspel.workspace.sealing import read_keys
from workspace.test_workspace_requests import TODAY, make, send


def test_the_link_is_the_same_each_time_and_found_by_its_digest(desk: Desk, branch: Unit, local: Account) -> None:
    request = make(desk, branch, local)
    secret = write_secret(request)

    assert re.fullmatch(r"[\w-]{40}", secret)
    assert write_secret(Request.objects.get()) == secret
    assert find_by_secret(secret) == request
    assert secret not in str(Request.objects.values().get())
    assert write_secret(make(desk, branch, local)) != secret


def test_a_link_that_is_wrong_closed_replaced_or_over_is_told_the_same(
    desk: Desk, branch: Unit, local: Account
) -> None:
    told = set()

    def refuse(secret: str) -> None:
        with pytest.raises(NotFoundError) as error:
            find_by_secret(secret)
        told.add((type(error.value), error.value.code, str(error.value.facts)))

    request = make(desk, branch, local)
    first = write_secret(request)
    for wrong in ("", "x", first[:-1], first + "x", first.upper(), "\ud800", request.digest or "", request.salt):
        refuse(wrong)
    renewed = renew_link(request, 1, local, TODAY)
    refuse(first)
    second = write_secret(renewed)
    assert find_by_secret(second) == request
    closed = close_link(renewed, 2, local)
    refuse(second)
    again = renew_link(closed, 3, local, TODAY)
    third = write_secret(again)
    Request.objects.update(expires=timezone.now() - timedelta(seconds=1))
    refuse(third)
    assert write_secret(Request.objects.get()) == ""
    assert len(told) == 1


def test_it_lives_so_many_days_from_when_the_letter_was_sent(desk: Desk, branch: Unit, local: Account) -> None:
    request = send(desk, make(desk, branch, local), local, 3)
    last = TODAY + timedelta(days=get_rules().link_days - 3)
    assert find_last_day(request) == last
    secret = write_secret(request)
    assert request.expires is not None
    assert find_by_secret(secret, request.expires - timedelta(seconds=1)) == request
    with pytest.raises(NotFoundError):
        find_by_secret(secret, request.expires)


def test_with_another_key_it_cannot_be_shown_and_still_leads_there(
    desk: Desk, branch: Unit, local: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = make(desk, branch, local)
    secret = write_secret(request)
    old = read_keys(settings.WORKSPACE_HOME)
    monkeypatch.setattr("samspel.workspace.request_links.read_keys", lambda _: ("another", *old))
    assert write_secret(request) == secret
    monkeypatch.setattr("samspel.workspace.request_links.read_keys", lambda _: ("another",))
    assert write_secret(request) == ""
    assert find_by_secret(secret) == request
