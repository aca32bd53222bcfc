"""What people do: search, filter, download, upload, print, with the keyboard alone and without JavaScript."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

from browser.looking import check_open
from shipped import load_shipped

pytestmark = pytest.mark.browser
DEMANDS = len(load_shipped().demands)

WHERE = """() => {
    const at = document.activeElement;
    if (at.matches('.skip')) return 'skip';
    for (const part of ['[role=search]', 'nav', 'main']) if (at.closest(part)) return part.replace(/[^a-z]|role/g, '');
    return at.tagName;
}"""
MOST_TABS = 20


def test_the_keyboard_reaches_skip_link_search_menu_and_content(page: Page) -> None:
    page.goto("/plats/2181/")
    met: list[str] = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        met.append(page.evaluate(WHERE))
    assert met[0] == "skip"
    assert [part for part in dict.fromkeys(met) if part in ("search", "nav", "main")] == ["search", "nav", "main"]


def test_the_skip_link_is_seen_and_skips(page: Page) -> None:
    page.goto("/plats/2181/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("address", ["/", "/kallor/", "/en/krav/"])
def test_search_by_typing_and_enter(page: Page, address: str) -> None:
    page.goto(address)
    page.locator("[data-search]").fill("Sandviken")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/plats/2181/$"))
    area = "Sandviken municipality" if address.startswith("/en/") else "Sandvikens kommun"
    expect(page.locator("h1")).to_have_text(area)


def test_an_everyday_word_within_a_place_leads_to_the_places_demand_and_back(page: Page) -> None:
    page.goto("/plats/2181/")
    page.locator("#q-top").press_sequentially("bussen")
    first = page.locator("#found-top a").first
    expect(first).to_contain_text("33. Kollektivtrafik")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/sok/"))
    page.locator(".hits a").first.click()
    expect(page).to_have_url(re.compile("/plats/2181/krav/shift-transit/$"))
    expect(page.locator(".trail li")).to_have_text(["Start", "Sandviken", "Krav", "Krav 33"])
    page.locator("[data-back]").click()
    expect(page).to_have_url(re.compile("/sok/"))


def test_there_is_no_way_back_from_a_page_that_was_opened_by_itself(page: Page) -> None:
    page.goto("about:blank")
    page.goto("/plats/2181/krav/33/")
    expect(page.locator("[data-back]")).to_be_hidden()


def test_suggestions_by_arrow_keys(page: Page) -> None:
    page.goto("/")
    page.locator("#q-front").press_sequentially("gävl")
    expect(page.locator("#found-front a").first).to_contain_text("Gävle")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/plats/2180/$"))


def test_escape_and_leaving_close_the_suggestions(page: Page) -> None:
    page.goto("/")
    page.locator("#q-front").press_sequentially("san")
    expect(page.locator("#found-front a").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("#found-front a")).to_have_count(0)
    expect(page.locator("#q-front")).to_be_focused()


def test_a_list_that_was_closed_stays_closed_when_a_late_answer_comes(page: Page) -> None:
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.goto("/")
    page.locator("#q-front").press_sequentially("san")
    expect(page.locator("#found-front a").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.route(re.compile("q=sandv"), hold)
    with page.expect_request(lambda request: "q=sandv" in request.url):
        page.locator("#q-front").press_sequentially("dv")
    page.keyboard.press("Escape")
    expect(page.locator("#found-front a")).to_have_count(0)
    with page.expect_response(lambda response: "q=sandv" in response.url):
        late[0].continue_()
    page.wait_for_load_state("networkidle")
    expect(page.locator("#found-front a")).to_have_count(0)
    page.unroute_all()
    page.locator("#q-front").press_sequentially("i")
    expect(page.locator("#found-front a").first).to_be_visible()


def test_filter_swaps_the_list_and_the_address(page: Page) -> None:
    page.goto("/plats/2181/krav/")
    expect(page.locator("#needs .card")).to_have_count(DEMANDS)
    page.locator(".fold > summary").first.click()
    page.locator("#f-lage").select_option("large")
    expect(page).to_have_url(re.compile("lage=large"))
    expect(page.locator("#needs .badge-large").first).to_be_visible()
    expect(page.locator("#needs .badge:not(.badge-large)")).to_have_count(0)
    page.go_back()
    expect(page.locator("#needs .card")).to_have_count(DEMANDS)


def test_the_script_of_a_page_that_is_brought_back_is_not_run_again(page: Page) -> None:
    page.goto("/plats/2181/krav/")
    added = page.evaluate("""() => new Promise((done) => {
        let added = 0;
        const listen = document.addEventListener;
        document.addEventListener = (...rest) => { added += 1; listen.apply(document, rest); };
        const again = document.createElement("script");
        Object.assign(again, { src: document.querySelector("script[data-htmx]").src, onload: () => done(added) });
        document.body.append(again);
    })""")
    assert added == 0


def test_download_of_a_motion(page: Page, tmp_path: Path) -> None:
    page.goto("/plats/2181/krav/childcare-odd-hours/")
    page.get_by_role("link", name="Skriv motionen").click()
    page.get_by_label("Vad har hänt?").fill("Två på skiftet fick tacka nej i våras.")
    page.get_by_label("Nej, inget av det").check()
    page.get_by_label("Vad finns i dag?").fill("Omsorg på natten, men inte för den som behöver den i tre månader.")
    page.get_by_label("Namn, ett på varje rad").fill("Eva Ek (S)")
    page.get_by_role("button", name="Spara och visa papperet").click()
    expect(page.get_by_text("Klart att skriva under")).to_be_visible()
    with page.expect_download() as started:
        page.locator("a[href$='motion.pdf']").click()
    file = tmp_path / started.value.suggested_filename
    started.value.save_as(file)
    assert file.name == "motion-2181-02-childcare-odd-hours.pdf"
    assert file.read_bytes().startswith(b"%PDF")


def test_the_other_language_shows_the_same_page(page: Page) -> None:
    page.goto("/plats/2181/krav/?lage=unknown")
    page.locator(".language").click()
    expect(page).to_have_url(re.compile(r"/en/plats/2181/krav/\?lage=unknown$"))
    page.locator(".language").click()
    expect(page).to_have_url(re.compile(r"(?<!/en)/plats/2181/krav/\?lage=unknown$"))


def test_a_wrong_file_is_told_on_the_page(page: Page) -> None:
    page.goto("/plats/2181/fragor/")
    page.locator("#svar").set_input_files({"name": "fel.csv", "mimeType": "text/csv", "buffer": b"a;b\n1;2\n"})
    page.locator(".upload button").click()
    expect(page.get_by_role("alert")).to_contain_text("fel.csv")
    expect(page.get_by_role("alert")).to_be_in_viewport()


def test_all_works_without_javascript(plain_page: Page, tmp_path: Path) -> None:
    page = plain_page
    page.goto("/")
    page.locator("summary", has_text="Gävleborg").click()
    page.locator("details[open] a", has_text="Sandviken").click()
    expect(page.locator("h1")).to_have_text("Sandvikens kommun")
    page.locator(".tabs a", has_text="Krav").click()
    expect(page.locator("#f-lage")).to_be_hidden()
    page.locator(".fold > summary").first.click()
    page.locator("#f-lage").select_option("large")
    page.locator(".filters button").click()
    expect(page).to_have_url(re.compile("lage=large"))
    expect(page.locator("#f-lage")).to_be_visible()  # a filter in use is seen
    expect(page.locator("#needs .badge:not(.badge-large)")).to_have_count(0)
    page.locator("[data-search]").fill("Gävle")
    page.locator(".search button").click()
    expect(page).to_have_url(re.compile("/plats/2180/$"))
    page.goto("/plats/2181/underlag/")
    with page.expect_download() as started:
        page.locator("a[href$='underlag.docx']").click()
    assert started.value.suggested_filename.endswith(".docx")
    page.goto("/plats/2181/fragor/")
    page.locator("#svar").set_input_files({"name": "fel.csv", "mimeType": "text/csv", "buffer": b" "})
    page.locator(".upload button").click()
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_scenario_by_keyboard_and_what_was_typed_is_kept(page: Page) -> None:
    page.goto("/plats/1060/vad-hander-om/")
    page.locator("#vad1").select_option("closure")
    page.locator("#jobb1").fill("99999")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(page.locator("#jobb1")).to_have_value("99999")
    page.locator("#jobb1").fill("400")
    page.locator("summary", has_text="Krav som uppfylls").press("Enter")  # what lies around it is open at a mistake
    page.locator("input[name=krav][value='6']").press("Space")
    page.locator("#langd").press("Enter")
    expect(page).to_have_url(re.compile("jobb1=400.*krav=6.*#answer$"))
    expect(page.locator("#answer svg")).to_be_visible()
    page.locator("#all > summary").click()
    expect(page.locator("#all .in-short li").first).to_be_visible()
    expect(page.locator("figure.picture svg")).to_have_count(9)


def test_two_scenarios_without_javascript(plain_page: Page) -> None:
    page = plain_page
    page.goto("/plats/1060/vad-hander-om/?jobb1=400&ar1=2027")
    page.locator("a", has_text="Jämför med ett annat scenario").click()
    page.locator("#b_jobb1").fill("200")
    page.locator(".what-if button").first.click()
    expect(page.locator("#comparison")).to_be_visible()
    expect(page.locator("#b_jobb1")).to_have_value("200")
    page.locator("#whole > summary").click()
    with page.expect_download() as started:
        page.locator("#whole .downloads a[href*='csv']").last.click()
    assert started.value.suggested_filename == "simulate-1060.csv"


def test_paper_has_no_menu_and_only_what_was_unfolded(page: Page) -> None:
    page.goto("/plats/2181/siffror/")
    page.locator("details summary").first.click()
    page.emulate_media(media="print")
    for part in (".top", ".tabs", ".foot", ".downloads"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.scroll')).overflowX") == "visible"
    assert page.evaluate("getComputedStyle(document.querySelector('main a')).textDecorationLine") == "none"
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details[open]").count() == 1


def test_whoever_prints_a_demand_has_the_law_the_cost_and_the_objections_on_paper(
    plain_page: Page, tmp_path: Path
) -> None:
    plain_page.goto("/plats/2181/krav/33/")
    folds = plain_page.locator("details.printed:not([open])")
    told = {
        "law": "Vad lagen säger",
        "against": "Vad som talar emot",
        "cost": "Kostnad",
        "proposals": "Förslag till beslut",
    }
    inside = [
        folds.filter(has=plain_page.locator("summary", has_text=re.compile(f"^{words}"))) for words in told.values()
    ]
    for fold in inside:
        expect(fold.locator("> *").nth(1)).to_be_hidden()
    plain_page.emulate_media(media="print")
    for fold in inside:
        expect(fold.locator("> *").nth(1)).to_be_visible()
    expect(plain_page.locator("form").first).to_be_hidden()
    paper = tmp_path / "demand.pdf"
    plain_page.pdf(path=paper, prefer_css_page_size=True, format="A4")
    assert len(PdfReader(paper).pages) <= MOST_DEMAND_PAGES


def test_where_a_style_sheet_cannot_unfold_the_script_does_until_it_is_printed(page: Page) -> None:
    older = page.context.new_page()
    older.add_init_script("CSS.supports = () => false")
    older.goto("/plats/2181/krav/33/")
    older.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert older.locator("details.printed[open]").count() > 0
    assert older.locator("details.printed:not([open])").count() == 0
    older.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert older.locator("details.printed[open]").count() == 0
    older.close()


MOST_PAGES, MOST_DEMAND_PAGES, MOST_SCREENS, DEMAND_SCREENS, SCREEN = 4, 5, 8, 3, 800


@pytest.mark.parametrize("code", ["2104", "21", "0180", "0980"])
def test_a_place_is_short_on_a_phone_and_on_paper(page: Page, code: str) -> None:
    page.set_viewport_size({"width": 360, "height": SCREEN})
    page.goto(f"/plats/{code}/")
    assert page.evaluate("document.documentElement.scrollHeight") <= MOST_SCREENS * SCREEN
    paper = page.pdf(prefer_css_page_size=True, format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= MOST_PAGES


@pytest.mark.parametrize("code", ["2181", "2321"])
def test_every_area_of_demands_is_near_the_top_on_a_phone(page: Page, code: str) -> None:
    page.set_viewport_size({"width": 360, "height": SCREEN})
    page.goto(f"/plats/{code}/krav/")
    area = page.locator("details.area", has=page.locator(f"a[href='/plats/{code}/krav/shift-transit/']"))
    box = area.locator("summary").bounding_box()
    assert box is not None
    assert box["y"] <= DEMAND_SCREENS * SCREEN
    area.locator("summary").click()
    expect(area.locator(f"a[href='/plats/{code}/krav/shift-transit/']")).to_be_visible()


def test_the_way_back_from_a_filter_shows_the_list_as_it_was_though_nothing_is_kept(page: Page) -> None:
    page.goto("/plats/2181/krav/")
    before = page.locator(".summary").inner_text()
    page.locator("details.fold > summary").first.click()
    page.select_option("#f-lage", "large")
    expect(page.locator(".summary")).not_to_have_text(before)
    filtered = page.locator(".summary").inner_text()
    page.evaluate("sessionStorage.clear()")
    with page.expect_event("load"):
        page.go_back()
    expect(page.locator(".summary")).to_have_text(before)
    with page.expect_event("load"):
        page.go_forward()
    expect(page.locator(".summary")).to_have_text(filtered)
    expect(page.locator("#f-lage")).to_have_value("large")


LEAST_LINE = 12
"""The least height of a line of a label, px."""
MOST_BYTES = 60_000


@pytest.mark.parametrize("path", ["/", "/krav/housing-construction/", "/matt/staff_sick_leave/?plats=2181"])
def test_a_page_and_a_search_in_it_are_light(page: Page, path: str) -> None:
    taken = list[float]()
    session = page.context.new_cdp_session(page)
    session.on("Network.loadingFinished", lambda event: taken.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    page.goto(path, wait_until="networkidle")
    page.locator("[data-search]").first.press_sequentially("bussen")
    expect(page.locator("[data-suggestions] a").first).to_be_visible()
    page.locator("[data-search]").first.fill("")
    expect(page.locator("[data-suggestions] a")).to_have_count(0)
    session.detach()
    assert 10_000 < sum(taken) < MOST_BYTES


TOPMOST, HEAD = 300, 70


@pytest.mark.parametrize(
    "path", ["/plats/2181/krav/", "/en/plats/2181/krav/", "/en/plats/2181/krav/childcare-growth-areas/"]
)
def test_head_and_tabs_leave_the_screen_to_the_page(page: Page, path: str) -> None:
    page.goto(path)
    tabs = page.locator(".tabs").bounding_box()
    assert tabs is not None
    assert tabs["y"] + tabs["height"] <= TOPMOST
    for name in (".main-nav", ".tabs"):
        last = page.locator(f"{name} a").last
        last.focus()
        expect(last).to_be_in_viewport(ratio=0.9)
    page.set_viewport_size({"width": 1280, "height": SCREEN})
    head = page.locator("header.top").bounding_box()
    assert head is not None
    assert head["height"] <= HEAD


def test_what_an_event_leads_to_stands_above_its_form_on_a_phone(page: Page) -> None:
    page.goto("/plats/2181/vad-hander-om/?jobb1=400&ar1=2027")
    answer, form = page.locator("#answer h2").bounding_box(), page.locator("#change").bounding_box()
    assert answer is not None
    assert form is not None
    assert answer["y"] < TOPMOST < form["y"]
    page.get_by_role("link", name="Ändra det som händer").click()
    expect(page.locator("#change")).to_be_in_viewport()


def test_what_to_do_after_an_event_ends_within_eight_views_of_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": SCREEN})
    page.goto("/plats/2181/vad-hander-om/?jobb1=400&ar1=2027")
    letter = page.get_by_role("link", name="Skriv till regeringen").bounding_box()
    assert letter is not None
    assert letter["y"] < 8 * SCREEN
    assert page.evaluate("document.documentElement.scrollHeight") < 13 * SCREEN


def fill_form(page: Page) -> bytes:
    """The form of Sandviken's questions as downloaded, with one of them answered."""
    form = page.request.get("/plats/2181/fragor.csv").body().decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(form, newline=""), delimiter=";")
    row = next(row for row in rows if row[header.index("post")] == "offered")
    for column, value in (("svar", "nej"), ("besvarat av", "Ek"), ("datum", "2026-11-20")):
        row[header.index(column)] = value
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([header, row])
    return out.getvalue().encode()


def test_going_back_after_answers_came_in_or_were_removed_shows_what_was_told(page: Page) -> None:
    """Without asking for a form to be sent again."""
    page.goto("/plats/2181/fragor/")
    page.locator("#svar").set_input_files({"name": "svar.csv", "mimeType": "text/csv", "buffer": fill_form(page)})
    page.locator(".upload button").click()
    expect(page.locator("#result .badge-large")).to_be_in_viewport()
    page.locator("#result a").first.click()
    expect(page.locator(".verdict-box .badge-large")).to_be_visible()
    page.go_back()
    expect(page.locator("#result .badge-large")).to_be_visible()
    page.goto("/plats/2181/sparat/")
    page.locator('main .card a[href*="vad=svar"]').click()
    page.locator("main form button").click()
    expect(page.locator("#result")).to_contain_text("Svaret är borttaget.")
    page.goto("/plats/2181/")
    page.go_back()
    expect(page.locator("#result")).to_contain_text("Svaret är borttaget.")


def test_a_word_explains_itself_by_keyboard_and_without_script(plain_page: Page) -> None:
    plain_page.goto("/plats/2181/krav/emergency-surgery/")
    word = plain_page.locator("a.term").nth(2)
    explained = plain_page.locator(f"[id='{word.get_attribute('aria-describedby')}']")
    expect(explained).not_to_be_in_viewport()
    word.focus()
    plain_page.keyboard.press("Enter")
    expect(explained).to_be_in_viewport()
    expect(word).to_be_in_viewport()
    plain_page.keyboard.press("Tab")
    expect(explained.locator("a")).to_be_focused()
    plain_page.keyboard.press("Enter")
    expect(explained).not_to_be_in_viewport()
    expect(word).to_be_in_viewport()


@pytest.mark.parametrize(
    ("known", "told"), [("jag vet det", "till tyder på stort behov"), ("har själv svarat", "till stort behov, svarat")]
)
def test_any_answer_takes_four_taps_on_a_phone_undo_included_without_javascript(
    plain_page: Page, known: str, told: str
) -> None:
    plain_page.set_viewport_size({"width": 360, "height": 740})
    plain_page.goto("/plats/1060/krav/childcare-odd-hours/")
    form = plain_page.locator("section:has(> #svara) form").first
    taps = (
        plain_page.locator(".quick").get_by_role("link", name="Nej"),
        form.get_by_label("Vem har svarat"),
        form.get_by_role("button", name=re.compile(f"^Spara: .*{known}$")),
        plain_page.locator("#result").get_by_role("button", name="Ångra"),
    )
    taps[0].click()
    expect(form).to_be_in_viewport()
    expect(form.get_by_label("Nej")).to_be_checked()
    taps[1].click()
    plain_page.keyboard.type("Registrator")
    plain_page.keyboard.press("Tab")  # the key beside the letters of a phone
    plain_page.keyboard.type("dnr 1")
    taps[2].click()
    expect(plain_page.locator("#result")).to_contain_text(told)
    expect(plain_page.locator(".verdict-box .badge-large")).to_be_visible()
    taps[3].click()
    expect(plain_page.locator("#result")).to_contain_text("taget tillbaka")
    expect(plain_page.locator(".verdict-box .badge-large")).to_have_count(0)
    assert len(taps) <= 4


def test_forty_places_on_six_measures_are_printed_on_at_most_three_pages(plain_page: Page, tmp_path: Path) -> None:
    codes = ",".join(place.code for place in load_shipped().places.municipalities[60:100])
    measures = "%3B".join(("N00053", "N02201", "N00799", "N07418", "N15428", "N02797"))
    plain_page.goto(f"/jamfor/?plats={codes}&matt={measures}")
    paper = tmp_path / "printed.pdf"
    plain_page.pdf(path=paper, prefer_css_page_size=True, format="A4")
    assert len(PdfReader(paper).pages) <= 3


def test_a_curve_tells_its_years_to_keys_and_fingers_and_its_table_to_all(page: Page, plain_page: Page) -> None:
    address = "/matt/staff_sick_leave/?plats=2181&plats=2180"
    page.goto(address)
    curve, line = page.get_by_role("slider", name="Sjukfrånvaro"), page.locator(".told-line").first
    expect(line).to_be_hidden()
    curve.focus()
    expect(line).to_have_text("2022: Sandviken 8,4 %; Gävle 7,5 %")
    page.keyboard.press("ArrowLeft")
    expect(line).to_have_text("2021: Gävle 6,7 %")
    expect(curve).to_have_attribute("aria-valuetext", re.compile(r"^2021: Gävle 6,7\s%$"))
    page.keyboard.press("Home")
    expect(line).to_contain_text("2006")
    points = page.locator(".told > g")
    points.nth(3).click()
    expect(line).to_have_text("2009: Sandviken 5,8 %; Gävle 6,0 %")
    points.nth(4).hover()
    expect(line).to_contain_text("2010")
    expect(page.locator(".say").nth(4)).to_be_hidden()
    check_open(page)
    plain_page.goto(address)
    expect(plain_page.get_by_role("row", name="2009 5,8 % 6,0 %")).to_be_visible()
    expect(plain_page.get_by_role("slider")).to_have_count(0)


def test_without_javascript_each_point_shows_its_own_label_to_pointers_fingers_and_keys(
    browser: Browser, server: str, page: Page, plain_page: Page
) -> None:
    address = "/matt/staff_sick_leave/?plats=2181&plats=2180"
    bare = page.context.new_page()
    bare.route("**/site.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    bare.goto(address)
    check_open(bare)
    bare.close()
    plain_page.goto(address)
    points, says = plain_page.locator(".told > g"), plain_page.locator(".say")
    expect(says.nth(3)).to_be_hidden()
    points.nth(3).hover()
    expect(says.nth(3)).to_be_visible()
    expect(says.nth(3)).to_contain_text("Sandviken 5,8 %")
    plain_page.mouse.move(0, 0)
    expect(says.nth(3)).to_be_hidden()
    points.first.focus()
    plain_page.keyboard.press("Tab")
    expect(says.nth(1)).to_be_visible()
    box, window = says.nth(1).bounding_box(), plain_page.evaluate("document.documentElement.clientWidth")
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window
    assert box["height"] / 3 >= LEAST_LINE
    with browser.new_context(
        base_url=server, has_touch=True, java_script_enabled=False, viewport={"width": 360, "height": 740}
    ) as context:
        phone = context.new_page()
        phone.goto(address)
        phone.locator(".told > g").nth(5).tap()
        expect(phone.locator(".say").nth(5)).to_be_visible()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/plats/1060/vad-hander-om/?jobb1=400&ar1=2027", "8 av 10"),
        ("/plats/2181/krav/33/", "%"),
        ("/plats/2181/siffror/jobs/", "2024"),
        ("/plats/2181/omstallning/", "8 av 10"),
    ],
)
def test_every_kind_of_chart_tells_its_values_without_javascript(plain_page: Page, address: str, told: str) -> None:
    plain_page.goto(address)
    point = plain_page.locator("figure .told > g:last-child").first
    plain_page.evaluate("document.querySelectorAll('details:has(.told)').forEach((fold) => { fold.open = true; })")
    point.focus()
    expect(point.locator(".say")).to_contain_text(told)
    expect(point.locator(".say")).to_be_visible()
