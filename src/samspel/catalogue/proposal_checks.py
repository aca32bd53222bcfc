"""Rules for what is printed on a paper that is handed in, for who gets the task, and for when the law was read."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date

from samspel.catalogue.checks import check_known
from samspel.catalogue.places import Places
from samspel.catalogue.records.base import Lang
from samspel.catalogue.records.bodies import Committee, CommitteeName, TransportAuthority
from samspel.catalogue.records.needs import Demand, DemandText, Duty, LawCheck
from samspel.catalogue.texts import LANGUAGES, choose
from samspel.terms.errors import ContentError
from samspel.terms.place import PlaceKind

MOTION_TITLE_LENGTH = 90
WHY_WORDS = 90
PROPOSALS = range(1, 3)
MONTHS = range(1, 49)
YEAR = 12
"""How many months a law text may go without being compared with the law again."""
SETS = ("proposals", "proposals_existing", "proposals_authority", "proposals_authority_existing")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|[{}]")


def check_papers(
    demand: Demand,
    sources: Container[str],
    committees: Mapping[str, Committee],
    leads: Mapping[Lang, str],
    *,
    langs: Sequence[Lang] = LANGUAGES,
) -> None:
    """What a demand says on a paper is short, gives tasks that can stand alone, and rests on a law that was read.

    `leads` are how a draft decision begins: the council steers by giving a committee a task. Raises ContentError
    otherwise.
    """
    file = f"{demand.number:02d}-{demand.id}.toml"
    for lang in langs:
        _check_text(file, lang, choose(demand, lang), leads[lang])
    if demand.months not in MONTHS:
        raise ContentError(file, "months", str(demand.months), f"{MONTHS.start} to {MONTHS.stop - 1}")
    if demand.checked is not None:
        check_law(file, "checked", demand.checked, demand.sv.law, sources)
    check_known(file, "committees", demand.committees, committees)
    for committee in demand.committees:
        body = committees[committee].body
        if demand.responsible not in (body, "shared"):
            raise ContentError(file, "committees", f"{committee} of a {body}", f"one of a {demand.responsible}")
    if len({committees[committee].body for committee in demand.committees}) != len(demand.committees):
        raise ContentError(file, "committees", "two of one body", "one committee a body")
    if demand.responsible == "shared" and not demand.sv.proposals_authority:
        raise ContentError(file, "sv.proposals_authority", "nothing", "what the body that decides can be asked")


def check_duty(duty: Duty, sources: Container[str]) -> None:
    """What a duty says of the law was compared with it. Raises ContentError otherwise."""
    check_law("duties.toml", f"{duty.id}.checked", duty.checked, duty.sv.law, sources)


def check_law(file: str, key: str, checked: LawCheck, law: str, sources: Container[str]) -> None:
    """A comparison with the law names a known source, which cannot be younger than the comparison, and leaves out no
    other acts than the text names.
    """
    check_known(file, f"{key}.by", [checked.by], sources)
    if checked.law_of > checked.day:
        raise ContentError(file, f"{key}.law_of", str(checked.law_of), f"no day after {checked.day}")
    for act in checked.unread:
        if act not in law:
            raise ContentError(file, f"{key}.unread", act, "an act that the text on the law names")


def check_law_age(demands: Iterable[Demand], duties: Iterable[Duty], today: date) -> None:
    """Every law text has been compared with the law in the last twelve months. Raises ContentError otherwise.

    Apart from the loading, since a copy that nobody has renewed must still start.
    """
    texts = [
        (f"{demand.number:02d}-{demand.id}.toml", "checked.day", demand.checked.day)
        for demand in demands
        if demand.checked is not None
    ]
    texts += [("duties.toml", f"{duty.id}.checked.day", duty.checked.day) for duty in duties]
    for file, key, day in texts:
        if (today.year - day.year) * YEAR + today.month - day.month - (today.day < day.day) >= YEAR:
            raise ContentError(file, key, str(day), f"a comparison with the law in the twelve months before {today}")


def check_bodies(
    places: Places,
    areas: Iterable[str],
    committees: Mapping[str, Committee],
    names: Iterable[CommitteeName],
    authorities: Mapping[str, TransportAuthority],
    demands: Iterable[Demand],
) -> None:
    """Each area has one committee for each body that it asks, and each county one public transport authority.

    Raises ContentError otherwise.
    """
    known = set(areas)
    for committee in committees.values():
        check_known("committees.toml", f"{committee.id}.areas", committee.areas, known)
    wanted = {(demand.area, body) for demand in demands for body in _find_bodies(demand)}
    for area, body in sorted(wanted):
        found = [one.id for one in committees.values() if one.body == body and area in one.areas]
        if len(found) != 1:
            raise ContentError("committees.toml", "areas", ", ".join(found) or "none", f"one {body}'s for {area}")
    for name in names:
        check_known("names.toml", "place", [name.place], places.by_code)
        check_known("names.toml", "committee", [name.committee], committees)
    counties = {region.code: places.answering(region).body for region in places.regions}
    for code, body in counties.items():
        if code not in authorities:
            raise ContentError("transport_authorities.toml", "region", "none", f"the authority of {body}")
        if (authorities[code].sv == body) != (authorities[code].form == "region"):
            raise ContentError("transport_authorities.toml", f"{code}.sv", authorities[code].sv, f"{body} for a region")
    check_known("transport_authorities.toml", "region", authorities, counties)


def _find_bodies(demand: Demand) -> tuple[str, ...]:
    if demand.responsible == "shared":
        return (PlaceKind.MUNICIPALITY.value, PlaceKind.REGION.value)
    return (demand.responsible,)


def _check_text(file: str, lang: Lang, text: DemandText, lead: str) -> None:
    if len(text.motion_title) > MOTION_TITLE_LENGTH:
        raise ContentError(
            file, f"{lang}.motion_title", f"{len(text.motion_title)} characters", f"at most {MOTION_TITLE_LENGTH}"
        )
    words = len(text.motion_why.split())
    if words > WHY_WORDS or "\n" in text.motion_why:
        raise ContentError(file, f"{lang}.motion_why", f"{words} words", f"one paragraph of at most {WHY_WORDS} words")
    if not text.exists_question.endswith("?"):
        raise ContentError(file, f"{lang}.exists_question", text.exists_question, "a question")
    if bool(text.proposals_authority) != bool(text.proposals_authority_existing):
        raise ContentError(file, f"{lang}.proposals_authority", "one set", "both sets or none")
    needed = {"{committee}": 1, "{date}": 1}
    for name in SETS:
        proposals: list[str] = getattr(text, name)
        if len(proposals) not in PROPOSALS and (proposals or "authority" not in name):
            raise ContentError(file, f"{lang}.{name}", str(len(proposals)), "1 to 2")
        allowed = {"{area}", "{authority}"} if text.proposals_authority else {"{area}"}
        for proposal in proposals:
            _check_proposal(file, f"{lang}.{name}", lead, proposal, needed, allowed)


def _check_proposal(
    file: str, key: str, lead: str, proposal: str, needed: Mapping[str, int], allowed: Container[str]
) -> None:
    found = _PLACEHOLDER.findall(proposal)
    if any(found.count(one) != count for one, count in needed.items()) or any(
        one not in needed and one not in allowed for one in found
    ):
        raise ContentError(file, key, proposal, "{committee} and {date} once each, and no unknown placeholder")
    if not proposal.startswith(lead) or proposal.endswith("."):
        raise ContentError(file, key, proposal, f"a text that begins with “{lead}” and has no full stop")
