"""Every address, for the kinds of place: a municipality, a region, both in one, one without a locality."""

from itertools import product

from django.urls import get_resolver

PLACES = ("2181", "21", "0980", "0184")
PREFIXES = ("", "/en")
GENERAL = (
    "/",
    "/krav/",
    "/krav/childcare-odd-hours/",
    "/krav/43/",
    "/krav/egna/",
    "/krav/egna/skriv/",
    "/ansvar/",
    "/mal/",
    "/jamfor/",
    "/jamfor/?plats=2181&plats=2180&plats=21",
    "/jamfor/?plats=l%C3%A4n:21&plats=00&matt=N00053&matt=staff_sick_leave&sortera=N00053&bild=staff_sick_leave",
    "/jamfor/samma-handelse/",
    "/jamfor/samma-handelse/?plats=2181&plats=Olofstr%C3%B6m&vad1=closure&jobb1=100&storlek=andel",
    "/elkalkyl/",
    "/elkalkyl/?el=250000&pris=120&atgard=led&kostnad_led=80000",
    "/kallor/",
    "/oppna-data/",
    "/nytt/",
    "/nytt/?lan=21&hall=larger",
    "/hjalp/",
    "/hjalp/?fran=/plats/2181/krav/",
    "/hjalp/ord/",
    "/dela/",
    "/utan-natet/",
    "/?tur=1",
    "/plats/2181/?tur=2",
    "/matt/?q=sjukfr%C3%A5nvaro",
    "/matt/N00053/",
    "/matt/staff_sick_leave/?plats=Sandviken&plats=2180&kon=K",
    "/sjukhus/",
    "/sok/",
    "/sok/?q=bussen",
    "/sok/?q=f%C3%B6rskolla&plats=2181",
    "/sok/?sida=scenario",
    "/kallor/?plats=2181",
    "/matt/?plats=2181",
    "/krav/43/?plats=2181",
    "/modellprov/",
    "/arbete/",
    "/arbete/ny/",
)
AT_PLACE = (
    "",
    "liknande/",
    "siffror/",
    "siffror/economy/",
    "kedjan/",
    "krav/",
    "krav/emergency-surgery/",
    "krav/emergency-surgery/motion/",
    "krav/emergency-surgery/papper/",
    "krav/emergency-surgery/papper/underlag/",
    "mal/just-climate-transition/papper/skrivelse/",
    "krav/childcare-odd-hours/",
    "blad/",
    "blad/?krav=33,43&papper=a5&adress=samspel.example",
    "mal/",
    "mal/just-climate-transition/",
    "underlag/",
    "fragor/",
    "sparat/",
    "nytt/",
    "vad-hander-om/",
    "vad-hander-om/?jobb1=10&ar1=2027&krav=6&b_jobb1=5&b_ar1=2028",
    "utjamning/",
    "resor/",
    "omstallning/",
    "omstallning/?valt=1&steg=efficiency&ar_efficiency=2028&andel_efficiency=50&langd=20",
)
PAGES = tuple(
    prefix + path
    for prefix, path in product(
        PREFIXES, (*GENERAL, "/plats/00/", *(f"/plats/{c}/{p}" for c, p in product(PLACES, AT_PLACE)))
    )
)
DOCUMENTS = ("underlag", "kedjan", "fragor", "krav/emergency-surgery/motion")
TABLES = (
    "tabell",
    "liknande",
    "kedjan",
    "kedjan-matt",
    "industri-valfard",
    "krav",
    "serie/population",
    "anlaggningar",
    "utjamning",
    "mal/just-climate-transition",
)


def list_names() -> set[str]:
    """The names of all addresses outside the workspace, the pages where one signs in and the open data, which have
    tests of their own, and those that allauth names and that lead nowhere.
    """
    from samspel.web.work import urls as work
    from samspel.web.work.accounts import nowhere
    from samspel.web.work.accounts import urls as accounts

    apart = {name for module in (work, accounts, nowhere) for name in get_resolver(module.__name__).reverse_dict}
    named = {str(name) for name in get_resolver().reverse_dict.keys() - apart if isinstance(name, str)}
    return {name for name in named if not name.startswith("api_")}


WHOLE_TABLES = ("krav", "ansvar", "mal", "kallor", "andringar", "parametrar", "studier")
