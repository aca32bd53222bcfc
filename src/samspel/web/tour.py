"""A tour of three steps for the first visit. Where one is stands in the address; nothing is kept about anybody."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from samspel.web.shared import get_catalogue, get_texts

FIELD = "tur"
STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStep:
    """What a page says in the tour, where it goes on (nowhere after the last), and the page without it."""

    number: int
    last: int
    text: str
    forward: str
    skip: str


def find_step(request: HttpRequest) -> TourStep | None:
    """The step that the address names; None for none or an unknown one."""
    said = request.GET.get(FIELD, "")
    if said not in map(str, range(1, STEPS + 1)):
        return None
    number = int(said)
    example = get_catalogue().places.by_code[get_catalogue().help.tour_place]
    match = request.resolver_match
    place = match.kwargs.get("code", example.code) if match else example.code
    addresses = (reverse("place", args=[place]), reverse("place_needs", args=[place]))
    rest = request.GET.copy()
    del rest[FIELD]
    return TourStep(
        number=number,
        last=STEPS,
        text=get_texts()(f"web.tour.step_{number}", place=example.name),
        forward=f"{addresses[number - 1]}?{FIELD}={number + 1}" if number < STEPS else "",
        skip=f"{request.path}?{rest.urlencode()}" if rest else request.path,
    )
