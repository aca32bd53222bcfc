"""Which mail server a digest goes through."""

from pathlib import Path

import pytest

from samspel.terms.errors import BadInputError
from samspel.workspace.mailing import MailServer, connect, find_pages, find_server, is_address


def test_without_a_server_mails_are_files_of_the_owner_alone(tmp_path: Path) -> None:
    server = find_server(tmp_path, {})
    assert server == MailServer(folder=tmp_path / "mail")
    connect(server, 5)
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("address", "server"),
    [
        (
            "smtp://bo:p%40ss@mail.example?from=samspel@mail.example",
            MailServer(host="mail.example", port=587, user="bo", password="p@ss", sender="samspel@mail.example"),
        ),
        ("smtps://mail.example:4465", MailServer(host="mail.example", port=4465, is_tls_first=True)),
        ("smtp://localhost:25?tls=no", MailServer(host="localhost", port=25, is_plain=True)),
        ("file:/var/mail", MailServer(folder=Path("/var/mail"))),
    ],
)
def test_a_server_is_read_of_its_address(address: str, server: MailServer) -> None:
    assert find_server(Path("home"), {"EMAIL_URL": address}) == server


@pytest.mark.parametrize(
    "address",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://a:99999999",
        "smtp://a?from=nobody",
        "smtp://a?tls=x",
        "file:",
    ],
)
def test_what_is_no_server_is_told_without_its_password(address: str) -> None:
    with pytest.raises(BadInputError, match="mail url") as told:
        find_server(Path("home"), {"EMAIL_URL": address})
    assert told.value.facts == {"variable": "EMAIL_URL"}


def test_tls_is_the_rule() -> None:
    for address, is_after, is_first in (
        ("smtp://a", True, False),
        ("smtps://a", False, True),
        ("smtp://a?tls=no", False, False),
    ):
        connection = connect(find_server(Path("home"), {"EMAIL_URL": address}), 7)
        assert (connection.use_tls, connection.use_ssl, connection.timeout) == (is_after, is_first, 7)  # type: ignore[attr-defined]


def test_mails_lead_to_the_servers_own_address() -> None:
    assert find_pages({}) == "http://127.0.0.1:8000"
    assert find_pages({"SAMSPEL_HOSTS": "samspel.example other"}) == "https://samspel.example"
    assert find_pages({"SAMSPEL_ADDRESS": "https://a.example/", "SAMSPEL_HOSTS": "b"}) == "https://a.example"
    with pytest.raises(BadInputError, match="public address"):
        find_pages({"SAMSPEL_ADDRESS": "a.example"})


@pytest.mark.parametrize("text", ["", "bo", "bo@", "bo@a.example\nBcc: eva@a.example", "bo@a.example, eva@a.example"])
def test_what_is_no_address_is_none(text: str) -> None:
    assert is_address("bo@a.example")
    assert not is_address(text)
