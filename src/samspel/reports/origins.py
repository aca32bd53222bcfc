"""The fair test of the course without events, in words and tables: the baseline beside its rivals."""

from collections.abc import Iterator, Sequence

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.trials import OriginRules
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Bullets, Heading, Paragraph
from samspel.rendering.table import Cell, Column, Field, Table, data_field, tabulate, text
from samspel.reports.records import Plain
from samspel.scenarios.bands import WIDE
from samspel.terms.units import PER_CENT
from samspel.trials.origins import INFORMED, OWN, PART, Duel, Score, Trials

DUELS = "official"
"""The table of the course beside official projections, of which the file of every score has nothing."""
DECIMALS = 2

Row = tuple[str, Trials]


def describe_origins(catalogue: Catalogue, texts: Texts, done: Trials) -> tuple[str, ...]:
    """What the test says of the baseline, failures as failures."""
    rules = done.rules
    own = [done.find(OWN, "all", ahead) for ahead in rules.ahead]
    rivals = list_nearer(done)
    lost = [duel for duel in done.duels if duel.error >= duel.official]
    poorest = min(done.groups, key=lambda name: done.groups[name])
    informed = done.find(INFORMED, "before", rules.groups_ahead)
    years, years_ahead = texts.listing([str(ahead) for ahead in rules.ahead]), rules.groups_ahead
    return (
        texts("origins.not_nearest", rivals=texts.listing([_tell(texts, rules, *one) for one in rivals]))
        if rivals
        else texts("origins.nearest", years=years),
        *describe_part(texts, done),
        texts("origins.duels_lost" if lost else "origins.duels_won", count=len(done.duels), lost=len(lost)),
        texts(
            "origins.held",
            shares=texts.listing([_share(texts, one.inside) for one in own]),
            years=years,
            low=_share(texts, WIDE - rules.close),
            high=_share(texts, WIDE + rules.close),
        ),
        texts(
            "origins.groups_held" if done.groups[poorest] >= rules.least_group else "origins.groups_missed",
            share=_share(texts, done.groups[poorest]),
            years=years_ahead,
            least=_share(texts, rules.least_group),
            group=next(texts.of(group) for group in catalogue.places.groups if group.id == poorest),
        ),
        texts(
            "origins.informed",
            error=_share(texts, informed.error, DECIMALS),
            years=years_ahead,
            last=done.find_span("before")[1],
        ),
        *(texts(f"origins.method.{name}", years=years_ahead) for name in ("learned", "band", "chosen", "hindsight")),
    )


def describe_part(texts: Texts, done: Trials) -> tuple[str, ...]:
    """That a part of the baseline by itself comes as near or nearer, and how many years ahead; nothing where it does
    not.
    """
    near = [_tell(texts, done.rules, PART, ahead) for ahead in done.rules.ahead if _beats(done, PART, ahead)]
    return (texts("origins.part", parts=texts.listing(near)),) if near else ()


def list_rivals(done: Trials) -> tuple[str, ...]:
    """The plain ways that the baseline is set beside, without its own parts."""
    return tuple(name for name in list_methods(done) if name != PART)


def list_nearer(done: Trials) -> list[tuple[str, int]]:
    """The plain ways that came as near as the baseline over all years, or nearer, each with the years ahead."""
    return [(name, ahead) for name in list_rivals(done) for ahead in done.rules.ahead if _beats(done, name, ahead)]


def list_methods(done: Trials) -> tuple[str, ...]:
    """The rivals in their order, without the baseline itself."""
    return tuple(dict.fromkeys(score.method for score in done.scores if score.method not in (OWN, INFORMED)))


def tabulate_errors(texts: Texts, done: Trials, era: str) -> Table:
    """Mean absolute error of every method in an era, in per cent."""
    fields = [_name_field(texts), *(_score_field(texts, era, ahead, "error") for ahead in done.rules.ahead)]
    names = [OWN, *list_methods(done), INFORMED]
    first, last = done.find_span(era)
    caption = texts("origins.errors_title", first=first, last=last)
    return tabulate(f"errors_{era}", caption, fields, [(name, done) for name in names], [texts("origins.errors_note")])


def tabulate_bands(texts: Texts, done: Trials) -> Table:
    """CRPS of every method and the share of outcomes in its wide band, in per cent."""
    fields = [_name_field(texts)]
    fields += [_score_field(texts, "all", ahead, kind) for kind in ("crps", "inside") for ahead in done.rules.ahead]
    rows = [(name, done) for name in (OWN, *list_methods(done))]
    return tabulate("bands", texts("origins.bands_title"), fields, rows, [texts("origins.bands_note")])


def tabulate_duels(texts: Texts, done: Trials) -> Table:
    """The baseline beside the official projections of municipalities."""

    def head(key: str, *, is_number: bool = True) -> Column:
        return Column(key=key, head=texts(f"origins.head_of.{key}"), is_number=is_number)

    def share(key: str) -> Field[Duel]:
        return Field(head(key), lambda duel: _cell(texts, float(getattr(duel, key))))

    fields: list[Field[Duel]] = [
        Field(
            head("years", is_number=False), lambda duel: text(texts("origins.span", first=duel.base, last=duel.target))
        ),
        share("error"),
        share("official"),
        share("crps"),
        share("official_crps"),
        Field(head("nearer"), lambda duel: Cell(value=duel.nearer, words=texts.number(duel.nearer))),
    ]
    return tabulate(DUELS, texts("origins.duels_title"), fields, done.duels, [texts("origins.duels_note")])


def tabulate_scores(texts: Texts, done: Trials) -> Table:
    """Every score, one row a way, era and years ahead, for files alone; shares, not per cent."""
    fields = [
        Field[Score](
            Column(key="method", is_coded=True, shown="data"),
            lambda one: Cell(value=one.method, words=_label(texts, done.rules, one.method)),
        ),
        data_field("first_year", lambda one: done.find_span(one.era)[0]),
        data_field("last_year", lambda one: done.find_span(one.era)[1]),
        data_field("years_ahead", lambda one: one.ahead),
        data_field("origins", lambda one: one.origins),
        data_field("error", lambda one: one.error),
        data_field("crps", lambda one: None if one.method == INFORMED else one.crps),
        data_field("inside_80", lambda one: None if one.method == INFORMED else one.inside),
        data_field("inside_50", lambda one: None if one.method == INFORMED else one.half),
    ]
    return tabulate("baseline_test", "", fields, done.scores)


def compose_origins(catalogue: Catalogue, texts: Texts, done: Trials) -> Iterator[Block]:
    """Everything in its order."""
    yield Heading(texts("origins.title"))
    first, *rest = describe_origins(catalogue, texts, done)
    yield Paragraph(first, style="ingress")
    yield Bullets(tuple(rest))
    yield from list_tables(texts, done)


def list_tables(texts: Texts, done: Trials) -> Sequence[Table]:
    """The tables in their order."""
    errors = [tabulate_errors(texts, done, era) for era in done.rules.eras if era != "all"]
    return (*errors, tabulate_bands(texts, done), tabulate_duels(texts, done))


def render_origins(catalogue: Catalogue, texts: Texts, done: Trials) -> Plain:
    """Everything, for JSON; shares, not per cent."""
    return {
        "told": list(describe_origins(catalogue, texts, done)),
        "scores": [
            {
                "method": one.method,
                "era": one.era,
                "years_ahead": one.ahead,
                "origins": one.origins,
                "error": one.error,
                **(
                    {} if one.method == INFORMED else {"crps": one.crps, "inside_80": one.inside, "inside_50": one.half}
                ),
            }
            for one in done.scores
        ],
        "official": [
            {
                "base": duel.base,
                "target": duel.target,
                "error": duel.error,
                "error_official": duel.official,
                "crps": duel.crps,
                "crps_official": duel.official_crps,
                "baseline_nearer": duel.nearer,
                "municipalities": duel.count,
            }
            for duel in done.duels
        ],
        "inside_80_by_group": dict(done.groups),
    }


def _beats(done: Trials, name: str, ahead: int) -> bool:
    """Whether a rival has as small an error as the baseline over all years, or a smaller one."""
    return done.find(name, "all", ahead).error <= done.find(OWN, "all", ahead).error


def _label(texts: Texts, rules: OriginRules, name: str) -> str:
    """What a way is called; some are called after the years that they go on with."""
    years = {"trend": rules.trend_years, "short": rules.short_trend, "flows": rules.latest_flows}
    return texts(f"origins.name.{name}", **years)


def _tell(texts: Texts, rules: OriginRules, name: str, ahead: int) -> str:
    return texts("origins.ahead", name=_label(texts, rules, name), years=ahead)


def _name_field(texts: Texts) -> Field[Row]:
    column = Column(key="method", head=texts("origins.head_of.method"))
    return Field(column, lambda row: Cell(value=row[0], words=_label(texts, row[1].rules, row[0])))


def _score_field(texts: Texts, era: str, ahead: int, kind: str) -> Field[Row]:
    column = Column(key=f"{kind}_{ahead}", head=texts(f"origins.head_of.{kind}_ahead", years=ahead), is_number=True)

    def read(row: Row) -> Cell:
        score: Score = row[1].find(row[0], era, ahead)
        if kind == "inside":
            return Cell(value=score.inside, words=_share(texts, score.inside))
        return _cell(texts, score.error if kind == "error" else score.crps)

    return Field(column, read)


def _cell(texts: Texts, share: float) -> Cell:
    return Cell(value=share, words=_share(texts, share, DECIMALS))


def _share(texts: Texts, share: float, decimals: int = 0) -> str:
    return texts.number(PER_CENT * share, decimals)
