"""When a kind of post begins and ends after an election, and the days that a curve has to be read by."""

from datetime import date, timedelta

from samspel.catalogue.mandates import PostRules

ONE_DAY = timedelta(days=1)


def find_period(rules: PostRules, kind: str, year: int) -> tuple[date, date] | None:
    """First and last day of the posts that an election year gives; None where they are decided elsewhere. A proposal
    only: dates stand on each post, since an extra election or a decision changes them. Raises KeyError for no kind.
    """
    term = rules.find_term(rules.find_kind(kind).term)
    if not term.day:
        return None
    begins = date.fromisoformat(f"{year + term.after}-{term.day}")
    return begins, begins.replace(year=begins.year + term.years) - ONE_DAY


def find_period_of(rules: PostRules, kind: str, day: date) -> tuple[date, date] | None:
    """The period that a day lies in, by the elections that are known."""
    found = (find_period(rules, kind, election.day.year) for election in rules.elections)
    return next((period for period in found if period is not None and period[0] <= day <= period[1]), None)


def list_turns(rules: PostRules) -> tuple[tuple[str, date], ...]:
    """The last day before councils and boards change, each with the id of its term, in order."""
    turns = [
        (term.id, date.fromisoformat(f"{election.day.year + term.after}-{term.day}") - ONE_DAY)
        for election in rules.elections
        for term in (rules.find_term(rules.council), rules.find_term(rules.boards))
    ]
    return tuple(sorted(turns, key=lambda turn: turn[1]))


def find_next_election(rules: PostRules, day: date) -> date | None:
    """The next election, on the day itself too."""
    return next((election.day for election in rules.elections if election.day >= day), None)
