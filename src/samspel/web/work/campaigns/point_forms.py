"""The points (att-satser) of a matter in its forms: a line each with what was said of it, and where they come from."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import QueryDict

from samspel.catalogue.texts import Texts
from samspel.matters.reading import Effect, PointVerdict
from samspel.reports.following import OF_POINTS
from samspel.web.work.campaigns.parts import FieldPart, choose
from samspel.workspace.drafted import find_paper, list_points
from samspel.workspace.matters import LONGEST, MOST, Followed
from samspel.workspace.models import FrozenPaper

SEVERAL = 2
"""So many points can be decided apart; one is the whole."""
TEXT, SAID = "point_text", "point"


def describe_source(texts: Texts, paper: FrozenPaper) -> str:
    """Which frozen paper the points are taken from."""
    return texts("campaign.hint.points_frozen", title=paper.title, day=texts.day(paper.taken_on))


def make_point_fields(texts: Texts, followed: Followed, effects: Sequence[str] = ()) -> tuple[FieldPart, ...]:
    """What was said of each point, where the matter has several; with the words of each, to correct, where they are
    taken from the paper that it was written from.
    """
    points = list_points(followed)
    paper = None if followed.case.points or not points else find_paper(followed.record)
    fields: list[FieldPart] = []
    if paper is not None:
        fields.append(FieldPart(name="points_from", label=describe_source(texts, paper), kind="note"))
    offered = [("", texts("campaign.no_said")), *((one, texts(f"matters.effect.{one}")) for one in OF_POINTS)]
    for at, point in enumerate(points):
        if paper is not None:
            fields.append(_make_text(texts, point.number, point.text))
        if len(points) < SEVERAL:
            continue
        label = "campaign.field.point" if paper is None else "campaign.field.point_said"
        chosen = effects[at] if len(effects) > at else ""
        fields.append(
            FieldPart(
                name=f"{SAID}_{point.number}",
                label=texts(label, number=point.number),
                kind="select",
                hint=point.text[:200] if paper is None else "",
                options=choose(offered, chosen),
            )
        )
    return tuple(fields)


def read_points(post: QueryDict) -> tuple[str, ...]:
    """The words of the points as they were sent, those that were emptied left out."""
    return tuple(told for _, told in _list_texts(post))


def read_verdicts(post: QueryDict, followed: Followed) -> Iterator[PointVerdict]:
    """What was said of each point; where their words were sent too, by the numbers that they get when they are kept."""
    known: dict[str, Effect] = {one: one for one in OF_POINTS}  # type: ignore[misc]  # each is an effect
    sent = [number for number, _ in _list_texts(post)]
    numbers: Iterable[int] = sent if sent and not followed.case.points else [one.number for one in followed.case.points]
    for at, number in enumerate(numbers, 1):
        said = known.get(post.get(f"{SAID}_{number}", ""))
        if said is not None:
            yield PointVerdict(str(at), said)


def _make_text(texts: Texts, number: int, told: str) -> FieldPart:
    return FieldPart(
        name=f"{TEXT}_{number}",
        label=texts("campaign.field.point", number=number),
        kind="area",
        rows=4,
        value=told,
        longest=LONGEST["points"],
    )


def _list_texts(post: QueryDict) -> Iterator[tuple[int, str]]:
    for number in range(1, MOST["points"] + 1):
        told = " ".join(post.get(f"{TEXT}_{number}", "").split())
        if told:
            yield number, told
