"""Papers about a demand or a goal: the choice among them, the form, a preview and the files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.app.briefing import (
    MOTION,
    Format,
    WordsAfter,
    Written,
    find_words_after,
    list_papers_for,
    name_event,
    suggest_words,
    write_paper,
)
from samspel.app.costing import add_costs
from samspel.app.drafting import find_draft, find_paper, find_words, keep_draft
from samspel.app.finding import find_demand, find_goal
from samspel.app.needs import BOTH, FIGURES, find_material
from samspel.app.simulating import read_events
from samspel.catalogue.records.needs import Demand, Goal
from samspel.catalogue.records.papers import Paper
from samspel.catalogue.texts import Explanation
from samspel.reports.events import describe_event
from samspel.reports.sheet import describe_warning
from samspel.reports.whose import label_title
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.place import Place
from samspel.web.notices import find_notice, send_on
from samspel.web.pages import show_page
from samspel.web.presenters.needs import lead_to_both
from samspel.web.presenters.papers import FORMATS, FileLink, PaperPage, PapersPage, present_fields, present_links
from samspel.web.presenters.scenario_typed import NO_EVENT, Event
from samspel.web.shared import get_catalogue, get_desk, get_lang, get_place, get_texts
from samspel.web.views.briefs import preview, send_document
from samspel.web.views.errors import explain_all, find_status
from samspel.web.views.scenarios import read_event
from samspel.web.work.voices.likely import list_known
from samspel.web.work.who import find_drafting_unit
from samspel.workspace.identifying import Kind, find_identifiers
from samspel.workspace.voices import get_rules

THEN = "sedan"
LABELS: Mapping[str, str] = {"txt": "paper.web.txt"}


WRITTEN = ("long", "lines")
"""The kinds of fields that hold running text, where nobody's name is asked for."""


@dataclass(frozen=True, slots=True)
class Kept:
    """That what was typed has been kept, and whether the paper is to be fetched at once."""

    text: str = "paper.web.saved"
    is_fetched: bool = False


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was typed and not taken: the words, what is wrong beside each field, and the errors."""

    words: Mapping[str, str]
    beside: Mapping[str, str]
    errors: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper that is asked for: the place, what it is about, its kind, and the event that it follows."""

    place: Place
    subject: Demand | Goal
    paper: Paper
    event: Event = NO_EVENT

    def address(self, kind: str = "") -> str:
        """The address of its page, or of a file of it, with the event that it follows."""
        name = "paper" if isinstance(self.subject, Demand) else "goal_paper"
        args = [self.place.code, self.subject.id, self.paper.id]
        return (reverse(f"{name}_file", args=[*args, kind]) if kind else reverse(name, args=args)) + self.event.query


@never_cache
@require_safe
def show_choice(request: HttpRequest, code: str, demand: str) -> HttpResponse:
    """The papers that can be written about a demand. Raises BadInputError for a body that cannot decide."""
    place, found = get_place(code), find_demand(get_catalogue(), demand)
    papers = list_papers_for(get_desk(), place, found)
    links = present_links(get_texts(), ((paper, Asked(place, found, paper).address()) for paper in papers))
    material, to_both = _tell_material(place, _find_material(place, found))
    page = PapersPage(
        place=place,
        title=label_title(get_texts(), found),
        back=reverse("place_need", args=[place.code, found.id]),
        papers=links,
        has_words=bool(find_words(get_desk(), place, found)),
        material=material,
        to_both=to_both,
    )
    return show_page(request, page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, code: str, demand: str, paper: str = MOTION) -> HttpResponse:
    """A paper about a demand with its form; what is typed is kept. Raises BadInputError where no body can decide."""
    return _show(request, _find(code, demand, paper))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_of_goal(request: HttpRequest, code: str, goal: str, paper: str) -> HttpResponse:
    """A paper about a national goal with its form, after an event of the address with what that leads to; what is typed
    is kept.
    """
    return _show(request, _find_of_goal(request, code, goal, paper))


@never_cache
@require_safe
def send(_request: HttpRequest, code: str, demand: str, kind: Format, paper: str = MOTION) -> HttpResponse:
    """A paper about a demand as a file, with what is kept of somebody's own words."""
    return _send(_find(code, demand, paper), kind)


@never_cache
@require_safe
def send_of_goal(request: HttpRequest, code: str, goal: str, paper: str, kind: Format) -> HttpResponse:
    """A paper about a national goal as a file."""
    return _send(_find_of_goal(request, code, goal, paper), kind)


def _warn(asked: Asked) -> str:
    """What the mover should know first: that what is known at the place speaks against the demand, or does not support
    it.
    """
    if not isinstance(asked.subject, Demand):
        return ""
    return describe_warning(get_texts(), get_desk().assessor.measure_demand(asked.subject, asked.place))


def _find_material(place: Place, subject: Demand | Goal) -> str | None:
    """What of figures and an answer on cost there is at the place; None where the paper is about a goal."""
    if not isinstance(subject, Demand):
        return None
    desk = get_desk()
    (row,) = add_costs(desk, [desk.assessor.measure_demand(subject, place)])
    return find_material(row)


def _tell_ready(asked: Asked, found: str | None) -> str:
    """That the paper is ready, and that no figure speaks for its demand where none does."""
    if asked.paper.way == "own":
        return ""
    texts = get_texts()
    ready = texts(f"paper.web.ready_{asked.paper.way}")
    if found is None or found in (BOTH, FIGURES):
        return ready
    return texts("paper.web.ready_without_figure", ready=ready, area=asked.place.area)


def _tell_material(place: Place, found: str | None) -> tuple[str, str]:
    """What there is at the place, in words, and where something lacks the way to demands that
    have both.
    """
    if found is None:
        return "", ""
    told = get_texts()(f"material.here_{found or 'none'}", area=place.area)
    return told, "" if found == BOTH else lead_to_both(place)


def _find(code: str, demand: str, paper: str) -> Asked:
    catalogue = get_catalogue()
    return Asked(get_place(code), find_demand(catalogue, demand), find_paper(catalogue, paper, "demand"))


def _find_of_goal(request: HttpRequest, code: str, goal: str, paper: str) -> Asked:
    catalogue, event = get_catalogue(), read_event(request)
    return Asked(get_place(code), find_goal(catalogue, goal), find_paper(catalogue, paper, "goal"), event)


def _send(asked: Asked, kind: Format) -> HttpResponse:
    written = _write(asked)
    return send_document(written.document, kind)


def _write(asked: Asked) -> Written:
    return write_paper(
        get_desk(), asked.place, asked.subject, asked.paper, get_lang(), get_today(), scenario=asked.event.scenario
    )


def _suggest(asked: Asked, event: Event) -> Mapping[str, str]:
    return suggest_words(
        get_desk(), asked.place, asked.subject, asked.paper, get_lang(), get_today(), scenario=event.scenario
    )


def _show(request: HttpRequest, asked: Asked) -> HttpResponse:
    wrong, status = None, 200
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in asked.paper.fields}
        try:
            words, event = _leave_out_usual(asked, typed), name_event(asked.event.scenario)
            keep_draft(get_desk(), asked.place, asked.subject, asked.paper, words, event=event)
            return send_on(asked.address(), Kept(is_fetched=request.POST.get(THEN) == "pdf"))
        except SamspelError as error:
            wrong, status = _place_errors(typed, error), find_status(error)
    page = _present(asked, wrong, find_notice(request, Kept))
    return show_page(request, replace(page, whose=_tell_whose(request)), status)


def _tell_whose(request: HttpRequest) -> str:
    """Who reads what is written for papers."""
    unit = find_drafting_unit(request)
    return get_texts()("paper.web.kept") if unit is None else get_texts()("paper.web.kept_unit", unit=unit.name)


def _present(asked: Asked, wrong: Wrong | None, kept: Kept | None) -> PaperPage:
    texts, written, usual = get_texts(), _write(asked), _suggest(asked, asked.event)
    draft = find_draft(get_desk(), asked.place, asked.subject)
    of_event = usual.keys() - _suggest(asked, NO_EVENT).keys()
    found = find_words_after(get_desk(), asked.place, asked.subject, asked.event.scenario, of_event)
    own = found.words
    words = wrong.words if wrong else {**usual, **own}
    told, is_demand = texts.of(asked.paper), isinstance(asked.subject, Demand)
    material_found = _find_material(asked.place, asked.subject)
    material, to_both = _tell_material(asked.place, material_found)
    back = "papers" if is_demand else "place_goal"
    return PaperPage(
        place=asked.place,
        tab="place_needs" if is_demand else "place_goals",
        title=written.document.title,
        name=told.name,
        purpose=told.purpose,
        rules=told.rules,
        read=asked.paper.read.isoformat(),
        action=asked.address(),
        choice=reverse(back, args=[asked.place.code, asked.subject.id]) + asked.event.query,
        choice_label=texts("paper.web.to_choice" if is_demand else "paper.web.to_goal"),
        fields=present_fields(get_catalogue(), texts, asked.paper, asked.subject, words, wrong.beside if wrong else {}),
        remarks=written.remarks,
        warning=_warn(asked),
        material=material,
        to_both=to_both,
        names=tuple(_list_names(asked, wrong.words if wrong else own)),
        older=_tell_older(found, {name: usual[name] for name in of_event}),
        came_from="" if draft is None else draft.came_from,
        whose="",
        ready=_tell_ready(asked, material_found),
        files=tuple(FileLink(asked.address(k), texts(LABELS.get(k, f"web.download.{k}"))) for k in FORMATS),
        preview=preview(written.document),
        errors=wrong.errors if wrong else (),
        done=texts(kept.text) if kept else "",
        fetched=asked.address("pdf") if kept and kept.is_fetched else "",
        is_begun=bool(own) or wrong is not None or not written.remarks,
    )


def _tell_older(found: WordsAfter, of_event: Mapping[str, str]) -> str:
    """That what is kept is not what the event itself says, or tells of another event."""
    if found.other:
        return get_texts()("paper.web.other_event", event=_describe_written(found.other))
    own = found.words
    is_own = any(name in own and own[name].split() != text.split() for name, text in of_event.items())
    return get_texts()("paper.web.older") if is_own else ""


def _describe_written(events: str) -> str:
    """Events that were kept as the command writes them, in words; as they stand where they can no longer be read."""
    try:
        return " ".join(describe_event(get_texts(), shock) for shock in read_events(get_desk(), events.split(), None))
    except BadInputError:
        return events


def _list_names(asked: Asked, words: Mapping[str, str]) -> Iterator[str]:
    """The people that the writer's own running text names, and where names are meant to stand. It is only told: a paper
    may name those who have said yes to it.
    """
    texts, fields = get_texts(), get_catalogue().paper_fields
    signed = next((texts.of(fields[one]).label for one in asked.paper.fields if fields[one].kind == "names"), "")
    for name in asked.paper.fields:
        if fields[name].kind not in WRITTEN:
            continue
        found = dict.fromkeys(_join_names(words.get(name, "")))
        if found:
            facts = {"field": texts.of(fields[name]).label, "names": ", ".join(found), "signed": signed}
            yield texts("paper.web.named" if signed else "paper.web.named_nowhere", **facts)


def _join_names(text: str) -> Iterator[str]:
    """What looks like people's names, a first name and a last as one."""
    begun, end = 0, -1
    for one in find_identifiers(text, get_rules(), list_known()):
        if one.kind is not Kind.NAME:
            continue
        if end >= 0 and text[end : one.start].strip():
            yield text[begun:end]
        if end < 0 or text[end : one.start].strip():
            begun = one.start
        end = one.end
    if end >= 0:
        yield text[begun:end]


def _leave_out_usual(asked: Asked, typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed without what stands there anyway, so that it follows the handbook and the language. What an event
    led to is kept, since the words may be opened later without it.
    """
    usual = _suggest(asked, NO_EVENT)
    return {name: text for name, text in typed.items() if text.strip() != usual.get(name)}


def _place_errors(typed: Mapping[str, str], error: SamspelError) -> Wrong:
    """The errors with the names that the fields have in the form, and what stands beside each field."""
    texts, fields = get_texts(), get_catalogue().paper_fields
    beside: dict[str, str] = {}
    named: list[SamspelError] = []
    for one in (error, *error.others):
        field = str(one.facts.get("field", ""))
        told = texts.of(fields[field]).label if field in fields else field
        label = {name: told for name in ("field", "where") if name in one.facts}
        named.append(SamspelError(one.code, **{**one.facts, **label}))
        said = explain_all(texts, named[-1])[0]
        beside.setdefault(field, f"{said.what} {said.do}".strip())
    return Wrong(typed, beside, tuple(explain_all(texts, one)[0] for one in named))
