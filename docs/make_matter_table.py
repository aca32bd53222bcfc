"""Writes docs/matter_rules.md: states, events, what is never allowed, ends, clocks and the law they rest on. Run by
`make docs`; a test keeps it current.
"""

from collections.abc import Iterable
from pathlib import Path

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.catalogue.matters import load_rules
from samspel.catalogue.records.matters import EventRule, Law, Way

TARGET = Path(__file__).with_name("matter_rules.md")
INTRODUCTION = """# The rules of how a matter moves

Made from `content/matters/states.toml` by `make docs`; [what they are for](matters.md). Mark of a rule: R read in the
statute on the day given, P seen at named bodies, G general knowledge that was not checked, O our own. The day is that
of the copy that was read: compare with the law as it stands before a new version is released.

"""


def write_table(catalogue: Catalogue) -> str:
    """The document as Markdown."""
    rules, texts = load_rules(catalogue.folder), catalogue.texts["sv"]
    laws = {law.id: law for law in rules.laws}
    states = ((f"`{one.id}`", texts(f"matters.state.{one.id}"), one.phase) for one in rules.states)
    events = (row for one in rules.events for row in _tell_event(texts(f"matters.event.{one.id}"), one))
    nevers = (
        (f"`{one.id}`", ", ".join(one.kinds) or "all", ", ".join((*one.to_phases, *one.to)), _tell(laws[one.law]))
        for one in rules.nevers
    )
    ends = (
        (f"`{one.state}`", ", ".join((*one.kinds, *one.directions, *one.reasons)), one.won, ", ".join(one.next))
        for one in rules.ends
    )
    clocks = (
        (f"`{one.id}`", _tell_length(one.months, one.days), ", ".join(one.kinds) or "all", _tell(laws[one.law]))
        for one in rules.clocks
    )
    doubts = ((f"`{one.id}`", texts(f"matters.vote_flag.{one.id}"), _tell(laws[one.law])) for one in rules.doubts)
    return INTRODUCTION + "\n".join(
        (
            "## States\n\n" + _write(("state", "Swedish", "phase"), states),
            "## Events\n\n" + _write(("event", "Swedish", "from", "to", "kinds", "who", "needs"), events),
            "## Never\n\n" + _write(("rule", "kinds", "leads to", "law"), nevers),
            "## Ends\n\n" + _write(("state", "only", "counts as won", "next steps"), ends),
            "## Clocks\n\n" + _write(("clock", "length", "kinds", "rule"), clocks),
            "## Votes that do not add up\n\n" + _write(("doubt", "Swedish", "law"), doubts),
        )
    )


def _write(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "".join(f"| {' | '.join(cell or '–' for cell in line)} |\n" for line in lines)


def _tell_event(name: str, event: EventRule) -> Iterable[tuple[str, ...]]:
    who = "the deciding body" if event.decides else ", ".join(event.who)
    for way in event.ways:
        to = "the same" if way.to is None else way.to
        yield f"`{event.id}`", name, ", ".join(way.from_), to, _tell_kinds(way), who, ", ".join(event.needs)


def _tell_kinds(way: Way) -> str:
    if way.kinds:
        return ", ".join(way.kinds)
    return "all" if not way.except_kinds else f"all but {', '.join(way.except_kinds)}"


def _tell(law: Law) -> str:
    day = "" if law.checked is None else f", {law.checked}"
    return f"{law.place} ({law.mark}{day})".strip()


def _tell_length(months: int, days: int) -> str:
    return f"{months} months" if months else f"{days} days" if days else "as the body or the decision says"


if __name__ == "__main__":
    TARGET.write_text(write_table(load_catalogue()), encoding="utf-8")
