"""Mistakes: an exit code, a sentence in the reader's language or JSON, and never a traceback."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.program_runs import Run
from samspel.catalogue import loading
from samspel.cli import main
from samspel.cli.main import execute
from samspel.terms.errors import SamspelError

Told = Callable[..., str]
LANGUAGES = ("sv", "en")
PROGRAM = Path(sys.executable).with_name("samspel")

NOT_DONE: dict[str, tuple[str, ...]] = {
    "unknown_place": ("place", "Sandvken"),
    "unknown_demand": ("demands", "99"),
    "unknown_goal": ("goals", "Sandviken", "x"),
    "not_for_country": ("needs", "Riket"),
    "wrong_body": ("brief", "Gävleborg", "--demand", "2"),
    "compare_count": ("compare", "Sandviken"),
    "bad_day": ("brief", "Sandviken", "--date", "22/11/2026"),
    "bad_output": ("sources", "--out", "x.txt"),
    "no_file": ("answer", "Sandviken", "finns-inte.csv"),
    "list_empty": ("answer", "Sandviken", "tom.csv"),
    "cannot_write": ("brief", "Sandviken", "--format", "html", "--out", "tom.csv/x"),
}
USAGE: dict[str, tuple[tuple[str, ...], str, str]] = {
    "no such command": (("sjung",), "cli.no_such_command", "sjung"),
    "no such option": (("place", "Sandviken", "--fort"), "cli.no_such_option", "--fort"),
    "no place": (("ask",), "cli.missing_argument", ""),
    "picture of nowhere": (("place",), "cli.needs.need_place", ""),
    "pictures of all to nowhere": (("place", "--all"), "cli.needs.need_out", ""),
    "no file": (("answer", "Sandviken"), "cli.missing_argument", ""),
    "no value": (("place", "Sandviken", "--out"), "cli.needs_value", "--out"),
    "bad choice": (("needs", "Sandviken", "--verdict", "enormt"), "cli.bad_value", "verdict"),
    "bad port": (("serve", "--port", "99999"), "cli.bad_value", "port"),
    "too many words": (("place", "Sandviken", "Hofors"), "cli.too_many", "Hofors"),
    "needs of nowhere": (("needs",), "cli.needs.need_place", ""),
    "needs of all to nowhere": (("needs", "--all"), "cli.needs.need_out", ""),
}


@pytest.fixture(autouse=True)
def empty_file(tmp_path: Path) -> Path:
    """A file without anything in it."""
    path = tmp_path / "tom.csv"
    path.touch()
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("code", "words"), NOT_DONE.items(), ids=NOT_DONE)
def test_what_cannot_be_done_is_told_and_exits_with_one(
    run: Run, told: Told, code: str, words: tuple[str, ...], lang: str
) -> None:
    outcome = run(*words, "--lang", lang)
    assert (outcome.code, outcome.out) == (1, "")
    pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(told(lang, f"errors.{code}.what")))
    assert re.match(f"{told(lang, 'cli.error')}: {pattern}", outcome.err)
    assert "{" not in outcome.err


@pytest.mark.parametrize(("code", "words"), NOT_DONE.items(), ids=NOT_DONE)
def test_what_cannot_be_done_is_told_to_machines_in_one_shape(run: Run, code: str, words: tuple[str, ...]) -> None:
    outcome = run(*words, "--json")
    assert (outcome.code, outcome.err) == (1, "")
    error = json.loads(outcome.out)["error"]
    assert error["code"] == code
    assert set(error) == {"code", "what", "where", "why", "do", "others"}
    assert error["what"]
    assert error["do"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("words", "key", "name"), USAGE.values(), ids=USAGE)
def test_a_mistake_in_the_command_is_told_in_the_readers_language_and_exits_with_two(
    run: Run, told: Told, words: tuple[str, ...], key: str, name: str, lang: str
) -> None:
    words = (words[0], "--lang", lang, *words[1:]) if words[0] in main.COMMANDS else (*words, "--lang", lang)
    outcome = run(*words)
    assert (outcome.code, outcome.out) == (2, "")
    start, _, end = told(lang, key).partition("{name}")
    reason = rf"{re.escape(start)}.*{re.escape(name)}.*{re.escape(end)}"
    assert re.search(reason, outcome.err), outcome.err
    assert not re.search(r"Error:.*No such|Missing|Invalid value|Got unexpected", outcome.err)


def test_a_mistake_in_the_command_is_told_to_machines_too(run: Run) -> None:
    outcome = run("place", "--json")
    assert outcome.code == 2
    assert json.loads(outcome.out)["error"]["code"] == "usage"


def test_the_help_that_is_named_exists(run: Run) -> None:
    for words in (("sjung",), ("place",), ("place", "Sandviken", "--out"), ("--fort",)):
        named = re.search(r"samspel(?: (\w+))? --help", run(*words).err)
        assert named is not None, words
        assert run(*[word for word in named.groups() if word], "--help").code == 0


def test_a_value_for_a_switch_is_told_as_such(run: Run, told: Told) -> None:
    assert told("sv", "cli.takes_no_value", name="--json") in run("place", "Sandviken", "--json=5").err


@pytest.mark.parametrize(
    ("words", "option"),
    [(("brief", "Sandviken", "--format", "x"), "--format"), (("needs", "Sandviken", "--verdict", "x"), "--verdict")],
)
def test_a_bad_value_names_the_option_as_it_was_written(run: Run, words: tuple[str, ...], option: str) -> None:
    assert option in run(*words).err.partition("--help")[0]


def test_a_bad_choice_names_the_choices(run: Run) -> None:
    assert "large" in run("needs", "Sandviken", "--verdict", "x").err


def test_a_table_written_to_a_file_is_told_to_machines_as_json(run: Run, tmp_path: Path) -> None:
    assert json.loads(run("sources", "--out", str(tmp_path / "x.csv"), "--json").out)


def test_an_unknown_area_is_refused(run: Run) -> None:
    outcome = run("needs", "Sandviken", "--area", "x")
    assert (outcome.code, outcome.out) == (1, "")
    assert "health-care" in outcome.err


def test_a_file_that_cannot_be_written_is_refused_before_the_work(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []
    monkeypatch.setattr("samspel.cli.needs.measure_everywhere", lambda *given: done.append(given))
    assert run("needs", "--all", "--out", "x.txt").code == 1
    assert done == []


def test_every_error_in_a_form_is_told(run: Run, tmp_path: Path) -> None:
    form = tmp_path / "svar.csv"
    run("ask", "Sandviken", "--demand", "2")
    text = (tmp_path / "svar-2181.csv").read_text(encoding="utf-8-sig")
    lines = [line.split(";") for line in text.splitlines()]
    for line in lines[1:]:
        line[6] = "ja"
    form.write_text("\n".join(";".join(line) for line in lines), encoding="utf-8")
    outcome = run("answer", "Sandviken", str(form))
    assert (outcome.code, len(outcome.err.splitlines())) == (1, len(lines) - 1)
    told = json.loads(run("answer", "Sandviken", str(form), "--json").out)["error"]
    assert len(told["others"]) == len(lines) - 2
    assert told["where"]


@pytest.fixture
def broken_content(content_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program with a content of its own."""
    monkeypatch.setattr(loading, "find_content", lambda: content_copy)
    monkeypatch.setattr(main, "find_content", lambda: content_copy)
    return content_copy


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_broken_content_file_is_told_with_file_and_line(
    broken_content: Path, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = next((broken_content / "handbook").glob("02-*.toml"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('responsible = "municipality"', 'responsible = "kommunen"'), encoding="utf-8")
    line = text.splitlines().index('responsible = "municipality"') + 1
    assert execute(["check", "--lang", lang]) == 1
    err = capsys.readouterr().err
    assert path.name in err
    assert re.search(rf"\b{line}\b", err)
    assert "responsible" in err


def test_broken_toml_is_told_with_file_and_line_as_json(
    broken_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (broken_content / "goals.toml").write_text("\n\n[[goal]\n", encoding="utf-8")
    assert execute(["goals", "--json"]) == 1
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["code"] == "content"
    assert "goals.toml" in error["what"]
    assert "3" in error["where"]


def test_broken_texts_are_told_in_english_without_a_traceback(
    broken_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (broken_content / "texts" / "words_sv.toml").write_text("[words\n", encoding="utf-8")
    assert execute(["check"]) == 1
    assert "words_sv.toml" in capsys.readouterr().err


def test_broken_texts_are_told_to_machines_as_json(broken_content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (broken_content / "texts" / "words_sv.toml").write_text("[words\n", encoding="utf-8")
    assert execute(["check", "--json"]) == 1
    error = json.loads(capsys.readouterr().out)["error"]
    assert "words_sv.toml" in error["what"]


def test_stopping_it_leaves_no_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("samspel.cli.framing.open_desk", stop)
    monkeypatch.setattr("samspel.cli.framing.Session.desk", property(stop))
    assert run("check").code == 1


def test_an_error_with_others_keeps_them(run: Run) -> None:
    error = SamspelError("usage", reason="x", command="x")
    assert error.others == ()


def start(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed program."""
    return subprocess.run(
        [PROGRAM, *words], capture_output=True, text=True, env={**os.environ, **environment}, timeout=60, check=False
    )


@pytest.mark.skipif(not PROGRAM.exists(), reason="the program is not installed beside the interpreter")
@pytest.mark.parametrize(
    ("words", "code"), [(("demands", "2"), 0), (("place", "Sandvken"), 1), (("place",), 2)], ids=["0", "1", "2"]
)
def test_the_installed_program_exits_as_it_should(words: tuple[str, ...], code: int) -> None:
    ended = start(*words)
    assert ended.returncode == code
    assert bool(ended.stdout) == (code == 0)
    assert bool(ended.stderr) == (code != 0)
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(not PROGRAM.exists(), reason="the program is not installed beside the interpreter")
@pytest.mark.parametrize("words", ["needs Sandviken", "needs Sandviken --json"])
def test_a_reader_that_stops_early_sees_no_traceback(words: str) -> None:
    shell = shutil.which("bash") or pytest.skip("no bash")
    piped = subprocess.run(
        [shell, "-c", f"'{PROGRAM}' {words} | head -n 1"], capture_output=True, text=True, timeout=60, check=False
    )
    assert (len(piped.stdout.splitlines()), piped.stderr) == (1, "")


@pytest.mark.skipif(not PROGRAM.exists(), reason="the program is not installed beside the interpreter")
def test_a_terminal_that_knows_only_ascii_gets_an_answer() -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    ended = start("place", "0305", **ascii_only)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert json.loads(start("place", "0305", "--json", **ascii_only).stdout)["place"]["name"] == "Håbo"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("plats", "place"),
        ("kompare", "compare"),
        ("answers", "answer"),
        ("Simulate", "simulate"),
        ("demand", "demands"),
    ],
)
def test_the_command_that_was_most_likely_meant_is_named(run: Run, told: Told, typed: str, meant: str) -> None:
    outcome = run(typed)
    assert outcome.code == 2
    assert told("sv", "cli.no_such_command", name=typed) + told("sv", "cli.meant", nearest=meant) in outcome.err


@pytest.mark.parametrize("typed", ["olofström", "Region Gävleborg", "2181"])
def test_a_place_instead_of_a_command_is_told_where_a_place_is_written(run: Run, told: Told, typed: str) -> None:
    assert told("sv", "cli.place_after") in run(typed).err


def test_an_option_that_was_most_likely_meant_is_named(run: Run, told: Told) -> None:
    assert told("sv", "cli.meant", nearest="--verdict") in run("needs", "Gnosjö", "--verdit", "large").err


@pytest.mark.parametrize(
    ("lang", "foreign"), [("sv", r"\b(FILE|PATH|DIRECTORY|NUMBER|required)\b"), ("en", r"\b(FIL|MAPP|TAL|krävs)\b")]
)
@pytest.mark.parametrize("command", main.COMMANDS)
def test_help_says_what_an_option_takes_in_the_reader_s_language(
    run: Run, told: Told, command: str, lang: str, foreign: str
) -> None:
    help_text = run(command, "--help", "--lang", lang).out
    assert "[[" not in help_text
    assert not re.search(foreign, help_text)


def test_what_is_missing_is_named_without_the_brackets_of_help_and_a_sentence_ends_once(run: Run) -> None:
    assert "FIL saknas." in run("answer", "Sandviken").err
    assert ".." not in run("hospitals", "Arvika").err


def test_a_choice_may_be_written_with_capitals(run: Run) -> None:
    small, capital = (run("needs", "Sandviken", "--verdict", word, "--json") for word in ("large", "LARGE"))
    assert (capital.code, capital.out) == (0, small.out)
