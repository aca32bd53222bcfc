"""The page of one request: where it is, the link, the letters, the answers and every version of them."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from samspel.app.inviting import invite
from samspel.app.requesting import Put, find_puts
from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Paragraph, Picture
from samspel.reports.requests import (
    compose_ground,
    describe_heard,
    describe_request,
    label_request,
    list_contradictions,
    tabulate_asked,
    tabulate_heard,
)
from samspel.terms.clock import get_today
from samspel.web.blocks import set_blocks
from samspel.web.public import make_link
from samspel.web.shared import get_desk, get_texts
from samspel.web.work.campaigns.acting import lead_to
from samspel.web.work.campaigns.parts import Failure, FormPart, LinkPart, Part, WorkPage, fill_forms
from samspel.web.work.requests import request_forms as forms
from samspel.workspace.models import Account, Reply, Request
from samspel.workspace.permissions import may
from samspel.workspace.replies import list_shared
from samspel.workspace.request_links import is_open, reaches_others, write_secret
from samspel.workspace.requests import ACTION, find_asked, find_body, find_last_day, list_left
from samspel.workspace.telling_requests import list_heard, list_lines, list_unread, tell_reply, tell_request

QR_WIDTH = 0.22
"""Of the width of the text."""


def present(asked: HttpRequest, account: Account, number: int, failure: Failure | None) -> WorkPage:
    """The page, with its forms for whoever may change it."""
    texts, desk = get_texts(), get_desk()
    request = Request.objects.select_related("unit", "campaign").get(pk=number)
    sent = tell_request(desk, request, get_today())
    puts = find_asked(desk, request)
    changes = may(account, ACTION, request.unit)
    standing = [Paragraph(describe_request(texts, sent), style="ingress"), *compose_ground(texts, sent.ground)]
    if request.is_shared:
        standing.append(Paragraph(texts("request.shared_text")))
    parts = [
        Part(body=set_blocks(texts, standing)),
        *(_present_sending(texts, request, failure) if changes else ()),
        _present_answers(texts, request, failure, changes=changes),
        *(_present_shared(texts, request, puts, failure) if changes else ()),
        *(_present_typing(texts, request, puts, failure) if changes else ()),
        *((_present_link(texts, request, failure, find_address(asked, request)),) if changes else ()),
        *_present_kept(texts, request),
        *(_present_end(texts, request, failure) if changes else ()),
    ]
    return WorkPage(title=label_request(texts, sent), parts=tuple(parts))


def find_address(asked: HttpRequest, request: Request) -> str:
    """Where the body answers; empty where the link has ended or nobody else reaches it."""
    secret = write_secret(request) if reaches_others() else ""
    return make_link(asked, reverse("request_answer", args=[secret])) if secret else ""


def _part(
    texts: Texts,
    id: str,
    blocks: Iterable[Block] = (),
    failure: Failure | None = None,
    made: Iterable[FormPart] = (),
    links: Iterable[LinkPart] = (),
) -> Part:
    told = tuple(blocks)
    body: SafeString | str = set_blocks(texts, told) if told else ""
    return Part(
        id=id, title=texts(f"request.part.{id}"), body=body, forms=fill_forms(failure, made), links=tuple(links)
    )


def _present_sending(texts: Texts, request: Request, failure: Failure | None) -> Iterator[Part]:
    """What is to be sent: the letter, or a reminder once the letter has been."""
    today = get_today().isoformat()
    if request.sent_on is None:
        yield _part(
            texts,
            "send",
            [Paragraph(texts("request.send_text"))],
            failure,
            [forms.make_send_form(texts, request, today)],
            _list_files(texts, request, "request_letter", "letter"),
        )
    elif request.answered_on is None and list_left(get_desk(), request):
        yield _part(
            texts,
            "remind",
            [Paragraph(texts("request.remind_text"))],
            failure,
            [forms.make_remind_form(texts, request, today)],
            _list_files(texts, request, "request_reminder", "reminder"),
        )


def _present_link(texts: Texts, request: Request, failure: Failure | None, address: str) -> Part:
    if not reaches_others():
        return _part(texts, "link", [Paragraph(texts("request.link_alone"))])
    made = forms.make_link_forms(texts, request, is_open=is_open(request))
    return _part(texts, "link", _compose_link(texts, request, address), failure, made)


def _compose_link(texts: Texts, request: Request, address: str) -> Iterator[Block]:
    last = find_last_day(request)
    if not address or last is None:
        yield Paragraph(texts("request.link_ended"))
        return
    yield Paragraph(address)
    yield Picture(invite(address).picture, alt=texts("request.link_code"), caption="", width=QR_WIDTH)
    yield Paragraph(texts("request.link_text", until=texts.day(last)), style="note")


def _list_files(texts: Texts, request: Request, name: str, key: str) -> Iterator[LinkPart]:
    for kind in ("pdf", "docx"):
        address = reverse(name, args=[request.unit_id, request.pk, kind])
        yield LinkPart(texts(f"request.{key}_{kind}"), address, is_file=True)
    yield LinkPart(texts("request.form"), reverse("request_form", args=[request.unit_id, request.pk]), is_file=True)


def _present_answers(texts: Texts, request: Request, failure: Failure | None, *, changes: bool) -> Part:
    """The questions with their latest answers, and a button for each that nobody has let count."""
    desk = get_desk()
    lines, body = list_lines(desk, texts, request), find_body(desk, request)
    puts = {put.key: put for put in find_asked(desk, request)}
    unread = [one for one in list_unread(request) if one.key in puts] if changes else []
    told = [(one.pk, tell_reply(desk, texts, request, puts[one.key], one)) for one in unread]
    made = [forms.make_use_form(texts, request, number, heard) for number, heard in told]
    if len(told) > 1:
        made.append(forms.make_use_all_form(texts, request, [number for number, _ in told]))
    kept = LinkPart(texts("request.to_kept", area=body.area), reverse("kept", args=[body.code]))
    doubts = [Paragraph(one, style="note") for one in list_contradictions(texts, lines)]
    return _part(texts, "answers", [*doubts, tabulate_asked(texts, lines)], failure, made, [kept] if changes else [])


def _present_shared(texts: Texts, request: Request, puts: Iterable[Put], failure: Failure | None) -> Iterator[Part]:
    """What other units have been told of the questions and share."""
    asked = {put.key for put in puts}
    shared = [one for one in list_shared(request.unit, [request.place]) if one.key in asked]
    yield from present_shared(texts, shared, failure, request.version)


def present_shared(texts: Texts, shared: Iterable[Reply], failure: Failure | None, version: int = 0) -> Iterator[Part]:
    """Answers that other units share, each with a button that takes it."""
    for number, one in enumerate(shared):
        puts = find_puts(get_desk(), find_body(get_desk(), one.request), [one.key])
        if puts:
            yield Part(
                id="shared" if number == 0 else "",
                title=texts("request.part.shared") if number == 0 else "",
                body=set_blocks(texts, _describe_shared(texts, one, puts[0])),
                forms=fill_forms(failure, [forms.make_take_form(texts, one.pk, version)]),
            )


def _describe_shared(texts: Texts, reply: Reply, put: Put) -> tuple[Block, ...]:
    """An answer that another unit shares, with who, when and by what source."""
    desk, origin = get_desk(), reply.request
    heard = tell_reply(desk, texts, origin, put, reply)
    already = texts("request.shared_already", body=find_body(desk, origin).body, unit=origin.unit.name)
    said = " ".join((describe_heard(texts, heard), reply.source)).strip()
    return (Paragraph(already, lead=texts.of(put.question)), Paragraph(said))


def _present_typing(texts: Texts, request: Request, puts: Iterable[Put], failure: Failure | None) -> Iterator[Part]:
    made = forms.make_reply_forms(texts, tuple(puts), request, get_today().isoformat())
    yield _part(texts, "type", (), failure, made)


def _present_kept(texts: Texts, request: Request) -> Iterator[Part]:
    """The letters as they were, and every version of every answer."""
    letters = list(request.letters.defer("content"))
    if letters:
        links = [
            LinkPart(
                f"{one.title}, {texts.day(one.taken_on)} (PDF)",
                reverse("request_kept", args=[request.unit_id, request.pk, one.pk]),
                is_file=True,
            )
            for one in letters
        ]
        yield _part(texts, "letters", links=links)
    heard = list_heard(get_desk(), texts, request)
    block: Block = tabulate_heard(texts, heard) if heard else Paragraph(texts("request.none_heard"))
    yield _part(texts, "history", [block])


def _present_end(texts: Texts, request: Request, failure: Failure | None) -> Iterator[Part]:
    waits = LinkPart(texts("request.to_waits"), lead_to("waits", request.unit))
    yield _part(texts, "change", (), failure, forms.make_change_forms(texts, request), [waits])
