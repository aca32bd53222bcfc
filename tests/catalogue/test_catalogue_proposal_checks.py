"""One broken file per rule of proposal_checks.py: what papers say, who gets the task, when the law was read."""

from datetime import date
from pathlib import Path

import pytest

from catalogue.breaches import Breach, Change, Provoke, append, check_told, replace, substitute
from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.catalogue.proposal_checks import SETS, check_law_age
from samspel.terms.clock import get_today
from samspel.terms.errors import ContentError
from shipped import load_shipped

EXISTS = "an id that exists"
FILE = "02-childcare-odd-hours.toml"
DEMAND = f"handbook/{FILE}"
SHARED = "33-shift-transit.toml"
COMMITTEES = "bodies/committees.toml"
NAMES = "bodies/names.toml"
AUTHORITIES = "bodies/transport_authorities.toml"
CHECKED = 'checked = { day = 2026-11-29, by = "sfs", law_of = 2025-09-01 }'
PLACEHOLDERS = "{committee} and {date} once each, and no unknown placeholder"


def text(lang: str, key: str, value: str, file: str = DEMAND) -> Change:
    """Give a text of the demand another value."""
    return substitute(file, rf"(^\[{lang}\]$.*?)^{key} = [^\n]*", rf'\1{key} = "{value}"')


def proposals(lang: str, key: str, entries: list[str], file: str = DEMAND) -> Change:
    """Give a set of the demand's draft decisions other entries."""
    told = ", ".join(f'"{entry}"' for entry in entries)
    return substitute(file, rf"(^\[{lang}\]$.*?)^{key} = \[$.*?^\]$", rf"\1{key} = [{told}]")


def without_area(area: str) -> Change:
    """Take an area from the committee that has it."""
    return replace(COMMITTEES, f'"{area}"', '"culture-leisure"')


TEXTS = [
    breach
    for lang, lead in load_shipped().proposal_leads.items()
    for breach in (
        Breach(
            f"{lang}: a motion's title of 91 characters",
            text(lang, "motion_title", "x" * 91),
            FILE,
            f"{lang}.motion_title",
            "91 characters",
            "at most 90",
        ),
        Breach(
            f"{lang}: 91 words of reasons",
            text(lang, "motion_why", "ord " * 91),
            FILE,
            f"{lang}.motion_why",
            "91 words",
            "one paragraph of at most 90 words",
        ),
        Breach(
            f"{lang}: two paragraphs of reasons",
            text(lang, "motion_why", r"ett\\ntvå"),
            FILE,
            f"{lang}.motion_why",
            "2 words",
            "one paragraph of at most 90 words",
        ),
        Breach(
            f"{lang}: a question that asks nothing",
            text(lang, "exists_question", "Tala om vad som finns."),
            FILE,
            f"{lang}.exists_question",
            "Tala om vad som finns.",
            "a question",
        ),
        *(
            Breach(
                f"{lang}: {count} {key}",
                proposals(lang, key, [f"{lead}göra {{date}}"] * count),
                FILE,
                f"{lang}.{key}",
                str(count),
                "1 to 2",
            )
            for key in SETS[:2]
            for count in (0, 3)
        ),
        Breach(
            f"{lang}: only one set for the authority",
            substitute(f"handbook/{SHARED}", rf"(^\[{lang}\]$.*?)^proposals_authority_existing = \[$.*?^\]$", r"\1"),
            SHARED,
            f"{lang}.proposals_authority",
            "one set",
            "both sets or none",
        ),
        *(
            Breach(
                f"{lang}: {rule}",
                proposals(lang, "proposals", [proposal]),
                FILE,
                f"{lang}.proposals",
                proposal,
                expected,
            )
            for rule, proposal, expected in (
                ("a proposal without a committee", "att {date}", PLACEHOLDERS),
                ("a proposal without a date", f"{lead}göra", PLACEHOLDERS),
                ("a proposal with two dates", f"{lead}göra {{date}} {{date}}", PLACEHOLDERS),
                ("a proposal with two committees", f"{lead}göra {{date}} {{committee}}", PLACEHOLDERS),
                ("a placeholder that is unknown", f"{lead}göra {{date}} {{boddy}}", PLACEHOLDERS),
                ("an authority where none decides", f"{lead}göra {{date}} {{authority}}", PLACEHOLDERS),
                ("a brace that is not closed", f"{lead}göra {{date}} {{area", PLACEHOLDERS),
                (
                    "a proposal that gives no task",
                    "att {committee} gör {date}",
                    f"a text that begins with “{lead}” and has no full stop",
                ),
                (
                    "a proposal with a full stop",
                    f"{lead}göra {{date}}.",
                    f"a text that begins with “{lead}” and has no full stop",
                ),
            )
        ),
    )
]

TASKS = [
    Breach("no months", replace(DEMAND, "months = 12", "months = 0"), FILE, "months", "0", "1 to 48"),
    Breach("49 months", replace(DEMAND, "months = 12", "months = 49"), FILE, "months", "49", "1 to 48"),
    Breach(
        "a law read in an unknown source",
        replace(DEMAND, 'by = "sfs"', 'by = "hearsay"'),
        FILE,
        "checked.by",
        "hearsay",
        EXISTS,
    ),
    Breach(
        "a law of a day after it was read",
        replace(DEMAND, "law_of = 2025-09-01", "law_of = 2027-01-01"),
        FILE,
        "checked.law_of",
        "2027-01-01",
        "no day after 2026-11-29",
    ),
    Breach(
        "an unread act that the text does not name",
        replace(DEMAND, "law_of = 2025-09-01", 'law_of = 2025-09-01, unread = ["1734:1"]'),
        FILE,
        "checked.unread",
        "1734:1",
        "an act that the text on the law names",
    ),
    Breach(
        "a duty's law read in an unknown source",
        replace("duties.toml", 'by = "sfs"', 'by = "hearsay"'),
        "duties.toml",
        "social-care.checked.by",
        "hearsay",
        EXISTS,
    ),
    Breach(
        "an unknown committee",
        replace(DEMAND, "months = 12", 'committees = ["circus"]\nmonths = 12'),
        FILE,
        "committees",
        "circus",
        EXISTS,
    ),
    Breach(
        "a region's committee for a municipality's demand",
        replace(DEMAND, "months = 12", 'committees = ["regional-health"]\nmonths = 12'),
        FILE,
        "committees",
        "regional-health of a region",
        "one of a municipality",
    ),
    Breach(
        "two committees of one body",
        replace(DEMAND, "months = 12", 'committees = ["social", "education"]\nmonths = 12'),
        FILE,
        "committees",
        "two of one body",
        "one committee a body",
    ),
    Breach(
        "a shared demand that asks the authority for nothing",
        replace(DEMAND, 'responsible = "municipality"', 'responsible = "shared"'),
        FILE,
        "sv.proposals_authority",
        "nothing",
        "what the body that decides can be asked",
    ),
]

BODIES = [
    Breach(
        "a committee of an unknown area",
        replace(COMMITTEES, '"social-care"', '"fishing"'),
        "committees.toml",
        "social.areas",
        "fishing",
        EXISTS,
    ),
    Breach(
        "an area without a committee",
        without_area("social-care"),
        "committees.toml",
        "areas",
        "social, culture",
        "one municipality's for culture-leisure",
    ),
    Breach(
        "an area that no committee has",
        replace(COMMITTEES, 'areas = ["health-care"]', "areas = []"),
        "committees.toml",
        "areas",
        "none",
        "one region's for health-care",
    ),
    Breach("a name in an unknown place", replace(NAMES, '"0980"', '"9999"'), "names.toml", "place", "9999", EXISTS),
    Breach(
        "a name of an unknown committee",
        replace(NAMES, 'committee = "executive"', 'committee = "circus"'),
        "names.toml",
        "committee",
        "circus",
        EXISTS,
    ),
    Breach(
        "a county without an authority",
        replace(AUTHORITIES, 'region = "25"', 'region = "99"'),
        "transport_authorities.toml",
        "region",
        "none",
        "the authority of Region Norrbotten",
    ),
    Breach(
        "an authority of no county",
        append(AUTHORITIES, '\n[[authority]]\nregion = "99"\nform = "region"\nsource = "z"\nsv = "z"\nen = "z"\n'),
        "transport_authorities.toml",
        "region",
        "99",
        EXISTS,
    ),
    Breach(
        "a joint authority that is said to be the region",
        replace(AUTHORITIES, 'form = "association"', 'form = "region"'),
        "transport_authorities.toml",
        "22.sv",
        "Kollektivtrafikmyndigheten i Västernorrlands län",
        "Region Västernorrland for a region",
    ),
]


CASES = [*TEXTS, *TASKS, *BODIES]


@pytest.mark.parametrize("breach", CASES, ids=lambda breach: breach.rule)
def test_checks_refuse(breach: Breach, provoked: Provoke) -> None:
    check_told(breach, provoked(breach))


def test_both_placeholders_and_the_area_of_a_transport_demand_are_allowed(content_copy: Path) -> None:
    entries = [f"{load_shipped().proposal_leads['sv']}göra {{date}} hos {{authority}} i {{area}}"] * 2
    proposals("sv", "proposals", entries, f"handbook/{SHARED}")(content_copy)
    assert load_catalogue(content_copy).demands["shift-transit"].sv.proposals == entries


def test_every_law_text_has_been_compared_with_the_law_in_the_last_twelve_months(catalogue: Catalogue) -> None:
    """Red on a day when a law text is a year old: read the law again, mend the text and give it the day."""
    check_law_age(catalogue.demands.values(), catalogue.duties.values(), get_today())


@pytest.mark.parametrize(
    ("today", "old"), [(date(2027, 11, 28), False), (date(2027, 11, 29), True), (date(2029, 1, 1), True)]
)
def test_a_law_text_is_old_after_twelve_months(catalogue: Catalogue, today: date, old: bool) -> None:
    demand = catalogue.demands_by_number[2]
    assert demand.checked is not None
    assert demand.checked.day == date(2026, 11, 29), "then the days below need others"
    duty = next(duty for duty in catalogue.duties.values() if duty.checked.day == demand.checked.day)
    for demands, duties, key in (([demand], [], "checked.day"), ([], [duty], f"{duty.id}.checked.day")):
        if not old:
            check_law_age(demands, duties, today)
            continue
        with pytest.raises(ContentError) as raised:
            check_law_age(demands, duties, today)
        assert (raised.value.key, raised.value.facts["found"]) == (key, "2026-11-29")
