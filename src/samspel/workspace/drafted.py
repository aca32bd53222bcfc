"""The points (att-satser) of a matter that was written from a paper frozen in its campaign: offered where a decision is
noted, and kept with the matter then.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from samspel.matters.matter import Point
from samspel.terms.errors import BadInputError
from samspel.workspace.campaigns import need_text
from samspel.workspace.log import note
from samspel.workspace.matters import LONGEST, MOST, Followed
from samspel.workspace.models import Account, Campaign, FrozenPaper, Matter
from samspel.workspace.versions import change


def find_newest(campaign: Campaign) -> FrozenPaper | None:
    """The paper with points that was frozen last, which a new matter most likely is."""
    return next((one for one in campaign.papers.defer("content") if list_frozen(one)), None)


def find_paper(matter: Matter) -> FrozenPaper | None:
    """The paper that a matter was written from: of its kind, its place and one of its demands, the newest."""
    papers = matter.campaign.papers.defer("content").filter(kind=matter.kind)
    return next((one for one in papers if list_frozen(one) and _is_about(one, matter)), None)


def list_frozen(paper: FrozenPaper) -> tuple[str, ...]:
    """The points of a frozen paper; none in one that was frozen before they were kept."""
    return tuple(str(one) for one in paper.inputs.get("points", ()))


def list_points(followed: Followed) -> tuple[Point, ...]:
    """The points of a matter, or of the paper that it was written from where nobody has written any."""
    if followed.case.points:
        return followed.case.points
    paper = find_paper(followed.record)
    return () if paper is None else tuple(Point(number, told) for number, told in enumerate(list_frozen(paper), 1))


@contextmanager
def keep_points(matter: Matter, account: Account, points: Sequence[str]) -> Iterator[Matter]:
    """Keep the points with a matter that has none, together with what is noted inside, all or nothing; gives the matter
    as it is then. Raises BadInputError for one that is too long, or too many, and ChangedMeanwhileError.
    """
    if not points or matter.points:
        yield matter
        return
    if len(points) > MOST["points"]:
        raise BadInputError("work_many", field="points", limit=MOST["points"])
    with transaction.atomic():
        told = [need_text("points", one, LONGEST["points"]) for one in points]
        kept = change(matter, matter.version, points=told)
        note("matter.change", kept, account=account, unit=matter.campaign.unit)
        yield kept


def _is_about(paper: FrozenPaper, matter: Matter) -> bool:
    return paper.inputs.get("place") == matter.place and paper.inputs.get("demand") in matter.demands
