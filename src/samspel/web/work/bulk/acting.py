"""How a page of several things works: choose, see what would change, change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Paragraph
from samspel.reports.bulk import CHANGES, Planned, tabulate_changes
from samspel.terms.errors import BadInputError
from samspel.web.blocks import NO_FILES, set_blocks
from samspel.web.notices import send_on
from samspel.web.pages import show_page
from samspel.web.shared import get_texts
from samspel.web.work.campaigns.acting import answer
from samspel.web.work.campaigns.parts import (
    DO,
    Done,
    Failure,
    FieldPart,
    FormPart,
    LinkPart,
    Part,
    WorkPage,
    choose,
    fill_forms,
    read_whole,
)
from samspel.workspace.bulk import MOST, BulkChangedError
from samspel.workspace.models import Account, Unit

CHOSEN, SEE, CHANGE = "vald", "visa", "andra"
FIELDS = ("due", "owner", "what", "ended_on", "ends")


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing that can be chosen: its number, its version, what it is and how it is now."""

    number: int
    version: int
    label: str
    now: str


class Bulk:
    """Things of one kind that can be changed together in a unit; `key` is what they are called in the texts."""

    key: ClassVar[str]
    back: ClassVar[str]
    """The name of the page that one came from."""

    def __init__(self, unit: Unit, account: Account) -> None:
        self.unit, self.account, self.texts = unit, account, get_texts()

    def list_choices(self) -> Sequence[Choice]:
        """What can be chosen."""
        raise NotImplementedError

    def list_fields(self) -> tuple[FieldPart, ...]:
        """The fields of what may change."""
        raise NotImplementedError

    def plan(self, post: QueryDict, choice: Choice) -> str:
        """How a thing would be by what was typed. Raises BadInputError for what cannot be."""
        raise NotImplementedError

    def list_more(self, post: QueryDict, chosen: Sequence[Choice]) -> Iterable[Block]:
        """What there is to look at besides before it is done."""
        del post, chosen
        return ()

    def act(self, post: QueryDict, chosen: Mapping[int, int]) -> None:
        """Do it. Raises BadInputError and BulkChangedError."""
        raise NotImplementedError


def change_bulk(request: HttpRequest, bulk: Bulk) -> HttpResponse:
    """The page: the choice, what would change, or where one is sent once it has."""
    texts = get_texts()
    labels = {name: texts(f"bulk.field.{name}") for name in FIELDS}

    def present(failure: Failure | None) -> WorkPage:
        return _present(texts, bulk, failure)

    if request.POST.get(DO) == CHANGE:

        def act() -> Done:
            bulk.act(request.POST, read_chosen(request.POST))
            return Done("bulk.done")

        return answer(request, present, act, lambda done: send_on(_find_back(bulk), done), labels)
    see = partial(_see, texts, bulk, request.POST)
    return answer(request, present, see, lambda page: show_page(request, page), labels)


def read_chosen(post: QueryDict) -> dict[int, int]:
    """The numbers of what was ticked, each with its version. Raises BadInputError for what is none."""
    found: dict[int, int] = {}
    for one in post.getlist(CHOSEN):
        number, _, version = one.partition(":")
        pair = read_whole(number), read_whole(version)
        if pair[0] is None or pair[1] is None:
            raise BadInputError("work_choice", field="chosen")
        found[pair[0]] = pair[1]
    return found


def hide_fields(post: QueryDict, names: Iterable[str]) -> tuple[FieldPart, ...]:
    """What was typed, kept in the form that does it."""
    return tuple(
        FieldPart(name=name, label="", kind="hidden", value=value) for name in names for value in post.getlist(name)
    )


def _find_back(bulk: Bulk) -> str:
    return reverse(bulk.back, args=[bulk.unit.pk])


def _present(texts: Texts, bulk: Bulk, failure: Failure | None) -> WorkPage:
    title = texts(f"bulk.{bulk.key}")
    choices = bulk.list_choices()
    if not choices:
        return WorkPage(title=title, parts=(Part(body=texts(f"bulk.none_{bulk.key}")),))
    options = [(f"{one.number}:{one.version}", f"{one.label} {one.now}".strip()) for one in choices]
    chosen = FieldPart(name=CHOSEN, label=texts("bulk.choose"), kind="checks", options=choose(options))
    form = FormPart(id="flera", does=SEE, button=texts("bulk.see"), fields=(*bulk.list_fields(), chosen))
    return WorkPage(title=title, lead=texts("bulk.lead"), parts=(Part(forms=fill_forms(failure, [form])),))


def _see(texts: Texts, bulk: Bulk, post: QueryDict) -> WorkPage:
    """What would change, and the button that does it. Raises BadInputError for none, and for what cannot be."""
    if post.get(DO) != SEE:
        raise BadInputError("work_choice", field="what")
    versions = read_chosen(post)
    known = {(one.number, one.version): one for one in bulk.list_choices()}
    chosen = [known[pair] for pair in versions.items() if pair in known]
    if not chosen:
        raise BadInputError("bulk_none", limit=MOST)
    if len(chosen) != len(versions):
        raise BulkChangedError(len(versions) - len(chosen))
    planned = {one: Planned(one.label, one.now, bulk.plan(post, one)) for one in chosen}
    changed = [one for one in chosen if planned[one].after != one.now]
    if not changed:
        raise BadInputError("bulk_nothing")
    kept = (FieldPart(name=CHOSEN, label="", kind="hidden", value=f"{one.number}:{one.version}") for one in changed)
    hidden, more = (*kept, *hide_fields(post, FIELDS)), bulk.list_more(post, changed)
    return show_planned(texts, [planned[one] for one in changed], more, hidden, _find_back(bulk))


def show_planned(
    texts: Texts, planned: Sequence[Planned], more: Iterable[Block], hidden: tuple[FieldPart, ...], back: str
) -> WorkPage:
    """The page that says what would change."""
    blocks = [Paragraph(texts("bulk.count", count=len(planned))), tabulate_changes(texts, planned), *more]
    form = FormPart(id="flera", does=CHANGE, button=texts("bulk.do"), fields=hidden)
    return WorkPage(
        title=texts("bulk.title"),
        parts=(
            Part(body=set_blocks(texts, blocks, {CHANGES: NO_FILES}), forms=(form,)),
            Part(links=(LinkPart(texts("bulk.back"), back),)),
        ),
    )
