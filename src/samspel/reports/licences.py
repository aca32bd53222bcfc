"""On what terms the figures of a source may be used: as its publisher says, or why no licence can be named."""

from collections.abc import Iterable, Iterator

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.figures import Licence, Source
from samspel.catalogue.texts import LANGUAGES, Texts, choose
from samspel.rendering.table import Cell, Column, Field, Link, data_field
from samspel.reports.hospitals import OUTSIDE_LINK
from samspel.reports.records import Plain


def list_licences(catalogue: Catalogue, source: Source) -> tuple[Licence, ...]:
    """The licences of a source; none where its publisher states none."""
    return tuple(one for one in _list_terms(catalogue, source) if one.address)


def describe_unlicensed(catalogue: Catalogue, texts: Texts, source: Source) -> str:
    """Why no licence can be named; nothing where one is."""
    return " ".join(texts.of(one) for one in _list_terms(catalogue, source) if not one.address)


def describe_terms(catalogue: Catalogue, texts: Texts, sources: Iterable[Source]) -> str:
    """On what terms the figures of some sources may be used; with the publisher where there are several."""
    told = {one.id: "; ".join(texts.of(each) for each in _list_terms(catalogue, one)) for one in sources}
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return "; ".join(
        f"{texts.said(catalogue.sources[name].publisher)}: {said.rstrip('.')}" for name, said in told.items()
    )


def licence_fields(catalogue: Catalogue, texts: Texts) -> tuple[Field[Source], ...]:
    """The columns of a table of sources: the licence as it is read, and for files its code, its addresses and why it is
    blank.
    """

    def make_licence(source: Source) -> Cell:
        found = list_licences(catalogue, source)
        named = "; ".join(texts.of(one) for one in found)
        link = Link(OUTSIDE_LINK, found[0].address) if found else None
        return Cell(value=named or None, words=named or describe_unlicensed(catalogue, texts, source), link=link)

    def join(values: Iterable[str]) -> str | None:
        return "; ".join(filter(None, values)) or None

    return (
        Field[Source](Column(key="licence", head=texts("sources.licence"), is_wordy=True), make_licence),
        data_field("licence_code", lambda one: join(each.code for each in list_licences(catalogue, one))),
        data_field("licence_address", lambda one: join(each.address for each in list_licences(catalogue, one))),
        data_field("licence_stated", lambda one: join((one.stated,))),
        data_field("licence_blank", lambda one: join((describe_unlicensed(catalogue, texts, one),))),
    )


def render_licences(catalogue: Catalogue, source: Source) -> Plain:
    """The terms of a source for programs: `licenses` as a data package has them, or in words why it has none."""
    found = list_licences(catalogue, source)
    if found:
        return {"licenses": [render_licence(one) for one in found]}
    said = (describe_unlicensed(catalogue, catalogue.texts[lang], source) for lang in LANGUAGES)
    return {"licensesBlank": " / ".join(said)}


def render_licence(licence: Licence, of: str = "") -> Plain:
    """A licence as a data package has it; `of` is what it is the licence of, where other things have others."""
    title = " / ".join(choose(licence, lang) for lang in LANGUAGES)
    code = {"name": licence.code} if licence.code else {}
    return code | {"path": licence.address, "title": f"{title} ({of})" if of else title}


def list_all_licences(catalogue: Catalogue, sources: Iterable[Source]) -> list[Plain]:
    """Every licence of some sources, each once, with the publishers whose figures it is of."""
    publishers: dict[str, dict[str, None]] = {}
    for source in sources:
        for licence in list_licences(catalogue, source):
            publishers.setdefault(licence.id, {})[source.publisher] = None
    return [render_licence(catalogue.licences[name], ", ".join(of)) for name, of in publishers.items()]


def _list_terms(catalogue: Catalogue, source: Source) -> Iterator[Licence]:
    return (catalogue.licences[name] for name in source.licences)
