"""All words stand in the catalogue: none in the templates, and no key that templates or views name is missing."""

import re
from pathlib import Path

import pytest

import samspel.web
from samspel.catalogue.loading import Catalogue
from samspel.catalogue.texts import LANGUAGES, WHEN_ONE

WEB = Path(samspel.web.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
KEYS = re.compile(r"""{%\s*t\s+["']([\w.]+)["']""")
CODE_KEYS = re.compile(r"""texts\(\s*"([\w.]+)\"""")
SPOKEN = ("aria-label", "placeholder", "title", "alt", "content")
ALLOWED = {"width=device-width, initial-scale=1", "#0f4c5c", "0;url= "}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_words(path: Path) -> None:
    source = re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    spoken = {value for name, value in re.findall(r"\b([\w-]+)=\"([^\"]*)\"", source) if name in SPOKEN}
    assert {value for value in spoken - ALLOWED if re.search(r"[^\W\d_]", value)} == set()
    text = re.sub(r"<[^>]*>|&\w+;", " ", source)
    assert not re.search(r"[^\W\d_]", text), text.split()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_keys_of_templates_exist(catalogue: Catalogue, path: Path) -> None:
    keys = set(KEYS.findall(path.read_text(encoding="utf-8")))
    for lang in LANGUAGES:
        assert keys <= set(catalogue.texts[lang].entries)


def test_keys_of_code_exist(catalogue: Catalogue) -> None:
    keys = {key for path in WEB.rglob("*.py") for key in CODE_KEYS.findall(path.read_text(encoding="utf-8"))}
    assert len(keys) > 20
    for lang in LANGUAGES:
        assert {key for key in keys if not key.endswith((".", "_"))} <= set(catalogue.texts[lang].entries)


def test_no_text_of_the_web_is_unused(catalogue: Catalogue) -> None:
    sources = [*TEMPLATES, *WEB.rglob("*.py"), *(WEB.parent / "reports").rglob("*.py")]
    said = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    keys = [key for key in catalogue.texts["sv"].entries if key.startswith("web.")]
    assert len(keys) > 100
    for key in keys:
        # Keys put together from parts are named up to the part.
        stem = re.escape(key.removesuffix(WHEN_ONE))
        begun = "|".join(re.escape(key[:end]) for end in range(5, len(key)) if key[end - 1] in "._")
        assert re.search(rf"[\"']{stem}[\"']|f\"(?:{begun}){{", said), key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_texts_of_the_web_are_tidy(catalogue: Catalogue, lang: str) -> None:
    entries = catalogue.texts[lang].entries  # type: ignore[index]
    texts = {key: text for key, text in entries.items() if key.startswith("web.") and key != "web.title_end"}
    assert len(texts) > 100
    for key, text in texts.items():
        assert text == text.strip(), key
        assert "  " not in text, key
