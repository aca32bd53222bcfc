"""What the pages of campaigns are made of: parts with words, links and forms, and the forms' fields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString

from samspel.catalogue.texts import Explanation, Texts
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.numbers import NumberError, read_number
from samspel.web.choices import Option
from samspel.web.views.errors import explain_all
from samspel.web.work.paging import Pager
from samspel.workspace.versions import ChangedMeanwhileError

DO, VERSION, FORM = "gor", "version", "formular"
"""The fields that say what a form does, which version it was opened with, and which of the page's forms it is."""

DIGITS = 9
"""So many digits has the largest number that a form sends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPart:
    """A field: `kind` is that of an input, or `area`, `select`, `checks`, or `note` for words alone. `now` is what is
    kept, where somebody else has saved since the form was opened.
    """

    name: str
    label: str
    kind: str = "text"
    value: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    is_required: bool = False
    longest: int = 500
    rows: int = 3
    now: str = ""


@dataclass(frozen=True, slots=True)
class ButtonPart:
    """Another button of a form, with what it does."""

    does: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A form that does `does`; with a `summary` it is folded until somebody opens it."""

    id: str
    does: str
    button: str
    fields: tuple[FieldPart, ...] = ()
    version: int = 0
    summary: str = ""
    is_open: bool = False
    more: tuple[ButtonPart, ...] = ()
    is_quiet: bool = False
    takes_file: bool = False


@dataclass(frozen=True, slots=True)
class LinkPart:
    """A link; what is a file is downloaded."""

    label: str
    address: str
    is_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of a page."""

    id: str = ""
    title: str = ""
    body: SafeString | str = ""
    links: tuple[LinkPart, ...] = ()
    forms: tuple[FormPart, ...] = ()
    pager: Pager | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPage:
    """A page of campaigns."""

    template: ClassVar[str] = "samspel/campaigns.html"
    title: str
    lead: str = ""
    done: str = ""
    parts: tuple[Part, ...] = ()
    errors: tuple[Explanation, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, by the key of its text."""

    text: str


class Failure:
    """What was typed into one of a page's forms and not taken, and why."""

    def __init__(self, texts: Texts, request: HttpRequest, error: SamspelError, labels: Mapping[str, str]) -> None:
        self.form = request.POST.get(FORM, "")
        self._typed: QueryDict = request.POST
        self._now = error.now if isinstance(error, ChangedMeanwhileError) else {}
        self._labels = labels
        self.errors = tuple(
            replace(told, where="") for one in (error, *error.others) for told in explain_all(texts, self._name(one))
        )

    def fill(self, form: FormPart) -> FormPart:
        """The form with what was typed in it, and beside it what somebody else has saved; another form as it was."""
        if form.id != self.form:
            return form
        return replace(form, is_open=True, fields=tuple(self._fill(one) for one in form.fields))

    def _fill(self, field: FieldPart) -> FieldPart:
        if field.kind == "file":
            return field
        chosen = set(self._typed.getlist(field.name))
        options = tuple(replace(one, is_chosen=one.value in chosen) for one in field.options)
        now = self._now.get(field.name, "")
        told = "" if now in ("", None) or str(now) == self._typed.get(field.name, "") else _tell(field, now)
        return replace(field, value=self._typed.get(field.name, ""), options=options, now=told)

    def _name(self, error: SamspelError) -> SamspelError:
        """The error with the names that its fields have in the form."""
        facts = dict(error.facts)
        for name in ("field", "fields"):
            if name in facts:
                facts[name] = ", ".join(self._labels.get(one, one) for one in str(facts[name]).split(", "))
        return SamspelError(error.code, **facts)


def _tell(field: FieldPart, now: object) -> str:
    """What is kept, in the words of the field's choices."""
    labels = {one.value: one.label for one in field.options}
    many = now if isinstance(now, list | tuple) else (now,)
    return ", ".join(labels.get(str(one), str(one)) for one in many)


def fill_forms(failure: Failure | None, forms: Iterable[FormPart]) -> tuple[FormPart, ...]:
    """The forms, that which failed with what was typed."""
    return tuple(forms) if failure is None else tuple(failure.fill(form) for form in forms)


def choose(options: Iterable[tuple[str, str]], chosen: Sequence[str] | str = ()) -> tuple[Option, ...]:
    """Choices of pairs of value and words."""
    picked = {chosen} if isinstance(chosen, str) else set(chosen)
    return tuple(Option(value, label, value in picked) for value, label in options)


def read_day(post: QueryDict, name: str, *, needed: bool = False) -> date | None:
    """A day as a browser sends it. Raises BadInputError for what is none, or where it is needed and not there."""
    typed = post.get(name, "").strip()
    if not typed:
        if needed:
            raise BadInputError("work_blank", field=name)
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        raise BadInputError("work_day", field=name) from None
    if not 1900 <= found.year <= 2199:  # noqa: PLR2004 - beyond that somebody has slipped
        raise BadInputError("work_day", field=name)
    return found


def read_amount(post: QueryDict, name: str) -> float | None:
    """A number written the Swedish or the English way. Raises BadInputError for what is none."""
    typed = post.get(name, "").strip()
    if not typed:
        return None
    try:
        return read_number(typed, signed=True)
    except NumberError:
        raise BadInputError("work_number", field=name) from None


def read_count(post: QueryDict, name: str) -> int | None:
    """A whole number from 0. Raises BadInputError for what is none."""
    typed = post.get(name, "").strip()
    found = read_whole(typed)
    if typed and found is None:
        raise BadInputError("work_number", field=name)
    return found


def read_whole(typed: str) -> int | None:
    """A whole number from 0 of few digits; None for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= DIGITS else None


def read_version(post: QueryDict) -> int:
    """The version that a form was opened with; one that nothing has where it is missing."""
    return read_whole(post.get(VERSION, "")) or 0
