"""The blocks that hold what the writer has put in, or a marked place where something is missing."""

from collections.abc import Iterable
from functools import partial

from samspel.catalogue.papers import OWN
from samspel.catalogue.texts import Texts
from samspel.documents.matter import Matter, make_gap
from samspel.rendering.blocks import Block, Lines, Paragraph
from samspel.reports.paper_figures import shows_some

PROMPTS = ("workplace", "happened", "hits")
"""The questions that lead to a story: motion.prompt_… of the texts."""


def list_prompts(texts: Texts) -> tuple[str, ...]:
    """The three questions that lead to a story."""
    return tuple(texts(f"motion.prompt_{name}") for name in PROMPTS)


def make_story(matter: Matter) -> Iterable[Block]:
    """What happened, in the writer's own words."""
    if matter.say("story"):
        yield from _split("story", matter)
    elif "story" in matter.paper.required:
        yield from (Paragraph(f"[{prompt}]", style="gap") for prompt in list_prompts(matter.texts))


def make_exists(matter: Matter) -> Iterable[Block]:
    """What exists today, or that nothing does, or a place to say so. Where figures, an answer or the writer's own words
    say that something is there, a paper does not say that nothing is, whatever its writer chose. Those words always
    stand; a few words in answer to the form's question are led in and get a point, whole sentences stand as they are.
    """
    if matter.exists is None and matter.say("situation"):
        yield Paragraph(matter.texts("paper.unknown_exists", area=matter.area))
    elif matter.exists is None:
        yield make_gap(matter, "situation")
    elif not matter.exists:
        is_there = bool(matter.say("exists")) or (matter.row is not None and shows_some(matter.need))
        yield Paragraph(matter.texts("paper.not_as_proposed" if is_there else "paper.nothing_exists", area=matter.area))
    elif not matter.say("exists"):
        yield make_gap(matter, "exists")
    yield from _split("exists", matter, lead=matter.texts("paper.exists_lead"))


def make_exists_if_told(matter: Matter) -> Iterable[Block]:
    """What exists today, where somebody has said so."""
    return () if matter.exists is None else make_exists(matter)


def make_own(name: str, matter: Matter) -> Iterable[Block]:
    """A field as running text."""
    if matter.say(name):
        yield from _split(name, matter)
    elif name in matter.paper.required:
        yield make_gap(matter, name)


def make_line(name: str, matter: Matter) -> Iterable[Block]:
    """A field on a line of its own after its name."""
    told = matter.texts.of(matter.writer.catalogue.paper_fields[name])
    if matter.say(name):
        yield Paragraph(" ".join(matter.say(name).split()), lead=f"{told.printed or told.label}:")
    elif name in matter.paper.required:
        yield make_gap(matter, name)


def make_place_day(matter: Matter) -> Iterable[Block]:
    """Place and date."""
    day = matter.texts.day(matter.writer.day)
    key = "paper.place_day" if matter.town else "paper.day"
    yield Paragraph(matter.texts(key, town=matter.town, day=day))


def make_signatures(matter: Matter) -> Iterable[Block]:
    """A line to sign on above each name."""
    yield Lines(matter.signers) if matter.signers else make_gap(matter, "signed")


def make_names(matter: Matter) -> Iterable[Block]:
    """The names, as they stand below what is printed in a paper."""
    yield Paragraph(matter.texts.listing(list(matter.signers))) if matter.signers else make_gap(matter, "signed")


def find_own_block(name: str) -> "partial[Iterable[Block]] | None":
    """The maker of a block that is a field, such as `own:reasons` or `line:item`."""
    kind, _, named = name.partition(":")
    makers = dict(zip(OWN, (make_own, make_line), strict=True))
    return partial(makers[f"{kind}:"], named) if f"{kind}:" in makers else None


def _split(name: str, matter: Matter, *, lead: str = "") -> Iterable[Block]:
    """The lines of a field. Where there is a lead, a line that ends without a point is a few words and gets one, and
    the first line the lead before it.
    """
    for number, line in enumerate(matter.list_lines(name)):
        is_few_words = bool(lead) and (line[-1].isalnum() or line[-1] in "%)")
        yield Paragraph(f"{line}." if is_few_words else line, lead="" if number or not is_few_words else lead)
