"""The workspace and the pages where one signs in, every address as every role, with its own forms filled in by
anything: no failure of the program.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache as keep
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped]

from fuzz.test_fuzz_addresses import HOSTILE, check
from samspel.app.desk import Desk
from samspel.catalogue.permissions import load_permissions
from samspel.web.work.who import ACCOUNT, WORK
from samspel.workspace.models import Unit
from web.test_web_work_urls import MAKE
from workspace_database import seat

NOBODY, STRANGER, ALONE = "nobody", "stranger", "alone"
ROLES = (*load_permissions().roles, NOBODY, STRANGER, ALONE)
"""Every role in the branch, nobody, an administrator of another branch, and whoever sits at the machine."""
NUMBERS = ("0", "1", "2147483648", "9223372036854775808", "9" * 30, "9" * 5_000)
CODES = ("", "x", "%00", "kod", "a" * 300, "٣", "%ED%A0%80", "..", "%2F")
OTHER_FIELDS = (
    "gor", "version", "formular", "krav", "rost", "in_i", "sida", "hamta", "under", "plats", "nummer", "vem",
)  # fmt: skip
FILES = (
    b"", b"\x00", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe\x00", b"namn;uppdrag\n;;;;\n" * 50, b"a" * 20_000,
    "namn;organ;från\nÅsa\x00;KF;2026-13-01\n".encode(), "KF bifaller motionen.".encode("utf-16"),
)  # fmt: skip
anything = st.sampled_from(HOSTILE) | st.text(max_size=30) | st.integers().map(str) | st.sampled_from(NUMBERS)


@dataclass(slots=True)
class Form:
    """A form as a page has it: what its fields hold, those that take a file, and what its buttons say."""

    fields: list[tuple[str, str]]
    files: list[str]
    buttons: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Work:
    """Two branches with all that the workspace has, a browser a role, and the forms of each address."""

    branch: Unit
    other: Unit
    browsers: dict[str, Client]
    forms: dict[str, list[Form]] = field(default_factory=dict)

    def open_browser(self, role: str) -> Client:
        """A browser that has just signed in, where nobody has tried too often."""
        cache.clear()
        browser = Client(SERVER_NAME="localhost")
        browser.cookies = SimpleCookie(self.browsers[role].cookies.output(header="", sep=";"))
        return browser


@pytest.fixture
def work(client: Client, desk: Desk, branch: Unit, other_branch: Unit) -> Iterator[Work]:
    browsers = {role: Client(SERVER_NAME="localhost") for role in ROLES}
    with override_settings(IS_ALONE=False):
        for role in load_permissions().roles:
            browsers[role].force_login(seat(branch, role))
        browsers[STRANGER].force_login(seat(other_branch, "administrator"))
        made = Work(branch, other_branch, browsers)
        for name, (route, parts) in list_routes().items():
            address = fill(route, {part: find(name, part)(branch) for part in parts})
            with transaction.atomic():
                made.forms[name] = list(list_forms(browsers["administrator"].get(address).content))
                transaction.set_rollback(True)
        yield made


def find(name: str, part: str) -> Any:
    return MAKE.get((name, part)) or MAKE.get(("*", part)) or (lambda _: "1")


@keep
def list_routes() -> dict[str, tuple[str, list[str]]]:
    """Every name with its pattern and the parts of it."""
    from samspel.web.work import urls as work_urls
    from samspel.web.work.accounts import urls as accounts

    every = [(ACCOUNT, one) for one in accounts.urlpatterns] + [(WORK, one) for one in work_urls.urlpatterns]
    routes = [(f"/{prefix}{one.pattern}", str(getattr(one, "name", ""))) for prefix, one in every]
    return {name: (route, re.findall(r"<(?:\w+:)?(\w+)>", route)) for route, name in routes}


def list_forms(page: bytes) -> Iterator[Form]:
    """The forms of a page that send something."""
    if not page.strip().startswith(b"<"):
        return
    for form in html.fromstring(page.decode("utf-8")).forms:
        if form.method != "POST":
            continue
        inputs = [one for one in form.inputs if one.name and one.name != "csrfmiddlewaretoken"]
        files = [one.name for one in inputs if one.get("type") == "file"]
        fields = [(one.name, one.value or "") for one in inputs if one.name not in files and isinstance(one.value, str)]
        buttons = [(one.get("name"), one.get("value", "")) for one in form.iter("button") if one.get("name")]
        yield Form(fields, files, buttons)


def fill(route: str, told: Mapping[str, object]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(told[found[1]]), route)


@st.composite
def addresses(draw: st.DrawFn, work: Work, name: str) -> str:
    """An address with what is there, what is of another branch, and what cannot be."""
    told: dict[str, object] = {}
    route, parts = list_routes()[name]
    for part in parts:
        made = find(name, part)
        strange = NUMBERS if part != "code" else CODES
        which = draw(st.sampled_from(("own", "own", "own", "other", "none")))
        told[part] = (
            draw(st.sampled_from(strange)) if which == "none" else made(work.branch if which == "own" else work.other)
        )
    return fill(route, told)


@st.composite
def fields(draw: st.DrawFn, form: Form | None) -> list[tuple[str, str]]:
    """A form's fields, some of them with anything in them, left out or sent twice."""
    known = [] if form is None else form.fields
    sent = [(name, draw(anything) if draw(st.integers(0, 3)) == 0 else value) for name, value in known]
    sent = [one for one in sent if draw(st.integers(0, 9))]
    if form is not None and form.buttons:
        sent.append(draw(st.sampled_from(form.buttons)))
    names = st.sampled_from((*OTHER_FIELDS, *(name for name, _ in known)))
    return sent + draw(st.lists(st.tuples(names, anything), max_size=2))


def write(pairs: list[tuple[str, str]]) -> str:
    """Pairs as a form is sent, what cannot be text too."""

    def quote(word: str) -> str:
        return quote_plus(word, errors="surrogatepass")

    return "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs)


@given(st.data())
def test_every_page_and_form_as_every_role(work: Work, desk: Desk, data: st.DataObject) -> None:
    role, name = data.draw(st.sampled_from(ROLES)), data.draw(st.sampled_from(sorted(list_routes())))
    with transaction.atomic(), override_settings(IS_ALONE=role == ALONE):
        address = data.draw(addresses(work, name))
        browser, forms = work.open_browser(role), work.forms[name]
        form = data.draw(st.sampled_from(forms)) if forms else None
        pairs = data.draw(fields(form))
        if data.draw(st.booleans()):
            answer = browser.get(f"{address}?{write(pairs)}")
        elif form is not None and form.files:
            told = {one: value.encode("utf-8", "replace").decode() for one, value in pairs}
            files = {one: named(data.draw(st.sampled_from(FILES) | st.binary(max_size=200))) for one in form.files}
            answer = browser.post(address, told | files)
        else:
            answer = browser.generic("POST", address, write(pairs), "application/x-www-form-urlencoded")
        look(answer, desk)
        transaction.set_rollback(True)


def look(answer: HttpResponseBase, desk: Desk) -> None:
    """Check the answer; that it has been read does not end the transaction of the test. Pages of passkeys let the
    browser ask for them.
    """
    from samspel.web.work.accounts.urls import ALLOWED, FEATURE, FORBIDDEN

    answer.headers[FEATURE] = answer.headers[FEATURE].replace(ALLOWED, FORBIDDEN)
    request_finished.disconnect(close_old_connections)
    try:
        check(answer, desk)
    finally:
        request_finished.connect(close_old_connections)


def named(content: bytes) -> BytesIO:
    made = BytesIO(content)
    made.name = "lista.csv"
    return made
