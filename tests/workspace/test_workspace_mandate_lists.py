"""Lists of posts brought in: looked at, saved, taken back."""

import pytest

from samspel.app.desk import Desk
from samspel.catalogue.mandates import load_post_rules
from samspel.terms.errors import BadInputError
from samspel.workspace.mandate_entries import decode_list, make_example, read_list
from samspel.workspace.mandate_lists import count_last, match_list, save_list, undo_list
from samspel.workspace.mandates import change_post, make_post
from samspel.workspace.models import Account, Holder, Post, Unit

RULES = load_post_rules()
HEAD = "Namn;Uppdrag;Plats;Organ;Från;Till\n"
KIM = "Kim Exempel;Ledamot i fullmäktige;Sandviken;KF;2026-10-15;2030-10-14\n"
KIM_TOO = "Kim  exempel;board_member;2181;Utbildningsnämnden;2023-01-01;2026-12-31\n"
NEAR = "Kim Exempell;Revisor;Sandviken;;2027-01-01;\n"


def test_the_template_is_a_list_that_can_be_read(desk: Desk, branch: Unit) -> None:
    written = decode_list(make_example(desk.catalogue.texts["sv"], RULES))
    found = read_list(desk, RULES, branch, written)
    assert (len(found.posts), found.problems, found.ignored) == (2, (), ())
    assert found.posts[1].post.role == "chair"


def test_to_look_saves_nothing_and_says_what_each_row_would_do(desk: Desk, branch: Unit, local: Account) -> None:
    listed = read_list(desk, RULES, branch, HEAD + KIM + KIM_TOO + KIM + NEAR)

    assert [one.what for one in match_list(branch, listed.posts, local)] == ["new", "same_list", "twice", "new"]
    assert Holder.objects.count() == 0


def test_the_same_name_is_the_same_person_also_of_those_who_are_there(desk: Desk, branch: Unit, local: Account) -> None:
    first = read_list(desk, RULES, branch, HEAD + KIM)
    assert save_list(branch, match_list(branch, first.posts, local), local) == 1

    again = match_list(branch, read_list(desk, RULES, branch, HEAD + KIM + KIM_TOO + NEAR).posts, local)
    assert [(one.what, one.like) for one in again] == [("twice", ""), ("known", ""), ("alike", "Kim Exempel")]
    assert save_list(branch, again, local) == 2
    assert (Holder.objects.count(), Post.objects.count()) == (2, 3)


def test_a_list_is_taken_back_but_not_what_somebody_has_changed_since(desk: Desk, branch: Unit, local: Account) -> None:
    rows = HEAD + KIM + KIM_TOO + NEAR
    save_list(branch, match_list(branch, read_list(desk, RULES, branch, rows).posts, local), local)
    assert count_last(branch) == 3
    changed = Post.objects.get(kind="board_member")
    listed = read_list(desk, RULES, branch, HEAD + KIM_TOO).posts[0].post
    change_post(changed, 1, listed, local)

    assert undo_list(branch, local) == 2
    assert [make_post(post).kind for post in Post.objects.all()] == ["board_member"]
    assert Holder.objects.count() == 1
    assert undo_list(branch, local) == 0


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Kim;Borgmästare;Sandviken;;2026-10-15;", "mandate_choice"),
        ("Kim;Revisor;Sandvikn;;2026-10-15;", "mandate_place"),
        ("Kim;Revisor;Sandviken;;15 oktober;", "mandate_day"),
        ("Kim;Revisor;Sandviken;;2026-10-15;2020-01-01", "mandate_order"),
        ("Kim;;Sandviken;;2026-10-15;", "mandate_blank"),
        ("811218-9876;Revisor;Sandviken;;2026-10-15;", "mandate_number"),
    ],
)
def test_each_rows_mistake_is_told_by_its_line_and_the_others_are_kept(
    row: str, code: str, desk: Desk, branch: Unit
) -> None:
    found = read_list(desk, RULES, branch, f"{HEAD}{KIM}{row}\n")
    assert len(found.posts) == 1
    assert [(problem.code, problem.facts["line"]) for problem in found.problems] == [(code, 3)]
    told = str(desk.catalogue.texts["sv"].explain(found.problems[0]))
    assert "Rad 3" in told
    assert "{" not in told


def test_a_list_without_the_columns_that_are_needed_is_refused_as_a_whole(desk: Desk, branch: Unit) -> None:
    with pytest.raises(BadInputError, match="list columns"):
        read_list(desk, RULES, branch, "Namn;Plats\nKim;Sandviken\n")


def test_a_party_that_is_not_kept_is_known_by_its_row(desk: Desk, branch: Unit) -> None:
    rows = HEAD.replace("Till", "Till;Parti") + KIM.replace("\n", ";A-partiet\n") + NEAR.replace("\n", ";\n")
    listed = read_list(desk, RULES, branch, rows)
    assert [(one.line, one.drops_party, one.post.party) for one in listed.posts] == [(2, True, ""), (3, False, "")]

    branch.settings = {"mandates": {"with_party": True}}
    listed = read_list(desk, RULES, branch, rows)
    assert [(one.drops_party, one.post.party) for one in listed.posts] == [(False, "A-partiet"), (False, "")]
