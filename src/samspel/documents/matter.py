"""What a paper is written of: its kind, what it is about, who it goes to, and what somebody has written themselves."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from samspel.catalogue.records.needs import Demand, DemandText, Goal
from samspel.catalogue.records.papers import EXISTS, UNKNOWN, Paper, PaperText
from samspel.catalogue.texts import Texts
from samspel.needs.deciding import Addressee, find_due, has_regional_council
from samspel.needs.measuring import Need
from samspel.reach.report import ReachReport
from samspel.rendering.blocks import Paragraph
from samspel.reports.demand import label_chair, word_addressee
from samspel.reports.whose import find_texts
from samspel.reports.writing import Writer
from samspel.scenarios.costs import CostedNeed
from samspel.terms.alphabet import capitalise
from samspel.terms.place import Place, PlaceKind
from samspel.trials.simulated import Simulated

YEAR_AND_SUM = re.compile(r"(?P<year>20[0-9]{2})\s*[: ]\s*(?P<sum>\S.*)")


@dataclass(frozen=True, kw_only=True)
class Matter:
    """A paper under way. `row` is the demand at the place with its cost and `to` who decides it, both None for a paper
    about a goal; `more` are further demands of the same paper, and `event` names what has happened where a letter is
    about that. `words` are the writer's own, by field.
    """

    writer: Writer
    paper: Paper
    place: Place
    words: Mapping[str, str] = field(default_factory=dict)
    row: CostedNeed | None = None
    to: Addressee | None = None
    goal: Goal | None = None
    more: Sequence[CostedNeed] = ()
    event: str = ""
    scenario: Simulated | None = None
    reach: ReachReport | None = None

    @property
    def texts(self) -> Texts:
        """The texts of the paper's language."""
        return self.writer.texts

    @property
    def told(self) -> PaperText:
        """What content says of the kind."""
        return self.texts.of(self.paper)

    @property
    def costed(self) -> CostedNeed:
        """The demand at the place with its cost. Raises LookupError for a paper about something else."""
        if self.row is None:
            raise LookupError(self.paper.id)
        return self.row

    @property
    def need(self) -> Need:
        """The demand at the place."""
        return self.costed.need

    @property
    def demand(self) -> Demand:
        """The demand."""
        return self.need.demand

    @property
    def says(self) -> DemandText:
        """What the handbook says of the demand."""
        return self.texts.of(self.demand)

    @property
    def addressee(self) -> Addressee:
        """Who decides. Raises LookupError for a paper about something else than a demand."""
        if self.to is None:
            raise LookupError(self.paper.id)
        return self.to

    def say(self, name: str) -> str:
        """What the writer has put into a field; nothing where the paper does not ask for it."""
        return self.words.get(name, "").strip() if name in self.paper.fields else ""

    def list_lines(self, name: str) -> tuple[str, ...]:
        """The lines of a field that hold something."""
        return tuple(line.strip() for line in self.say(name).splitlines() if line.strip())

    @property
    def signers(self) -> tuple[str, ...]:
        """Who signs, with party."""
        return self.list_lines("signed")

    @property
    def exists(self) -> bool | None:
        """Whether something that is asked for exists today; None where nobody has said or knows."""
        if self.say("situation") not in ("", UNKNOWN):
            return self.say("situation") == EXISTS
        return True if self.say("exists") else None

    @property
    def committee(self) -> str:
        """The committee that gets the task, by the name the writer gave it or else the usual one."""
        return self.say("committee") or self.texts.of(self.addressee.committee)

    @property
    def deadline(self) -> date:
        """The day in the draft decisions."""
        return (
            date.fromisoformat(self.say("deadline")) if self.say("deadline") else find_due(self.demand, self.writer.day)
        )

    @property
    def sums(self) -> tuple[tuple[int, str], ...]:
        """Year and sum of each line of the field of sums."""
        found = (YEAR_AND_SUM.fullmatch(line) for line in self.list_lines("sums"))
        return tuple((int(one["year"]), one["sum"]) for one in found if one is not None)

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that the paper cannot be without and that are empty, and those where a mark still stands for words
        that were left out.
        """
        gap = self.texts("network.gap")
        holed = [name for name in self.paper.fields if name not in self.paper.required and gap in self.say(name)]
        empty = [name for name in self.paper.required if not self.say(name) or gap in self.say(name)] + holed
        if self.exists is not None:
            empty = [name for name in empty if name != "situation"]
        needs_more = self.paper.needs_what_exists and self.say("situation") == EXISTS and not self.say("exists")
        return (*empty, "exists") if needs_more else tuple(empty)

    @property
    def area(self) -> str:
        """The territory of the body that decides, or of the place."""
        return self.place.area if self.to is None else self.to.body.area

    @cached_property
    def facts(self) -> dict[str, str]:
        """What fills the placeholders of the kind's texts; a marked place for what the writer has not given."""
        several = "we" if len(self.signers) > 1 else "i"
        known = {name: self.texts(f"paper.{several}_{name}") for name in ("subject", "object", "own")}
        facts = {
            "we": known["subject"],
            "We": capitalise(known["subject"]),
            "us": known["object"],
            "our": known["own"],
            "area": self.area,
            "title": self.texts.of(self.goal).name if self.goal is not None else "",
            "number": "",
            "event": self.event,
        }
        facts |= {name: self.say(name) or mark_gap(self, name) for name in ("organisation", "plan")}
        return facts | (self._decided_facts() if self.row is not None and self.to is not None else {})

    def _decided_facts(self) -> dict[str, str]:
        body = self.addressee.body
        kind = "region" if has_regional_council(self.writer.catalogue.places, body) else "municipality"
        council = self.texts(f"paper.council_{kind}")
        return {
            "body": body.body,
            "council": council,
            "assembly": self.texts("paper.assembly", council=council, body=body.body),
            "committee": self.committee,
            "chair": self.say("chair") or label_chair(self.texts, self.addressee, self.committee),
            "title": self.says.title,
            "number": str(self.demand.number),
        }

    @property
    def proposal_words(self) -> dict[str, str]:
        """What fills the placeholders of the draft decisions. Where the committee itself decides, its administration
        gets the task.
        """
        inside = find_texts(self.writer.catalogue, self.texts, self.demand)
        committee = self.say("committee") or inside.of(self.addressee.committee)
        own = inside("paper.administration") if self.paper.to == "committee" else committee
        return word_addressee(inside, self.addressee, self.deadline, own)

    @property
    def town(self) -> str:
        """The town before the date: the writer's, else that of the municipality."""
        return self.say("town") or (self.place.name if self.place.kind is PlaceKind.MUNICIPALITY else "")


def mark_gap(matter: Matter, name: str) -> str:
    """A short marked place for a field that is empty."""
    return f"[{matter.texts.of(matter.writer.catalogue.paper_fields[name]).label}]"


def make_gap(matter: Matter, name: str) -> Paragraph:
    """A marked place for a field that is empty, with what belongs there."""
    told = matter.texts.of(matter.writer.catalogue.paper_fields[name])
    return Paragraph(f"[{told.gap or told.label}]", style="gap")
