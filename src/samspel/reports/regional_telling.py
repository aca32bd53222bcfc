"""What a municipality's course means for its region, in words."""

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records import Lang
from samspel.reports.scenario_words import tell_change, tell_number
from samspel.scenarios.ensembles import MEDIAN
from samspel.scenarios.outcomes import MILLION
from samspel.scenarios.simulation import Simulation
from samspel.terms.units import PER_CENT


def tell_region(catalogue: Catalogue, lang: Lang, simulation: Simulation) -> list[str]:
    """How large a part of the region the municipality is, what events and levers change for the region in the last
    year, and what is not reckoned; or why there is nothing to tell, where municipality and region are one body.
    """
    texts, place, region = catalogue.texts[lang], simulation.place, simulation.town.region
    if region is None:
        return [texts("regional.both", place=place.name)]
    name, main, year = catalogue.places.region_of(place).body, simulation.main, simulation.last_year
    part = float(main.baseline.band("region_share")[MEDIAN, 0])
    told = [
        texts(
            "regional.part",
            region=name,
            place=place.name,
            total=texts.number(region.total / MILLION),
            part=texts.number(PER_CENT * part, 1),
        )
    ]
    if simulation.request.shocks or simulation.choice.pulled:
        share = float(main.effect.band("region_share")[MEDIAN, -1])
        told += [
            tell_change(texts, main.effect, "region_revenue", year),
            texts(
                "regional.share",
                region=name,
                share=tell_number(texts, "region_share", share, change=True),
            ),
            tell_change(texts, main.effect, "region_balance", year),
        ]
    return [*told, texts("regional.limits")]
