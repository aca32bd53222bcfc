"""The page that compares: all that is asked for stands in the address, and mistakes are kept in the form."""

import re
from io import BytesIO

import polars as pl
import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from reading import read
from samspel.app.desk import Desk
from shipped import load_shipped

COUNTY = {"plats": "län:21", "matt": "N00053\r\nstaff_sick_leave"}


def test_a_group_and_measures_stand_in_a_table_a_picture_and_files(client: Client) -> None:
    response = client.get("/jamfor/", COUNTY)
    page = read(response)
    assert response.status_code == 200
    assert "10 platser, 2 mått" in page.text
    assert sum(a.get("role") == "img" for a in page.attributes("svg")) == 1
    hrefs = [a["href"] for a in page.attributes("a") if "download" in a]
    whole, measures = [pl.read_csv(client.get(href).content) for href in hrefs if ".csv" in href]
    assert whole.height == 10
    assert {"N00053", "N00053_year", "N00053_basis", "N00053_publisher"} <= set(whole.columns)
    assert measures["measure"].to_list() == ["N00053", "staff_sick_leave"]


def test_a_head_sorts_by_its_column_and_once_more_turns_the_order(client: Client) -> None:
    def find(page: str) -> tuple[list[str], dict[str, str]]:
        said = read(client.get(page))
        links = [
            a["href"] for a in said.attributes("a") if a.get("href", "").startswith("?") and "sortera=" in a["href"]
        ]
        return [a.get("aria-sort", "") for a in said.attributes("th") if a.get("scope") == "col"], {
            "place": links[0],
            "N00053": links[1],
        }

    orders, links = find("/jamfor/?plats=l%C3%A4n:21&matt=N00053&matt=staff_sick_leave")
    assert not any(orders)
    orders, again = find("/jamfor/" + links["N00053"])
    assert orders[:3] == ["", "descending", ""]
    first = pl.read_csv(client.get("/jamfor.csv" + links["N00053"]).content)["N00053"].to_list()
    assert first == sorted(first, reverse=True)
    orders, _ = find("/jamfor/" + again["N00053"])
    assert orders[:3] == ["", "ascending", ""]
    orders, _ = find("/jamfor/" + links["place"])
    assert orders[:3] == ["ascending", "", ""]


def test_the_form_keeps_what_was_asked_for(client: Client) -> None:
    said = client.get("/jamfor/", {**COUNTY, "ar": "2020", "sortera": "N00053", "bild": "staff_sick_leave"})
    page = read(said)
    assert "län:21</textarea>" in said.content.decode()
    assert "2020" in [a.get("value") for a in page.attributes("input")]
    chosen = [a["value"] for a in page.attributes("input") if "checked" in a]
    assert chosen == ["N00053", "staff_sick_leave"]


def test_a_group_added_from_the_list_joins_the_names(client: Client) -> None:
    page = client.get("/jamfor/", {"plats": ["Stockholm", "län:21"], "matt": ["", "population"]})
    assert "Stockholm, län:21</textarea>" in page.content.decode()
    assert "11 platser, ett mått" in read(page).text


def test_more_than_four_places_without_measures_get_the_usual_ones(client: Client) -> None:
    page = read(client.get("/jamfor/", {"plats": "län:21"}))
    assert "Inga mått är valda" in page.text
    assert "10 platser, 6 mått" in page.text


def test_what_a_group_has_no_room_for_is_told(client: Client) -> None:
    page = read(client.get("/jamfor/", {"plats": "grupp:commuting-larger-city", "matt": "population"}))
    assert "60 platser, ett mått" in page.text
    assert "Utan plats blev" in page.text


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"plats": "Sandvikn, Gävle"}, "Sandviken"),
        ({"plats": "Sandviken, Gävle", "matt": "N00053", "ar": "tjugo"}, "tjugo"),
        ({"plats": "Sandviken, Gävle", "matt": "N00053", "ordning": "baklänges"}, "baklänges"),
        ({"plats": "Sandviken, Gävle", "matt": "N60077"}, "Heltidsarbetande månadsavlönade, region"),
        ({"plats": ",".join(["Sandviken"] * 401)}, "401"),
        ({"plats": "Sandviken, Gävle", "krav": "33", "sortera": "27"}, "27"),
        (
            {"plats": "Sandviken, Gävle", "matt": "population", "bara": "population", "villkor": "over", "varde": "x"},
            "x",
        ),
        ({"plats": "Sandviken, Gävle", "krav": "33", "bara": "33", "villkor": "over", "varde": "3"}, "33"),
        (
            {
                "plats": "Sandviken, Gävle",
                "matt": "population",
                "bara": "population",
                "villkor": "over",
                "varde": "9000000",
            },
            "2",
        ),
        ({"plats": "Sandviken, Sandviken"}, "1"),
    ],
)
def test_a_mistake_is_told_and_the_form_keeps_what_was_typed(
    client: Client, prefix: str, asked: dict[str, str], said: str
) -> None:
    response = client.get(f"{prefix}/jamfor/", asked)
    page = read(response)
    assert response.status_code == 400
    assert said in page.text
    assert asked["plats"].split(",")[0] in response.content.decode()
    assert client.get(f"{prefix}/jamfor.csv", asked).status_code in (400, 404)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_names_that_nothing_has_leave_a_table_of_the_others_and_what_could_be_meant(
    client: Client, prefix: str
) -> None:
    asked = {"plats": "Sandviken\nGävlee\nHofors\nlän:Gävlborg", "matt": "population\nunemploymentt", "krav": "43"}
    response = client.get(f"{prefix}/jamfor/", asked)
    page = read(response)
    assert response.status_code == 200
    for told in ("Gävlee", "Gävlborg", "unemploymentt"):
        assert told in page.text
    table = next(pl.read_csv(client.get(link).content) for link in page.links if ".csv" in link)
    assert table["place"].to_list() == ["Sandviken", "Hofors"]
    taps = [link for link in page.links if link.startswith("?") and "sortera" not in link]
    mended = next(link for link in taps if "G%C3%A4vle&" in link or "G%C3%A4vle%2C" in link)
    again = read(client.get(f"{prefix}/jamfor/{mended}"))
    assert "Gävlee → Gävle" in again.text
    assert "Gävlborg" in again.text
    table = next(pl.read_csv(client.get(link).content) for link in again.links if ".csv" in link)
    assert table["place"].to_list() == ["Sandviken", "Gävle", "Hofors"]
    assert any("län%3AG%C3%A4vleborg" in link or "l%C3%A4n%3AG%C3%A4vleborg" in link for link in taps)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_workbook_tells_the_names_that_were_left_out_or_read_as_another(client: Client, prefix: str) -> None:
    asked = {"plats": "Sandviken\nGavle\nHofors\nBlåköping", "matt": "population"}
    page = read(client.get(f"{prefix}/jamfor/", asked))
    content = client.get(next(link for link in page.links if ".xlsx" in link and "tabell" not in link)).content
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    for name in (book.sheet_names[0], book.sheet_names[2]):
        told = [str(row[0]) for row in book.get_sheet_by_name(name).to_python() if any(row)]
        assert any("Blåköping" in one for one in told)
        assert any("Gavle → Gävle" in one and one in page.text for one in told)


def test_a_file_with_no_room_to_tell_what_was_left_out_is_refused(client: Client) -> None:
    for names, more in (("Hofors, Gävle, Blåköping", {}), ("Hofors, Blåköping", {"matt": "population"})):
        assert client.get("/jamfor.xlsx", {"plats": names, **more}).status_code == 404


def test_several_measures_and_demands_are_chosen_at_once(client: Client) -> None:
    asked = {
        "plats": "län:21",
        "matt": ["", "population", "unemployment"],
        "krav": ["childcare-odd-hours", "emergency-surgery"],
    }
    page = read(client.get("/jamfor/", asked))
    assert "10 platser, 2 mått, 2 krav" in page.text
    whole = next(pl.read_csv(client.get(link).content) for link in page.links if ".csv" in link)
    assert {"population", "unemployment", "childcare-odd-hours", "emergency-surgery_words"} <= set(whole.columns)
    chosen = {a["value"] for a in page.attributes("input") if "checked" in a}
    assert chosen == {"population", "unemployment", "childcare-odd-hours", "emergency-surgery"}


def test_measures_are_found_by_everyday_words_while_all_that_is_chosen_stays(client: Client) -> None:
    asked = {**COUNTY, "krav": "2", "ar": "2020", "matt-sok": "kommunalskatten", "valj": "matt"}
    page = read(client.get("/jamfor/", asked))
    ticks = [a for a in page.attributes("input") if a.get("type") == "checkbox"]
    assert [a["value"] for a in ticks if "checked" in a] == ["N00053", "staff_sick_leave", "childcare-odd-hours"]
    assert ticks[2]["value"] in ("municipal_tax_rate", "total_tax_rate")
    assert len({(a["name"], a["value"]) for a in ticks}) == len(ticks)
    assert "10 platser, 2 mått" not in page.text
    assert "Inget passar ”xqzwv”." in read(client.get("/jamfor/", {"matt-sok": "xqzwv"})).text


def test_the_address_of_a_comparison_says_nothing_of_how_it_was_chosen(client: Client) -> None:
    page = read(client.get("/jamfor/", {**COUNTY, "matt-sok": "jobb", "visa": "1"}))
    assert "10 platser, 2 mått" in page.text
    own = [link for link in page.links if not link.startswith(("/en/", "/hjalp/")) and "hamta=" not in link]
    assert not [link for link in own if "sok=" in link or "visa=" in link]


def test_a_demand_that_is_put_to_no_region_is_a_dash_there_and_too_many_are_refused(client: Client) -> None:
    page = read(client.get("/jamfor/", {"plats": "Sandviken, Gävleborgs län, Riket", "krav": "2"}))
    whole = next(pl.read_csv(client.get(link).content) for link in page.links if ".csv" in link)
    assert whole["childcare-odd-hours"].is_null().to_list() == [False, True, True]
    many = {"plats": "Sandviken, Hofors", "krav": ",".join(map(str, range(1, 14)))}
    assert client.get("/jamfor/", many).status_code == 400


def test_a_place_is_set_beside_all_that_it_is_compared_with(client: Client, desk: Desk) -> None:
    page = read(client.get("/plats/2181/"))
    link = next(one for one in page.links if one.startswith("/jamfor/") and "2181" in one)
    places = desk.catalogue.places
    for place in places.similar_to(places.by_code["2181"]):
        assert place.name in read(client.get(link)).text


def test_a_place_named_twice_is_told_and_counted_once(client: Client) -> None:
    page = read(client.get("/jamfor/", {"plats": "Hofors, län:21", "matt": "population"}))
    assert "räknas en gång: Hofors." in page.text
    assert "10 platser" in page.text


def test_a_year_that_a_measure_lacks_gives_the_nearest_and_says_so(client: Client) -> None:
    response = client.get("/jamfor/", {"plats": "Sandviken, Gävle", "matt": "N00053", "ar": "2025"})
    assert response.status_code == 200
    assert "finns inte för 2025. Här står 2022, som är närmast." in read(response).text


def test_a_packet_that_has_no_room_for_the_demands_on_a_sheet_says_so_and_keeps_them(client: Client) -> None:
    few = read(client.get("/jamfor/", {"plats": "Sandviken, Gävle", "krav": ["1", "2", "3"]})).text
    page = read(client.get("/jamfor/", {"plats": "Sandviken, Gävle", "krav": ["1", "2", "3", "4"]}))
    told = "Paketets översikt visar alla 4 krav. Ett blad rymmer 3"
    assert told in page.text
    assert told not in few
    assert any(link.startswith("/jamfor/paket/") and link.count("krav=") == 4 for link in page.links)


def test_several_misspelt_names_of_a_pasted_list_are_mended_in_one_go(client: Client) -> None:
    page = read(client.get("/jamfor/", {"plats": "Sandvikn\nGävel\nHofors\nOckelboo", "matt": "population"}))
    assert "Rätta alla 3" in page.text
    assert "Sandvikn → Sandviken, Gävel → Gävle, Ockelboo → Ockelbo" in page.text
    (link,) = [
        a["href"]
        for a in page.attributes("a")
        if a.get("class") == "button button-quiet" and "plats=Sandviken" in a["href"]
    ]
    mended = client.get(f"/jamfor/{link}")
    assert mended.status_code == 200
    assert "4 platser, ett mått" in read(mended).text
    assert "Rätta alla" not in read(client.get("/jamfor/", {"plats": "Sandvikn, Gävle, Hofors"})).text
    whole = client.get("/jamfor/", {"plats": "Sandvikn, Gävel"})
    assert "Rätta alla 2" in read(whole).text
    weak = read(client.get("/jamfor/", {"plats": "Sandvikn, Gävel, Xyzstad"})).text
    assert "Rätta 2 av 3" in weak, "what is no slip of a name is asked by itself"
    assert "Rätta alla" not in weak
    assert "Mindre säkert är vad som menas med Xyzstad." in weak
    assert "Xyzstad →" not in weak
    assert "Ystad" in weak


def test_what_was_mended_in_a_pasted_list_is_told_and_can_be_undone(client: Client) -> None:
    written = "Sandvikn\nGävel\nGävle\nHofors"
    asked = client.get("/jamfor/", {"plats": written, "matt": "population"})
    everything = re.search(r'href="([^"]+)">Rätta alla 2', asked.content.decode())
    assert everything is not None
    mended = read(client.get(f"/jamfor/{everything[1].replace('&amp;', '&')}"))
    assert "Rättat: Sandvikn → Sandviken, Gävel → Gävle." in mended.text
    assert "räknas en gång: Gävle." in mended.text
    assert everything[1].count("Hofors") == 1, "only what was mended is kept as it was written"
    back = next(link for link in mended.links if "Sandvikn" in link and "rattat" not in link)
    assert "Sandvikn%2C+G%C3%A4vel%2C+G%C3%A4vle%2C+Hofors" in back
    again = read(client.get(f"/jamfor/{back}"))
    assert "Rätta alla 2" in again.text
    assert "Rättat:" not in again.text


@pytest.mark.parametrize(
    ("lead", "told"), [("", "Tolkade utan prickarna på å, ä och ö"), ("/en", "Matched without the marks on å, ä and ö")]
)
def test_a_name_without_its_accents_is_taken_at_once_and_told(client: Client, lead: str, told: str) -> None:
    page = read(client.get(f"{lead}/jamfor/", {"plats": "Gavle, Harnosand, Hofors", "matt": "population"}))
    assert f"{told}: Gavle → Gävle, Harnosand → Härnösand." in page.text
    assert "Hofors →" not in page.text
    assert "Menade du" not in page.text
    habo = read(client.get(f"{lead}/jamfor/", {"plats": "Habo, Hofors", "matt": "population"}))
    assert told not in habo.text


DEMANDS = {"plats": "län:06", "krav": ["33", "27"]}


def test_a_choice_of_demands_alone_adds_no_measures(client: Client) -> None:
    page = read(client.get("/jamfor/", DEMANDS))
    assert "13 platser, 2 krav" in page.text
    assert "Måtten i jämförelsen" not in page.text
    assert [a["src"] for a in page.attributes("img") if "src" in a] == []


@pytest.mark.parametrize("by", ["shift-transit", "33"])
def test_rows_are_sorted_by_how_serious_a_demand_is_and_its_head_leads_there(client: Client, by: str) -> None:
    page = read(client.get("/jamfor/", {**DEMANDS, "sortera": by}))
    order = ["large", "some", "unknown", "similar", "small", "met", "not_here"]
    table = next(pl.read_csv(client.get(link).content) for link in page.links if ".csv" in link)
    found = [order.index(one) for one in table["shift-transit"]]
    assert found == sorted(found)
    assert len(set(found)) > 1
    heads = [a.get("aria-sort", "") for a in page.attributes("th") if a.get("scope") == "col"]
    assert heads[:3] == ["", "descending", ""]
    assert not any(heads[3:])
    turned = next(link for link in page.links if link.startswith("?") and "sortera=shift-transit" in link)
    assert "ordning=stigande" in turned


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_only_places_with_a_large_need_are_shown_and_the_others_told(client: Client, prefix: str) -> None:
    whole = pl.read_csv(client.get("/jamfor.csv", DEMANDS).content)
    large = whole.filter(pl.col("shift-transit") == "large")["place"].to_list()
    asked = {**DEMANDS, "bara": "shift-transit", "villkor": "visst"}
    response = client.get(f"{prefix}/jamfor/", asked)
    page = read(response)
    assert response.status_code == 200
    table = pl.read_csv(client.get(f"{prefix}/jamfor.csv", asked).content)
    assert set(table["shift-transit"]) <= {"large", "some"}
    assert set(large) <= set(table["place"])
    assert 0 < table.height < whole.height
    for place in set(whole["place"]) - set(table["place"]):
        assert place in page.text
    assert any("sortera=" in link and "villkor=visst" in link for link in page.links)
    chosen = re.findall(r'<option value="([^"]+)" selected', response.content.decode())
    assert {"shift-transit", "visst"} <= set(chosen)


def test_only_places_above_a_number_are_shown(client: Client) -> None:
    asked = {"plats": "län:06", "matt": "population", "bara": "population", "villkor": "over", "varde": "29 000"}
    table = pl.read_csv(client.get("/jamfor.csv", asked).content)
    whole = pl.read_csv(client.get("/jamfor.csv", {"plats": "län:06", "matt": "population"}).content)
    assert table["place"].to_list() == whole.filter(pl.col("population") > 29_000)["place"].to_list()
    assert 0 < table.height < whole.height
    assert "mer än 29 000" in read(client.get("/jamfor/", asked)).text.replace("\u00a0", " ")


def test_where_no_place_meets_the_condition_the_form_still_has_it(client: Client) -> None:
    asked = {"plats": "län:06", "matt": "population", "bara": "population", "villkor": "over", "varde": "9000000"}
    response = client.get("/jamfor/", asked)
    assert response.status_code == 400
    assert "Ingen av de 13 platserna uppfyller villkoret." in read(response).text
    assert 'value="9000000"' in response.content.decode()


def test_which_figure_decides_is_told_where_it_is_not_the_same_everywhere(client: Client) -> None:
    codes = ",".join(place.code for place in load_shipped().places.municipalities[60:100])
    page = read(client.get("/jamfor/", {"plats": codes, "krav": "33"}))
    assert "Krav 33 avgörs inte av samma siffra överallt" in page.text
    (link,) = [link for link in page.links if "grounds.csv" in link]
    grounds = pl.read_csv(client.get(f"/jamfor/{link}").content)
    assert grounds["title"].unique().to_list() == ["33. Kollektivtrafik som passar skiftarbete"]
    assert grounds["publisher"].null_count() == grounds["year"].null_count() == 0
    (marked,) = grounds.filter(pl.col("mark") == "b")["places"].to_list()
    table = next(pl.read_csv(client.get(link).content) for link in page.links if ".csv" in link)
    figures = table["shift-transit_figure"].drop_nulls().value_counts(sort=True)
    assert figures["count"].to_list()[1] == marked
    marks = re.findall(
        r'<span class="pale">b</span></td>', client.get("/jamfor/", {"plats": codes, "krav": "33"}).content.decode()
    )
    assert len(marks) == marked


def test_a_pasted_column_may_have_its_heading_and_its_sum(client: Client) -> None:
    page = read(
        client.get("/jamfor/", {"plats": "Kommun\nGislaved kommun\nGnosjö och Värnamo\nSumma", "matt": "population"})
    )
    assert "3 platser, ett mått" in page.text
    assert "Lästa som rubrik eller summa, inte som platser: Kommun och Summa." in page.text
    assert "Menade du" not in page.text
    town = read(client.get("/jamfor/", {"plats": "Gnosjö, Värnamo stad, Hofors", "matt": "population"}))
    assert "3 platser, ett mått" in town.text
    slip = read(client.get("/jamfor/", {"plats": "Gnosjö, Vernamo, Hofors", "matt": "population"}))
    assert "Menade du Värnamo" in " ".join(slip.text.split())


def test_of_more_names_than_fit_the_first_are_shown_and_the_others_told(client: Client) -> None:
    places = load_shipped().places.municipalities[:62]
    page = read(client.get("/jamfor/", {"plats": "\n".join(place.name for place in places), "matt": "population"}))
    assert "60 platser, ett mått" in page.text
    assert f"Utan plats blev {places[60].name} och {places[61].name}." in page.text


@pytest.mark.parametrize("names", ["", " ", "Kommun"])
def test_an_empty_list_says_so(client: Client, names: str) -> None:
    response = client.get("/jamfor/", {"plats": names, "visa": "1"})
    assert response.status_code == 400
    assert "Skriv minst 2 namn" in read(response).text
    assert client.get("/jamfor/").status_code == 200


def test_a_long_list_of_places_is_about_none_of_them(client: Client) -> None:
    def find_trail(codes: list[str]) -> str:
        return client.get(f"/jamfor/?plats={','.join(codes)}").content.decode().split("<h1")[0]

    codes = ["2181", *(place.code for place in load_shipped().places.municipalities[60:100])]
    assert 'href="/plats/2181/"' not in find_trail(codes)
    assert 'href="/plats/2181/"' in find_trail(codes[:3])


FORTY = ",".join(place.code for place in load_shipped().places.municipalities[60:100])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"bara": "unemployment"}, "Villkoret för måttet är inte fullständigt."),
        ({"bara": "unemployment", "villkor": "stort"}, "Villkoret för måttet är inte fullständigt."),
        ({"bara": "unemployment", "villkor": "over", "varde": "många"}, "många"),
        ({"bara": "unemployment", "villkor": "over", "varde": "99"}, "Ingen av de 40 platserna uppfyller villkoret."),
        ({"bara": "33", "villkor": "under", "varde": "3"}, "Villkoret passar inte ett krav."),
        ({"villkor": "over", "varde": "6"}, "Villkoret gäller inget mått eller krav."),
        ({"varde": "6"}, "Villkoret gäller inget mått eller krav."),
        ({"bara": "population", "villkor": "over", "varde": "6"}, "Folkmängd finns inte i jämförelsen."),
    ],
)
def test_a_condition_that_is_not_whole_is_told_beside_its_field_and_the_table_stays(
    client: Client, wrong: dict[str, str], told: str
) -> None:
    response = client.get("/jamfor/", {"plats": FORTY, "matt": "unemployment", "krav": "33", **wrong})
    said = response.content.decode()
    form = said[said.index('id="urval"') : said.index("</form>", said.index('id="urval"'))]
    assert response.status_code == 400
    assert "40 platser, ett mått, ett krav" in read(response).text
    assert told in form
    assert "Tills dess visas alla." in form
    assert f'value="{wrong["varde"]}"' in form if "varde" in wrong else 'name="varde"' in form
    assert "Paket för alla 40: ett blad per plats" in said


def test_a_column_to_sort_by_that_is_no_longer_compared_is_told_and_the_table_stays(client: Client) -> None:
    asked = {"plats": FORTY, "matt": "unemployment", "sortera": "population", "bara": "unemployment"}
    page = read(client.get("/jamfor/", asked))
    assert "40 platser, ett mått" in page.text
    assert "Folkmängd finns inte i jämförelsen." in page.text
    assert "Villkoret för måttet är inte fullständigt." in page.text


def test_an_old_address_with_a_condition_of_nothing_is_no_mistake(client: Client) -> None:
    asked = {"plats": "Sandviken, Gävle", "krav": "33", "bara": "", "villkor": "stort"}
    assert client.get("/jamfor/", asked).status_code == 200


def test_what_chooses_among_the_places_stands_in_the_open_and_each_form_keeps_the_other(client: Client) -> None:
    chosen = {"bara": "unemployment", "villkor": "over", "varde": "6,5"}
    asked = {"plats": FORTY, "matt": "unemployment", "sortera": "unemployment", **chosen}
    said = client.get("/jamfor/", asked).content.decode()
    inside, outside = said.split("</details>\n<form", 1)
    assert 'id="bara"' not in inside
    assert all(f'type="hidden" name="{name}" value="{value}"' in inside for name, value in chosen.items())
    kept = outside.split("</form>")[0]
    assert all(f'type="hidden" name="{name}"' in kept for name in ("plats", "matt", "sortera"))
    assert 'id="bara"' in kept


def test_a_packet_says_how_many_it_covers_and_is_offered_of_all(client: Client) -> None:
    asked = {"plats": FORTY, "matt": "unemployment", "bara": "unemployment", "villkor": "over", "varde": "6,5"}
    page = read(client.get("/jamfor/", asked))
    found = re.search(r"Här visas (\d+) av 40 platser", page.text)
    assert found is not None
    assert f"Paket för de {found[1]} som visas" in page.text
    assert "Paket för alla 40" in page.text
    shown, whole = [link for link in page.links if link.startswith("/jamfor/paket/")]
    assert "bara=unemployment" in shown
    assert not any(f"{name}=" in whole for name in ("bara", "villkor", "varde"))
    choosing = read(client.get(shown + "&valj=krav"))
    assert f"Här visas {found[1]} av 40 platser" in choosing.text
    assert "Här visas" not in read(client.get(whole + "&valj=krav")).text


def test_a_demand_that_is_unknown_everywhere_says_why_and_what_to_do(client: Client) -> None:
    page = read(client.get("/jamfor/", {"plats": FORTY, "krav": ["3", "33", "44"]}))
    assert "är okänt på alla 40 platser: ingen offentlig siffra avgör kravet" in page.text
    assert "siffran som kunde avgöra saknas (”Tid till första ambulans”)" in page.text
    assert page.text.count("Frågorna står under kravet på varje plats sida") == 1
    assert "är okänt på" not in read(client.get("/jamfor/", {"plats": FORTY, "krav": "33"})).text
