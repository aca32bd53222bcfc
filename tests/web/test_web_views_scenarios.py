"""What happens if, and the equalisation: the pages say what the use cases say, and keep what was typed."""

import html
import io
import re
from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import polars as pl
import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from reading import Page, read
from samspel.app.briefing import Format, compose_brief, render
from samspel.app.desk import Desk
from samspel.app.equalising import equalise
from samspel.app.modelling import open_model
from samspel.app.simulating import compare_levers, simulate
from samspel.app.suggesting import suggest_scenarios
from samspel.rendering.table import words
from samspel.rendering.typography import tie
from samspel.reports.equalisation import describe_summary, format_amount, label_law, label_step, list_changes
from samspel.reports.events import describe_event
from samspel.reports.levers import (
    describe_lever,
    describe_levers,
    describe_no_effect,
    describe_ranking,
    describe_without,
    label_lever,
    tabulate_alone,
    tabulate_effect,
    tabulate_ranked,
    tabulate_ranked_at_zero,
)
from samspel.reports.outcomes import describe_change, format_band, format_outcome
from samspel.reports.simulation import describe_run
from samspel.reports.simulation_data import list_results
from samspel.scenarios.comparison import Difference
from samspel.scenarios.presets import load_presets
from samspel.scenarios.shocks import parse_shock
from samspel.scenarios.simulation import Request
from samspel.terms.clock import get_today
from samspel.trials.simulated import Simulated
from samspel.web.presenters.scenario_typed import (
    FEWEST_EVENTS,
    FIELDS,
    MOST_EVENTS,
    NAMES,
    find_mistakes,
    make_request,
    read_typed,
    write_shocks,
    write_typed,
)

HEADLINES = ("people", "jobs", "unemployed", "revenue")
BASE = {"vad1": "closure", "jobb1": "100", "ar1": "2027", "sektor1": "industry", "langd": "12"}


def ask(code: str, query: Mapping[str, object], prefix: str = "", kind: str = "/") -> str:
    return f"{prefix}/plats/{code}/vad-hander-om{kind}?{urlencode(query, doseq=True)}"


def run(desk: Desk, code: str, shock: str = "2027:100:industry", levers: tuple[str, ...] = ()) -> Simulated:
    request = Request(shocks=(parse_shock(shock),), levers=levers, years=12)
    return simulate(desk, desk.catalogue.places.by_code[code], request)


def field(page: Page, name: str) -> dict[str, str]:
    (found,) = [a for tag, a in page.tags if a.get("name") == name and tag in ("input", "select")]
    return found


def errors(client: Client, address: str) -> tuple[Page, str]:
    response = client.get(address)
    assert response.status_code == 400
    text = response.content.decode()
    told = re.search(r'role="alert">(.*?)</div>', text, re.DOTALL)
    assert told is not None
    return read(response), html.unescape(re.sub(r"<[^>]+>", "", told[1]))


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", ["1060", "0184", "0980"])
def test_the_numbers_are_those_of_the_use_case(client: Client, desk: Desk, code: str, lang: str) -> None:
    page = read(client.get(ask(code, {**BASE, "krav": ["17", "32"]}, "/en" if lang == "en" else "")))
    texts = desk.catalogue.texts[lang]  # type: ignore[index]
    simulation = run(desk, code, levers=("17", "32"))
    main, zero, year = simulation.main, simulation.zero, simulation.last_year
    outcomes = simulation.model.outcomes
    for outcome in outcomes.headlines:
        for change in (main.effect, zero.effect):
            assert describe_change(texts, change, outcome, year) in page.text
        assert describe_change(texts, main.of_levers, outcome, year, "levers") in page.text
        for at in range(simulation.request.years + 1):
            assert format_band(texts, outcome, main.effect.band(outcome.id)[:, at], change=True) in page.text
    for row in words(tabulate_effect(texts, simulation)).texts:
        assert [cell for cell in row if cell not in page.text] == []
    for outcome in outcomes.shown_in("levels"):
        for ensemble in (main.baseline, main.scenario):
            assert format_band(texts, outcome, ensemble.band(outcome.id)[:, -1]) in page.text
    for one in simulation.choice.pulled:
        assert describe_lever(desk.catalogue, texts, one) in page.text
    assert simulation.studies
    for study in simulation.studies:
        assert texts.said(study.citation) in page.text
    for look in simulation.past.looks:
        assert texts.number(look.observed) in page.text
    assert describe_run(texts, simulation) in page.text


def test_a_peak_before_the_end_is_told(client: Client, desk: Desk) -> None:
    text = read(client.get(ask("1060", {**BASE, "jobb1": "400"}))).text
    simulation = run(desk, "1060", "2027:400:industry")
    column = 2027 - simulation.town.year
    texts = desk.catalogue.texts["sv"]
    unemployed = simulation.model.outcomes["unemployed"]
    assert describe_change(texts, simulation.main.effect, unemployed, 2027, column=column) in text


def test_without_events_the_page_shows_the_course_alone(client: Client, desk: Desk) -> None:
    response = client.get("/plats/1060/vad-hander-om/")
    text = read(response).text
    texts = desk.catalogue.texts["sv"]
    assert "Inga händelser: folkmängden följer baslinjen." in text
    assert response.content.count(b"<figure") == 1 + len(HEADLINES), "one picture first, and the courses folded"
    assert texts("simulate.difference") not in text


def test_an_establishment_brings_jobs(client: Client, desk: Desk) -> None:
    text = read(client.get(ask("0980", {**BASE, "vad1": "establishment", "jobb1": "3 000"}))).text
    simulation = run(desk, "0980", "2027:+3000:industry")
    jobs = simulation.model.outcomes["jobs"]
    assert describe_change(desk.catalogue.texts["sv"], simulation.main.effect, jobs, simulation.last_year) in text


def test_three_events_are_counted_together(client: Client, desk: Desk) -> None:
    query = {**BASE, "jobb2": "20", "ar2": "2028", "jobb3": "5", "ar3": "2029", "sektor3": "local_services"}
    text = read(client.get(ask("1060", query))).text
    shocks = tuple(parse_shock(one) for one in ("2027:100:industry", "2028:20:industry", "2029:5:local_services"))
    simulation = simulate(desk, desk.catalogue.places.by_code["1060"], Request(shocks=shocks, levers=(), years=12))
    texts, change = desk.catalogue.texts["sv"], simulation.main.effect
    for outcome in simulation.model.outcomes.headlines:
        assert describe_change(texts, change, outcome, simulation.last_year) in text


def test_hypotheses_can_be_switched_off(client: Client, desk: Desk) -> None:
    page = read(client.get(ask("1060", {**BASE, "utan": "1"})))
    texts, simulation = desk.catalogue.texts["sv"], run(desk, "1060")
    assert texts("simulate.zero_only") in page.text
    people = simulation.model.outcomes["people"]
    assert describe_change(texts, simulation.zero.effect, people, simulation.last_year) in page.text
    assert "checked" in field(page, "utan")


def test_every_demand_is_a_lever_or_said_to_be_none(client: Client, desk: Desk) -> None:
    page = read(client.get("/plats/1060/vad-hander-om/"))
    offered = {a["value"] for a in page.attributes("input") if a.get("name") == "krav"}
    effects = open_model(desk).effects
    demands = desk.catalogue.demands.values()
    moving = {str(demand.number) for demand in demands if any(effects[name].moves for name in demand.levers)}
    assert offered == moving
    still = {f"/plats/1060/krav/{demand.id}/" for demand in demands if str(demand.number) not in moving}
    assert still
    assert still <= set(page.links)


def test_a_demand_without_effect_in_the_address_says_so(client: Client, desk: Desk) -> None:
    text = read(client.get(ask("1060", {**BASE, "krav": ["4", "9"]}))).text
    texts = desk.catalogue.texts["sv"]
    assert texts("simulate.no_lever", demand=desk.catalogue.demands_by_number[4].sv.title) in text
    told = describe_levers(desk.catalogue, texts, run(desk, "1060", levers=("9",)))[0]
    assert told.startswith(f"{desk.catalogue.demands_by_number[9].sv.title}: ingen känd effekt")
    assert tie(told) in text


@pytest.mark.parametrize(
    ("query", "wrong", "said"),
    [
        ({"jobb1": "99999"}, "jobb1", "99\u00a0999 jobb är fler än"),
        ({"jobb1": "0"}, "jobb1", "Talet i händelsen"),
        ({"jobb1": "många"}, "jobb1", "”många” är inget antal jobb."),
        ({"jobb1": "-5"}, "jobb1", "”-5” är inget antal jobb."),
        ({"jobb1": "1" * 30}, "jobb1", "är inget antal jobb."),
        ({"ar1": "1999"}, "ar1", "före det första år som modellen räknar"),
        ({"ar1": "nästa år"}, "ar1", "”nästa år” är inget år."),
        ({"sektor1": "<b>"}, "sektor1", "Sektorn <b>"),
        ({"vad1": "flood"}, "vad1", "”flood” är ingen händelse"),
        ({"jobb3": "88888", "ar3": "2030"}, "jobb3", "88\u00a0888 jobb är fler än"),
        ({"langd": "99"}, "langd", "99 år går inte att räkna."),
        ({"langd": "tio"}, "langd", "”tio” är inget antal år."),
        ({"vad1": "decline", "procent1": "tre"}, "procent1", "”tre” är ingen procentsats."),
        ({"vad1": "decline", "procent1": "120"}, "procent1", "minskar med 120,0 procent om året” går inte"),
        ({"vad1": "downturn", "procent1": ""}, "procent1", "Fältet ”Procent” är tomt."),
        ({"vad1": "conversion", "nya1": ""}, "nya1", "Fältet ”Antal nya jobb” är tomt."),
        ({"vad1": "conversion", "nya1": "10", "nyaar1": "2099"}, "nyaar1", "ligger utanför körningen"),
        ({"vad1": "notice", "till1": "2026"}, "till1", "slutar 2026 men börjar först 2027"),
        ({"vad1": "notice", "till1": "2099"}, "till1", "ligger utanför körningen"),
        ({"vad2": "closure", "jobb2": ""}, "jobb2", "Fältet ”Antal jobb” är tomt."),
        ({"krav": "nonsense"}, None, "Åtgärden nonsense finns inte."),
        ({"b_jobb1": "77777"}, "b_jobb1", "77\u00a0777 jobb är fler än"),
    ],
)
def test_a_mistake_is_told_at_the_form_and_what_was_typed_is_kept(
    client: Client, query: dict[str, str], wrong: str | None, said: str
) -> None:
    page, told = errors(client, ask("1060", {**BASE, **query}))
    assert said in told
    assert "--" not in told
    for name, value in query.items():
        if name.endswith(("vad1", "vad2", "sektor1", "krav")):
            continue
        assert field(page, name)["value"] == value
    marked = [a["name"] for _, a in page.tags if a.get("aria-invalid")]
    assert marked == ([wrong] if wrong else [])
    for at in marked:
        assert said.split(".", maxsplit=1)[0] in page.text.split("</form>")[0].replace(told, "", 1)
        (beside,) = [a for _, a in page.tags if a.get("id") == f"{at}-fel"]
        assert beside["class"] == "field-wrong"
        assert field(page, at)["aria-describedby"] == beside["id"]
    assert client.get(ask("1060", {**BASE, **query}, "/en")).status_code == 400


@pytest.mark.parametrize("kind", list(FIELDS))
@pytest.mark.parametrize("address", ["/plats/1060/vad-hander-om/", "/jamfor/samma-handelse/"])
def test_a_kind_that_is_chosen_alone_gets_its_fields_and_no_error(client: Client, address: str, kind: str) -> None:
    query = {"plats": "Olofström", "vad1": kind, "jobb1": "", "procent1": "", "nya1": "", "ar1": "2028", "langd": "7"}
    answer = client.get(address, query)
    page = read(answer)
    assert answer.status_code == 200
    assert "Fyll i ”" in page.text
    assert "är tomt" not in page.text
    assert not any(a.get("aria-invalid") for _, a in page.tags)
    chosen = [a["value"] for name, a in page.tags if name == "option" and "selected" in a]
    assert chosen[0] == kind
    assert field(page, "ar1")["value"] == "2028"
    assert field(page, "langd")["value"] == "7"
    typed = client.get(address, {**query, "jobb1": "många", "procent1": "mycket"})
    assert typed.status_code == 400, "what is typed and wrong is told"


def test_every_mistake_is_told_at_once(client: Client) -> None:
    query = {**BASE, "jobb1": "många", "ar1": "snart", "vad2": "downturn", "procent2": "lite", "langd": "evigt"}
    page, told = errors(client, ask("1060", query))
    marked = [a["name"] for _, a in page.tags if a.get("aria-invalid")]
    assert marked == ["jobb1", "ar1", "procent2", "langd"]
    assert [word for word in ("många", "snart", "lite", "evigt") if f"”{word}”" not in told] == []


KINDS = [
    ({"vad1": "closure", "jobb1": "100", "ar1": "2027"}, "2027:100:industry"),
    ({"vad1": "notice", "jobb1": "90", "ar1": "2027", "till1": "2029"}, "2027-2029:90:industry"),
    ({"vad1": "establishment", "jobb1": "50", "ar1": "2028", "sektor1": "welfare"}, "2028:+50:welfare"),
    ({"vad1": "decline", "procent1": "2,5", "ar1": "2027", "till1": "2030"}, "2027-2030:2.5%:industry"),
    ({"vad1": "downturn", "procent1": "3 %", "ar1": "2027"}, "2027:3%:country"),
    ({"vad1": "conversion", "jobb1": "60", "ar1": "2027", "nya1": "40", "nyaar1": "2029"}, "2027:60+40@2029:industry"),
]


@pytest.mark.parametrize(("query", "shock"), KINDS, ids=[query["vad1"] for query, _ in KINDS])
def test_every_kind_of_event_is_that_of_the_command_line(
    client: Client, desk: Desk, query: dict[str, str], shock: str
) -> None:
    text = read(client.get(ask("1060", {**query, "langd": "12"}))).text
    simulation = run(desk, "1060", shock)
    texts = desk.catalogue.texts["sv"]
    assert describe_event(texts, simulation.request.shocks[0]) in text
    for outcome in simulation.model.outcomes.headlines:
        assert describe_change(texts, simulation.main.effect, outcome, simulation.last_year) in text


@pytest.mark.parametrize(("query", "shock"), KINDS, ids=[query["vad1"] for query, _ in KINDS])
def test_fields_of_another_kind_count_for_nothing(query: dict[str, str], shock: str) -> None:
    others = {"jobb1": "7", "procent1": "x", "till1": "", "nya1": "x", "nyaar1": "x", "sektor1": "industry"}
    others = {name: value for name, value in others.items() if not FIELD_OF[name] & set(FIELDS[query["vad1"]])}  # type: ignore[index]
    typed = read_typed(QueryDict(urlencode({**others, **query})), 2027)
    (made,) = make_request(typed).shocks
    assert made.written == shock


FIELD_OF = {f"{short}1": {name} for name, short in NAMES.items()}


@given(st.sampled_from([shock for _, shock in KINDS]), st.sampled_from([shock for _, shock in KINDS]), st.booleans())
def test_an_address_written_from_events_makes_the_same_events(one: str, other: str, both: bool) -> None:
    shocks = tuple(parse_shock(text) for text in ((one, other) if both else (one,)))
    typed = read_typed(QueryDict(write_shocks(shocks)), 2031)
    assert make_request(typed).shocks == shocks
    again = read_typed(QueryDict(write_typed(typed)), 2031)
    assert make_request(again) == make_request(typed)


@given(st.text(max_size=60), st.sampled_from(sorted(NAMES.values())))
def test_whatever_is_typed_is_read_or_told_with_its_field(typed: str, name: str) -> None:
    query = {"vad1": "conversion", "jobb1": "60", "ar1": "2027", "nya1": "40"} | {f"{name}1": typed}
    form = read_typed(QueryDict(urlencode(query)), 2027)
    mistakes = find_mistakes(form)
    assert all(NAMES[one.field] == name or one.field == "until" for one in mistakes)
    if not mistakes:
        make_request(form)


def test_there_is_always_room_for_one_more_event_up_to_the_most(client: Client) -> None:
    def count(query: Mapping[str, object]) -> int:
        page = read(client.get(ask("1060", query)))
        return sum(a.get("name", "").startswith("vad") for a in page.attributes("select"))

    assert count({}) == FEWEST_EVENTS
    four = {f"vad{n}": "closure" for n in range(1, 5)} | {f"jobb{n}": "5" for n in range(1, 5)}
    assert count({**four, "ar1": "2027"}) == 5
    assert count({f"vad{MOST_EVENTS}": "establishment", f"jobb{MOST_EVENTS}": "5"}) == MOST_EVENTS


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", ["1060", "2506", "0184"])
def test_an_example_fills_the_form_and_is_answered(client: Client, desk: Desk, code: str, lang: str) -> None:
    prefix = "/en" if lang == "en" else ""
    page = read(client.get(ask(code, {}, prefix)))
    examples = [link for link in page.links if link.startswith("?vad1=")]
    place, texts = desk.catalogue.places.by_code[code], desk.catalogue.texts[lang]  # type: ignore[index]
    suggestions = suggest_scenarios(desk, place, get_today().year + 1)
    assert len(examples) == len(suggestions) == len(load_presets(desk.catalogue))
    for link, suggestion in zip(examples, suggestions, strict=True):
        assert suggestion.tell(texts) in page.text
        response = client.get(f"{prefix}/plats/{code}/vad-hander-om/{link}")
        assert response.status_code == 200
        assert describe_event(texts, suggestion.shocks[0]) in read(response).text


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_several_levers_are_told_each_by_itself(client: Client, desk: Desk, lang: str) -> None:
    query: Mapping[str, object] = {**BASE, "krav": ["17", "32"]}
    text = read(client.get(ask("1060", query, "/en" if lang == "en" else ""))).text
    texts, place = desk.catalogue.texts[lang], desk.catalogue.places.by_code["1060"]  # type: ignore[index]
    request = Request(shocks=(parse_shock("2027:100:industry"),), levers=("17", "32"), years=12)
    compared = compare_levers(desk, place, request)
    assert len(compared.alone) > 1
    headlines, caption = compared.model.outcomes.headlines, texts("scenario.alone_caption", year=compared.last_year)
    assert caption in text
    for row in words(tabulate_alone(desk.catalogue, texts, headlines, compared.alone, caption)).texts:
        assert [cell for cell in row if tie(cell) not in text] == []


def test_levers_that_change_nothing_say_why_once_and_show_no_zeros(client: Client, desk: Desk) -> None:
    text = read(client.get(ask("1060", {"langd": "12", "krav": ["32"]}))).text
    texts, place = desk.catalogue.texts["sv"], desk.catalogue.places.by_code["1060"]
    simulation = simulate(desk, place, Request(shocks=(), levers=("32",), years=12))
    (why,) = describe_no_effect(desk.catalogue, texts, simulation)
    assert text.count(why) == 1
    assert "(0 till 0)" not in text
    assert texts("simulate.difference") not in text


@pytest.mark.parametrize("outcome", ["people", "jobs"])
def test_every_lever_by_itself_in_the_order_asked_for(client: Client, desk: Desk, outcome: str) -> None:
    page = read(client.get(ask("1060", {**BASE, "alla": "1", "ordna": outcome})))
    texts, place = desk.catalogue.texts["sv"], desk.catalogue.places.by_code["1060"]
    request = Request(shocks=(parse_shock("2027:100:industry"),), levers=(), years=12)
    compared = compare_levers(desk, place, request, every=True, outcome=outcome)
    names = [label_lever(desk.catalogue, texts, one.pulled) for one in compared.alone]
    at = [page.text.index(tie(name)) for name in names]
    assert at == sorted(at)
    for tabulate in (tabulate_ranked, tabulate_ranked_at_zero):
        for row in words(tabulate(desk.catalogue, texts, compared)).texts:
            assert [cell for cell in row if tie(cell) not in page.text] == []
    assert [sentence for sentence in describe_ranking(texts, compared) if tie(sentence) not in page.text] == []
    assert tie(describe_without(desk.catalogue, texts, compared)) in page.text
    frame = pl.read_csv(io.BytesIO(client.get(ask("1060", BASE, kind="/atgarder.csv")).content))
    assert frame.height == len(compared.alone) * 2 * len(HEADLINES)
    assert client.get(ask("1060", {**BASE, "jobb1": "x"}, kind="/atgarder.xlsx")).status_code == 400


@pytest.mark.parametrize(("prefix", "kind"), [("", "pdf"), ("/en", "docx")])
def test_the_brief_of_the_page_is_the_one_composed(client: Client, desk: Desk, prefix: str, kind: Format) -> None:
    query: Mapping[str, object] = {**BASE, "krav": ["32"]}
    offered = [link for link in read(client.get(ask("1060", query, prefix))).links if f".{kind}?" in link]
    place, shock = desk.catalogue.places.by_code["1060"], parse_shock("2027:100:industry")
    request, lang = Request(shocks=(shock,), levers=("32",), years=12), "en" if prefix else "sv"
    for demand in (None, desk.catalogue.demands_by_number[32]):
        document = compose_brief(desk, place, demand, lang, get_today(), request)  # type: ignore[arg-type]
        ((name, data),) = render(document, [kind]).items()
        (link,) = [link for link in offered if ("motion" in link) == (demand is not None)]
        response = client.get(link)
        assert response.content == data
        assert name in response["Content-Disposition"]
    assert client.get(ask("1060", {**BASE, "jobb1": "99999"}, prefix, "/faktablad.pdf")).status_code == 400


def test_choices_are_kept(client: Client) -> None:
    content = client.get(
        ask("1060", {**BASE, "vad2": "establishment", "jobb2": "7", "sektor2": "welfare", "krav": ["6"]})
    ).content.decode()
    assert re.search(r'name="vad2"[^>]*>.*?value="establishment" selected', content)
    assert re.search(r'name="sektor2"[^>]*>.*?value="welfare" selected', content)
    assert re.search(r'name="krav" value="6" checked', content)
    assert "<details open>" in content


def test_regions_and_the_country_say_why_not(client: Client, desk: Desk) -> None:
    texts = desk.catalogue.texts["sv"]
    region, country = (read(client.get(f"/plats/{code}/vad-hander-om/")) for code in ("21", "00"))
    assert texts("web.scenario.region") in region.text
    assert "/plats/2181/vad-hander-om/" in region.links
    assert texts("web.scenario.country") in country.text
    assert not [a for a in (*region.attributes("input"), *country.attributes("input")) if a.get("name") == "jobb1"]
    assert client.get("/plats/21/vad-hander-om.csv").status_code == 400


def test_two_scenarios_side_by_side(client: Client, desk: Desk) -> None:
    first = read(client.get(ask("1060", BASE)))
    (link,) = [link for link in first.links if "b_jobb1" in link]
    copied = read(client.get(f"/plats/1060/vad-hander-om/{link}"))
    assert field(copied, "b_jobb1")["value"] == "100"
    assert field(copied, "b_ar1")["value"] == "2027"
    page = read(client.get(ask("1060", {**BASE, "b_jobb1": "40", "b_ar1": "2028", "b_krav": ["6"]})))
    texts, one = desk.catalogue.texts["sv"], run(desk, "1060")
    other = run(desk, "1060", "2028:40:industry", ("6",))
    change = Difference(one.main.scenario, other.main.scenario)
    for outcome in one.model.outcomes.shown_in("levels"):
        for band in (one.main.scenario.band(outcome.id), other.main.scenario.band(outcome.id)):
            assert format_band(texts, outcome, band[:, -1]) in page.text
        assert format_band(texts, outcome, change.band(outcome.id)[:, -1], change=True) in page.text
    people = one.model.outcomes["people"]
    assert format_outcome(texts, people, float(change.band("people")[2, -1]), change=True) in page.text
    alone = [link for link in page.links if link.endswith("#answer")]
    assert [client.get(f"/plats/1060/vad-hander-om/{link}").status_code for link in alone] == [200, 200]
    assert "jobb1=40" in alone[1]


def test_the_file_holds_the_table_of_the_use_case(client: Client, desk: Desk) -> None:
    query: Mapping[str, object] = {**BASE, "krav": ["17"]}
    frame = pl.read_csv(io.BytesIO(client.get(ask("1060", query, kind=".csv")).content))
    table = list_results(desk.catalogue.texts["sv"], run(desk, "1060", levers=("17",)))
    assert frame.height == len(table.rows)
    assert frame["p50"].to_list() == pytest.approx([row[table.columns.index("p50")] for row in table.rows], abs=1e-6)
    jobs = pl.read_csv(io.BytesIO(client.get(ask("1060", {**query, "matt": "jobs"}, kind=".csv")).content))
    assert set(jobs["outcome"]) == {"jobs"}
    assert client.get(ask("1060", {**query, "matt": "nonsense"}, kind=".csv")).status_code == 404
    assert client.get(ask("1060", {**query, "jobb1": "x"}, kind=".xlsx")).status_code == 400


@pytest.mark.parametrize("query", [BASE, {**BASE, "b_jobb1": "40"}])
def test_every_offered_file_of_a_scenario_is_there(client: Client, query: Mapping[str, object]) -> None:
    offered = [a["href"] for a in read(client.get(ask("1060", query))).attributes("a") if "download" in a]
    assert len(offered) >= 2 * len(HEADLINES) + 2
    assert [link for link in offered if client.get(urljoin(ask("1060", query), link)).status_code != 200] == []


def test_what_drives_is_shown_when_asked_for(client: Client, desk: Desk) -> None:
    query: Mapping[str, object] = {**BASE, "krav": ["6"]}
    (link,) = {link for link in read(client.get(ask("1060", query))).links if "varfor=1" in link}
    text = read(client.get(f"/plats/1060/vad-hander-om/{link}")).text
    texts = desk.catalogue.texts["sv"]
    for key in ("simulate.drivers", "simulate.loops", "simulate.convergence"):
        assert texts(key) in text


def test_the_same_address_gives_the_same_page(client: Client) -> None:
    assert client.get(ask("1060", BASE)).content == client.get(ask("1060", BASE)).content


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("code", ["1060", "0184", "0980", "10"])
def test_the_equalisation_is_that_of_the_use_case(client: Client, desk: Desk, code: str, lang: str) -> None:
    text = read(client.get(f"{'/en' if lang == 'en' else ''}/plats/{code}/utjamning/")).text
    texts = desk.catalogue.texts[lang]  # type: ignore[index]
    measured = equalise(desk, desk.catalogue.places.by_code[code])
    assert measured.own is not None
    assert [sentence for sentence in describe_summary(texts, measured) if tie(sentence) not in text] == []
    for side in (measured.own, measured.region):
        for step in side.steps if side else ():
            for told in (label_step(texts, step), label_law(texts, step), format_amount(texts, step)):
                assert tie(told) in text
    for body, change in list_changes(texts, measured):
        assert body in text
        assert texts.number(change.net) in text


def test_the_equalisation_of_the_country_and_its_links(client: Client, desk: Desk) -> None:
    assert desk.catalogue.texts["sv"]("web.equalisation.country") in read(client.get("/plats/00/utjamning/")).text
    for address in ("/plats/1060/siffror/economy/", ask("1060", BASE)):
        assert "/plats/1060/utjamning/" in read(client.get(address)).links
    assert "/plats/10/utjamning/" in read(client.get("/plats/10/siffror/")).links
    assert "/plats/00/utjamning/" not in read(client.get("/plats/00/")).links
    assert "/plats/1060/vad-hander-om/" in read(client.get("/plats/1060/utjamning/")).links


def test_without_an_event_one_sentence_and_one_picture_stand_first_and_the_rest_is_folded(client: Client) -> None:
    html = client.get("/plats/1060/vad-hander-om/").content.decode()
    answer, _, rest = html[html.index('id="answer"') :].partition("<details")
    assert "Utan någon händelse går Olofströms kommun från" in answer
    assert answer.count("<svg") == 1
    assert "<table" not in answer
    assert 'id="assumptions"' in rest
    assert "Utan någon händelse" not in client.get("/plats/1060/vad-hander-om/?jobb1=10&ar1=2027").content.decode()
    asked = client.get("/plats/1060/vad-hander-om/?varfor=1").content.decode()
    assert 'id="assumptions" open>' in asked
    assert 'id="assumptions" open>' not in html


IN_SIGHT = {"urgent", "authorities"}
"""The tables that stand in sight after an event: the demands, and the authorities, which can act soonest, a short row
each. The nearest cases have no file of their own.
"""


@pytest.mark.parametrize(("levers", "most"), [((), 14), (("17",), 19)])
def test_after_an_event_only_what_stands_out_is_in_sight_and_nothing_is_lost(
    client: Client, levers: tuple[str, ...], most: int
) -> None:
    html = client.get(ask("2181", {"vad1": "closure", "jobb1": "400", "ar1": "2027", "krav": levers})).content.decode()
    sight, folded = sort_by_fold(html[html.index('id="answer"') :])
    opened = {"levers_effect", "moves", "alone"} if levers else set()
    assert set(re.findall(r"hamta=(\w+)[.]csv", sight)) - opened == IN_SIGHT
    by_hand = set() if levers else {"rule_of_thumb"}
    assert {"state", "cases", "fates", "levels", "hindcast", *by_hand} <= set(re.findall(r"hamta=(\w+)[.]csv", folded))
    assert 0 < sight.count('<th scope="row"') <= most
    assert "Alla 11 fall" in sight
    assert "Beslutas av: Kammarkollegiet" in folded.replace("\xa0", " "), "whose request it is stands in sight"
    assert all(f'id="{name}"' in html for name in ("all", "course", "levels", "region", "zero", "hindcast", "whole"))
    assert bool(levers) == ('id="levers" open>' in html), "whoever chose levers asked for what they change"


def sort_by_fold(html: str) -> tuple[str, str]:
    """What stands in sight, and what is folded."""
    sides: tuple[list[str], list[str]] = ([], [])
    stack: list[bool] = []
    for part in re.split(r"(<details[^>]*>|</details>|<summary>.*?</summary>)", html):
        if part.startswith("<details"):
            sides[any(stack)].append(part)
            stack.append(" open" not in part)
        elif part == "</details>":
            stack.pop()
        else:
            sides[any(stack[:-1] if part.startswith("<summary>") else stack)].append(part)
    assert not stack
    return "".join(sides[0]), "".join(sides[1])


def test_kind_number_and_place_come_first_and_once_an_event_is_given_the_answer_stands_above_them(
    client: Client,
) -> None:
    form = ('name="vad1"', 'name="jobb1"', 'id="plats"')
    calm = client.get(ask("2181", {})).content.decode()
    page = client.get(ask("2181", {"vad1": "closure", "jobb1": "400", "ar1": "2027"})).content.decode()
    for told, ids in ((calm, (*form, 'id="answer"')), (page, ('id="answer"', 'href="#change"', 'id="now"', *form))):
        order = [told.index(one) for one in ids]
        assert order == sorted(order)
        assert told.count('name="vad1"') == 1
    between = read_between(page, 'id="plats"', 'id="figures"')
    assert "Lägg till händelser, krav eller fler år" in between
    assert "<details open" not in between.partition('name="vad2"')[0]
    assert "Jobb försvinner på en gång" in page
    cases = page[page.index("Så gick det där") :]
    assert "/plats/2181/liknande/" not in cases, "the real cases are not chosen for being like the place"


def read_between(page: str, start: str, end: str) -> str:
    return page[page.index(start) : page.index(end)]


def test_the_place_of_the_form_leads_to_the_same_event_there(client: Client) -> None:
    event = {"vad1": "notice", "jobb1": "400", "sektor1": "industry", "ar1": "2027"}
    moved = client.get(ask("2181", {**event, "plats": "hofors"}))
    assert (moved.status_code, moved.headers["Location"]) == (302, ask("2104", event))
    assert client.get(ask("2181", {**event, "plats": "Sandviken"})).status_code == 200


@pytest.mark.parametrize("named", ["Sandvikn", "<b>", "\x00x", "x" * 500])
def test_a_place_that_is_none_is_told_and_the_form_keeps_what_was_typed(client: Client, named: str) -> None:
    response = client.get(ask("2181", {"vad1": "closure", "jobb1": "400", "ar1": "2027", "plats": named}))
    assert response.status_code == 400
    page = read(response)
    assert "400" in [a.get("value") for a in page.attributes("input")]
    assert "<b>" not in response.content.decode()
    assert 'id="now"' not in response.content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_several_names_lead_to_the_page_that_sets_them_side_by_side(client: Client, prefix: str) -> None:
    asked = {"vad1": "closure", "jobb1": "400", "ar1": "2027", "plats": "Olofström, Gislaved, Oxelosund"}
    response = client.get(prefix + ask("1060", asked))
    page = read(response)
    assert response.status_code == 400
    (link,) = [one for one in page.links if "/jamfor/samma-handelse/" in one]
    kept = parse_qs(urlsplit(link).query)
    assert kept["plats"] == ["Olofström", "Gislaved", "Oxelosund"]
    assert kept["jobb1"] == ["400"]
    assert client.get(link).status_code in (200, 400)


def test_a_browser_may_fill_the_numbers_in_again_when_one_goes_back(client: Client) -> None:
    fields = read(client.get(ask("2181", {}))).attributes("input")
    numbers = [one for one in fields if one.get("inputmode") in ("decimal", "numeric")]
    assert {"jobb1", "ar1", "langd"} <= {one["name"] for one in numbers}
    assert not any("autocomplete" in one for one in numbers)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("address", "measures"),
    [
        (
            f"/plats/1060/vad-hander-om/?{urlencode(BASE)}",
            {"population", "jobs", "jobs_industry", "unemployment", "unemployment_18_65"},
        ),
        (f"/jamfor/samma-handelse/?plats=1060&plats=0662&{urlencode(BASE)}", {"population", "unemployment"}),
        ("/plats/1060/", {"population", "jobs_industry", "jobs_industry_share", "net_migration"}),
        ("/jamfor/?plats=1060&plats=0662", {"population", "jobs", "jobs_industry"}),
    ],
)
def test_a_figure_leads_to_its_definition(client: Client, address: str, measures: set[str], prefix: str) -> None:
    links = read(client.get(f"{prefix}{address}")).links
    led = {measure: f"{prefix}/matt/{measure}/?plats=1060" for measure in measures}
    assert {measure for measure, way in led.items() if way not in links} == set()
    assert all(client.get(way).status_code == 200 for way in led.values())
