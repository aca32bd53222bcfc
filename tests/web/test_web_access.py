"""Who is let in where other machines reach the server, what a server that only shows takes, and addresses that stay."""

import os
import signal
import subprocess
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client, override_settings

from reading import read
from samspel.app.desk import Desk
from samspel.web import access
from samspel.web.access import COOKIE, FIELD, has_key
from samspel.web.here import keep_here
from samspel.web.wsgi import HOSTS_VARIABLE, is_alone_at, is_local
from web.addresses import PREFIXES
from web.running_server import PROGRAM

KEY = "a-key-that-nobody-guesses"
HOSTILE = (
    "/en//host/",
    "/en///host/",
    "/en/\\host/",
    "/en/%2fhost/",
    "/en/%2F%2Fhost/",
    "/en/%5chost/",
    "/en/%09/host/",
    "/en//host@other/",
    "/en/%0d%0a/host/",
    "/en//host/?q=//other",
    "/en/@host/",
    "/en//host:80/%2e%2e/",
    "/%2fhost/",
    "//host/",
    "/\\host/",
)


@pytest.mark.parametrize("address", HOSTILE)
def test_every_link_of_a_page_at_a_hostile_address_stays_here(client: Client, address: str) -> None:
    for path in (address, address.rstrip("/")):
        response = client.get("/", PATH_INFO=path.partition("?")[0], QUERY_STRING=path.partition("?")[2])
        found = [response.headers["Location"]] if response.headers.get("Location") else []
        if not found:
            page = read(response)
            found = [link for link in page.links if not link.startswith("https://")]
            found += [a["href"] for a in page.attributes("link")]
        assert found
        for link in found:
            seen = "".join(letter for letter in link if letter not in "\t\r\n").replace("\\", "/")
            assert urlsplit(urljoin("http://localhost/", seen)).netloc == "localhost", link


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("/plats/2181/?a=1", "/plats/2181/?a=1"),
        ("//host/", "/host/"),
        ("/\\host/", "/host/"),
        ("\\\\host", "/host"),
        ("/\t/host", "/host"),
        ("https://host/", "/https://host/"),
        ("", "/"),
    ],
)
def test_an_address_is_kept_here(address: str, here: str) -> None:
    assert keep_here(address) == here


@pytest.mark.parametrize("prefix", PREFIXES)
def test_without_the_key_nothing_is_shown(client: Client, prefix: str) -> None:
    with override_settings(ACCESS_KEY=KEY):
        for address in ("/", "/plats/2181/", "/krav.csv", "/nonsense/", f"/?{FIELD}=wrong", f"/?{FIELD}="):
            response = client.get(prefix + address)
            assert response.status_code == 403, address
            assert read(response).headings == ["h1"]
        client.cookies[COOKIE] = "å-wrong"
        assert client.get(prefix + "/").status_code == 403
        assert client.post(f"{prefix}/plats/2180/fragor/").status_code == 403


def test_the_key_in_the_address_opens_and_stays_in_a_strict_cookie(client: Client) -> None:
    with override_settings(ACCESS_KEY=KEY):
        welcome = client.get(f"/plats/2181/?{FIELD}={KEY}&avsnitt=jobs")
        page = read(welcome)
        assert welcome.status_code == 200
        refresh = [a["content"] for a in page.attributes("meta") if a.get("http-equiv") == "refresh"]
        assert refresh == ["0;url=/plats/2181/?avsnitt=jobs"]
        assert [a["href"] for a in page.attributes("a")].count("/plats/2181/?avsnitt=jobs") == 1
        kept = welcome.cookies[COOKIE]
        assert (kept.value, kept["httponly"], kept["samesite"], kept["path"]) == (KEY, True, "Strict", "/")
        assert welcome.headers["Referrer-Policy"] == "no-referrer"
        assert client.get("/plats/2181/").status_code == 200


def test_static_files_need_no_key(client: Client) -> None:
    file = next(a["href"] for a in read(client.get("/")).attributes("link") if a["href"].endswith(".css"))
    with override_settings(ACCESS_KEY=KEY):
        response = client.get(file)
        assert response.status_code == 200
        response.close()


@pytest.mark.parametrize(
    ("cookies", "fits"),
    [
        (f"{COOKIE}={KEY}", True),
        (f"a=b; {COOKIE}={KEY}", True),
        (f"{COOKIE}={KEY}x", False),
        ("", False),
        ("=;=", False),
    ],
)
def test_the_key_is_looked_for_before_a_body_is_received(application: object, cookies: str, fits: bool) -> None:
    assert has_key(cookies)
    with override_settings(ACCESS_KEY=KEY):
        assert has_key(cookies) is fits


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_server_that_only_shows_takes_nothing_and_says_so(client: Client, desk: Desk, prefix: str) -> None:
    texts = desk.catalogue.texts["en" if prefix else "sv"]
    with override_settings(READ_ONLY=True):
        of_place = (f"plats/2180/{name}" for name in ("fragor/", "resor/", "sparat/ta-bort/?vad=oanvant"))
        for name in (*of_place, "krav/egna/", "krav/egna/skriv/"):
            address = f"{prefix}/{name}"
            page = read(client.get(address))
            assert texts("web.read_only.notice") in page.text
            assert not [a for a in page.attributes("form") if a.get("method") == "post"]
            response = client.post(address)
            assert response.status_code == 403
            assert texts("web.error.read_only_what") in read(response).text
    assert [a for a in read(client.get(f"{prefix}/plats/2180/fragor/")).attributes("form") if a.get("method") == "post"]


def test_every_form_that_changes_something_is_left_out_where_one_may_only_read() -> None:
    folder = Path(access.__file__).parent / "templates"
    forms = [file for file in folder.rglob("*.html") if 'method="post"' in file.read_text(encoding="utf-8")]
    # A server that only shows has no workspace at all.
    found = [file for file in forms if file.parent.name != "work" and not file.name.startswith("work_")]
    assert found
    assert [file.name for file in found if "is_read_only" not in file.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.1", False),
        ("samspel.example", False),
    ],
)
def test_which_addresses_only_this_machine_reaches(host: str, local: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOSTS_VARIABLE, "localhost 127.0.0.1")
    assert is_local(host) is local
    assert is_alone_at(host) is local
    monkeypatch.setenv(HOSTS_VARIABLE, "samspel.example")
    assert not is_alone_at(host)  # a server before it hands on what others ask


@pytest.mark.parametrize(("options", "keyed"), [(("--read-only",), True), (("--no-key", "--read-only"), False)])
def test_a_server_that_others_reach_warns_and_prints_a_key(
    tmp_path: Path, options: tuple[str, ...], keyed: bool
) -> None:
    environment = os.environ | {"SAMSPEL_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*PROGRAM, "--host", "0.0.0.0", "--port", "0", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        said = program.stdout.readline()
        program.send_signal(signal.SIGTERM)
        assert program.wait(timeout=30) == 0
        warned = program.stderr.read()
    assert (f"?{FIELD}=" in said) is keyed
    assert warned.strip()


@pytest.mark.parametrize("options", [("--host", "0.0.0.0"), ("--share", "--writable"), ("--accounts",)])
def test_a_server_that_others_change_things_on_does_not_start_before_somebody_has_an_account(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    environment = os.environ | {"SAMSPEL_HOME": str(tmp_path)}
    found = subprocess.run(
        [*PROGRAM, "--port", "0", *options], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert found.returncode == 1
    assert "samspel admin create" in found.stderr
    assert "http://" not in found.stdout
