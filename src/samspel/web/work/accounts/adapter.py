"""What allauth asks of us: nobody signs up by themselves, no mail is sent, its words are ours, and what it keeps of
second factors is sealed.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from samspel.terms.errors import SamspelError
from samspel.web.shared import get_texts
from samspel.workspace.models import Account
from samspel.workspace.passwords import check_password
from samspel.workspace.sealing import get_seal

KEY = "account.error."
WAYS = {
    "reauthenticate": "account.way_password",
    "mfa_reauthenticate": "account.way_code",
    "mfa_reauthenticate:webauthn": "account.use_key",
}


class Messages(Mapping[str, str]):
    """The errors of allauth's forms in the page's language: ours where there is one, its own otherwise."""

    def __init__(self, theirs: Mapping[str, Any]) -> None:
        self._theirs = theirs

    def __getitem__(self, code: str) -> str:
        texts = get_texts()
        return texts(f"{KEY}{code}") if f"{KEY}{code}" in texts.entries else str(self._theirs[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self._theirs)

    def __len__(self) -> int:
        return len(self._theirs)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth's classes have no types
    """Accounts by invitation alone."""

    error_messages = Messages(DefaultAccountAdapter.error_messages)

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - as allauth calls it
        """Nobody signs up by themselves."""
        return False

    def add_message(self, *_: object, **__: object) -> None:
        """Pages say themselves what was done."""

    def send_mail(self, *_: object, **__: object) -> None:
        """Accounts have no address."""

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, str]]:
        """The ways to show again who one is, in our words."""
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": get_texts()(WAYS[way["id"]])} for way in ways if way["id"] in WAYS]


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors, sealed as all else that is secret."""

    error_messages = Messages(DefaultMFAAdapter.error_messages)

    def encrypt(self, text: str) -> str:
        """Seal."""
        return get_seal().close(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open."""
        return get_seal().open(encrypted_text)

    def generate_authenticator_name(self, user: Account, type: str) -> str:
        """What a new key is called before its owner calls it something else."""
        from allauth.mfa.models import Authenticator

        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return get_texts()("account.key_name", number=number)


class PasswordRules:
    """Our rules for Django's forms."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises ValidationError with a sentence for each rule that the password breaks."""
        try:
            check_password(password, "" if user is None else user.username)
        except SamspelError as error:
            texts = get_texts()
            told = [ValidationError(str(texts.explain(one)), code=one.code) for one in (error, *error.others)]
            raise ValidationError(told) from None

    def get_help_text(self) -> str:
        """The rules in a sentence."""
        return get_texts()("account.password_rules")
