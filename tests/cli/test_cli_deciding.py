"""`samspel decision`: a sentence, a file, standard input; as words and as JSON."""

import json
from pathlib import Path

from cli.program_runs import Run

CLASSIC = "Kommunfullmäktige beslutar att bifalla kommunstyrelsens förslag att avslå motionen."


def test_yes_to_a_no_is_told_as_a_no_with_its_sentence(run: Run) -> None:
    told = run("decision", CLASSIC)
    assert (told.code, told.err) == (0, "")
    assert "avslag" in told.out
    assert CLASSIC in told.out
    assert "rejected" in run("decision", CLASSIC, "--lang", "en").out


def test_machines_get_codes(run: Run) -> None:
    said = json.loads(run("decision", "Motionen bifalls i mån av medel.", "--body", "KF", "--json").out)
    assert (said["effect"], said["next_state"], said["rule"]) == ("partly", "granted_in_part", "limited")
    assert (said["sentence"], said["condition"]) == ("Motionen bifalls i mån av medel.", "i mån av medel")
    assert (said["reason"], said["points"]) == (None, [])


def test_a_file_is_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "protokoll.txt"
    path.write_text("Beslut\nMotionen avslås.\n\nReservation\nMotionen borde bifallas.\n", encoding="utf-8")
    assert json.loads(run("decision", str(path), "--json").out)["effect"] == "no"
    path.write_bytes(b"Motionen avsl\xe5s")
    assert json.loads(run("decision", str(path), "--json").out)["effect"] == "no"
    path.write_bytes(b"\x89PNG\r\n")
    assert run("decision", str(path)).code == 1


def test_a_text_without_words_and_an_unknown_kind_are_told(run: Run) -> None:
    assert run("decision", "…").code == 1
    assert run("decision", CLASSIC, "--kind", "sak").code == 2
