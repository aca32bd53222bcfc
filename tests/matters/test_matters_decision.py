"""What decisions say: golden lines, and what must not change the answer."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import samspel.matters
from samspel.matters.aims import FIXED, HEADS
from samspel.matters.decision import read_decision
from samspel.matters.minutes import mend
from samspel.matters.reading import Reading
from samspel.matters.words import Vocabulary

LINES = Path(__file__).with_name("decisions.tsv")
COUNCIL = Path(__file__).parents[3] / "shared" / "design" / "council" / "decisions.tsv"
SHORTEST = 20
"""Letters of a text that has a word to break."""
SIDE_TALK = (
    "Reservation: A-gruppen reserverar sig till förmån för bifall till motionen.",
    "B-partiet yrkar bifall till motionen.",
    "Nämnden tillstyrker motionen.",
    "Kommunstyrelsen föreslår att motionen bifalls.",
    "Särskilt yttrande: Vi hade velat bifalla motionen i sin helhet.",
    "C-gruppen föreslår att fullmäktige bifaller motionen.",
    "Arbetsutskottet föreslår kommunstyrelsen föreslå kommunfullmäktige bifalla motionen.",
    "Ordföranden ställer proposition på bifall respektive avslag.",
    "D-gruppen reserverar sig mot beslutet och vill bifalla motionen.",
    "Förvaltningen bedömer att motionen kan bifallas.",
)
"""What others say beside a decision."""


def read_lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE))


OURS = read_lines(LINES)
OF_MOTIONS = [row for row in OURS if row["matter_kind"] == "motion" and row["body"] in ("KF", "RF")]


def read(lexicon: Vocabulary, row: dict[str, str], text: str = "") -> Reading:
    points = int(row["points"]) if row.get("points") else None
    kind = row["matter_kind"]
    return read_decision(text or row["text"], kind=kind, body=row["body"], points=points, lexicon=lexicon)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def readings(lexicon: Vocabulary) -> list[tuple[dict[str, str], Reading]]:
    """Each line as it stands, read once."""
    return [(row, read(lexicon, row)) for row in OURS]


def test_each_line_says_what_a_clerk_reads_in_it(readings: list[tuple[dict[str, str], Reading]]) -> None:
    """All lines in one test: a test a line takes longer to begin and end than to read it."""
    wrong = [(row, one) for row, one in readings if (one.effect, one.next_state) != (row["effect"], row["next_state"])]
    assert wrong == []


@pytest.mark.shared
def test_the_lines_of_the_plan_are_read_as_its_clerk_reads_them(lexicon: Vocabulary) -> None:
    if not COUNCIL.is_file():
        pytest.skip("the plan is not beside this checkout")
    rows = read_lines(COUNCIL)
    readings = [read(lexicon, row) for row in rows]
    wrong = [row["text"] for row, one in zip(rows, readings, strict=True) if one.effect != row["effect"]]
    assert wrong == []
    assert [row["text"] for row, one in zip(rows, readings, strict=True) if one.next_state != row["next_state"]] == []


def test_an_answer_rests_on_a_sentence_of_the_text(readings: list[tuple[dict[str, str], Reading]]) -> None:
    for row, reading in readings:
        assert reading.sentence.strip(" .") in " ".join(mend(row["text"]).split()), row["text"]


SEVERAL = """Kommunstyrelsens förslag: Motionen avslås.
Beslut
Kommunfullmäktige bifaller kommunstyrelsens förslag.
Omröstning: Ja-röst för kommunstyrelsens förslag. Nej-röst för bifall.
Med 30 ja mot 20 nej beslutar fullmäktige bifalla kommunstyrelsens förslag.
"""


def test_every_sentence_that_was_used_is_told_with_its_rule(lexicon: Vocabulary) -> None:
    points = read_decision(
        "Att-sats 1 bifalls. Att-sats 2 avslås. Kostnaden ska rymmas inom ram.", body="KF", points=2, lexicon=lexicon
    )
    assert [(one.sentence, one.rule) for one in points.grounds] == [
        ("Att-sats 1 bifalls.", "limited"),
        ("Att-sats 2 avslås.", "direct"),
        ("Kostnaden ska rymmas inom ram.", "limited"),
    ]
    voted = [(one.sentence, one.rule) for one in read_decision(SEVERAL, body="KF", lexicon=lexicon).grounds]
    assert ("Motionen avslås.", "proposal_composed") in voted, "the quoted proposal decides, and is shown"
    assert ("Nej-röst för bifall.", "vote") in voted
    assert voted == sorted(voted, key=lambda one: " ".join(SEVERAL.split()).index(one[0]))


def test_the_sentence_that_is_told_first_is_among_the_grounds(readings: list[tuple[dict[str, str], Reading]]) -> None:
    for row, reading in readings:
        assert reading.sentence in " ".join(one.sentence for one in reading.grounds), row["text"]


def spoil(text: str) -> Iterator[str]:
    """The same text as a PDF, a form or an old machine gives it."""
    yield text.upper()
    yield text.lower()
    yield text.replace(" ", "  ")
    yield text.replace(" ", "\n")
    yield text.replace(" ", "\xa0")
    yield text + "\n\n"


def test_letters_spaces_and_broken_lines_change_nothing(lexicon: Vocabulary) -> None:
    spoilt = [(row, text) for row in OURS for text in spoil(row["text"])]
    assert [text for row, text in spoilt if read(lexicon, row, text).effect != row["effect"]] == []


@given(st.data())
@settings(max_examples=200)
def test_words_broken_at_the_end_of_a_line_are_whole(lexicon: Vocabulary, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from([row for row in OURS if len(row["text"]) > SHORTEST]))
    text = row["text"]
    places = [at for at in range(2, len(text) - 2) if text[at - 2 : at + 2].isalpha()]
    at = data.draw(st.sampled_from(places))
    assert read(lexicon, row, f"{text[:at]}-\n{text[at:]}").effect == row["effect"]


@given(st.data())
@settings(max_examples=400)
def test_what_others_say_never_makes_a_yes(lexicon: Vocabulary, data: st.DataObject) -> None:
    """Proposals by those whom the decision points to are left out, and `densamma`, since they do tell what it means."""
    row = data.draw(
        st.sampled_from([row for row in OF_MOTIONS if row["effect"] != "yes" and "samma" not in row["text"]])
    )
    talk = [one for one in SIDE_TALK if "örslag" not in row["text"] or "föreslår" not in one]
    said = data.draw(st.lists(st.sampled_from(talk), min_size=1, max_size=3))
    sentences = row["text"].split(". ")
    for one in sorted(said, key=lambda one: ":" in one):
        first = len(sentences) if ":" in one else 0  # what stands behind a heading of somebody's words is theirs
        sentences.insert(data.draw(st.integers(first, len(sentences))), one.rstrip("."))
    text = ". ".join(sentence.rstrip(".") for sentence in sentences) + "."
    assert read(lexicon, row, text).effect != "yes", text


@pytest.mark.parametrize("body", ["KS", "TN", "BUN", "RS", "KSAU"])
@pytest.mark.parametrize("text", ["Motionen bifalls.", "Motionen avslås.", "Motionen anses besvarad."])
def test_a_body_that_cannot_end_a_motion_does_not(lexicon: Vocabulary, body: str, text: str) -> None:
    reading = read_decision(text, kind="motion", body=body, lexicon=lexicon)
    assert (reading.effect, reading.next_state, reading.flags) == ("none", "proposed", ("not_deciding",))


def test_the_body_is_read_out_of_the_text_when_it_is_not_given(lexicon: Vocabulary) -> None:
    assert read_decision("Kommunstyrelsen beslutar att motionen är besvarad.", lexicon=lexicon).effect == "none"
    assert read_decision("Kommunfullmäktige beslutar att motionen är besvarad.", lexicon=lexicon).effect == "answered"


def test_a_point_that_nothing_is_said_of_keeps_the_matter_open(lexicon: Vocabulary) -> None:
    said = "Att-satserna 1–3 bifalls."
    assert read_decision(said, body="KF", points=3, lexicon=lexicon).effect == "yes"
    more = read_decision(said, body="KF", points=5, lexicon=lexicon)
    assert (more.effect, more.next_state, more.flags) == ("partly", "proposed", ("points_open",))
    assert read_decision(said, body="KF", lexicon=lexicon).flags == ("points_unknown",)


def test_reasons_conditions_and_days_are_kept(lexicon: Vocabulary) -> None:
    assert read_decision("Motionen avslås då medel saknas.", lexicon=lexicon).reason == "no_money"
    limited = read_decision("Motionen bifalls under förutsättning att medel anvisas.", lexicon=lexicon)
    assert limited.condition == "under förutsättning att medel anvisas"
    mixed = read_decision(
        "Kommunfullmäktige beslutar att bifalla motionens första att-sats under förutsättning att statsbidrag "
        "beviljas, att i övrigt avslå motionen med hänvisning till att kollektivtrafiken är regionens ansvar.",
        lexicon=lexicon,
    )
    assert (mixed.condition, mixed.reason) == ("under förutsättning att statsbidrag beviljas", "other_body")
    assert limited.reason == "", "nothing is said of why a part was not granted"
    assert read_decision("KF bordlägger motionen till nästa sammanträde.", lexicon=lexicon).until == "nästa sammanträde"
    returned = read_decision("Motionen återremitteras för ekonomisk beräkning.", lexicon=lexicon)
    assert returned.purpose == "ekonomisk beräkning"


MINUTES = """KOMMUNFULLMÄKTIGE
Sammanträdesprotokoll 2027-03-22

§ 34 Svar på motion om nattöppen förskola

Ärendebeskrivning
Motionären föreslår att kommunen bifaller tanken på nattöppen för-
skola. Kommunstyrelsen har berett ärendet.

Kommunstyrelsens förslag
Motionen avslås.

Yrkanden
A-gruppen yrkar bifall till motionen.
B-gruppen yrkar avslag.

Propositionsordning
Ordföranden ställer bifall mot avslag och finner att motionen avslås. Omröstning begärs.
Ja för avslag, nej för bifall till motionen.

Omröstningsresultat
28 ja, 21 nej.

Kommunfullmäktige beslutar
att avslå motionen.

Reservation
A-gruppen reserverar sig till förmån för eget yrkande: att motionen bifalls.
"""


def test_the_decision_of_whole_minutes_is_found_under_its_heading(lexicon: Vocabulary) -> None:
    reading = read_decision(MINUTES, body="KF", points=2, lexicon=lexicon)
    assert (reading.effect, reading.sentence) == ("no", "att avslå motionen.")
    assert reading.count is not None
    assert (reading.count.yes, reading.count.no, reading.count.yes_means) == (28, 21, "no")
    won = MINUTES.replace("28 ja, 21 nej", "21 ja, 28 nej").replace("att avslå motionen.", "att bifalla motionen.")
    assert read_decision(won, body="KF", lexicon=lexicon).effect == "yes"
    odd = MINUTES.replace("28 ja, 21 nej", "21 ja, 28 nej")
    assert read_decision(odd, body="KF", lexicon=lexicon).effect == "unclear"


def test_a_verb_holds_for_the_points_that_stand_after_what_limits_it(lexicon: Vocabulary) -> None:
    """`Motionen bifalls i den del som avser …`: what limits a verb stands after it, though what it is about stands
    before it.
    """
    golden = {
        "Motionen bifalls i den del som avser första att-satsen och avslås i övrigt.": "1 yes, rest no",
        "Motionen avslås i den del som avser andra att-satsen och bifalls i övrigt.": "2 no, rest yes",
        "Motionen bifalls i de delar som gäller att-sats 1 och 3, och avslås i övrigt.": "1 yes, 3 yes, rest no",
        "Kommunfullmäktige beslutar att bifalla motionen såvitt avser att-sats 2.": "2 yes",
        "Motionen bifalls vad avser att-sats ett och två. Att-sats tre avslås.": "1 yes, 2 yes, 3 no",
        "Motionen anses besvarad avseende att-sats 1 och avslås avseende att-sats 2.": "1 answered, 2 no",
        "Vad avser att-sats 1 bifalls motionen, vad avser att-sats 2 avslås den.": "1 yes, 2 no",
        "Motionen bifalls till den del den avser punkt 2.": "2 yes",
    }
    for text, told in golden.items():
        found = read_decision(text, kind="motion", body="KF", points=None, lexicon=lexicon)
        assert ", ".join(f"{one.point} {one.effect}" for one in found.points) == told, text


def test_no_rule_names_a_word_for_an_outcome(lexicon: Vocabulary) -> None:
    """What says yes or no is content, so that whoever adds a word need not know the rules."""
    told = [one for one in lexicon.lexicon.tags if one.tag in {**HEADS, **FIXED}]
    words = {word for one in told for word in one.words} | set(lexicon.lexicon.nouns)
    starts = tuple(start for one in told for start in one.starts)
    found = [word for word in list_words_in_code() if word in words or word.startswith(starts)]
    assert len(words) > 100
    assert found == []


def list_words_in_code() -> Iterator[str]:
    """The Swedish words of all strings of the package that are no documentation."""
    for path in Path(samspel.matters.__file__).parent.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield from re.findall(r"[a-zåäö]+", node.value)


@pytest.mark.parametrize(
    "text",
    [
        "KF § 77 Dnr KS 2025/123\nSvar på motion om fria arbetskläder\nBeslut\nMotionen bifalls.",
        "Kommunfullmäktiges beslut\nMotionen bifalls.\nReservation\nMotionen borde ha avslagits.",
        "Kommunstyrelsens förslag\nMotionen avslås.\nKommunfullmäktiges beslut\nMotionen bifalls.",
    ],
)
def test_a_heading_on_a_line_of_its_own_needs_no_blank_line_before_it(lexicon: Vocabulary, text: str) -> None:
    assert read_decision(text, body="KF", lexicon=lexicon).effect == "yes"
