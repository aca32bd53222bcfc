"""The rules of content/chain.toml, one broken file each."""

import pytest

from catalogue.breaches import Breach, Provoke, check_told, replace, substitute
from samspel.catalogue.loading import Catalogue

FILE = "chain.toml"
CASES = [
    Breach(
        "a span of years is a number that can be looked back over",
        replace(FILE, "link_years = 5", "link_years = 0"),
        FILE,
        "link_years",
        "0",
        "a number from 1 to 30",
        "link_years = 0",
    ),
    Breach(
        "no more signs can be asked for than there are",
        replace(FILE, "least_signs = 2", "least_signs = 4"),
        FILE,
        "least_signs",
        "4",
        "a number from 1 to 3",
        "least_signs = 4",
    ),
    Breach(
        "the better way of a leading measure is that of the measure",
        replace(FILE, '["long_term_unemployment"], better = "lower"', '["long_term_unemployment"], better = "higher"'),
        FILE,
        "jobs-skills.lead.better",
        "higher",
        "lower, as long_term_unemployment has it",
    ),
    Breach(
        "a link begins where the one before it ends",
        replace(FILE, 'start = "jobs"\nend = "skills"', 'start = "firms"\nend = "skills"'),
        FILE,
        "jobs-skills.start",
        "firms",
        "jobs, where the link before it ends",
    ),
    Breach(
        "the links pass every part in the order of the parts",
        substitute(FILE, r'\[\[node\]\]\nid = "need".*?(?=\[\[node\]\])', ""),
        FILE,
        "link",
        "need → firms → jobs → skills → tax-base → welfare",
        "links from each node, once, in the nodes' order",
    ),
    Breach(
        "a demand stands in one link",
        replace(FILE, 'demands = ["regional-crisis-groups", "retraining-network"]', 'demands = ["industrial-land"]'),
        FILE,
        "firms-jobs.demands",
        "industrial-land",
        "each demand once; need-firms has it",
    ),
]


@pytest.mark.parametrize("breach", CASES, ids=lambda breach: breach.rule)
def test_a_broken_chain_is_told(breach: Breach, provoked: Provoke) -> None:
    check_told(breach, provoked(breach))


def test_every_demand_and_study_has_its_place_in_the_chain(catalogue: Catalogue) -> None:
    links = catalogue.chain.links
    assert {name for link in links for name in link.demands} == set(catalogue.demands)
    assert {name for link in links for name in link.studies} == set(catalogue.studies)
