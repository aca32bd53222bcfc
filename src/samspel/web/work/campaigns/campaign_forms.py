"""The forms of a campaign: what it is, what is to be done, and a paper to freeze."""

import re
from collections.abc import Sequence

from django.http import QueryDict

from samspel.app.drafting import list_papers
from samspel.catalogue.records.needs import Demand
from samspel.catalogue.texts import Texts
from samspel.reports.campaigns import label_demand
from samspel.terms.place import Place
from samspel.web.shared import get_catalogue, get_desk
from samspel.web.work.campaigns.parts import ButtonPart, FieldPart, FormPart, choose, read_amount, read_day, read_whole
from samspel.workspace.campaigns import FORMATS, LONGEST, Typed, find_demands, find_places, list_figures, list_owners
from samspel.workspace.models import Campaign, Item, Unit

SAVE, ADD, DONE, UNDONE, REMOVE, FREEZE, END, RESUME = (
    "spara", "lagg-till", "klart", "inte-klart", "ta-bort", "frys", "avsluta", "aterta",
)  # fmt: skip

LABELLED = re.compile(r"^(\d+)\. .*")
"""A demand as the form writes it."""


def make_campaign_form(texts: Texts, unit: Unit, campaign: Campaign | None, begun: Typed | None = None) -> FormPart:
    """The form of a campaign, empty, begun from a demand at a place, or with what is kept. The goal can only be chosen
    once the demands are known.
    """
    typed = begun or (None if campaign is None else _fill(campaign))
    title, demands, places = ("", (), ()) if typed is None else (typed.title, typed.demands, typed.places)
    known = get_catalogue().demands.values()
    fields = [
        FieldPart(
            name="title", label=texts("campaign.field.title"), value=title, longest=LONGEST["title"], is_required=True
        ),
        FieldPart(
            name="demands",
            label=texts("campaign.field.demands"),
            kind="area",
            value="\n".join(label_demand(texts, one) for one in find_demands(get_desk(), list(demands))),
            hint=texts("campaign.hint.demands", count=len(known)),
            longest=1_000,
            is_required=True,
        ),
        FieldPart(
            name="places",
            label=texts("campaign.field.places"),
            kind="area",
            value="\n".join(one.name for one in find_places(get_desk(), list(places))),
            hint=texts("campaign.hint.places"),
            longest=2_000,
            is_required=True,
        ),
    ]
    if campaign is not None:
        fields += _make_goal(texts, unit, campaign)
    fields.append(
        FieldPart(
            name="plan",
            label=texts("campaign.field.plan"),
            kind="area",
            value="" if typed is None else typed.plan,
            hint=texts("campaign.hint.plan"),
            rows=6,
            longest=LONGEST["plan"],
        )
    )
    return FormPart(
        id="driv",
        does=SAVE,
        button=texts("campaign.save" if campaign else "campaign.begin"),
        fields=tuple(fields),
        version=campaign.version if campaign else 0,
    )


def read_campaign(post: QueryDict) -> Typed:
    """What was typed of a campaign. Raises BadInputError for a number or a day that is none."""
    return Typed(
        title=post.get("title", ""),
        demands=_split(post.get("demands", "")),
        places=_split(post.get("places", "")),
        plan=post.get("plan", ""),
        measure=post.get("measure", ""),
        goal_to=read_amount(post, "goal_to"),
        goal_by=read_day(post, "goal_by"),
        owner=read_whole(post.get("owner", "")),
    )


def make_item_forms(texts: Texts, kind: str, items: Sequence[Item]) -> tuple[FormPart, ...]:
    """A folded form for each thing, and one that adds another."""
    has_day = kind in (Item.Kind.TASK, Item.Kind.MEETING)
    return (
        *(_make_item_form(texts, one, has_day=has_day) for one in items),
        FormPart(
            id=f"ny-{kind}",
            does=ADD,
            button=texts("campaign.add"),
            summary=texts(f"campaign.add_{kind}"),
            fields=(
                FieldPart(name="kind", label="", kind="hidden", value=kind),
                *_make_item_fields(texts, has_day=has_day),
            ),
        ),
    )


def make_paper_form(texts: Texts, demands: Sequence[Demand], places: Sequence[Place]) -> FormPart:
    """The form that freezes a paper."""
    papers = list_papers(get_catalogue(), "demand")
    return FormPart(
        id="papper",
        does=FREEZE,
        button=texts("campaign.freeze"),
        summary=texts("campaign.freeze_title"),
        fields=(
            _select(texts, "paper", [(one.id, texts.of(one).name) for one in papers]),
            _select(texts, "demand", [(one.id, label_demand(texts, one)) for one in demands]),
            _select(texts, "place", [(one.code, texts.said(one.area)) for one in places]),
            _select(texts, "file", [(kind, kind.upper()) for kind in FORMATS]),
        ),
    )


def make_end_form(texts: Texts, campaign: Campaign, today: str) -> FormPart:
    """The form that ends a campaign, or takes it up again."""
    if campaign.ended_on is not None:
        return FormPart(
            id="slut", does=RESUME, button=texts("campaign.resume"), version=campaign.version, is_quiet=True
        )
    return FormPart(
        id="slut",
        does=END,
        button=texts("campaign.end"),
        summary=texts("campaign.end_title"),
        version=campaign.version,
        fields=(FieldPart(name="ended_on", label=texts("campaign.field.ended_on"), kind="date", value=today),),
    )


def _make_goal(texts: Texts, unit: Unit, campaign: Campaign) -> list[FieldPart]:
    desk = get_desk()
    demands, places = find_demands(desk, campaign.demands), find_places(desk, campaign.places)
    figures = list_figures(desk, demands, places[0]) if places else ()
    known = {one.measurement.measure.indicator: one for one in figures}
    options = [(name, texts.of(get_catalogue().indicators[name]).name) for name in known]
    here = texts("campaign.here")
    owners = [(str(one.pk), here if one.is_local else one.name) for one in list_owners(unit)]
    goal = "" if campaign.goal_to is None else texts.exact(campaign.goal_to)
    return [
        FieldPart(
            name="measure",
            label=texts("campaign.field.measure"),
            kind="select",
            hint=texts("campaign.hint.measure"),
            options=choose([("", texts("campaign.no_measure")), *options], campaign.measure),
        ),
        FieldPart(name="goal_to", label=texts("campaign.field.goal_to"), value=goal, longest=20),
        FieldPart(
            name="goal_by",
            label=texts("campaign.field.goal_by"),
            kind="date",
            value=campaign.goal_by.isoformat() if campaign.goal_by else "",
        ),
        FieldPart(
            name="owner",
            label=texts("campaign.field.owner"),
            kind="select",
            options=choose([("", texts("campaign.nobody")), *owners], str(campaign.owner_id or "")),
        ),
    ]


def _make_item_form(texts: Texts, item: Item, *, has_day: bool) -> FormPart:
    end = ButtonPart(UNDONE, texts("campaign.undone")) if item.done_on else ButtonPart(DONE, texts("campaign.done"))
    told = [item.text.replace("\n", " ")[:120]]
    if item.due:
        told.append(texts("campaign.due", day=texts.day(item.due)))
    if item.done_on:
        told.append(texts("campaign.done_on", day=texts.day(item.done_on)))
    return FormPart(
        id=f"sak-{item.pk}",
        does=SAVE,
        button=texts("campaign.save"),
        summary=". ".join(told),
        version=item.version,
        fields=_make_item_fields(texts, has_day=has_day, item=item),
        more=(*((end,) if has_day else ()), ButtonPart(REMOVE, texts("campaign.remove"))),
        is_quiet=True,
    )


def _make_item_fields(texts: Texts, *, has_day: bool, item: Item | None = None) -> tuple[FieldPart, ...]:
    words = _make_words_field(texts, item)
    return (words, _make_due_field(texts, item)) if has_day else (words,)


def _make_words_field(texts: Texts, item: Item | None) -> FieldPart:
    return FieldPart(
        name="text",
        label=texts("campaign.field.text"),
        kind="area",
        value="" if item is None else item.text,
        rows=2,
        longest=LONGEST["text"],
        is_required=True,
    )


def _make_due_field(texts: Texts, item: Item | None) -> FieldPart:
    due = item.due.isoformat() if item is not None and item.due else ""
    return FieldPart(name="due", label=texts("campaign.field.due"), kind="date", value=due)


def _select(texts: Texts, name: str, options: Sequence[tuple[str, str]]) -> FieldPart:
    return FieldPart(name=name, label=texts(f"campaign.field.{name}"), kind="select", options=choose(options))


def _fill(campaign: Campaign) -> Typed:
    return Typed(
        title=campaign.title, demands=tuple(campaign.demands), places=tuple(campaign.places), plan=campaign.plan
    )


def _split(typed: str) -> tuple[str, ...]:
    """What stands on lines or between commas; of a demand with its number and title the number."""
    lines = [LABELLED.sub(r"\1", line.strip()) for line in typed.splitlines()]
    return tuple(one.strip() for line in lines for one in line.split(",") if one.strip())[:200]
