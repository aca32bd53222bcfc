"""Every page answers, says what the use cases say, and asks nothing of another host."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from reading import Page, read
from samspel.app.desk import Desk
from samspel.app.needs import measure_needs
from samspel.app.places import show_overview, show_place
from samspel.needs.verdict import Verdict
from samspel.rendering.typography import tie
from samspel.reports.figures import format_value
from shipped import load_shipped
from web.addresses import PAGES, PLACES, list_names

NO_BREAK = "\u00a0"
HEAVIEST = 250_000
"""Bytes of a place's page: a table that says its heads and roles in every cell goes beyond it."""


def check_answer(page: Page, lang: str) -> None:
    """It answers in its language, and loads nothing from elsewhere."""
    assert page.headings.count("h1") == 1
    assert page.attributes("html") == [{"lang": lang}]
    loaded = [a.get("src", "") for _, a in page.tags] + [a["href"] for a in page.attributes("link")]
    assert not [reference for reference in loaded if "//" in reference]
    assert not [a for _, a in page.tags if "style" in a or any(name.startswith("on") for name in a)]
    assert all("src" in a for a in page.attributes("script"))
    assert not page.attributes("style")


def check_identities(page: Page) -> None:
    """No identity stands twice, and no label is lost."""
    identities = [a["id"] for _, a in page.tags if "id" in a]
    assert len(identities) == len(set(identities))
    pointed = [a[name] for _, a in page.tags for name in ("for", "aria-labelledby") if name in a]
    pointed += [link[1:] for link in page.links if link.startswith("#")]
    assert set(pointed) <= set(identities)


def check_words(page: Page) -> None:
    """Nothing that is missing stands as a word, and no sentence ends with two full stops."""
    assert "None" not in {line.strip() for line in page.text.splitlines()}
    assert re.search(r"\w\.\.(\s|$)", page.text) is None


@pytest.mark.parametrize("address", [address for address in PAGES if not address.startswith("/en")])
def test_a_page_is_whole_in_both_languages_and_of_one_shape(client: Client, address: str) -> None:
    """Each is asked for once, and all that is asked of a page is asked of it."""
    pages = []
    for lang, prefix in (("sv", ""), ("en", "/en")):
        response = client.get(f"{prefix}{address}")
        assert response.status_code == 200
        page = read(response)
        check_answer(page, lang)
        check_identities(page)
        check_words(page)
        pages.append(page)
    swedish, english = pages
    assert swedish.headings == english.headings
    alternates = {a["hreflang"]: a["href"] for a in swedish.attributes("link") if a.get("rel") == "alternate"}
    assert alternates == {"sv": address, "en": f"/en{address}"}
    assert f"/en{address}" in swedish.links
    assert address in english.links


@pytest.mark.parametrize(
    "address", ["/plats/1060/vad-hander-om/", "/en/plats/2181/krav/43/", "/sok/?q=%3Cb%3E%26amp%3B%22"]
)
def test_tests_read_a_page_as_python_s_own_reader_does(client: Client, address: str) -> None:
    response = client.get(address)
    told, tags = list[str](), list[tuple[str, dict[str, str]]]()
    reader = HTMLParser()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "handle_data", told.append)
        patch.setattr(
            reader, "handle_starttag", lambda tag, given: tags.append((tag, {name: said or "" for name, said in given}))
        )
        reader.feed(response.content.decode())
    page = read(response)
    assert page.tags == tags
    assert page.text == "".join(told)
    assert page.headings == [tag for tag, _ in tags if tag in ("h1", "h2", "h3", "h4")]


def test_every_page_has_its_english_twin() -> None:
    swedish = {address for address in PAGES if not address.startswith("/en")}
    assert {f"/en{address}" for address in swedish} == set(PAGES) - swedish


@pytest.mark.parametrize("address", [one for one in PAGES if one.startswith(("/en/plats/2181/", "/en/plats/21/"))])
def test_an_english_page_names_its_place_in_english(client: Client, desk: Desk, address: str) -> None:
    text = read(client.get(address)).text
    area = desk.catalogue.places.by_code[address.split("/")[3]].area
    assert re.findall(rf"{area}|Sandvikens kommun", text) == []


def test_no_address_is_left_untried(client: Client) -> None:
    assert len(list_names()) == 104


@pytest.mark.parametrize("code", ["2181", "21"])
def test_the_picture_of_a_place_is_light(client: Client, code: str) -> None:
    assert len(client.get(f"/plats/{code}/").content) < HEAVIEST


@pytest.mark.parametrize("code", PLACES)
def test_the_page_of_figures_holds_all_of_them_and_a_section_its_own(client: Client, desk: Desk, code: str) -> None:
    text = read(client.get(f"/plats/{code}/siffror/")).text
    texts = desk.catalogue.texts["sv"]
    picture, values = show_place(desk, desk.catalogue.places.by_code[code]).picture, list[bool]()
    for section in picture.sections:
        alone = read(client.get(f"/plats/{code}/siffror/{section.record.id}/")).text
        for row in section.rows:
            assert tie(row.indicator.sv.name) in text
            assert tie(row.indicator.sv.name) in alone
            values += [row.here.value is not None]
            suffix = texts.units[row.indicator.unit].sv.suffix.replace(" ", NO_BREAK)
            told = "" if row.here.value is None else format_value(texts, row.indicator, row.here.value)
            assert told.removesuffix(suffix).strip() in text
    assert sum(values) > len(values) / 2


@pytest.mark.parametrize("code", ["2181", "21", "00"])
def test_a_place_opens_every_section_by_figures_that_are_known(client: Client, desk: Desk, code: str) -> None:
    page = read(client.get(f"/plats/{code}/"))
    overview = show_overview(desk, desk.catalogue.places.by_code[code], headlines=6, most=3)
    assert len(overview.openings) > 5
    for opening in overview.openings:
        assert f"/plats/{code}/siffror/{opening.record.id}/" in page.links
        assert all(row.here.value is not None for row in opening.rows)
        assert all(row.indicator.sv.name in page.text.replace(NO_BREAK, " ") for row in opening.rows)


@pytest.mark.parametrize("code", ["2181", "0184"])
def test_a_place_opens_with_the_demands_that_stand_out(client: Client, desk: Desk, code: str) -> None:
    needs = measure_needs(desk, desk.catalogue.places.by_code[code])
    large = [need.demand.id for need in needs if need.verdict is Verdict.LARGE]
    assert large
    for address in (f"/plats/{code}/", f"/plats/{code}/krav/"):
        links = [link for link in read(client.get(address)).links if link.startswith(f"/plats/{code}/krav/")]
        shown = [link.removeprefix(f"/plats/{code}/krav/").strip("/") for link in links]
        assert [demand for demand in shown if demand in large][:3] == large[:3]


def test_an_unknown_section_names_those_that_there_are(client: Client) -> None:
    response = client.get("/plats/2181/siffror/nonsense/")
    assert response.status_code == 404
    assert "economy" in read(response).text
    assert client.get("/plats/Sandviken/siffror/economy/").headers["Location"] == "/plats/2181/siffror/economy/"


def test_sandviken(client: Client) -> None:
    page = read(client.get("/plats/2181/"))
    assert f"38{NO_BREAK}360" in page.text
    assert "SCB" in page.text
    assert "/plats/21/" in page.links
    assert {"/plats/2181/krav/", "/plats/2181/mal/", "/plats/2181/underlag/", "/plats/2181/fragor/"} <= set(page.links)


def test_a_region_shows_its_jobs_in_welfare_and_links_to_its_municipalities_and_to_its_chain(
    client: Client, desk: Desk
) -> None:
    page = read(client.get("/plats/21/"))
    assert f"39{NO_BREAK}061" in read(client.get("/plats/21/siffror/interdependence/")).text
    assert "/plats/21/kedjan/" in page.links
    assert all(
        f"/plats/{place.code}/" in page.links for place in desk.catalogue.places.municipalities if place.region == "21"
    )


def test_every_blank_has_its_reason(client: Client, desk: Desk) -> None:
    page = read(client.get("/plats/0184/siffror/"))
    assert desk.catalogue.texts["sv"]("blank.no_locality") in page.text


def test_the_front_page_lists_every_place_once_beside_the_map(client: Client, desk: Desk) -> None:
    page = read(client.get("/"))
    listed = [a["href"] for a in page.attributes("a") if a.get("tabindex") != "-1" and a["href"].startswith("/plats/")]
    assert sorted(listed) == sorted(f"/plats/{place.code}/" for place in desk.catalogue.places.everywhere)
    areas = {a["href"] for a in page.attributes("a") if a.get("tabindex") == "-1"}
    assert areas == {f"/plats/{place.code}/" for place in desk.catalogue.places.municipalities}
    assert any(a.get("role") == "group" and "viewbox" in a for a in page.attributes("svg"))


def test_english_dots_lead_to_english_pages(client: Client) -> None:
    dots = [a["href"] for a in read(client.get("/en/")).attributes("a") if a.get("tabindex") == "-1"]
    assert all(dot.startswith("/en/plats/") for dot in dots)


def test_a_name_in_the_address_leads_to_the_code(client: Client) -> None:
    assert client.get("/plats/Sandviken/").headers["Location"] == "/plats/2181/"


@pytest.mark.parametrize(
    "query",
    [
        {"lage": "large"},
        {"lage": "unknown", "vem": "region"},
        {"ansvar": "voluntary"},
        {"omrade": "preschool-school"},
        {"typ": "access"},
        {"lage": "nonsense"},
    ],
)
def test_filters(client: Client, desk: Desk, query: dict[str, str]) -> None:
    needs = measure_needs(desk, desk.catalogue.places.by_code["2181"])
    wanted = [
        need.demand.id
        for need in needs
        if query.get("lage") in (None, "nonsense", need.verdict.value)
        and query.get("vem", need.demand.responsible) == need.demand.responsible
        and query.get("ansvar", need.demand.obligation) == need.demand.obligation
        and query.get("omrade", need.demand.area) == need.demand.area
        and ("typ" not in query or query["typ"] in need.kinds)
    ]
    shown = re.findall(
        r"<h\d><a href=\"/plats/2181/krav/([\w-]+)/\"", client.get("/plats/2181/krav/", query).content.decode()
    )
    if query.get("lage") == "nonsense":  # nothing is chosen: area by area
        assert sorted(shown) == sorted(wanted)
    else:
        assert shown == wanted


def test_htmx_gets_the_list_alone(client: Client) -> None:
    response = client.get("/plats/2181/krav/", {"lage": "large"}, headers={"HX-Request": "true"})
    assert not read(response).attributes("html")
    assert "HX-Request" in response.headers["Vary"]


def test_a_filter_without_hits_says_so(client: Client, desk: Desk) -> None:
    response = client.get("/plats/2181/krav/", {"lage": "large", "typ": "access"})
    assert desk.catalogue.texts["sv"]("web.needs.none") in read(response).text


def test_every_verdict_has_a_word_and_a_shape(client: Client, desk: Desk) -> None:
    content = client.get("/kallor/").content.decode()
    for verdict in Verdict:
        badge = re.search(rf'<span class="badge badge-{verdict.value}"><svg[^>]*>(.+?)</svg>(.+?)</span>', content)
        assert badge is not None
        assert badge[2] == desk.catalogue.texts["sv"](f"verdict.{verdict.value}")


@pytest.mark.parametrize("number", range(1, 1 + len(load_shipped().demands)))
def test_every_demand_is_whole_at_a_place_and_without_one(client: Client, desk: Desk, number: int) -> None:
    demand = desk.catalogue.demands_by_number[number]
    for address in (f"/plats/2181/krav/{demand.id}/", f"/krav/{demand.id}/"):
        text = read(client.get(address)).text
        parts = [demand.sv.asks, demand.sv.law, demand.sv.industry, demand.sv.welfare, demand.sv.lever, demand.sv.cost]
        parts += [*demand.sv.against, *demand.sv.answer, *(question.sv for question in demand.questions)]
        parts += [desk.catalogue.studies[study].sv.limits for study in demand.studies]
        assert [part for part in parts if tie(part) not in text] == []
        assert "{body}" not in text


def test_a_municipal_demand_at_a_region_names_its_municipalities_instead_of_a_motion(client: Client) -> None:
    page = read(client.get("/plats/21/krav/childcare-odd-hours/"))
    assert "/plats/2181/krav/childcare-odd-hours/" in page.links
    assert not [link for link in page.links if link.endswith(".pdf")]


def test_addresses_of_sources_are_links_that_tell_nothing(client: Client) -> None:
    outward = [a for a in read(client.get("/kallor/")).attributes("a") if "//" in a["href"]]
    assert outward
    assert all(a["rel"] == "noreferrer" for a in outward)


def test_a_page_tells_of_its_style_before_its_first_byte_and_a_part_of_a_page_does_not(client: Client) -> None:
    page = client.get("/plats/2181/")
    style = next(a["href"] for a in read(page).attributes("link") if a["href"].endswith("site.css"))
    assert page.headers["Link"] == f"<{style}>; rel=preload; as=style"
    assert "Link" not in client.get("/sok/", {"q": "buss"}, headers={"HX-Request": "true"}).headers
    content = page.content.decode()
    assert content.index("site.js") > content.index("</footer>")
