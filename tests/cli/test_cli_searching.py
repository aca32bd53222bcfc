"""`samspel search` and `samspel suggest`: as words and as JSON; each mistake a sentence."""

import json

from cli.program_runs import Run


def test_everyday_words_lead_to_the_command_of_a_place(run: Run) -> None:
    told = run("search", "bussen", "--place", "sandviken")
    assert (told.code, told.err) == (0, "")
    assert "33. Kollektivtrafik som passar skiftarbete" in told.out
    assert "samspel needs Sandviken --demand 33" in told.out


def test_machines_get_the_same_hits_with_their_ids(run: Run) -> None:
    hits = json.loads(run("search", "elpriset", "--json").out)
    assert hits[0]["kind"] == "page"
    assert hits[0]["id"] == "savings"
    assert hits[0]["found_by"] == "elpriset"
    assert all(hit["command"].startswith("samspel ") or hit["command"] == "" for hit in hits)


def test_english_words_are_found_in_english(run: Run) -> None:
    told = run("search", "bus", "timetable", "--lang", "en")
    assert "33. Public transport that suits shift work" in told.out
    assert "Demand" in told.out


def test_every_command_that_is_named_is_one(run: Run) -> None:
    """Each kind of hit names a command that there is."""
    commands = set()
    words = (
        "gävle",
        "bussen",
        "jämställdhet",
        "motion",
        "kolada",
        "arbetsmarknadsområde gävle",
        "karta",
        "äldreomsorg",
    )
    for word in (*words, "förskola ansvar", "befolkningsstatistik", "saab", "egna krav", "utjämning"):
        for hit in json.loads(run("search", word, "--json").out):
            commands.add(hit["command"].split(" ")[1] if hit["command"] else "")
    helped = run("--help").out
    assert {"place", "demands", "series", "brief", "goals", "sources", "compare", "backtest", "equalise"} <= commands
    assert all(command in helped for command in commands)


def test_a_remark_gives_three_demands_and_the_words_that_matched(run: Run) -> None:
    told = run("suggest", "bussen går inte före sexskiftet")
    assert (told.code, told.err) == (0, "")
    assert told.out.index("33. Kollektivtrafik") < told.out.index("bussen, sexskiftet")
    found = json.loads(run("suggest", "bussen går inte före sexskiftet", "--json").out)
    assert [row["number"] for row in found][:1] == [33]
    assert len(found) == 3
    assert found[0]["typed"] == "bussen, sexskiftet"


def test_a_remark_about_nothing_says_so(run: Run) -> None:
    told = run("suggest", "qzxw")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("Fel: Inget krav liknar qzxw.")


def test_mistakes_are_sentences(run: Run) -> None:
    for words in (("search", "xqzwv"), ("search", " "), ("suggest", ""), ("search", "buss", "--place", "Ingenstans")):
        told = run(*words)
        assert told.code == 1
        assert told.err.startswith("Fel: ")
    assert run("search").code == 2


def test_a_place_beside_what_is_looked_for_is_in_the_commands(run: Run) -> None:
    told = run("search", "barnomsorg", "på", "natten", "Sandviken")
    first = next(line for line in told.out.splitlines() if "samspel" in line)
    assert "samspel needs Sandviken --demand 2" in first
    assert "samspel needs Hofors" in run("search", "bussen", "gävle", "--place", "Hofors").out
