"""Errors of the open data: the sentence of the pages, as JSON."""

from collections.abc import Sequence

import msgspec
from django.http import HttpRequest, HttpResponse

from samspel.catalogue.texts import Explanation
from samspel.web.api.shapes import MistakeData, ProblemData

ROOT = "/api/v1/"
TYPE = "application/problem+json"
LONGEST_TOLD = 500


def asks_for_data(request: HttpRequest) -> bool:
    """Whether a request is for the open data, and its error for a program."""
    return request.path_info.startswith(ROOT)


def tell_problem(request: HttpRequest, told: Sequence[Explanation], status: int, code: str) -> HttpResponse:
    """The error, and those found with it."""
    first, *rest = told
    problem = ProblemData(
        title=first.what,
        status=status,
        detail=str(first),
        instance=request.path[:LONGEST_TOLD],
        code=code,
        what=first.what,
        where=first.where,
        why=first.why,
        do=first.do,
        others=[MistakeData(what=one.what, where=one.where, why=one.why, do=one.do) for one in rest],
    )
    return HttpResponse(msgspec.json.encode(problem), content_type=TYPE, status=status)
