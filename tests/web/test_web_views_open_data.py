"""The page for programmers: every address and parameter, commands that work, and the way there from other pages."""

import html
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client

from reading import read
from samspel.web.api.addresses import ADDRESSES
from samspel.web.api.problems import ROOT
from web.running_server import run_server

PAGE = "/oppna-data/"
COMMAND = re.compile(r"<code>(curl .*?)</code>")


def find_commands(page: str) -> list[str]:
    return [html.unescape(found) for found in COMMAND.findall(page)]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_has_every_address_and_parameter_and_examples_that_answer(client: Client, prefix: str) -> None:
    response = client.get(prefix + PAGE)
    page = read(response)
    for address in ADDRESSES:
        assert address.pattern in page.text
        assert all(parameter.name in page.text for parameter in address.known)
    links = [link for link in page.links if link.startswith(ROOT)]
    assert len(links) == len(ADDRESSES) + 2
    assert all(client.get(link).status_code == 200 for link in links)
    assert len(find_commands(response.content.decode())) == len(ADDRESSES) + 1


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_commands_of_the_page_fetch_what_they_say(tmp_path: Path) -> None:
    with run_server(tmp_path) as running:
        commands = find_commands(running.get(f"/en{PAGE}").decode())
        assert len(commands) == len(ADDRESSES) + 1
        for command in commands:
            said = shlex.split(command.replace("//localhost/", f"//localhost:{running.port}/"))
            fetched = subprocess.run([*said, "--silent", "--fail"], capture_output=True, check=False, timeout=60)
            assert fetched.returncode == 0, command
            assert json.loads(fetched.stdout), command


@pytest.mark.parametrize("page", ["/kallor/", "/hjalp/", "/matt/staff_sick_leave/"])
def test_a_reader_finds_the_page_from_where_one_would_look(client: Client, page: str) -> None:
    assert PAGE in read(client.get(page)).links
    assert f"/en{PAGE}" in read(client.get(f"/en{page}")).links


def test_a_measure_leads_to_the_same_places_and_years_as_data(client: Client) -> None:
    page = read(client.get("/en/matt/staff_sick_leave/?plats=Sandviken,2180&kon=K&fran=2018&till=2020"))
    (link,) = [link for link in page.links if link.startswith(ROOT)]
    values = json.loads(client.get(link).content)["values"]
    assert {(row["place_code"], row["gender"]) for row in values} == {("2181", "K"), ("2180", "K")}
    assert [row["year"] for row in values] == [2018, 2019, 2020] * 2
