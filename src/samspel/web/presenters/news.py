"""What the latest renewal of figures changed, in a sentence."""

from samspel.app.news import is_worked_out, list_news, list_renewals
from samspel.reports.news import describe_news
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.web.remembering import recall
from samspel.web.shared import get_desk, get_lang, get_texts


def tell_news(place: Place) -> str:
    """How much the latest renewal changed at a place; nothing where nothing has been fetched or it is not known yet."""
    desk, texts = get_desk(), get_texts()
    kept = list_renewals(desk)
    if not kept or not is_worked_out(desk):
        return ""

    def tell() -> str:
        try:
            return describe_news(texts, list_news(desk, (place,)))
        except BadInputError:  # taken away since
            return ""

    return recall(("news", place.code, get_lang(), kept[0][0]), tell)
