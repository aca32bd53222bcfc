"""Addresses: Swedish words in plain letters; the same under /en/ in English."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path, register_converter

from samspel.rendering.html import PAPERS
from samspel.web import offline
from samspel.web.api.serving import list_routes
from samspel.web.views import (
    added,
    backtests,
    briefs,
    chain,
    comparison,
    enquiries,
    equalisation,
    events_beside,
    front,
    goals,
    handbook,
    health,
    help,
    hospitals,
    kept,
    maps,
    measures,
    needs,
    news,
    open_data,
    own,
    packets,
    papers,
    places,
    reach,
    scenarios,
    search,
    sharing,
    sheets,
    sources,
    tables,
    transition,
)


class DocumentConverter:
    """The formats of a document."""

    regex = "pdf|docx|html|txt"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class TableConverter(DocumentConverter):
    """The formats of a table."""

    regex = "csv|xlsx|parquet"


class PacketConverter(DocumentConverter):
    """The formats of a packet."""

    regex = "pdf|zip"


class PictureConverter(DocumentConverter):
    """The formats of a picture."""

    regex = "svg|png"


register_converter(PictureConverter, "picture")
register_converter(PacketConverter, "packet")
register_converter(DocumentConverter, "document")
register_converter(TableConverter, "table")

handler400 = "samspel.web.views.errors.show_bad_request"
handler403 = "samspel.web.views.errors.show_forbidden"
handler404 = "samspel.web.views.errors.show_missing"
handler500 = "samspel.web.views.errors.show_failure"

urlpatterns: list[URLPattern | URLResolver] = [
    path(offline.WORKER.removeprefix("/"), offline.send_worker, name="worker"),
    *list_routes(),
]
urlpatterns += i18n_patterns(
    path("", front.show_front, name="front"),
    path("arbete/", include("samspel.web.work.urls")),
    path("konto/", include("samspel.web.work.accounts.urls")),
    path("utan-sida/", include("samspel.web.work.accounts.nowhere")),
    path("sok/", search.show, name="search"),
    path("plats/<str:code>/", places.show, name="place"),
    path("plats/<str:code>/siffror/", places.show_figures, name="figures"),
    path("plats/<str:code>/siffror/<slug:section>/", places.show_figures, name="section"),
    path("plats/<str:code>/tabell.<table:kind>", tables.send_place, name="place_table"),
    path("plats/<str:code>/serie/<slug:indicator>.<table:kind>", tables.send_course, name="course_table"),
    path("plats/<str:code>/anlaggningar.<table:kind>", tables.send_sites, name="sites_table"),
    path("plats/<str:code>/industri-valfard.<table:kind>", tables.send_interdependence, name="interdependence_table"),
    path("plats/<str:code>/liknande/", places.show_similar, name="similar"),
    path("plats/<str:code>/liknande.<table:kind>", tables.send_similar, name="similar_table"),
    path("plats/<str:code>/kedjan/", chain.show, name="chain"),
    path("plats/<str:code>/kedjan.<document:kind>", chain.send_sheet, name="chain_file"),
    path("plats/<str:code>/kedjan.<table:kind>", chain.send, name="chain_table"),
    path("plats/<str:code>/kedjan-matt.<table:kind>", chain.send_figures, name="chain_figures"),
    path("plats/<str:code>/krav/", needs.show_all, name="place_needs"),
    path("plats/<str:code>/krav.<table:kind>", tables.send_needs, name="needs_table"),
    path("plats/<str:code>/krav/<str:demand>/", needs.show, name="place_need"),
    path("plats/<str:code>/krav/<str:demand>/papper/", papers.show_choice, name="papers"),
    path("plats/<str:code>/krav/<str:demand>/papper/<slug:paper>/", papers.show, name="paper"),
    path("plats/<str:code>/krav/<str:demand>/papper/<slug:paper>.<document:kind>", papers.send, name="paper_file"),
    path("plats/<str:code>/krav/<str:demand>/motion/", papers.show, name="motion"),
    path("plats/<str:code>/krav/<str:demand>/motion.<document:kind>", papers.send, name="motion_file"),
    path("plats/<str:code>/mal/", goals.show_at_place, name="place_goals"),
    path("plats/<str:code>/mal/<slug:goal>/", goals.show_one_at_place, name="place_goal"),
    path("plats/<str:code>/mal/<slug:goal>/papper/<slug:paper>/", papers.show_of_goal, name="goal_paper"),
    path(
        "plats/<str:code>/mal/<slug:goal>/papper/<slug:paper>.<document:kind>",
        papers.send_of_goal,
        name="goal_paper_file",
    ),
    path("plats/<str:code>/mal/<slug:goal>.<table:kind>", tables.send_goal, name="goal_table"),
    path("plats/<str:code>/vad-hander-om/", scenarios.show, name="scenario"),
    path("plats/<str:code>/vad-hander-om.<table:kind>", scenarios.send, name="scenario_table"),
    path("plats/<str:code>/vad-hander-om/atgarder.<table:kind>", scenarios.send_levers, name="scenario_levers"),
    path("plats/<str:code>/vad-hander-om/faktablad.<document:kind>", scenarios.send_brief, name="scenario_brief"),
    path(
        "plats/<str:code>/vad-hander-om/<str:demand>/motion.<document:kind>",
        scenarios.send_brief,
        name="scenario_motion",
    ),
    path("plats/<str:code>/utjamning/", equalisation.show, name="equalisation"),
    path("plats/<str:code>/utjamning.<table:kind>", equalisation.send, name="equalisation_table"),
    path("plats/<str:code>/omstallning/", transition.show, name="transition"),
    path("plats/<str:code>/omstallning.<table:kind>", transition.send, name="transition_table"),
    path("plats/<str:code>/resor/", reach.show, name="reach"),
    path("plats/<str:code>/resor/pagar/", reach.show_progress, name="reach_progress"),
    path("plats/<str:code>/resor/<slug:name>.<table:kind>", reach.send, name="reach_table"),
    path("plats/<str:code>/egna-uppgifter/", added.show, name="added"),
    path("egna-uppgifter/<slug:kind>.csv", added.send_empty, name="added_empty_file"),
    path("plats/<str:code>/sparat/", kept.show, name="kept"),
    path("plats/<str:code>/sparat/ta-bort/", kept.remove, name="kept_remove"),
    path("plats/<str:code>/sparat/angra/", kept.restore, name="kept_restore"),
    path("plats/<str:code>/nytt/", news.show, name="place_news"),
    path("plats/<str:code>/nytt/<slug:key>/", news.show, name="place_news_of"),
    path("plats/<str:code>/blad/", sheets.show, name="sheet"),
    path("plats/<str:code>/blad/fil/", sheets.send, name="sheet_file"),
    path("plats/<str:code>/underlag/", briefs.show, name="brief"),
    path("plats/<str:code>/underlag.<document:kind>", briefs.send, name="brief_file"),
    path("plats/<str:code>/fragor/", enquiries.show, name="enquiry"),
    path("plats/<str:code>/fragor.<document:kind>", enquiries.send_letter, name="letter_file"),
    path("plats/<str:code>/fragor.csv", enquiries.send_form, name="form_file"),
    path("krav/", handbook.show_all, name="handbook"),
    path("krav/egna/", own.show_all, name="own"),
    path("krav/egna/skriv/", own.write, name="own_form"),
    path("krav/<str:demand>/", handbook.show, name="demand"),
    path("ansvar/", handbook.show_duties, name="duties"),
    path("mal/", goals.show_all, name="goals"),
    path("jamfor/", comparison.show, name="compare"),
    path("jamfor/samma-handelse/", events_beside.show, name="scenario_beside"),
    path("jamfor/paket/", packets.show, name="packet"),
    path("jamfor/paket.<packet:kind>", packets.send, name="packet_file"),
    path("jamfor.<table:kind>", comparison.send, name="comparison_table"),
    path("karta/", maps.show, name="map"),
    path("karta.<table:kind>", maps.send, name="map_table"),
    path("karta.svg", maps.send_picture, name="map_picture"),
    path("data/samspel.zip", measures.send_dataset, name="dataset_file"),
    path("data/samspel.bib", open_data.send_bibtex, name="dataset_bibtex"),
    path("data/CITATION.cff", open_data.send_cff, name="dataset_cff"),
    path("matt/", measures.show_all, name="measures"),
    path("matt.<table:kind>", measures.send_all, name="measures_table"),
    path("matt/<slug:measure>/", measures.show, name="measure"),
    path("matt/<slug:measure>.<picture:kind>", measures.send_picture, name="measure_picture"),
    path("matt/<slug:measure>.bib", measures.send_citation, name="measure_citation"),
    path("matt/<slug:measure>.<table:kind>", measures.send, name="measure_table"),
    path("matt/<slug:measure>/alla.<table:kind>", measures.send_every_place, name="measure_everywhere"),
    path("elkalkyl/", transition.show_savings, name="savings"),
    path("elkalkyl.<table:kind>", transition.send_savings, name="savings_table"),
    path("modellprov/", backtests.show, name="backtests"),
    path("modellprov.<table:kind>", backtests.send, name="backtests_table"),
    path("modellprov/utan-handelser.<table:kind>", backtests.send, {"part": "baseline"}, name="baseline_test_table"),
    path("modellprov/handelser.<table:kind>", backtests.send, {"part": "shock"}, name="shock_test_table"),
    path("exempel/resor/", reach.show_example, name="reach_example"),
    path("exempel/resor/<slug:name>.<table:kind>", reach.send_example, name="reach_example_table"),
    path("resor/<slug:name>.csv", reach.send_list, name="reach_list"),
    path("resor/exempel/<slug:name>.csv", reach.send_list, {"filled": "1"}, name="reach_filled_list"),
    path("sjukhus/", hospitals.show, name="hospitals"),
    path("sjukhus.<table:kind>", hospitals.send, name="hospitals_table"),
    path("kallor/", sources.show, name="sources"),
    path("nytt/", news.show_all, name="news"),
    path("nytt/siffror.<table:kind>", news.send_figures, name="news_figures"),
    path("oppna-data/", open_data.show, name="open_data"),
    path("halsa/", health.show, name="health"),
    path("dela/", sharing.show, name="share"),
    path("utan-natet/", offline.show_offline, name="offline"),
    path("hjalp/", help.show, name="help"),
    path("hjalp/ord/", help.show_glossary, name="glossary"),
    re_path(
        r"^(?P<name>krav|ansvar|mal|kallor|andringar|parametrar|studier)\.(?P<kind>csv|xlsx)$",
        tables.send_whole,
        name="whole_table",
    ),
    path("underlag.css", briefs.send_style, name="brief_style"),
    path("blad-a4.css", briefs.send_style, {"style": PAPERS["sheet"]}, name="sheet_style"),
    path("blad-a5.css", briefs.send_style, {"style": PAPERS["small_sheet"]}, name="small_sheet_style"),
    prefix_default_language=False,
)
