"""What is sealed, and with which key."""

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from samspel.terms.errors import BadInputError
from samspel.workspace.models import Holder, Unit
from samspel.workspace.sealing import Seal

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_sealed_opens_to_the_same_also_after_a_new_key(text: str) -> None:
    sealed = Seal((OLD,)).close(text)

    assert Seal((NEW, OLD)).open(sealed) == text
    assert Seal((NEW,)).open(Seal((NEW, OLD)).renew(sealed)) == text
    assert not text or text not in sealed or len(text) < 4


def test_without_its_key_nothing_opens() -> None:
    with pytest.raises(BadInputError, match="sealed"):
        Seal((NEW,)).open(Seal((OLD,)).close("Anna"))


def test_a_key_that_is_none_is_refused() -> None:
    with pytest.raises(BadInputError, match="bad key"):
        Seal(("short",))


def test_the_database_never_sees_a_name(branch: Unit) -> None:
    holder = Holder.objects.create(unit=branch, name="Kim Exempel")

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM workspace_holder")
        assert "Exempel" not in str(cursor.fetchall())
    assert Holder.objects.get(pk=holder.pk).name == "Kim Exempel"
