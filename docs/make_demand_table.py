"""Writes docs/demands.md: how each demand is measured, and what of it is built in. Run by `make docs`; a
test keeps it current.
"""

from pathlib import Path

from samspel.catalogue.loading import Catalogue, load_catalogue
from samspel.catalogue.records.needs import Demand, Measure

TARGET = Path(__file__).with_name("demands.md")
INTRODUCTION = """# How the demands are measured

Made from the content by `make docs`. *Decides* is what the verdict rests on, with whether a figure leads or is a
reserve and whether it measures the demand or indicates the need; *beside* is shown as background and never decides.
**Built in** figures come with the program; *not built in* ones are known measures whose value somebody
looks up (the Kolada id says where) or that need a timetable or a map. Every demand also has questions to the body; an
answer that is taken in changes the verdict.

| nr | demand | asked of | decides | beside | questions (deciding) |
| --- | --- | --- | --- | --- | --- |
"""


def write_table(catalogue: Catalogue) -> str:
    """The document as Markdown."""
    rows = [_write_row(catalogue, demand) for demand in catalogue.demands.values()]
    return INTRODUCTION + "\n".join(rows) + "\n"


def _write_row(catalogue: Catalogue, demand: Demand) -> str:
    deciding = [q for q in demand.questions if q.role == "decides"]
    decides = [_write_measure(catalogue, measure) for measure in demand.measures if measure.decides]
    beside = [_write_measure(catalogue, measure) for measure in demand.measures if not measure.decides]
    if deciding:
        decides.append("inquiry")
    if demand.condition is not None:
        decides.append(f"only where {demand.condition.en.holds}")
    cells = (
        demand.number,
        demand.en.title,
        demand.responsible,
        "; ".join(decides),
        "; ".join(beside) or "–",
        f"{len(demand.questions)} ({len(deciding)})",
    )
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _write_measure(catalogue: Catalogue, measure: Measure) -> str:
    indicator = catalogue.indicators[measure.indicator]
    how = f" ({measure.role}, {measure.strength})" if measure.decides else ""
    if indicator.missing is None:
        return f"{measure.kind}: **{indicator.en.name}**{how}"
    where = f"Kolada {indicator.missing.kolada}" if indicator.missing.kolada else indicator.missing.publisher
    return f"{measure.kind}: *{indicator.en.name}* (not built in: {where}){how}"


if __name__ == "__main__":
    TARGET.write_text(write_table(load_catalogue()), encoding="utf-8")
