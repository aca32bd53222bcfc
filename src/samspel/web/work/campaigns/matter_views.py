"""Pages of matters: a new one, one with all that has happened, what waits for whom, and the bodies' own rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspel.catalogue.texts import Texts
from samspel.matters.clocks import BodySettings as Settings
from samspel.reports.following import compose_history, compose_standing, tabulate_waits
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.web.blocks import set_blocks
from samspel.web.shared import get_catalogue, get_desk, get_texts
from samspel.web.work.campaigns import matter_forms as forms
from samspel.web.work.campaigns.acting import answer, find_campaign, find_matter, lead_to, refuse
from samspel.web.work.campaigns.parts import (
    DO,
    FORM,
    Failure,
    FieldPart,
    FormPart,
    LinkPart,
    Part,
    WorkPage,
    choose,
    fill_forms,
    read_count,
    read_version,
    read_whole,
)
from samspel.web.work.campaigns.point_forms import read_points
from samspel.web.work.guards import find_unit, require
from samspel.web.work.paging import page_list
from samspel.workspace.body_rules import read_settings
from samspel.workspace.campaigns import find_demands, list_campaigns
from samspel.workspace.drafted import keep_points
from samspel.workspace.following_up import follow_up, sum_measured
from samspel.workspace.matters import (
    Followed,
    add_assignment,
    add_matter,
    add_sign,
    add_step,
    change_matter,
    follow,
    get_rules,
    keep_settings,
    list_allowed,
    list_concerned,
    undo_step,
)
from samspel.workspace.models import Account, Assignment, BodySettings, Matter, Unit
from samspel.workspace.permissions import may
from samspel.workspace.requests import list_requests
from samspel.workspace.telling import tell_matter
from samspel.workspace.telling_requests import list_request_waits
from samspel.workspace.waits import Due, list_due, only_running, sort_due, tell_waits

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class _Body:
    """A body that the unit's matters go to, with its kept rules if there are any."""

    place: str
    name: str
    kept: BodySettings | None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, unit: int, number: int, matter: int | None = None) -> HttpResponse:
    """The form of a new matter, or of one that is there."""
    if matter is None:
        account, campaign = find_campaign(request, unit, number, "matter.change")
        found = None
    else:
        account, found = find_matter(request, unit, number, matter, "matter.change")
        campaign = found.campaign
    texts = get_texts()

    def present(failure: Failure | None) -> WorkPage:
        kept = None if found is None else Matter.objects.get(pk=found.pk)
        form = forms.make_matter_form(texts, campaign, kept)
        title = texts("campaign.new_matter") if found is None else texts("campaign.change_title", title=found.title)
        return WorkPage(title=title, parts=(Part(forms=fill_forms(failure, [form])),))

    def act() -> tuple[str, str]:
        typed = forms.read_matter_form(request.POST, find_demands(get_desk(), list_concerned(campaign, found)))
        if found is None:
            made = add_matter(get_desk(), campaign, account, typed)
            return lead_to("matter", campaign.unit, campaign.pk, made.pk), "campaign.told.matter"
        change_matter(get_desk(), found, read_version(request.POST), account, typed)
        return lead_to("matter", campaign.unit, campaign.pk, found.pk), "campaign.told.saved"

    return answer(request, present, act)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int, number: int, matter: int) -> HttpResponse:
    """One matter; what happened noted or taken back, a task or a sign of its being done added."""
    action = "matter.change" if request.method == "POST" else "campaign.read"
    account, found = find_matter(request, unit, number, matter, action)

    def act() -> tuple[str, str]:
        return lead_to("matter", found.campaign.unit, found.campaign_id, found.pk), _act(request.POST, account, found)

    return answer(request, partial(_present, account, found.pk), act)


@never_cache
@require_safe
def show_waits(request: HttpRequest, unit: int) -> HttpResponse:
    """What waits for whom in all that the unit drives."""
    where = find_unit(unit)
    account = require(request, "campaign.read", where)

    def present(_: Failure | None) -> WorkPage:
        texts = get_texts()
        desk, today = get_desk(), get_today()
        asked = [Due(one) for one in list_request_waits(desk, texts, list_requests(account, where), today)]
        driven = list_due(desk, only_running(list_campaigns(account, where)), today)
        paged = page_list(request, sort_due([*driven, *asked], today))
        waits = tell_waits(paged.rows)
        body = set_blocks(texts, [tabulate_waits(texts, waits)]) if waits else texts("following.no_waits")
        parts = (Part(body=body, pager=paged.pager),)
        return WorkPage(title=texts("following.waits"), lead=texts("following.waits_lead"), parts=parts)

    return answer(request, present, refuse)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_bodies(request: HttpRequest, unit: int) -> HttpResponse:
    """The bodies that the unit's matters go to, with the own rules of each."""
    where = find_unit(unit)
    account = require(request, "campaign.read" if request.method != "POST" else "matter.change", where)

    def act() -> tuple[str, str]:
        _keep_body(request.POST, account, where)
        return lead_to("bodies", where), "campaign.told.saved"

    return answer(request, partial(_present_bodies, account, where), act)


def _present(account: Account, number: int, failure: Failure | None) -> WorkPage:
    texts, desk, today = get_texts(), get_desk(), get_today()
    matter = Matter.objects.select_related("campaign__unit").get(pk=number)
    unit, day = matter.campaign.unit, today.isoformat()
    followed, rules = follow(desk, matter, today), get_rules(desk)
    told = tell_matter(desk, followed, sum_measured(follow_up(desk, matter.campaign), matter.demands))
    body = set_blocks(texts, compose_standing(texts, rules, told))
    history = Part(body=set_blocks(texts, compose_history(texts, rules, told)))
    kin = tuple(_link_kin(texts, matter))
    if not may(account, "matter.change", unit):
        return WorkPage(title=matter.title, parts=(Part(body=body, links=kin), history))
    links = (
        *kin,
        LinkPart(texts("campaign.change"), _lead(matter, "matter_form")),
        LinkPart(texts("campaign.bodies"), lead_to("bodies", unit)),
    )
    following = Part(
        id="next",
        title=texts("campaign.part.next"),
        links=(LinkPart(texts("campaign.read_decision"), _lead(matter, "decision")),),
        forms=fill_forms(failure, _make_step_forms(texts, followed, day)),
    )
    tasks = _make_task_forms(texts, followed, day)
    errands = Part(id="errands", title=texts("following.errands"), forms=fill_forms(failure, tasks))
    parts = (Part(body=body, links=links), following, *((errands,) if tasks else ()), history)
    return WorkPage(title=matter.title, parts=parts)


def _link_kin(texts: Texts, matter: Matter) -> Iterable[LinkPart]:
    """The matter that it takes up again, and those that take it up."""
    if matter.successor_of is not None:
        earlier = matter.successor_of
        yield LinkPart(texts("campaign.earlier", title=earlier.title), _lead(earlier, "matter"))
    for later in matter.successors.select_related("campaign__unit"):
        yield LinkPart(texts("campaign.later", title=later.title), _lead(later, "matter"))


def _make_step_forms(texts: Texts, followed: Followed, day: str) -> list[FormPart]:
    """What may happen next, and taking back what happened last."""
    made = list(forms.make_step_forms(texts, followed, list_allowed(get_desk(), followed), day))
    standing = [one for one in followed.past if one.stands and one.step is not None]
    if standing and standing[-1].step is not None:
        made.append(forms.make_undo_form(texts, standing[-1].number, standing[-1].step.event))
    return made


def _make_task_forms(texts: Texts, followed: Followed, day: str) -> list[FormPart]:
    """Signs of what is being done, and a further task."""
    allowed, assignments = list_allowed(get_desk(), followed), followed.record.assignments.all()
    made = [forms.make_sign_form(texts, followed, one, day) for one in assignments if "sign" in allowed]
    if "task_given" in allowed or followed.state == "carrying_out":
        made.append(forms.make_task_form(texts, followed, day))
    return made


def _lead(matter: Matter, name: str) -> str:
    return lead_to(name, matter.campaign.unit, matter.campaign_id, matter.pk)


def _act(post: QueryDict, account: Account, matter: Matter) -> str:
    """Does what a form asks for; gives the key of what to tell."""
    desk, does = get_desk(), post.get(DO, "")
    number = read_whole(post.get(forms.NUMBER, "")) or 0
    if does.startswith(f"{forms.STEP}-"):
        step = forms.read_step(post, does.removeprefix(f"{forms.STEP}-"), follow(desk, matter, get_today()))
        with keep_points(matter, account, read_points(post)) as kept:
            add_step(desk, kept, account, step, number)
        return "campaign.told.step"
    match does:
        case forms.UNDO:
            undo_step(matter, account, number, get_today())
            return "campaign.told.undone"
        case forms.TASK:
            step = forms.read_task(post)
            add_assignment(desk, matter, account, by=step.by, step=step, number=number)
        case forms.SIGN:
            pk = read_whole(post.get(FORM, "").removeprefix("tecken-"))
            assignment = None if pk is None else Assignment.objects.filter(pk=pk, matter=matter).first()
            if assignment is None:
                raise BadInputError("work_gone")
            add_sign(desk, assignment, read_version(post), account, forms.read_sign(post), number)
        case _:
            raise BadInputError("work_choice", field="event")
    return "campaign.told.added"


def _present_bodies(account: Account, unit: Unit, failure: Failure | None) -> WorkPage:
    texts = get_texts()
    bodies = _list_bodies(unit)
    changes = may(account, "matter.change", unit)
    made = [_make_body_form(texts, number, body) for number, body in enumerate(bodies, 1)] if changes else []
    return WorkPage(
        title=texts("campaign.bodies"),
        lead=texts("campaign.bodies_lead"),
        parts=(Part(body="" if bodies else texts("campaign.no_bodies"), forms=fill_forms(failure, made)),),
    )


def _list_bodies(unit: Unit) -> list[_Body]:
    kept = {(one.place, one.body): one for one in unit.bodies.all()}
    named = Matter.objects.filter(campaign__unit=unit).values_list("place", "body")
    return [_Body(place, name, kept.get((place, name))) for place, name in sorted({*kept, *named})]


def _make_body_form(texts: Texts, number: int, body: _Body) -> FormPart:
    settings = read_settings(body.kept)
    months = [(str(one), texts.day(date(2026, one, 1)).split()[-2]) for one in MONTHS]
    place = get_catalogue().places.by_code[body.place]

    def field(name: str, kind: str, value: str = "", **more: object) -> FieldPart:
        return FieldPart(name=name, label=texts(f"campaign.field.{name}"), kind=kind, value=value, **more)  # type: ignore[arg-type]

    return FormPart(
        id=f"organ-{number}",
        does=forms.SAVE,
        button=texts("campaign.save"),
        summary=f"{body.name}, {place.name}",
        version=1 if body.kept is None else body.kept.version,
        fields=(
            field("place", "hidden", body.place),
            field("body", "hidden", body.name),
            field(
                "meetings",
                "area",
                "\n".join(one.isoformat() for one in settings.meetings),
                hint=texts("campaign.hint.meetings"),
                rows=6,
                longest=2_000,
            ),
            field("lists", "checks", options=choose(months, [str(one) for one in settings.list_months])),
            field("hand_in", "number", "" if settings.hand_in_days is None else str(settings.hand_in_days)),
            field("source", "text", body.kept.source if body.kept else "", hint=texts("campaign.hint.source")),
        ),
    )


def _keep_body(post: QueryDict, account: Account, unit: Unit) -> None:
    place = post.get("place", "")
    if place not in get_catalogue().places.by_code:
        raise BadInputError("work_choice", field="place")
    months = [read_whole(one) or 0 for one in post.getlist("lists")]
    if set(months) - set(MONTHS):
        raise BadInputError("work_choice", field="lists")
    settings = Settings(
        meetings=tuple(_read_days(post.get("meetings", ""))),
        list_months=tuple(sorted(set(months))),
        hand_in_days=read_count(post, "hand_in"),
    )
    keep_settings(
        unit,
        account,
        place=place,
        body=post.get("body", ""),
        settings=settings,
        source=post.get("source", ""),
        version=read_version(post),
    )


def _read_days(typed: str) -> list[date]:
    try:
        return sorted({date.fromisoformat(one.strip()) for one in typed.replace(",", "\n").splitlines() if one.strip()})
    except ValueError:
        raise BadInputError("work_day", field="meetings") from None
