"""The forms of a request: what to ask, when it was sent, answers that have come, and what to change."""

from collections.abc import Sequence

from django.http import QueryDict

from samspel.app.answering import TypedReply
from samspel.app.requesting import Put
from samspel.catalogue.texts import Texts
from samspel.reports.demand import label_demand
from samspel.reports.needs import describe_question
from samspel.reports.requests import Heard, describe_value
from samspel.terms.alphabet import capitalise
from samspel.terms.errors import BadInputError
from samspel.terms.place import Place
from samspel.web.presenters.answers import CHOICES
from samspel.web.work.campaigns.parts import FORM, FieldPart, FormPart, choose, read_whole
from samspel.workspace.models import Campaign, Request
from samspel.workspace.requests import LONGEST_BODY, LONGEST_TO, TypedRequest, get_rules

MAKE, SEND, REMIND, RENEW, CLOSE, NOTE, UPLOAD, USE, USE_ALL, TAKE, SAVE, END, RESUME, FORGET, REMOVE = (
    "gor-brev", "skickat", "paminn", "ny-lank", "stang", "skriv", "las-in", "anvand", "anvand-alla", "ta-over",
    "spara", "avsluta", "aterta", "glom", "ta-bort",
)  # fmt: skip
FIELDS = (
    "asked", "body", "ground", "is_shared", "place", "sent_on", "sent_to", "reminded_on", "answer", "answered_by",
    "day", "source", "file",
)  # fmt: skip
"""The fields of the forms, whose labels stand in the texts."""
FILE, YES, SEEN = "file", "ja", "last"


def make_new_form(texts: Texts, body: Place, puts: Sequence[Put]) -> FormPart:
    """What can be asked of a body, the open questions chosen, as many as a request may have."""
    most = get_rules().most_questions
    open_keys = [put.key for put in puts if put.inquiry.is_open][:most]
    groups: dict[str, list[Put]] = {}
    for put in puts:
        groups.setdefault(put.demand.id, []).append(put)
    checks = [
        FieldPart(
            name="asked",
            label=label_demand(texts, group[0].demand),
            kind="checks",
            options=choose([(put.key, _label_put(texts, put)) for put in group], open_keys),
        )
        for group in groups.values()
    ]
    return FormPart(
        id=f"organ-{body.code}",
        does=MAKE,
        button=texts("request.make"),
        fields=(
            FieldPart(name="place", label="", kind="hidden", value=body.code),
            *checks,
            *_make_words(texts, "", get_rules().grounds[0].id, is_shared=False),
        ),
    )


def read_new(post: QueryDict, campaign: Campaign | None) -> TypedRequest:
    """What was chosen of a request for a campaign, or none."""
    return TypedRequest(
        place=post.get("place", ""),
        body=post.get("body", ""),
        asked=tuple(post.getlist("asked")),
        ground=post.get("ground", ""),
        is_shared=post.get("is_shared") == YES,
        campaign=campaign,
    )


def make_send_form(texts: Texts, request: Request, today: str) -> FormPart:
    """When the letter was sent, and to whom."""
    hint = texts("request.hint.sent_to", months=get_rules().kept_months)
    return FormPart(
        id="skicka",
        does=SEND,
        button=texts("request.send"),
        version=request.version,
        fields=(
            FieldPart(name="sent_on", label=texts("request.field.sent_on"), kind="date", value=today, is_required=True),
            FieldPart(name="sent_to", label=texts("request.field.sent_to"), hint=hint, longest=LONGEST_TO),
        ),
    )


def make_remind_form(texts: Texts, request: Request, today: str) -> FormPart:
    """When the reminder was sent."""
    field = FieldPart(
        name="reminded_on", label=texts("request.field.reminded_on"), kind="date", value=today, is_required=True
    )
    return FormPart(
        id="paminn", does=REMIND, button=texts("request.remind_mark"), version=request.version, fields=(field,)
    )


def make_link_forms(texts: Texts, request: Request, *, is_open: bool) -> tuple[FormPart, ...]:
    """A new link, and the one that is there closed."""
    renew = _make_button(texts, request, "lank", RENEW, "request.renew")
    return (renew, _make_button(texts, request, "stang", CLOSE, "request.close")) if is_open else (renew,)


def make_reply_forms(texts: Texts, puts: Sequence[Put], request: Request, today: str) -> tuple[FormPart, ...]:
    """A folded form for an answer to each question, and one for a form that came back."""
    upload = FormPart(
        id="formularet",
        does=UPLOAD,
        button=texts("request.upload"),
        summary=texts("request.upload_title"),
        version=request.version,
        takes_file=True,
        fields=(FieldPart(name=FILE, label=texts("request.field.file"), kind="file", is_required=True),),
    )
    return (*(_make_reply_form(texts, put, number, request, today) for number, put in enumerate(puts)), upload)


def read_reply(post: QueryDict) -> TypedReply:
    """What was typed of an answer."""
    return TypedReply(
        answer=post.get("answer", ""),
        answered_by=post.get("answered_by", ""),
        day=post.get("day", ""),
        source=post.get("source", ""),
    )


def make_use_form(texts: Texts, request: Request, number: int, heard: Heard) -> FormPart:
    """A button that lets an answer count."""
    summary = texts(
        "request.use_title", question=describe_question(texts, heard.inquiry), answer=describe_value(texts, heard)
    )
    return FormPart(
        id=f"anvand-{number}", does=USE, button=texts("request.use"), version=request.version, summary=summary,
        is_open=True,
    )  # fmt: skip


def make_use_all_form(texts: Texts, request: Request, numbers: Sequence[int]) -> FormPart:
    """A button that lets all answers count that stand above it, and none that has come since."""
    return FormPart(
        id="anvand-alla",
        does=USE_ALL,
        button=texts("request.use_all", count=len(numbers)),
        version=request.version,
        fields=tuple(FieldPart(name=SEEN, label="", kind="hidden", value=str(one)) for one in numbers),
    )


def make_take_form(texts: Texts, number: int, version: int = 0) -> FormPart:
    """A button that takes an answer that another unit shares, into a request of that version or one of its own."""
    return FormPart(id=f"ta-over-{number}", does=TAKE, button=texts("request.take"), version=version)


def find_number(post: QueryDict) -> int:
    """The number that ends the name of the form that was sent. Raises BadInputError where there is none."""
    number = read_whole(post.get(FORM, "").rpartition("-")[2])
    if number is None:
        raise BadInputError("work_choice", field="asked")
    return number


def make_change_forms(texts: Texts, request: Request) -> tuple[FormPart, ...]:
    """Whom it goes to, its ground and whether it is shared; ended or taken up; names and all taken away."""
    change = FormPart(
        id="andra",
        does=SAVE,
        button=texts("request.save"),
        summary=texts("request.change"),
        version=request.version,
        fields=_make_words(texts, request.body, request.ground, is_shared=request.is_shared),
    )
    ended = (RESUME, "request.resume") if request.answered_on else (END, "request.end")
    return (
        change,
        _make_button(texts, request, "slut", *ended),
        _make_folded(texts, request, "namnen", FORGET, "request.forget"),
        _make_folded(texts, request, "bort", REMOVE, "request.remove"),
    )


def _make_words(texts: Texts, body: str, ground: str, *, is_shared: bool) -> tuple[FieldPart, ...]:
    grounds = [(one.id, texts(f"request.ground.{one.id}")) for one in get_rules().grounds]
    return (
        FieldPart(
            name="body",
            label=texts("request.field.body"),
            value=body,
            hint=texts("request.hint.body"),
            longest=LONGEST_BODY,
        ),
        FieldPart(name="ground", label=texts("request.field.ground"), kind="select", options=choose(grounds, ground)),
        FieldPart(
            name="is_shared",
            label=texts("request.field.is_shared"),
            kind="checks",
            hint=texts("request.hint.is_shared"),
            options=choose([(YES, texts("request.yes"))], YES if is_shared else ""),
        ),
    )


def _make_reply_form(texts: Texts, put: Put, number: int, request: Request, today: str) -> FormPart:
    label, kind = texts("request.field.answer"), put.question.answer
    rules = get_rules()
    if kind == "yes_no":
        options = choose([(value, capitalise(texts(f"words.{value}"))) for value in CHOICES])
        answer = FieldPart(name="answer", label=label, kind="select", options=options)
    else:
        hint = texts(f"form.answer_kind_{kind}")
        is_long = kind == "text"
        answer = FieldPart(
            name="answer", label=label, kind="area" if is_long else "text", hint=hint, longest=rules.longest
        )
    return FormPart(
        id=f"svar-{number}",
        does=NOTE,
        button=texts("request.note"),
        summary=describe_question(texts, put.inquiry),
        version=request.version,
        fields=(
            answer,
            FieldPart(
                name="answered_by",
                label=texts("request.field.answered_by"),
                hint=texts("request.hint.answered_by"),
                longest=rules.longest_who,
                is_required=True,
            ),
            FieldPart(
                name="source",
                label=texts("request.field.source"),
                hint=texts("request.hint.source"),
                longest=rules.longest_source,
                is_required=True,
            ),
            FieldPart(name="day", label=texts("request.field.day"), kind="date", value=today, is_required=True),
        ),
    )


def _make_button(texts: Texts, request: Request, name: str, does: str, key: str) -> FormPart:
    return FormPart(id=name, does=does, button=texts(key), version=request.version, is_quiet=True)


def _make_folded(texts: Texts, request: Request, name: str, does: str, key: str) -> FormPart:
    return FormPart(id=name, does=does, button=texts(key), version=request.version, summary=texts(key), is_quiet=True)


def _label_put(texts: Texts, put: Put) -> str:
    asked = describe_question(texts, put.inquiry)
    return asked if put.inquiry.is_open else f"{asked} ({texts('request.already')})"


def label_fields(texts: Texts) -> dict[str, str]:
    """What each field is called."""
    return {name: texts(f"request.field.{name}") for name in FIELDS}
