"""Which mail server a digest goes through: the one that EMAIL_URL names, or files in the home where it names none."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.filebased import EmailBackend as FileBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend
from django.core.validators import validate_email

from samspel.terms.errors import BadInputError
from samspel.terms.files import PRIVATE_FOLDER
from samspel.workspace.public_address import read_public_address

VARIABLE, HOSTS = "EMAIL_URL", "SAMSPEL_HOSTS"
FOLDER = "mail"
SENDER = "samspel@localhost"
HERE = "http://127.0.0.1:8000"
"""Where the pages are when nobody says otherwise."""
PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """How mail is sent: by SMTP with TLS from the start (`smtps`) or after the greeting (`smtp`), or to files in
    `folder`; `sender` is the address that it is from.
    """

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    is_tls_first: bool = False
    is_plain: bool = False
    folder: Path | None = None
    sender: str = SENDER


def find_server(home: Path, environment: Mapping[str, str]) -> MailServer:
    """The server of EMAIL_URL: `smtp://user:password@host:587?from=address`, `smtps://…`, `file:FOLDER`; without one
    files in the home. `tls=no` sends in the clear, for a server on the same machine. Raises BadInputError for an
    address that is none.
    """
    address = environment.get(VARIABLE, "").strip()
    if not address:
        return MailServer(folder=home / FOLDER)
    try:
        told = urlsplit(address)
        port = told.port
    except ValueError:
        raise BadInputError("mail_url", variable=VARIABLE) from None
    asked = {name: values[-1] for name, values in parse_qs(told.query).items()}
    sender = asked.get("from", SENDER)
    if not is_address(sender) and sender != SENDER:
        raise BadInputError("mail_url", variable=VARIABLE)
    if told.scheme == "file" and told.path:
        return MailServer(folder=Path(told.path), sender=sender)
    if told.scheme not in PORTS or not told.hostname or asked.get("tls", "yes") not in ("yes", "no"):
        raise BadInputError("mail_url", variable=VARIABLE)
    return MailServer(
        host=told.hostname,
        port=port or PORTS[told.scheme],
        user=unquote(told.username or ""),
        password=unquote(told.password or ""),
        is_tls_first=told.scheme == "smtps",
        is_plain=asked.get("tls") == "no",
        sender=sender,
    )


def connect(server: MailServer, timeout: int) -> BaseEmailBackend:
    """What sends. Nothing is reached yet. Raises BadInputError for a folder that cannot be made."""
    if server.folder is not None:
        try:
            server.folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
            server.folder.chmod(PRIVATE_FOLDER)
        except OSError as error:
            raise BadInputError("cannot_write", file=str(server.folder), reason=str(error.strerror)) from None
        return FileBackend(file_path=str(server.folder))
    return SmtpBackend(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=not server.is_tls_first and not server.is_plain,
        use_ssl=server.is_tls_first and not server.is_plain,
        timeout=timeout,
    )


def find_pages(environment: Mapping[str, str]) -> str:
    """The address of the pages that a mail leads to, without a slash at its end: SAMSPEL_ADDRESS, the first name of
    SAMSPEL_HOSTS, or this machine. Raises BadInputError for one that is none.
    """
    names = environment.get(HOSTS, "").split()
    return read_public_address(environment) or (f"https://{names[0]}" if names else HERE)


def is_address(text: str) -> bool:
    """Whether a text is an address that mail can be sent to."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
