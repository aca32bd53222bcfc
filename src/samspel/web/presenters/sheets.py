"""The sheet with one to three demands from a place: what can be chosen, its preview and its files."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString

from samspel.app.sheets import SIZES, suggest_needs, suggest_sheet
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import Explanation, Texts
from samspel.needs.measuring import Need
from samspel.rendering.blocks import Size
from samspel.reports.sheet import speaks_against
from samspel.reports.whose import find_lang, label_title
from samspel.terms.place import Place
from samspel.web.choices import Option
from samspel.web.presenters.picking import Pick, Picker, PickGroup, set_picker

DEMAND, PAPER, ADDRESS, KIND, BEGUN = "krav", "papper", "adress", "format", "blad"
"""The fields of an address: the demands, the size of the sheet, the server's address that is to stand on it, the format
of its file; and on the page of a demand those that a sheet has already.
"""
SENDER = "avsandare"
"""The field with who stands behind the sheet. It is sent with a form, never in an address, and kept nowhere."""
LONGEST = 80
_NUMBERS = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched for among the demands, and the numbers of those that it means, the likeliest first."""

    words: str = ""
    found: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class BegunSheet:
    """A sheet that somebody has begun: its demands, its size and the address on it where they are chosen. The page of a
    demand knows it, so that nothing of it is lost on the way there, through an answer, and back.
    """

    numbers: tuple[int, ...] = ()
    size: str = ""
    address: str = ""

    @property
    def query(self) -> str:
        """The sheet as it stands in the address of another page; nothing where there is none."""
        return f"?{self._write(BEGUN, self.numbers)}" if self.numbers else ""

    def lead(self, place: Place, number: int) -> str:
        """The address of the sheet itself, with one more demand unless it has it."""
        numbers = dict.fromkeys([*self.numbers, number])
        return f"{reverse('sheet', args=[place.code])}?{self._write(DEMAND, tuple(numbers))}"

    def _write(self, name: str, numbers: Sequence[int]) -> str:
        chosen = {PAPER: self.size, ADDRESS: self.address}
        told = {name: ",".join(map(str, numbers))} | {key: value for key, value in chosen.items() if value}
        return urlencode(told, safe=",")


@dataclass(frozen=True, slots=True)
class SheetRead:
    """The page of a demand on the sheet, which knows the sheet that it was come to from."""

    address: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    """The sheet where demands are chosen, and the choice."""

    template: ClassVar[str] = "samspel/sheet.html"
    place: Place
    preview: SafeString | None
    is_small: bool
    warnings: tuple[str, ...]
    reads: tuple[SheetRead, ...]
    sizes: tuple[Option, ...]
    kinds: tuple[Option, ...]
    picker: Picker
    numbers: str
    size: Size
    address: str
    sender: str
    errors: tuple[Explanation, ...]
    suggested: str
    """The address of a sheet with the demands that stand out most; nothing once some are chosen."""


def lead_to_suggested(place: Place, needs: Sequence[Need]) -> str:
    """The address of a sheet with the demands that stand out most; nothing where too few do."""
    query = urlencode([(DEMAND, need.demand.number) for need in suggest_sheet(needs)])
    return f"{reverse('sheet', args=[place.code])}?{query}" if query else ""


def present_reads(texts: Texts, place: Place, begun: BegunSheet) -> tuple[SheetRead, ...]:
    """The pages of the demands on a sheet."""
    return tuple(
        SheetRead(
            f"{reverse('place_need', args=[place.code, str(number)])}{begun.query}",
            texts("web.sheet.read", number=number),
        )
        for number in begun.numbers
    )


def read_begun(query: QueryDict) -> BegunSheet:
    """The sheet that the page of a demand was come to from; one without demands where it was not."""
    numbers = dict.fromkeys(map(int, _NUMBERS.findall(query.get(BEGUN, "")[:LONGEST])))
    size = query.get(PAPER, "")
    return BegunSheet(tuple(numbers), size if size in SIZES else "", query.get(ADDRESS, "")[:LONGEST])


def present_options(texts: Texts, values: Iterable[str], chosen: str) -> tuple[Option, ...]:
    """Sizes or formats to choose among."""
    return tuple(Option(value=one, label=texts(f"web.sheet.{one}"), is_chosen=one == chosen) for one in values)


def present_picker(
    catalogue: Catalogue, texts: Texts, needs: Sequence[Need], chosen: Collection[int], searched: Searched
) -> Picker:
    """The demands that are chosen, those that were searched for, those that stand out, and the others by area."""
    by_number = {need.demand.number: need for need in needs}
    found = [by_number[number] for number in searched.found if number in by_number]
    titled = [
        (texts("web.pick.chosen"), [need for need in needs if need.demand.number in chosen], True),
        (texts("web.pick.found", words=searched.words), found, True),
        (texts("web.sheet.first"), suggest_needs(needs), True),
    ]
    for area, name in catalogue.areas.items():
        titled.append((texts.of(name), [need for need in needs if need.demand.area == area], False))
    groups = (
        PickGroup(title=title, picks=_present_picks(texts, among, chosen), is_open=is_open)
        for title, among, is_open in titled
    )
    return set_picker(texts, DEMAND, searched.words, groups, is_found=bool(found))


def _present_picks(texts: Texts, needs: Iterable[Need], chosen: Collection[int]) -> tuple[Pick, ...]:
    return tuple(
        Pick(
            value=str(need.demand.number),
            title=f"{need.demand.number}. {label_title(texts, need.demand)}",
            lang=find_lang(texts, need.demand) or texts.lang,
            verdict=need.verdict,
            strength=need.strength,
            note=texts("web.sheet.against") if speaks_against(need) else "",
            is_chosen=need.demand.number in chosen,
        )
        for need in needs
    )
