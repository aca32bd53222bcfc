"""The page where minutes are read: the program proposes what they say of a matter, a person confirms or corrects."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspel.app.deciding import read_text
from samspel.app.minutes import LIMIT, find_item, read_minutes
from samspel.catalogue.records.matters import Event
from samspel.catalogue.texts import Texts
from samspel.matters.reading import Reading
from samspel.reports.following import OF_POINTS, label_event
from samspel.reports.matters import compose_reading
from samspel.terms.clock import get_today
from samspel.terms.errors import BadInputError
from samspel.terms.units import MEGABYTE
from samspel.web.blocks import set_blocks
from samspel.web.choices import Option
from samspel.web.notices import KEY, recall_notice, send_on
from samspel.web.shared import get_desk, get_texts
from samspel.web.work.campaigns import matter_forms as forms
from samspel.web.work.campaigns.acting import answer, find_matter, lead_to
from samspel.web.work.campaigns.parts import (
    DO,
    Failure,
    FieldPart,
    FormPart,
    Part,
    WorkPage,
    choose,
    fill_forms,
    read_whole,
)
from samspel.web.work.campaigns.point_forms import make_point_fields, read_points
from samspel.workspace.drafted import keep_points, list_points
from samspel.workspace.matters import Followed, follow, get_rules, list_allowed
from samspel.workspace.missing_steps import add_decision, list_missing, propose_decisions
from samspel.workspace.models import Account, Matter

READ, CONFIRM = "las", "bekrafta"
FILE, TEXT, EVENT = "file", "minutes", "event"


@dataclass(frozen=True, slots=True)
class Found:
    """What the program read of minutes, and in which item."""

    reading: Reading
    section: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, unit: int, number: int, matter: int) -> HttpResponse:
    """Minutes pasted or sent; what was read of them shown, and kept once somebody has confirmed or corrected it."""
    account, found = find_matter(request, unit, number, matter, "matter.change")
    here = lead_to("decision", found.campaign.unit, found.campaign_id, found.pk)
    token = request.GET.get(KEY, "")
    read = recall_notice(token, Found)

    def present(failure: Failure | None) -> WorkPage:
        return _present(Matter.objects.select_related("campaign__unit").get(pk=found.pk), read, failure)

    def act() -> tuple[str, str]:
        told = _confirm(request, account, found, read)
        return lead_to("matter", found.campaign.unit, found.campaign_id, found.pk), told

    if request.method == "POST" and request.POST.get(DO) == READ:
        return answer(request, present, lambda: _read(request, found), lambda done: send_on(here, done))
    return answer(request, present, act)


def _read(request: HttpRequest, matter: Matter) -> Found:
    """Read what was sent. Raises BadInputError for nothing, for a file that cannot be read, and for minutes in which
    the matter is not found for sure.
    """
    file = request.FILES.get(FILE)
    text = read_minutes(file.read()) if isinstance(file, UploadedFile) else request.POST.get(TEXT, "")
    item = find_item(text, matter.reference, matter.title)
    desk = get_desk()
    followed = follow(desk, matter, get_today())
    _, role = followed.case.decider
    code = next((body.codes[0] for body in desk.lexicon.lexicon.bodies if body.role == role), "")
    points = len(list_points(followed)) or None
    return Found(read_text(desk, item.text, followed.case.kind, code, points), item.number)


def _present(matter: Matter, read: Found | None, failure: Failure | None) -> WorkPage:
    texts, desk = get_texts(), get_desk()
    followed = follow(desk, matter, get_today())
    paste = FormPart(
        id="protokoll",
        does=READ,
        button=texts("campaign.read"),
        takes_file=True,
        summary=texts("campaign.read_again") if read else "",
        fields=(
            FieldPart(
                name=TEXT,
                label=texts("campaign.field.minutes"),
                kind="area",
                rows=8,
                longest=100_000,
                hint=texts("campaign.hint.minutes"),
            ),
            FieldPart(
                name=FILE,
                label=texts("campaign.field.minutes_file"),
                kind="file",
                hint=texts("campaign.hint.file", limit=LIMIT // MEGABYTE),
            ),
        ),
    )
    parts = [Part(forms=fill_forms(failure, [paste]))]
    if read is not None:
        body = set_blocks(texts, compose_reading(texts, read.reading))
        confirm = _make_confirm(texts, followed, read)
        title = texts("campaign.part.proposed")
        parts.insert(0, Part(id="proposed", title=title, body=body, forms=fill_forms(failure, [confirm])))
    title = texts("campaign.read_decision")
    return WorkPage(title=title, lead=texts("campaign.read_lead", title=matter.title), parts=tuple(parts))


def _make_confirm(texts: Texts, followed: Followed, read: Found) -> FormPart:
    """What the program proposes, to confirm or correct. What is unclear proposes nothing."""
    reading, desk = read.reading, get_desk()
    proposed = propose_decisions(desk, followed, reading)
    said = {one.point: one.effect for one in reading.points}
    effects = [said.get(str(one.number), said.get("rest", reading.effect)) for one in list_points(followed)]
    known = reading.effect in OF_POINTS
    return FormPart(
        id="besked",
        does=CONFIRM,
        button=texts("campaign.confirm"),
        fields=(
            FieldPart(name=forms.NUMBER, label="", kind="hidden", value=str(len(followed.past) + 1)),
            FieldPart(
                name=EVENT,
                label=texts("campaign.field.event"),
                kind="select",
                hint=_hint_event(texts, followed, proposed),
                options=_list_events(texts, followed, proposed),
            ),
            FieldPart(name="day", label=texts("campaign.field.decided_on"), kind="date", is_required=True),
            *make_point_fields(texts, followed, effects if known else ()),
            *_make_found(texts, reading),
            *_fill_vote(texts, reading),
            FieldPart(
                name="sentence",
                label=texts("campaign.field.sentence"),
                kind="area",
                value=" ".join(dict.fromkeys(one.sentence for one in reading.grounds))[:2_000],
                longest=2_000,
            ),
            FieldPart(
                name="paragraph",
                label=texts("campaign.field.paragraph"),
                value=f"§ {read.section}" if read.section else "",
                longest=40,
            ),
            FieldPart(name="source", label=texts("campaign.field.source"), hint=texts("campaign.hint.source")),
        ),
    )


def _list_events(texts: Texts, followed: Followed, proposed: Sequence[Event]) -> tuple[Option, ...]:
    """What may happen now, the proposed first; chosen only where just one is proposed."""
    allowed = [one for one in list_allowed(get_desk(), followed) if one not in forms.APART]
    allowed += list_missing(get_desk(), followed)
    ordered = [*proposed, *(one for one in allowed if one not in proposed)]
    options = [
        ("", texts("campaign.choose_yourself")),
        *((one, forms.label_next(texts, followed, one)) for one in ordered),
    ]
    return choose(options, proposed[0] if len(proposed) == 1 else "")


def _hint_event(texts: Texts, followed: Followed, proposed: Sequence[Event]) -> str:
    """That the program does not guess, and which steps would be added before a decision; one sentence for decisions
    that lack the same ones.
    """
    told = [] if proposed else [texts("campaign.hint.unclear")]
    missing = list_missing(get_desk(), followed)
    for path in dict.fromkeys(missing.values()):
        events = ", ".join(label_event(texts, one) for one in missing if missing[one] == path)
        steps = ", ".join(label_event(texts, one) for one in path)
        told.append(texts("campaign.hint.missing_steps", events=events, steps=steps))
    return " ".join(told)


def _make_found(texts: Texts, reading: Reading) -> Sequence[FieldPart]:
    reasons = [("", texts("campaign.no_reason")), *((one, texts(f"matters.reason.{one}")) for one in forms.REASONS)]
    return (
        FieldPart(
            name="reason", label=texts("campaign.field.reason"), kind="select", options=choose(reasons, reading.reason)
        ),
        FieldPart(name="condition", label=texts("campaign.field.condition"), value=reading.condition[:500]),
        FieldPart(name="purpose", label=texts("campaign.field.purpose"), value=reading.purpose[:500]),
        FieldPart(name="tabled_to", label=texts("campaign.field.tabled_to"), kind="date", hint=reading.until),
    )


def _fill_vote(texts: Texts, reading: Reading) -> Sequence[FieldPart]:
    fields, count = forms.make_vote_fields(texts), reading.count
    if count is None or count.yes is None or count.no is None:
        return fields
    settled = "casting" if count.is_cast else "majority"
    numbers = {"vote_yes": count.yes, "vote_no": count.no, "vote_abstained": count.abstained}
    filled = []
    for one in fields:
        number = numbers.get(one.name)
        chosen = count.yes_means if one.name == "yes_means" else settled
        filled.append(
            replace(one, options=tuple(replace(each, is_chosen=each.value == chosen) for each in one.options))
            if one.options
            else replace(one, value="" if number is None else str(number))
        )
    return filled


def _confirm(request: HttpRequest, account: Account, matter: Matter, read: Found | None) -> str:
    """Keep what a person confirmed or corrected, beside what the program had read; gives the key of what to tell."""
    desk, post = get_desk(), request.POST.copy()
    if read is None:
        raise BadInputError("minutes_old")
    followed = follow(desk, matter, get_today())
    event = post.get(EVENT, "")
    if event not in get_rules(desk).events:
        raise BadInputError("work_blank", field=EVENT)
    rule = get_rules(desk).events[event]
    post["by"] = followed.case.decider[1] if rule.decides or followed.case.decider[1] in rule.who else rule.who[0]
    step = forms.read_step(post, event, followed)
    proposed = propose_decisions(desk, followed, read.reading)
    is_as_read = [step.event] == list(proposed)
    number = read_whole(post.get(forms.NUMBER, "")) or 0
    step = replace(step, read_by="rule" if is_as_read else "person")
    with keep_points(matter, account, read_points(post)) as drafted:
        kept = add_decision(desk, drafted, account, step, number, read.reading)
    return "campaign.told.step" if len(kept) == 1 else "campaign.told.steps"
