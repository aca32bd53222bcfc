"""One broken file per rule of papers.py: fields, placeholders and sentences of the papers."""

import pytest

from catalogue.breaches import Breach, Provoke, check_told, replace
from samspel.catalogue.papers import OF_A_FIGURE, PLACEHOLDERS

FILE, SENTENCES = "papers.toml", "figure_sentences.toml"
DECLARED = "an id that is declared"

CASES = [
    Breach(
        "papers: a field that is not declared",
        replace(FILE, 'fields = ["story", "situation"', 'fields = ["strory", "situation"'),
        FILE,
        "motion.fields",
        "strory",
        DECLARED,
    ),
    Breach(
        "papers: a required field that is not asked for",
        replace(FILE, 'required = ["story", "situation", "signed"]', 'required = ["story", "reasons", "signed"]'),
        FILE,
        "motion.required",
        "reasons",
        DECLARED,
    ),
    Breach(
        "papers: a printed field that is not asked for",
        replace(FILE, '"line:item", "lead"', '"line:sender", "lead"'),
        FILE,
        "yrkande.blocks",
        "sender",
        DECLARED,
    ),
    Breach(
        "papers: a word that stands for two answers",
        replace(FILE, '["något", "ja"]', '["något", "nej"]'),
        FILE,
        "situation.choices",
        "nej",
        "a word of one answer alone",
    ),
    Breach(
        "papers: an unknown placeholder of a hint",
        replace(FILE, 'hint = "{exists_question} Ring', 'hint = "{exists} Ring'),
        FILE,
        "situation",
        "{exists}",
        "one of exists_question",
    ),
    Breach(
        "papers: an unknown placeholder",
        replace(FILE, "Motion till {assembly}", "Motion till {assemblies}"),
        FILE,
        "motion",
        "{assemblies}",
        "one of " + ", ".join(sorted(PLACEHOLDERS)),
    ),
    Breach(
        "papers: a sentence of an unknown indicator",
        replace(SENTENCES, 'indicator = "neet_16_24"', 'indicator = "neet"'),
        SENTENCES,
        "indicator",
        "neet",
        DECLARED,
    ),
    Breach(
        "papers: a sentence with an unknown placeholder",
        replace(SENTENCES, "{when} hade {value} barn", "{when} hade {valeu} barn"),
        SENTENCES,
        "children_odd_hours",
        "{valeu}",
        "one of " + ", ".join(sorted(OF_A_FIGURE)),
    ),
]


@pytest.mark.parametrize("breach", CASES, ids=[breach.rule for breach in CASES])
def test_a_broken_paper_is_told(breach: Breach, provoked: Provoke) -> None:
    check_told(breach, provoked(breach))
