"""A demand of somebody's own: what is left out of it filled in, and all of it held to the rules of the handbook."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from samspel.catalogue.checks import LIST_LENGTHS, SPEAKS_OF_ONE, TITLE_LENGTH, check_demand, find_tables
from samspel.catalogue.handbooks import check_harmless
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.measure_checks import check_measures
from samspel.catalogue.proposal_checks import MOTION_TITLE_LENGTH, PROPOSALS, WHY_WORDS, check_papers
from samspel.catalogue.reading import find_step, read_record
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.handbooks import OwnDemand, OwnText
from samspel.catalogue.records.needs import Demand, DemandText, Measure, MeasureText, Question, Whose
from samspel.catalogue.texts import LANGUAGES, Texts
from samspel.terms.errors import BadInputError, ContentError
from samspel.terms.likeness import find_alike, plain_word
from samspel.terms.mistakes import raise_all

LARGEST_FILE = 64_000
"""Bytes of a file with a demand in it; the longest that passes the other limits is a third of it."""
LONGEST = {"asks": 300, "question": 300, "proposals": 500, "against": 600, "answer": 600}
LONGEST_OTHER = 1_500
LONGEST_TOLD = 80
KNOWN_PLACES = frozenset(("{committee}", "{date}", "{area}", "{authority}"))
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")
MOST = {"questions": 5, "measures": 6}
RULES = ("relative", "threshold")
"""How a measure of an own demand may decide: beside similar places, or by a limit that the demand states."""
STATED_BY = ("law", "own")


def read_own(path: Path) -> OwnDemand:
    """Read a file with one demand. Raises ContentError for one that is not of the form, BadInputError for one that is
    no file or too large to be a demand.
    """
    try:
        size = path.stat().st_size if path.is_file() else None
    except OSError as error:
        raise BadInputError("unusable_file", file=str(path), reason=str(error.strerror)) from None
    if size is None or size > LARGEST_FILE:
        raise BadInputError("own_no_file", file=str(path), limit_bytes=LARGEST_FILE)
    own = read_record(path, OwnDemand)
    check_harmless(path, path.name)
    return own


def make_own(catalogue: Catalogue, own: OwnDemand, number: int, path: Path | None = None) -> Demand:
    """The demand as the program uses it. `path` is the file it was read from, if any.

    Raises BadInputError with all that can be told in a sentence, else ContentError for the first rule that it breaks.
    """
    file = "" if path is None else path.name
    raise_all(list(_list_mistakes(catalogue, own)), file)
    made = fill_own(catalogue, own, number)
    try:
        check_own(catalogue, made)
    except ContentError as error:
        line = 0 if path is None else find_step(path, error.key)
        told = (str(error.facts["found"]), str(error.facts["expected"]))
        raise ContentError(file or own.id, error.key, *told, line) from None
    return made


def add_own(catalogue: Catalogue, made: Iterable[Demand]) -> Catalogue:
    """The catalogue with demands of somebody's own after those of the handbooks."""
    return replace(catalogue, demands={**catalogue.demands, **{demand.id: demand for demand in made}})


def check_own(catalogue: Catalogue, demand: Demand) -> None:
    """Every rule of a demand of the handbook holds for it too, in each language that it is written in; only objections
    may be missing. Raises ContentError otherwise.
    """
    langs: Sequence[Lang] = LANGUAGES if demand.whose is None or demand.whose.is_translated else LANGUAGES[:1]
    known = (catalogue.areas, catalogue.duties, catalogue.studies, catalogue.levers, catalogue.indicators)
    check_demand(demand, *known, langs=langs, least_objections=0)
    groups = {group.id for group in catalogue.places.groups}
    check_measures(demand, catalogue.indicators, catalogue.parameters, groups, catalogue.tables, is_own=True)
    check_papers(demand, catalogue.sources, catalogue.committees, catalogue.proposal_leads, langs=langs)


def fill_own(catalogue: Catalogue, own: OwnDemand, number: int) -> Demand:
    """The demand with the program's words for what was left out; all of it is Swedish where English is missing."""
    sv = _fill_text(catalogue.texts["sv"], own.sv, has_measures=bool(own.measures))
    en = sv if own.en is None else _fill_text(catalogue.texts["en"], own.en, has_measures=bool(own.measures))
    return Demand(
        number=number,
        id=own.id,
        area=own.area,
        responsible=own.responsible,
        obligation=own.obligation,
        duty=own.duty,
        studies=own.studies,
        levers=own.levers,
        committees=own.committees,
        months=own.months,
        checked=own.checked,
        sv=sv,
        en=en,
        condition=own.condition,
        measures=[_fill_measure(catalogue, one) for one in own.measures],
        questions=[_fill_question(one) for one in own.questions],
        whose=Whose(is_own=True, is_translated=own.en is not None),
    )


def _fill_text(texts: Texts, told: OwnText, *, has_measures: bool) -> DemandText:
    return DemandText(
        title=told.title,
        motion_title=told.motion_title or told.title,
        motion_why=told.motion_why,
        exists_question=told.exists_question or texts("own.exists_question"),
        asks=told.asks,
        law=told.law or texts("own.law"),
        industry=told.industry,
        welfare=told.welfare,
        measured=told.measured or texts("own.measured" if has_measures else "own.measured_none"),
        against=told.against,
        answer=told.answer,
        proposals=told.proposals,
        proposals_existing=told.proposals_existing or told.proposals,
        proposals_authority=told.proposals_authority,
        proposals_authority_existing=told.proposals_authority_existing,
        lever=told.lever or texts("own.lever"),
        cost=told.cost or texts("own.cost"),
        note=told.note,
    )


def _fill_measure(catalogue: Catalogue, measure: Measure) -> Measure:
    """What an own measure says at most suggests how it is; a limit is the writer's own unless it is the law's."""
    if not measure.decides:
        return measure
    limit = measure.threshold_from or ("own" if measure.rule == "threshold" else None)
    texts = {}
    for lang, told, other in (("sv", measure.sv, measure.sv), ("en", measure.en, measure.sv)):
        words = catalogue.texts["sv" if lang == "sv" else "en"]
        texts[lang] = MeasureText(
            why=told.why or other.why or words("own.measure_why"),
            cannot_show=told.cannot_show or other.cannot_show or words("own.measure_cannot_show"),
        )
    strength = measure.strength or "indicated"
    return msgspec.structs.replace(measure, strength=strength, threshold_from=limit, sv=texts["sv"], en=texts["en"])


def _fill_question(question: Question) -> Question:
    facts = {name: getattr(question, name) for name in Question.__struct_fields__}
    return Question(**{**facts, "en": question.en or question.sv})


def _list_mistakes(catalogue: Catalogue, own: OwnDemand) -> Iterable[BadInputError]:
    """What is wrong, in the order of the form, as far as it can be told in a sentence each."""
    yield from _list_taken(catalogue, own)
    if not own.area.strip():
        yield _make("own_empty", "area", "")
    elif own.area not in catalogue.areas:
        yield _make("own_unknown", "area", own.area, known=", ".join(catalogue.areas))
    elif not _has_committee(catalogue, own):
        yield _make("own_no_committee", "area", own.area)
    for lang, said in (("sv", own.sv), ("en", own.en)):
        if said is not None:
            yield from _list_of_text(said, catalogue.proposal_leads["sv" if lang == "sv" else "en"])
    yield from _list_of_questions(own)
    yield from _list_of_measures(catalogue, own)


def _list_taken(catalogue: Catalogue, own: OwnDemand) -> Iterable[BadInputError]:
    """An id and a title are nobody else's, since demands are found and kept by them."""
    others = [one for one in catalogue.demands.values() if one.id != own.id or not is_own(one)]
    titles = {plain_word(title): one for one in others for title in (one.sv.title, one.en.title)}
    titles |= {plain_word(one.id): one for one in others}
    for field, words in (("id", own.id), ("title", own.sv.title), ("title", own.en.title if own.en else "")):
        taken = titles.get(plain_word(words)) if words else None
        if taken is not None:
            yield _make("own_taken", field, words, number=taken.number)


def is_own(demand: Demand) -> bool:
    """Whether somebody here has written the demand."""
    return demand.whose is not None and demand.whose.is_own


def _has_committee(catalogue: Catalogue, own: OwnDemand) -> bool:
    bodies = ("municipality", "region") if own.responsible == "shared" else (own.responsible,)
    kinds = {one.body for one in catalogue.committees.values() if own.area in one.areas}
    named = {catalogue.committees[name].body for name in own.committees if name in catalogue.committees}
    return kinds | named >= set(bodies)


def _list_of_text(said: OwnText, lead: str) -> Iterable[BadInputError]:
    for field in ("title", "asks", "motion_why"):
        if not str(getattr(said, field)).strip():
            yield _make("own_empty", field, "")
    limits = {"title": TITLE_LENGTH, "motion_title": MOTION_TITLE_LENGTH}
    for field in said.__struct_fields__:
        value = getattr(said, field)
        limit = limits.get(field) or LONGEST.get(field.partition("_")[0]) or LONGEST_OTHER
        for text in [value] if isinstance(value, str) else value or []:
            if len(text) > limit:
                yield _make("own_long", field, text, limit=limit, length=len(text))
    if len(said.motion_why.split()) > WHY_WORDS or "\n" in said.motion_why.strip():
        yield _make("own_words", "motion_why", said.motion_why, limit=WHY_WORDS, length=len(said.motion_why.split()))
    if len(said.against) != len(said.answer):
        yield _make("own_answers", "against", "", count=len(said.against), length=len(said.answer))
    if len(said.against) >= LIST_LENGTHS.stop:
        yield _make("own_many", "against", "", limit=LIST_LENGTHS.stop - 1, length=len(said.against))
    yield from _list_of_proposals(said, lead)


def _list_of_proposals(said: OwnText, lead: str) -> Iterable[BadInputError]:
    if not said.proposals:
        yield _make("own_empty", "proposals", "")
    for field in ("proposals", "proposals_existing"):
        proposals: list[str] = said.proposals if field == "proposals" else said.proposals_existing
        if len(proposals) >= PROPOSALS.stop:
            yield _make("own_many", field, "", limit=PROPOSALS.stop - 1, length=len(proposals))
        for text in proposals:
            placed = text.count("{committee}") == 1 and text.count("{date}") == 1
            strange = set(_PLACEHOLDER.findall(text)) - KNOWN_PLACES
            if not text.startswith(lead) or not placed or strange or text.rstrip().endswith("."):
                yield _make("own_proposal", field, text, lead=lead)


def _list_of_questions(own: OwnDemand) -> Iterable[BadInputError]:
    if not own.questions:
        yield _make("own_empty", "question", "")
    if len(own.questions) > MOST["questions"]:
        yield _make("own_many", "question", "", limit=MOST["questions"], length=len(own.questions))
    for question in own.questions:
        for text in (question.sv, question.en):
            if len(text) > LONGEST["question"]:
                yield _make("own_long", "question", text, limit=LONGEST["question"], length=len(text))
        if not question.sv.strip().endswith("?"):
            yield _make("own_question", "question", question.sv)
        if question.body == "region" and not question.each_municipality and SPEAKS_OF_ONE["sv"].search(question.sv):
            yield _make("own_about", "question", question.sv, example="each_municipality = true")
    decides = [*(one.role == "decides" for one in own.questions), *(one.decides for one in own.measures)]
    if own.questions and not any(decides):
        yield _make("own_undecided", "question", "")


def _list_of_measures(catalogue: Catalogue, own: OwnDemand) -> Iterable[BadInputError]:
    if len(own.measures) > MOST["measures"]:
        yield _make("own_many", "measure", "", limit=MOST["measures"], length=len(own.measures))
    for measure in own.measures:
        indicator = catalogue.indicators.get(measure.indicator)
        if indicator is None:
            near = find_alike(measure.indicator, catalogue.indicators, catalogue.value("name_likeness"))
            yield _make("own_unknown_measure", "measure", measure.indicator, nearest=", ".join(near))
            continue
        worse = {"higher": "low", "lower": "high"}.get(indicator.direction)
        if measure.decides and measure.need is not None and worse is not None and measure.need != worse:
            yield _make(f"own_direction_{worse}", "measure", indicator.sv.name, example=f'need = "{worse}"')
        tables = (catalogue.tables[table] for table in find_tables(measure.indicator, catalogue.indicators))
        if measure.decides and any(table.trust == "C" for table in tables):
            yield _make("own_untrusted", "measure", indicator.sv.name, example='role = "context"')
        if measure.decides and measure.rule not in RULES:
            yield _make("own_rule", "measure", str(measure.rule), key="rule", known=", ".join(RULES))
        if measure.threshold_from not in (None, *STATED_BY):
            yield _make(
                "own_limit", "measure", str(measure.threshold_from), key="threshold_from", known=", ".join(STATED_BY)
            )
        if measure.strength not in (None, "indicated"):
            yield _make("own_strength", "measure", measure.strength, key="strength", known="indicated")


def _make(code: str, field: str, found: str, **facts: str | int) -> BadInputError:
    return BadInputError(code, own_field=field, found=found[:LONGEST_TOLD], **facts)
