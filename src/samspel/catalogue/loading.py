"""Loads all of content/ into one frozen Catalogue and checks every reference between its files."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TypeVar

from samspel.catalogue import checks
from samspel.catalogue.chain_checks import check_chain
from samspel.catalogue.glossary import load_glossary
from samspel.catalogue.measure_checks import check_measures
from samspel.catalogue.papers import check_figure_sentences, check_kinds, load_papers
from samspel.catalogue.parameter_checks import check_parameter
from samspel.catalogue.places import Places, load_places, read_areas
from samspel.catalogue.proposal_checks import check_bodies, check_duty, check_papers
from samspel.catalogue.reading import find_line, read_list, read_record
from samspel.catalogue.records.base import InEnglish, Lang, Named, Parameter
from samspel.catalogue.records.bodies import Committee, CommitteeName, TransportAuthority
from samspel.catalogue.records.chain import Chain
from samspel.catalogue.records.checks import FigureChecks
from samspel.catalogue.records.figures import FigureChange, Indicator, Licence, ReachPart, Source, Table, Unit
from samspel.catalogue.records.glossary import Term
from samspel.catalogue.records.needs import Demand, Duty, Goal, Study, Whose
from samspel.catalogue.records.papers import FigureSentence, Paper, PaperField, PaperKinds
from samspel.catalogue.records.settings import (
    AgeGroup,
    FactSheet,
    Help,
    HospitalCheck,
    Industries,
    Inputs,
    LikenessFeature,
    PictureSection,
    RegisterSites,
    RoadRules,
)
from samspel.catalogue.records.trials import TrialRules
from samspel.catalogue.texts import Texts, load_texts
from samspel.catalogue.trials import load_trial_rules
from samspel.terms.errors import ContentError
from samspel.terms.place import Place

T = TypeVar("T")


def find_content() -> Path:
    """The folder of content that is shipped with the package."""
    return Path(str(resources.files("samspel"))) / "content"


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Everything that content/ says, in order of the files."""

    folder: Path
    places: Places
    texts: Mapping[Lang, Texts]
    areas: Mapping[str, Named]
    themes: Mapping[str, Named]
    levers: Mapping[str, Named]
    units: Mapping[str, Unit]
    sources: Mapping[str, Source]
    licences: Mapping[str, Licence]
    tables: Mapping[str, Table]
    changes: tuple[FigureChange, ...]
    indicators: Mapping[str, Indicator]
    demands: Mapping[str, Demand]
    duties: Mapping[str, Duty]
    goals: Mapping[str, Goal]
    committees: Mapping[str, Committee]
    committee_names: tuple[CommitteeName, ...]
    authorities: Mapping[str, TransportAuthority]
    """The public transport authorities by the code of the county."""
    studies: Mapping[str, Study]
    parameters: Mapping[str, Parameter]
    picture: tuple[PictureSection, ...]
    fact_sheet: FactSheet
    likeness: tuple[LikenessFeature, ...]
    inputs: Inputs
    chain: Chain
    industries: Industries
    figure_checks: FigureChecks
    age_groups: tuple[AgeGroup, ...]
    road_rules: RoadRules
    register_sites: RegisterSites
    hospitals: tuple[HospitalCheck, ...]
    kinds: PaperKinds
    figure_sentences: Mapping[str, FigureSentence]
    files: Mapping[str, str]
    """The file that each indicator and parameter stands in, by id, for errors."""
    replaced: frozenset[str] = frozenset()
    """The program's own demands that are left out, since another handbook stands in their place."""

    @cached_property
    def demands_by_number(self) -> dict[int, Demand]:
        """The handbook by number."""
        return {demand.number: demand for demand in self.demands.values()}

    def count_others(self) -> dict[Whose, int]:
        """Whose the demands are that are not the program's own, and how many of each."""
        return dict(Counter(demand.whose for demand in self.demands.values() if demand.whose is not None))

    @cached_property
    def papers(self) -> dict[str, Paper]:
        """The kinds of paper by id."""
        return by_id(self.kinds.paper)

    @cached_property
    def paper_fields(self) -> dict[str, PaperField]:
        """What a paper may ask of its writer, by id."""
        return by_id(self.kinds.field)

    @cached_property
    def proposal_leads(self) -> dict[Lang, str]:
        """How a draft decision begins in each language: the council steers by giving a committee a task."""
        return {lang: f"{texts('own.lead')} " for lang, texts in self.texts.items()}

    @cached_property
    def reach(self) -> dict[ReachPart, str]:
        """The id of the indicator that each part of a report of reach is the value of."""
        return {record.reach: record.id for record in self.indicators.values() if record.reach is not None}

    @cached_property
    def glossary(self) -> dict[str, Term]:
        """The terms by id, read when somebody asks. Raises ContentError for a rule that the file breaks."""
        return load_glossary(self.folder)

    @cached_property
    def trial_rules(self) -> TrialRules:
        """The rules that the model is tried by. Raises ContentError for one that the file breaks."""
        return load_trial_rules(self.folder)

    @cached_property
    def help(self) -> Help:
        """What the help names. Raises ContentError for a place that is unknown, or an address that is none."""
        path = self.folder / "help.toml"
        said = read_record(path, Help)
        checks.check_known(path.name, "tour_place", (said.tour_place,), self.places.by_code)
        if said.faults and not said.faults.startswith(("https://", "mailto:")):
            line = find_line(path, "faults")
            raise ContentError(path.name, "faults", said.faults, "an address with https or mailto, or none", line)
        return said

    @cached_property
    def place_names(self) -> dict[str, Place]:
        """The places by all that they are called, as names are compared. A name of both a municipality and a region is
        the municipality's.
        """
        from samspel.terms.likeness import plain_word  # its library is slow to start

        told = (text("places.country_names").split(",") for text in self.texts.values())
        names = {plain_word(name): self.places.country for words in told for name in words}
        for place in reversed(self.places.everywhere):
            called = (place.area, place.body, place.name, place.code, *place.in_english)
            names |= dict.fromkeys(map(plain_word, called), place)
        bodies = {plain_word(place.body) for place in self.places.municipalities}
        for region in self.places.regions:
            names[plain_word(region.area)] = region
            if plain_word(region.body) not in bodies:
                names[plain_word(region.body)] = region
        for name, code in self.places.also.items():
            names.setdefault(plain_word(name), self.places.by_code[code])
        return names

    @cached_property
    def spread_place_names(self) -> dict[str, Place]:
        """The places by their names with blanks for hyphens."""
        from samspel.terms.likeness import plain_heading  # its library is slow to start

        return {plain_heading(name): place for name, place in self.place_names.items()}

    @cached_property
    def words_around_lists(self) -> frozenset[str]:
        """What stands above or below a column of places, as words are compared."""
        return self._list_said("places.around_lists")

    @cached_property
    def words_between_names(self) -> frozenset[str]:
        """What stands between two places in running text."""
        return self._list_said("places.between_names")

    @cached_property
    def words_after_names(self) -> frozenset[str]:
        """What people write after the name of a municipality."""
        return self._list_said("places.after_names")

    @cached_property
    def municipality_words(self) -> frozenset[str]:
        """What a municipality is, after its name: Gislaved kommun."""
        return self._list_said("places.municipality_words")

    def _list_said(self, key: str) -> frozenset[str]:
        """The words of a text with commas between, of all languages, as words are compared."""
        from samspel.terms.likeness import plain_word  # its library is slow to start

        return frozenset(plain_word(word) for texts in self.texts.values() for word in texts(key).split(","))

    @cached_property
    def bare_place_names(self) -> dict[str, Place]:
        """The only place of each name as it is written without accents; a municipality's goes before a region's."""
        from samspel.terms.likeness import bare_word  # its library is slow to start

        found: dict[str, Place | None] = {}
        for place in self.places.everywhere:  # municipalities stand before regions
            for name in {bare_word(one) for one in (place.name, place.area, place.body)}:
                other = found.setdefault(name, place)
                if other is not None and other is not place and other.kind is place.kind:
                    found[name] = None
        return {name: place for name, place in found.items() if place is not None}

    def value(self, parameter: str) -> float:
        """The value of a parameter. Raises KeyError for an unknown one."""
        return self.parameters[parameter].value


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Load `folder`, or the shipped content. Raises ContentError for the first rule that a file breaks."""
    content = folder or find_content()
    files: dict[str, str] = {}
    units = by_id(read_list(content / "units.toml", "unit", Unit))
    themes = by_id(read_list(content / "themes.toml", "theme", Named))
    english = {one.sv: one.en for one in read_list(content / "in_english.toml", "said", InEnglish)}
    texts = load_texts(content / "texts", units, read_areas(content / "places"), english)
    catalogue = Catalogue(
        folder=content,
        places=load_places(
            content / "places", Named(id="country", sv=texts["sv"]("words.country"), en=texts["en"]("words.country"))
        ),
        texts=texts,
        areas=by_id(read_list(content / "areas.toml", "area", Named)),
        themes=themes,
        levers=by_id(read_list(content / "levers.toml", "lever", Named)),
        units=units,
        sources=by_id(read_list(content / "sources.toml", "source", Source)),
        licences=by_id(read_list(content / "licences.toml", "licence", Licence)),
        tables=by_id(read_list(content / "figures" / "tables.toml", "table", Table)),
        changes=read_list(content / "figures" / "changes.toml", "change", FigureChange),
        indicators=merge(content / "indicators", "indicator", Indicator, files),
        demands=_load_handbook(content / "handbook"),
        duties=by_id(read_list(content / "duties.toml", "duty", Duty)),
        goals=by_id(read_list(content / "goals.toml", "goal", Goal)),
        committees=by_id(read_list(content / "bodies" / "committees.toml", "committee", Committee)),
        committee_names=read_list(content / "bodies" / "names.toml", "name", CommitteeName),
        authorities=by_id(
            read_list(content / "bodies" / "transport_authorities.toml", "authority", TransportAuthority)
        ),
        studies=by_id(read_list(content / "evidence.toml", "study", Study)),
        parameters=merge(content / "parameters", "parameter", Parameter, files),
        picture=read_list(content / "picture.toml", "section", PictureSection),
        fact_sheet=read_record(content / "fact_sheet.toml", FactSheet),
        likeness=read_list(content / "likeness.toml", "feature", LikenessFeature),
        inputs=read_record(content / "inputs.toml", Inputs),
        chain=read_record(content / "chain.toml", Chain),
        industries=read_record(content / "industries.toml", Industries),
        figure_checks=read_record(content / "figure_checks.toml", FigureChecks),
        age_groups=read_list(content / "age_groups.toml", "group", AgeGroup),
        road_rules=read_record(content / "road_rules.toml", RoadRules),
        register_sites=read_record(content / "register_sites.toml", RegisterSites),
        hospitals=read_list(content / "hospitals.toml", "hospital", HospitalCheck),
        kinds=load_papers(content / "papers.toml"),
        figure_sentences=by_id(read_list(content / "figure_sentences.toml", "sentence", FigureSentence)),
        files=files,
    )
    check_catalogue(catalogue)
    return catalogue


def check_catalogue(catalogue: Catalogue) -> None:
    """Check every reference and every rule that spans several keys or files. Raises ContentError for the first
    breach.
    """
    for source in catalogue.sources.values():
        checks.check_known("sources.toml", f"{source.id}.licences", source.licences, catalogue.licences)
    for table in catalogue.tables.values():
        checks.check_table(table, catalogue.sources)
    checks.check_changes(catalogue.changes, catalogue.tables)
    for indicator in catalogue.indicators.values():
        checks.check_indicator(
            catalogue.files[indicator.id],
            indicator,
            catalogue.themes,
            catalogue.units,
            catalogue.tables,
            catalogue.indicators,
        )
    checks.check_reach(catalogue.indicators, catalogue.files)
    _check_handbook(catalogue)
    check_kinds(catalogue.papers, catalogue.paper_fields)
    check_figure_sentences(catalogue.figure_sentences, catalogue.indicators)
    for goal in catalogue.goals.values():
        checks.check_goal(goal, catalogue.indicators, catalogue.demands)
    for section in catalogue.picture:
        checks.check_known("picture.toml", f"{section.id}.indicators", section.indicators, catalogue.indicators)
        checks.check_known("picture.toml", f"{section.id}.charts", section.charts, catalogue.indicators)
    sheet = catalogue.fact_sheet
    checks.check_known("fact_sheet.toml", "indicators", [sheet.chart, *sheet.indicators], catalogue.indicators)
    named = [feature.indicator for feature in catalogue.likeness]
    checks.check_known("likeness.toml", "indicator", named, catalogue.indicators)
    for parameter in catalogue.parameters.values():
        check_parameter(catalogue.files[parameter.id], parameter, catalogue.units)
    codes = {place.code for place in catalogue.places.municipalities}
    checks.check_register_sites(catalogue.register_sites, codes)
    checks.check_inputs(catalogue.folder / "inputs.toml", catalogue.inputs, catalogue.indicators)
    checks.check_figure_checks(catalogue.figure_checks, catalogue.indicators, catalogue.units)
    check_chain(
        catalogue.folder / "chain.toml",
        catalogue.chain,
        catalogue.indicators,
        catalogue.demands,
        catalogue.studies,
        catalogue.places.by_code,
    )
    checks.check_industries(catalogue.industries, catalogue.tables)
    checks.check_age_groups(catalogue.age_groups, catalogue.parameters, catalogue.tables)


def _check_handbook(catalogue: Catalogue) -> None:
    """The demands, their measures and papers, the duties, and the bodies that decide."""
    for demand in catalogue.demands.values():
        checks.check_demand(
            demand, catalogue.areas, catalogue.duties, catalogue.studies, catalogue.levers, catalogue.indicators
        )
        check_measures(
            demand,
            catalogue.indicators,
            catalogue.parameters,
            {group.id for group in catalogue.places.groups},
            catalogue.tables,
        )
        check_papers(demand, catalogue.sources, catalogue.committees, catalogue.proposal_leads)
    for duty in catalogue.duties.values():
        check_duty(duty, catalogue.sources)
    check_bodies(
        catalogue.places,
        catalogue.areas,
        catalogue.committees,
        catalogue.committee_names,
        catalogue.authorities,
        catalogue.demands.values(),
    )


def by_id(records: Iterable[T]) -> dict[str, T]:
    """Records by their id."""
    return {str(record.id): record for record in records}  # type: ignore[attr-defined]


def merge(folder: Path, name: str, record: type[T], files: dict[str, str]) -> dict[str, T]:
    """All `[[name]]` entries of the folder's files by id; `files` is told which file each stands in."""
    merged: dict[str, T] = {}
    for path in sorted(folder.glob("*.toml")):
        for identity, entry in by_id(read_list(path, name, record)).items():
            if identity in merged:
                raise ContentError(path.name, "id", f"{identity}, which {files[identity]} has", "each id in one file")
            merged[identity], files[identity] = entry, path.name
    return merged


def read_demand(path: Path) -> Demand:
    """Read the file of a demand. Raises ContentError for one that does not have the form."""
    demand = read_record(path, Demand)
    if demand.whose is not None:
        raise ContentError(path.name, "whose", "the unknown key whose", "a key of the schema", find_line(path, "whose"))
    return demand


def _load_handbook(folder: Path) -> dict[str, Demand]:
    demands: dict[str, Demand] = {}
    for number, path in enumerate(sorted(folder.glob("*.toml")), 1):
        demand = read_demand(path)
        if path.stem != f"{demand.number:02d}-{demand.id}":
            raise ContentError(path.name, "number, id", path.stem, f"a file named {demand.number:02d}-{demand.id}.toml")
        if demand.number != number:
            raise ContentError(
                path.name, "number", str(demand.number), f"{number}: numbers run without a gap, each once"
            )
        if demand.id in demands:
            raise ContentError(path.name, "id", f"{demand.id}, which another demand has", "each id once")
        demands[demand.id] = demand
    return demands
