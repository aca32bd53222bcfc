"""A new key: all is sealed anew, and a program that runs takes it in."""

from pathlib import Path

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import override_settings

from samspel.terms.errors import BadInputError
from samspel.workspace.models import Role, Unit, Voice
from samspel.workspace.rotating import rotate
from samspel.workspace.sealing import FILE, VARIABLE, Seal, get_seal
from workspace_database import seat


def read_sealed() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM workspace_voice")
        return [str(row[0]) for row in cursor.fetchall()]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "keys-home"


def test_all_is_sealed_with_the_newest_key_and_the_old_ones_can_go(branch: Unit, home: Path) -> None:
    with override_settings(WORKSPACE_HOME=home):
        account = seat(branch, Role.OFFICER)
        account.shown_as = "Ombudet"
        account.save()
        workplace = branch.workplaces.create(name="Verket", code="a")
        Voice.objects.create(workplace=workplace, text="Bussen går för sent", week="2026-11-02", digest="d")
        secret = get_adapter().encrypt("JBSWY3DPEHPK3PXP")
        factor = Authenticator.objects.create(user=account, type="totp", data={"secret": secret})
        before = (home / FILE).read_text(encoding="ascii").split()

        assert rotate(home, forgets=True) == 2

        kept = (home / FILE).read_text(encoding="ascii").split()
        assert len(kept) == 1
        assert kept != before
        assert Voice.objects.get().text == "Bussen går för sent"
        assert Seal(tuple(kept)).open(read_sealed()[0]) == "Bussen går för sent"
        factor.refresh_from_db()
        assert get_adapter().decrypt(factor.data["secret"]) == "JBSWY3DPEHPK3PXP"
        account.refresh_from_db()
        assert account.name == "Ombudet"


def test_the_old_keys_stay_until_somebody_says_so_and_open_what_backups_hold(branch: Unit, home: Path) -> None:
    with override_settings(WORKSPACE_HOME=home):
        sealed = get_seal().close("en gammal text")

        rotate(home)

        assert len((home / FILE).read_text(encoding="ascii").split()) == 2
        assert get_seal().open(sealed) == "en gammal text"
        with pytest.raises(BadInputError):
            Seal(tuple((home / FILE).read_text(encoding="ascii").split()[:1])).open(sealed)


def test_what_no_key_opens_stops_it_before_anything_is_changed(branch: Unit, home: Path) -> None:
    with override_settings(WORKSPACE_HOME=home):
        workplace = branch.workplaces.create(name="Verket", code="a")
        Voice.objects.create(workplace=workplace, text="Bussen", week="2026-11-02", digest="d")
        (home / FILE).unlink()
        with pytest.raises(BadInputError, match="sealed"):
            rotate(home, forgets=True)


def test_keys_of_the_environment_are_for_their_owner_to_change(
    branch: Unit, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with override_settings(WORKSPACE_HOME=home):
        monkeypatch.setenv(VARIABLE, "FcfKU8R7lWNVVm7dMGwEn-oL5AFnWgPP5GQ1LvHDrFg=")
        workplace = branch.workplaces.create(name="Verket", code="a")
        Voice.objects.create(workplace=workplace, text="Bussen", week="2026-11-02", digest="d")

        assert rotate(home) == 1
        assert not (home / FILE).exists()
