"""Short ways of saying who holds what, and people at random."""

from datetime import date

from hypothesis import strategies as st

from samspel.catalogue.mandates import load_post_rules
from samspel.mandates.records import Again, Person, Post, Status

RULES = load_post_rules()
DAY = date(2026, 12, 1)
OLD_BOARD = (date(2023, 1, 1), date(2026, 12, 31))
NEW_COUNCIL = (date(2026, 10, 15), date(2030, 10, 14))


def post(kind: str, begins: date, ends: date | None = None, place: str = "2181", status: str = "held") -> Post:
    return Post(kind=kind, place=place, begins=begins, ends=ends, status=status)


def person(*posts: Post, number: int = 1, member_until: date | None = None) -> Person:
    return Person(number=number, posts=posts, member_until=member_until)


days = st.dates(date(2022, 1, 1), date(2031, 1, 1))


@st.composite
def posts(draw: st.DrawFn) -> Post:
    begins, ends = sorted(draw(st.tuples(days, days)))
    return Post(
        kind=draw(st.sampled_from([kind.id for kind in RULES.kinds])),
        place=draw(st.sampled_from(["2181", "2180", "21"])),
        begins=begins,
        ends=draw(st.sampled_from([ends, None])),
        status=draw(st.sampled_from(list(Status))),
    )


@st.composite
def people(draw: st.DrawFn) -> list[Person]:
    held = draw(st.lists(st.lists(posts(), max_size=4).map(tuple), max_size=8))
    return [
        Person(
            number=number,
            posts=theirs,
            member_until=draw(st.none() | days),
            stands_again=draw(st.sampled_from(list(Again))),
        )
        for number, theirs in enumerate(held)
    ]
