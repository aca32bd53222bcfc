"""A link of the chain in words: how it stands and why, its figures over time, its demands, and what is known of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.chain import Link, Node
from samspel.catalogue.texts import Texts
from samspel.needs.chain import Course, LinkState, LinkView, Sign, is_known, is_sign
from samspel.needs.measuring import Need
from samspel.needs.verdict import Verdict
from samspel.reports.figures import describe_blank, format_period, format_value
from samspel.reports.measure_words import end_sentence, format_change
from samspel.scenarios.parameters import CircleParameter
from samspel.terms.alphabet import capitalise
from samspel.terms.place import Place, PlaceKind

Model = Sequence[CircleParameter]

Result = Literal["effect", "no-effect", "mixed"]
FOUND: tuple[Result, ...] = ("effect", "no-effect", "mixed")
"""What a study can have found when it measured the link."""


def find_node(catalogue: Catalogue, identity: str) -> Node:
    """A part of the chain by its id."""
    return next(node for node in catalogue.chain.nodes if node.id == identity)


def label_link(catalogue: Catalogue, texts: Texts, link: Link) -> str:
    """The two parts that the link joins, with the number it bears in the picture."""
    start, end = (texts.of(find_node(catalogue, identity)) for identity in (link.start, link.end))
    number = catalogue.chain.links.index(link) + 1
    return texts("chain.link", number=number, start=start.name, end=end.within)


def label_state(texts: Texts, state: LinkState) -> str:
    """How a link stands."""
    return texts(f"chain.state.{state.value}")


def label_direction(catalogue: Catalogue, texts: Texts, link: Link) -> str:
    """From which side to which the link acts."""
    start, end = (find_node(catalogue, identity).side for identity in (link.start, link.end))
    return texts(f"chain.direction.{start}_{end}")


def describe_state(texts: Texts, view: LinkView, place: Place) -> str:
    """How a link stands and which signs tell against it, or why it is not judged."""
    state = label_state(texts, view.state)
    if view.state is LinkState.UNKNOWN:
        return f"{end_sentence(state)} {_describe_unknown(texts, view, place)}"
    told = [_describe_sign(texts, view, sign, place) for sign in view.signs]
    return end_sentence(f"{state}: {texts.listing(told)}" if told else state)


def describe_course(catalogue: Catalogue, texts: Texts, course: Course) -> str:
    """A figure with its year, how it has changed since the first year, and how similar places have; or why it is
    blank.
    """
    name, latest = texts.of(course.indicator).name, course.latest
    if latest.value is None:
        return end_sentence(f"{name}: {_find_blank(texts, course)}")
    value = format_value(texts, course.indicator, latest.value)
    now = texts("chain.figure", name=name, value=value, year=format_period(catalogue, texts, latest))
    if course.first is None or course.change is None:
        return end_sentence(now)
    told = describe_moved(texts, course)
    if course.similar is None:
        return end_sentence(f"{now}, {told}")
    kind = "similar" if latest.place.kind is PlaceKind.MUNICIPALITY else "regions"
    return end_sentence(f"{now}, {told}, {texts(f'chain.{kind}', value=format_moved(texts, course, course.similar))}")


def describe_moved(texts: Texts, course: Course) -> str:
    """The change since the first year; beside the middle of all places where that has been taken away."""
    if course.first is None or course.change is None:
        return texts("chain.no_course")
    key = "chain.since_beyond" if course.beyond_all else "chain.since"
    return texts(key, value=format_moved(texts, course, course.change), first=course.first.period.year)


def format_moved(texts: Texts, course: Course, change: float) -> str:
    """A change: of shares in percentage points, of others in per cent."""
    if course.is_share:
        return format_change(texts, course.indicator, change, in_table=True)
    told = texts.quantity(abs(change), "percent")
    if told == texts.quantity(0.0, "percent"):
        return told
    return f"{'+' if change > 0.0 else '−'}{told}"


def describe_needs(texts: Texts, needs: Sequence[Need]) -> str:
    """The link's demands by number: large needs that count as a sign, those that figures only indicate, and how many
    are not known; nothing of a link without demands.
    """
    if not needs:
        return ""
    firm = [need for need in needs if is_sign(need)]
    told = [texts("chain.needs_firm", names=name_large(texts, firm))] if firm else []
    return " ".join(end_sentence(capitalise(part)) for part in (*told, *_list_weak(texts, needs)))


def describe_beside(texts: Texts, needs: Sequence[Need]) -> str:
    """The same without the large needs that count as a sign, which the standing names."""
    return " ".join(end_sentence(capitalise(part)) for part in _list_weak(texts, needs))


def describe_evidence(catalogue: Catalogue, texts: Texts, link: Link, model: Model) -> str:
    """Whether studies have measured the link, how many found what, and what the model takes of it."""
    return f"{describe_studies(catalogue, texts, link)} {describe_model(texts, model)}"


def describe_studies(catalogue: Catalogue, texts: Texts, link: Link) -> str:
    """How many studies of the link found what; that none measured it, or that none was read."""
    counts = Counter(catalogue.studies[name].result for name in link.studies)
    measured = [
        texts(f"chain.studies_{result.replace('-', '_')}", count=counts[result]) for result in FOUND if counts[result]
    ]
    if not link.studies:
        return texts("chain.studies_none")
    beside = [texts("chain.studies_descriptive", count=counts["descriptive"])] if counts["descriptive"] else []
    if not measured:
        return end_sentence(f"{texts('chain.studies_unmeasured')}, {texts.listing(beside)}")
    return end_sentence(f"{texts('chain.studies_measured')}: {', '.join([*measured, *beside])}")


def describe_model(texts: Texts, model: Model) -> str:
    """What the model's numbers of the link rest on; a hypothesis is called one."""
    if not model:
        return texts("chain.model_none")
    if any(one.hypothesis for one in model):
        return texts("chain.model_hypothesis")
    bases = dict.fromkeys(texts(f"basis.{one.basis.value}") for one in model)
    return texts("chain.model", bases=texts.listing(list(bases)))


def name_large(texts: Texts, needs: Iterable[Need]) -> str:
    """Demands by number with how strongly they are known, as they stand in a sentence."""
    ordered = sorted(needs, key=lambda need: need.demand.number)
    strengths = ("" if need.strength is None else texts(f"strength.{need.strength.value}") for need in ordered)
    return texts.listing(
        [
            texts("chain.need_firm", number=need.demand.number, strength=strength)
            for need, strength in zip(ordered, strengths, strict=True)
        ]
    )


def _list_weak(texts: Texts, needs: Sequence[Need]) -> Iterator[str]:
    """Large needs that figures only indicate, that no need is large, and how many are not known."""
    weak = sorted(need.demand.number for need in needs if need.verdict is Verdict.LARGE and not is_sign(need))
    unknown = sum(need.verdict is Verdict.UNKNOWN for need in needs)
    if weak:
        yield texts("chain.needs_weak", names=texts.listing([str(number) for number in weak]))
    elif needs and not any(is_sign(need) for need in needs):
        yield texts("chain.needs_no_large")
    if unknown:
        yield texts("chain.needs_unknown", count=unknown, all=len(needs))


def _describe_sign(texts: Texts, view: LinkView, sign: Sign, place: Place) -> str:
    if sign is Sign.NEED:
        return texts("chain.sign.need", names=name_large(texts, view.large))
    kind = "similar" if place.kind is PlaceKind.MUNICIPALITY else "regions"
    return texts(f"chain.sign.{sign.value}" + (f"_{kind}" if sign is Sign.BEHIND else ""))


def _describe_unknown(texts: Texts, view: LinkView, place: Place) -> str:
    if place.kind is PlaceKind.COUNTRY:
        return texts("chain.unknown_country")
    if view.lead is not None and view.lead.latest.value is None and not any(is_known(need) for need in view.needs):
        return texts("chain.unknown_blank")
    return texts("chain.unknown_course")


def _find_blank(texts: Texts, course: Course) -> str:
    blank = course.latest.blank
    return texts("words.blank") if blank is None else describe_blank(texts, course.indicator, blank)
