"""What the address of a comparison asks for, and what of it can be compared where some of it is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from samspel.app.comparing import Choice, compare_columns, find_compared_demands, fit_places, split_measures
from samspel.app.grouping import Named, find_places
from samspel.app.places import MOST, compare
from samspel.catalogue.records.needs import Demand
from samspel.needs.beside import Compared
from samspel.observations.picture import SideBySide
from samspel.terms.errors import BadInputError, SamspelError
from samspel.terms.numbers import read_count, read_number
from samspel.web.presenters.mending import MEASURES, PLACES, list_fields
from samspel.web.public import cite_page
from samspel.web.shared import get_desk, get_lang, get_texts

DEMANDS, YEAR, SORT, ORDER, DRAWN, TABLE = "krav", "ar", "sortera", "ordning", "bild", "tabell"
ONLY, CONDITION, LIMIT = "bara", "villkor", "varde"
"""The fields of the address, beside those with names: the last three are what the places are chosen by."""
SIFTING, SETTING = (ONLY, CONDITION, LIMIT), (SORT, ORDER, DRAWN)
"""The fields without which an address still has its table: what chooses among the places, and how they stand."""
OF_DEMANDS = ("large", "some")
CONDITIONS = {"stort": "large", "visst": "some", "over": "above", "under": "below"}
"""What the address says of what a column must be."""
RISING, FALLING = "stigande", "fallande"
OF_MEASURES = "matt"
"""What the address says to get the table of the measures."""
LONGEST = 80


def find_comparison(asked: QueryDict) -> SideBySide | Compared:
    """The places that are named, in the measures and demands that are chosen; without any, two to four in every figure
    of the picture. Raises SamspelError for what cannot be compared.
    """
    desk, wish = get_desk(), read_asked(asked)
    if not wish.measures and not wish.demands and len(wish.named.places) <= MOST:
        return compare(desk, wish.named.places)
    return compare_columns(desk, get_lang(), wish.named, wish.measures, wish.choice, wish.demands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an address asks for: the places, the measures, how they are set and the demands."""

    named: Named
    measures: list[str]
    choice: Choice
    demands: tuple[Demand, ...]


def read_asked(asked: QueryDict) -> Wish:
    """Raises SamspelError for what cannot be compared."""
    desk = get_desk()
    return Wish(
        named=fit_places(desk, find_places(desk.catalogue, asked.getlist(PLACES))),
        measures=split_measures(desk, get_lang(), asked.getlist(MEASURES)),
        choice=_read_choice(asked),
        demands=find_compared_demands(desk, asked.getlist(DEMANDS)),
    )


def _read_choice(asked: QueryDict) -> Choice:
    year, order = asked.get(YEAR, "").strip(), asked.get(ORDER, "").strip()
    if order not in ("", RISING, FALLING):
        raise BadInputError("unknown_order", found=order[:LONGEST])
    limit = asked.get(LIMIT, "").strip()
    only, condition = asked.get(ONLY, "").strip(), asked.get(CONDITION, "").strip()
    told = CONDITIONS.get(condition, condition)
    return Choice(
        year=read_count(year, get_texts()("words.year")) if year else None,
        sort=asked.get(SORT, ""),
        falling=order == FALLING if order else None,
        draw=asked.get(DRAWN, ""),
        only=only,
        condition=told if only or told not in OF_DEMANDS else "",  # which addresses once had without a column
        limit=read_number(limit, get_texts()("web.compare.limit"), signed=True) if limit else None,
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """What is compared, by which fields of the address, and what was wrong in those that were passed over."""

    compared: SideBySide | Compared
    passed_over: tuple[str, ...] = ()
    sifting: SamspelError | None = None
    setting: SamspelError | None = None


def compare_asked(asked: QueryDict) -> Answered:
    """What an address asks for; where only what chooses among the places, or how they stand, is wrong, all the places
    as they are named. Raises SamspelError for what cannot be compared.
    """
    whole = _try_comparison(asked)
    if not isinstance(whole, SamspelError):
        return Answered(whole)
    unsifted = _try_comparison(drop(asked, SIFTING))
    if not isinstance(unsifted, SamspelError):
        return Answered(unsifted, SIFTING, sifting=whole)
    unset = _try_comparison(drop(asked, SETTING))
    if not isinstance(unset, SamspelError):
        return Answered(unset, SETTING, setting=whole)
    bare = _try_comparison(drop(asked, (*SIFTING, *SETTING)))
    if isinstance(bare, SamspelError):
        raise whole
    return Answered(bare, (*SIFTING, *SETTING), sifting=unset, setting=unsifted)


def _try_comparison(asked: QueryDict) -> SideBySide | Compared | SamspelError:
    try:
        return find_comparison(asked)
    except SamspelError as error:
        return error


def drop(asked: QueryDict, fields: Iterable[str]) -> QueryDict:
    """The address without some of its fields."""
    bare = asked.copy()
    for field in fields:
        bare.pop(field, None)
    return bare


def write_address(request: HttpRequest, asked: QueryDict) -> str:
    """The page of a comparison from anywhere that reaches the server, as short as it can be written: by codes."""
    codes = ",".join(place.code for place in find_places(get_desk().catalogue, asked.getlist(PLACES)).places)
    fields = [(PLACES, codes), *((name, value.replace(", ", ",")) for name, value in list_fields(asked, PLACES, TABLE))]
    return cite_page(request, f"{reverse('compare')}?{urlencode(fields, safe=',')}")
