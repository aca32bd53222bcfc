"""Parts of a page that are folded until somebody asks for them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from samspel.catalogue.texts import Texts
from samspel.rendering.blocks import Block, Heading
from samspel.web.blocks import Files, set_blocks


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page that is folded until somebody asks for it, but for what was asked, which is open. `name` is its
    anchor.
    """

    title: str
    body: SafeString
    name: str = ""
    is_open: bool = False


def fold(
    texts: Texts,
    blocks: Iterable[Block],
    files: Mapping[str, Files] | None = None,
    *,
    count: int = 0,
    name: str = "",
    is_open: bool = False,
) -> Iterator[Section]:
    """Each chief heading as a fold of what stands under it; `count` is how much the first of them holds, `name` its
    anchor. `files` are those of `set_blocks`.
    """
    parts: list[tuple[str, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:  # noqa: PLR2004 - the level of a page's parts
            parts.append((block.text, []))
        else:
            parts[-1][1].append(block)
    for number, (title, inside) in enumerate(parts):
        counted = texts("web.need.counted", title=title, count=count) if count and not number else title
        yield Section(counted, set_blocks(texts, inside, files), "" if number else name, is_open)
