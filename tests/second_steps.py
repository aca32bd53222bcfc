"""Second steps for tests: an app whose codes a test can work out, and spare codes."""

import ready_django  # noqa: F401, I001 - models need the settings, and come after them
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from samspel.workspace.models import Account


def add_app(account: Account) -> str:
    """Let the account sign in by an app and by spare codes too; the app's secret."""
    secret = str(generate_totp_secret())
    TOTP.activate(account, secret)
    RecoveryCodes.activate(account)
    return secret


def list_spare_codes(account: Account) -> list[str]:
    """The account's spare codes."""
    return list(RecoveryCodes.activate(account).generate_codes())


def read_code(secret: str) -> str:
    """What the app shows now."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))
