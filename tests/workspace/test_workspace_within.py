"""Units and those under them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspel.workspace.models import Unit
from samspel.workspace.within import list_lines, list_within


def make_parts(whole: Unit, count: int) -> list[Unit]:
    return [Unit.objects.create(kind="club", name=f"{whole.name}.{number}", parent=whole) for number in range(count)]


def test_a_unit_comes_with_all_its_parts_each_after_its_whole(branch: Unit, club: Unit, other_branch: Unit) -> None:
    second = make_parts(branch, 1)[0]
    deep = make_parts(second, 1)[0]
    first = make_parts(club, 1)[0]

    assert list_within(branch) == [branch, club, second, first, deep]
    assert list_within(deep) == [deep]


def test_many_parts_take_no_more_questions_than_one(branch: Unit, club: Unit) -> None:
    with CaptureQueriesContext(connection) as few:
        list_within(branch)
    make_parts(branch, 20)
    with CaptureQueriesContext(connection) as many:
        assert len(list_within(branch)) == 22
    assert len(many) == len(few)


def test_the_line_of_a_unit_goes_up_to_the_top(branch: Unit, club: Unit) -> None:
    part = make_parts(club, 1)[0]
    assert list_lines() == {
        branch.pk: (branch.pk,),
        club.pk: (club.pk, branch.pk),
        part.pk: (part.pk, club.pk, branch.pk),
    }
