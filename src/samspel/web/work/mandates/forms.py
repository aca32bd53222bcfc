"""The forms of people and posts, and what they send as cells."""

from collections.abc import Mapping
from datetime import date

from django.http import QueryDict

from samspel.catalogue.mandates import PostRules
from samspel.catalogue.texts import Texts
from samspel.mandates.records import Again, Status
from samspel.reports.mandate_list import label_again, label_status
from samspel.reports.mandates import label_place
from samspel.web.choices import Option
from samspel.web.shared import get_catalogue, get_texts
from samspel.web.work.campaigns.parts import FieldPart, FormPart, choose
from samspel.workspace.mandates import Settings
from samspel.workspace.models import Holder, Post

FIELDS = {
    "name": "namn",
    "contact": "kontakt",
    "home": "hemort",
    "again": "igen",
    "asked": "fragas",
    "courses": "kurser",
    "wishes": "onskemal",
    "consent": "samtycke",
    "left": "medlem_till",
    "kind": "uppdrag",
    "place": "plats",
    "body": "organ",
    "role": "roll",
    "begins": "fran",
    "ends": "till",
    "status": "status",
    "party": "parti",
    "source": "kalla",
}
"""The fields of the forms by the columns of a list."""


def read_cells(sent: QueryDict) -> Mapping[str, str]:
    """What a form sent, by the columns of a list; several choices with a bar between."""
    return {column: "|".join(sent.getlist(field)) for column, field in FIELDS.items()}


def list_person_fields(texts: Texts, rules: PostRules, holder: Holder | None) -> tuple[FieldPart, ...]:
    """The fields of a person."""
    courses, wishes = ([(one.id, texts.of(one)) for one in many] for many in (rules.courses, rules.wishes))
    return (
        _field(texts, "name", "" if holder is None else holder.name, hint=texts("mandate.form.name_hint"), longest=120),
        _field(texts, "home", "" if holder is None else _name_place(holder.place), longest=80),
        FieldPart(
            name=FIELDS["again"],
            label=texts("mandate.column.again"),
            kind="select",
            options=choose(
                [(one.value, label_again(texts, one)) for one in reversed(Again)],
                Again.UNKNOWN if holder is None else holder.stands_again,
            ),
        ),
        _field(texts, "left", _tell(None if holder is None else holder.member_until), kind="date"),
        _field(
            texts,
            "consent",
            _tell(None if holder is None else holder.consented_on),
            kind="date",
            hint=texts("mandate.form.consent_hint"),
        ),
        _field(
            texts,
            "contact",
            "" if holder is None else holder.contact,
            hint=texts("mandate.form.contact_hint"),
            longest=200,
        ),
        FieldPart(
            name=FIELDS["asked"],
            label=texts("mandate.form.consent"),
            kind="checks",
            options=(Option("ja", texts("mandate.column.asked"), holder is not None and holder.may_be_asked),),
        ),
        _checks(texts, "courses", courses, [] if holder is None else holder.courses),
        _checks(texts, "wishes", wishes, [] if holder is None else holder.wishes),
    )


def list_post_fields(
    texts: Texts, rules: PostRules, settings: Settings, post: Post | None, place: str = ""
) -> tuple[FieldPart, ...]:
    """The fields of a post; party only where the unit has chosen to keep it."""
    none = ("", texts("mandate.form.none"))
    kinds = [(kind.id, texts.of(kind).name) for kind in rules.kinds]
    roles = [none, *((role.id, texts.of(role)) for role in rules.roles)]
    statuses = [(one.value, label_status(texts, one)) for one in Status]

    def select(column: str, options: list[tuple[str, str]], chosen: str, hint: str = "") -> FieldPart:
        label = texts(f"mandate.column.{column}")
        return FieldPart(name=FIELDS[column], label=label, kind="select", options=choose(options, chosen), hint=hint)

    kept_party = "" if post is None else post.party
    party = (_field(texts, "party", kept_party, longest=60),) if settings.with_party else ()
    return (
        select("kind", kinds, rules.kinds[1].id if post is None else post.kind),
        _field(
            texts,
            "place",
            place if post is None else _name_place(post.place),
            hint=texts("mandate.form.place_hint"),
            longest=80,
            is_required=True,
        ),
        _field(texts, "body", "" if post is None else post.body, longest=120),
        select("role", roles, "" if post is None else post.role),
        _field(texts, "begins", _tell(None if post is None else post.begins), kind="date", is_required=True),
        _field(
            texts, "ends", _tell(None if post is None else post.ends), kind="date", hint=texts("mandate.form.ends_hint")
        ),
        select("status", statuses, Status.HELD if post is None else post.status, texts("mandate.form.status_hint")),
        *party,
        _field(texts, "source", "" if post is None else post.source, hint=texts("mandate.form.source_hint")),
    )


def list_settings_fields(texts: Texts, rules: PostRules, settings: Settings) -> tuple[FieldPart, ...]:
    """What a unit chooses."""
    return (
        *(
            FieldPart(
                name=f"val-{choice.id}",
                label=texts(f"mandate.settings.{choice.id}"),
                kind="select",
                options=choose(
                    [(one, texts(f"mandate.settings.{one}")) for one in choice.options], settings.chosen[choice.id]
                ),
            )
            for choice in rules.choices
        ),
        FieldPart(name="vilka", label=texts("mandate.settings.members_are"), value=settings.members_are, longest=120),
        FieldPart(
            name="parti",
            label=texts("mandate.column.party"),
            kind="checks",
            options=(Option("ja", texts("mandate.settings.party"), settings.with_party),),
        ),
    )


def make_erase_form(texts: Texts) -> FormPart:
    """The form that erases somebody, folded."""
    return FormPart(
        id="radera", does="radera", button=texts("mandate.form.erase_sure"), summary=texts("mandate.form.erase")
    )


def _field(
    texts: Texts,
    column: str,
    value: str,
    *,
    kind: str = "text",
    hint: str = "",
    longest: int = 500,
    is_required: bool = False,
) -> FieldPart:
    return FieldPart(
        name=FIELDS[column],
        label=texts(f"mandate.column.{column}"),
        kind=kind,
        value=value,
        hint=hint,
        longest=longest,
        is_required=is_required,
    )


def _checks(texts: Texts, column: str, options: list[tuple[str, str]], chosen: list[str]) -> FieldPart:
    label = texts(f"mandate.column.{column}")
    return FieldPart(name=FIELDS[column], label=label, kind="checks", options=choose(options, chosen))


def _name_place(code: str) -> str:
    return label_place(get_catalogue(), get_texts(), code) if code else ""


def _tell(day: date | None) -> str:
    return "" if day is None else day.isoformat()
