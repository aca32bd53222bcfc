"""What somebody writes for papers: tidied, refused where it cannot be used, kept, shared by papers, and removed."""

from collections.abc import Callable

import pytest
from msgspec import structs

from samspel.app.desk import Desk
from samspel.app.drafting import (
    find_paper,
    find_words,
    forget_draft,
    keep_draft,
    label_draft,
    list_choice_words,
    list_papers,
    name_subject,
    read_words,
    sort_words,
)
from samspel.app.keeping import describe_kept_change, list_kept
from samspel.terms.errors import BadInputError, NotFoundError
from samspel.terms.place import Place

At = Callable[[str], Place]
STORY = "Två på skiftet fick tacka nej."


def test_what_is_written_for_one_paper_is_there_for_the_others(desk: Desk, at: At) -> None:
    catalogue, place = desk.catalogue, at("2181")
    demand = catalogue.demands_by_number[2]
    keep_draft(desk, place, demand, catalogue.papers["motion"], {"story": f" {STORY} ", "signed": "Eva Ek (S)"})
    keep_draft(desk, place, demand, catalogue.papers["fraga"], {"signed": "Bo Berg (V)", "chair": "ordföranden"})
    assert find_words(desk, place, demand) == {"story": STORY, "signed": "Bo Berg (V)", "chair": "ordföranden"}
    assert find_words(desk, place, catalogue.demands_by_number[1]) == {}
    assert find_words(desk, at("1280"), demand) == {}


def test_a_draft_without_words_is_none(desk: Desk, at: At) -> None:
    catalogue, place = desk.catalogue, at("2181")
    demand, motion = catalogue.demands_by_number[2], catalogue.papers["motion"]
    keep_draft(desk, place, demand, motion, {"story": STORY})
    keep_draft(desk, place, demand, motion, {"story": " \n "})
    assert desk.drafts.read("2181") == ()


def test_what_is_kept_is_listed_noted_without_its_words_and_removed(desk: Desk, at: At) -> None:
    catalogue, place = desk.catalogue, at("2181")
    demand = catalogue.demands_by_number[2]
    keep_draft(desk, place, demand, catalogue.papers["motion"], {"story": STORY})
    assert [draft.subject for draft in list_kept(desk, place).drafts] == [demand.id]
    forget_draft(desk, place, name_subject(demand))
    kept = list_kept(desk, place)
    assert (kept.drafts, [change.what for change in kept.changes]) == ((), ["draft_forgotten", "draft_kept"])
    told = " ".join(describe_kept_change(desk, "sv", change) for change in kept.changes)
    assert demand.sv.title in told
    assert "skiftet" not in told
    with pytest.raises(BadInputError) as caught:
        forget_draft(desk, place, demand.id)
    assert caught.value.code == "kept_no_draft"


@pytest.mark.parametrize(
    ("paper", "field", "typed", "code"),
    [
        ("motion", "signed", "Eva Ek", "paper_party"),
        ("motion", "signed", "Eva Ek (S)\nBo Berg", "paper_party"),
        ("motion", "signed", "\n".join("Eva Ek (S)" for _ in range(7)), "paper_lines"),
        ("motion", "story", "a" * 901, "paper_long"),
        ("motion", "situation", "kanske", "paper_choice"),
        ("motion", "deadline", "i vår", "bad_day"),
        ("budgetyrkande", "sums", "1 200 000", "paper_sum"),
        ("budgetyrkande", "sums", "2027: mycket", "number_form"),
        ("budgetyrkande", "sums", "20१२: 5", "paper_sum"),
        ("remissvar", "more", "2, 99", "unknown_demand"),
    ],
)
def test_what_cannot_be_used_is_told(desk: Desk, paper: str, field: str, typed: str, code: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_words(desk.catalogue, desk.catalogue.papers[paper], {field: typed})
    assert (caught.value.code, caught.value.facts["field"]) == (code, field)
    for texts in desk.catalogue.texts.values():
        assert "{" not in str(texts.explain(caught.value))


@pytest.mark.parametrize(
    ("typed", "kept"), [("inget", "none"), ("Nej", "none"), ("no", "none"), ("NÅGOT", "some"), ("ja ", "some")]
)
def test_an_answer_is_taken_by_its_words_in_both_languages(desk: Desk, typed: str, kept: str) -> None:
    words = read_words(desk.catalogue, desk.catalogue.papers["motion"], {"situation": typed})
    assert words == {"situation": kept}


def test_the_words_of_an_answer_are_told_in_both_languages(desk: Desk) -> None:
    with pytest.raises(BadInputError) as caught:
        read_words(desk.catalogue, desk.catalogue.papers["motion"], {"situation": "kanske"})
    swedish, english = "inget, något, vet inte, nej, ja, okänt", "none, some, not known, no, yes, unknown"
    assert caught.value.facts["known"] == f"{swedish}, {english}"


def test_every_mistake_is_told_at_once(desk: Desk) -> None:
    with pytest.raises(BadInputError) as caught:
        read_words(desk.catalogue, desk.catalogue.papers["motion"], {"signed": "Eva Ek", "deadline": "snart"})
    assert [caught.value.code, *(one.code for one in caught.value.others)] == ["paper_party", "bad_day"]


def test_what_is_kept_and_cannot_be_used_is_apart_from_the_rest(desk: Desk) -> None:
    kept = {"signed": "Eva Ek", "deadline": "snart", "story": STORY, "gone": "x", "situation": "kanske"}
    found = sort_words(desk.catalogue, desk.catalogue.papers["motion"], kept)
    assert found.words == {"story": STORY}
    assert [(one.code, one.facts["field"]) for one in found.errors] == [
        ("paper_choice", "situation"),
        ("paper_party", "signed"),
        ("bad_day", "deadline"),
    ]


def test_a_list_of_demands_may_end_with_a_comma(desk: Desk) -> None:
    assert read_words(desk.catalogue, desk.catalogue.papers["remissvar"], {"more": "3, 4,"}) == {"more": "3, 4,"}


def test_papers_of_one_demand_written_at_once_lose_nothing(desk: Desk, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue, place = desk.catalogue, at("2181")
    demand = catalogue.demands_by_number[2]
    keep_draft(desk, place, demand, catalogue.papers["motion"], {"signed": "Eva Ek (S)"})
    before = desk.drafts.find("2181", demand.id)
    keep_draft(desk, place, demand, catalogue.papers["remissvar"], {"plan": "planen"})
    monkeypatch.setattr(desk.drafts, "find", lambda *_: before)  # read before the other wrote
    keep_draft(desk, place, demand, catalogue.papers["motion"], {"story": STORY})
    (draft,) = desk.drafts.read("2181")
    assert draft.words == {"plan": "planen", "story": STORY}


def test_a_resident_signs_without_a_party_and_signs_that_command_a_terminal_are_gone(desk: Desk) -> None:
    typed = {"signed": "Eva Ek", "story": "Natt\x1b[31m\n\n\nskift"}
    words = read_words(desk.catalogue, desk.catalogue.papers["medborgarforslag"], typed)
    assert words["signed"] == "Eva Ek"
    assert "\x1b" not in words["story"]


def test_a_paper_is_found_by_id_or_name_in_both_languages(desk: Desk) -> None:
    catalogue = desk.catalogue
    for words in ("namndinitiativ", "Nämndinitiativ", "committee initiative"):
        assert find_paper(catalogue, words).id == "namndinitiativ"
    with pytest.raises(NotFoundError) as caught:
        find_paper(catalogue, "motin", "demand")
    assert "motion" in str(caught.value.facts["nearest"])
    assert {paper.about for paper in list_papers(catalogue, "goal")} == {"goal"}
    with pytest.raises(BadInputError) as refused:
        find_paper(catalogue, "Motion", "goal")
    assert refused.value.code == "paper_subject"


def test_a_draft_of_what_is_no_longer_in_the_handbook_is_named_as_it_was(desk: Desk) -> None:
    goal = next(iter(desk.catalogue.goals.values()))
    assert label_draft(desk, "sv", name_subject(goal)) == goal.sv.name
    assert label_draft(desk, "sv", "gone") == "gone"


def test_lines_are_tidied_by_the_kind_of_their_field(desk: Desk) -> None:
    motion = desk.catalogue.papers["motion"]
    typed = {
        "committee": " Barn- \n och  utbildningsnämnden",
        "signed": "Eva Ek (S)\n\n Bo  Berg (V) \n",
        "story": "a\n\nb\n",
    }
    assert read_words(desk.catalogue, motion, typed) == {
        "story": "a\n\nb",
        "committee": "Barn- och utbildningsnämnden",
        "signed": "Eva Ek (S)\n\nBo Berg (V)",
    }


def test_a_text_may_fill_its_field(desk: Desk) -> None:
    motion, longest = desk.catalogue.papers["motion"], desk.catalogue.paper_fields["story"].longest
    assert read_words(desk.catalogue, motion, {"story": "a" * longest}) == {"story": "a" * longest}
    with pytest.raises(BadInputError):
        read_words(desk.catalogue, motion, {"story": "a" * (longest + 1)})


def test_a_wrong_choice_is_told_every_word_that_would_do(desk: Desk) -> None:
    """However many words each answer has."""
    first, *others = desk.catalogue.paper_fields["situation"].choices
    alone = structs.replace(first, words=structs.replace(first.words, sv=first.words.sv[:1], en=()))
    words = [word for one in (alone, *others) for word in (*one.words.sv, *one.words.en)]
    assert len(words) > 5
    assert sorted(list_choice_words((alone, *others))) == sorted(words)
