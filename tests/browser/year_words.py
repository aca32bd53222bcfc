"""What is said, written and decided in the year that a branch plays. Nobody has said it."""

UNIT, PLACE = "Avdelning Prov", "Sandviken"
MEASURES, UNTIL = ("N00572", "N07418"), 2021
"""What the demand on buses for shifts is measured by, and the last year that is known when the branch begins."""
BUS = (
    "Bussen kommer fram efter att morgonskiftet har börjat.",
    "Det går ingen buss hem efter kvällsskiftet.",
    "På helgen går det inte en enda buss till fabriken.",
    "Jag måste ha bil, för bussen passar inte skiften.",
    "Sista bussen går innan vi slutar.",
)
CHILDCARE = (
    "Nattis saknas, så en av oss måste gå ner i tid.",
    "Förskolan stänger innan kvällsskiftet är slut.",
    "Ingen barnomsorg på helgen när båda jobbar.",
)
OTHER = (
    "Det finns inga lägenheter att hyra för den som vill flytta hit.",
    "Det tar veckor att få tid på vårdcentralen.",
    "Ingen från skolan kommer och ser vad vi gör på jobbet.",
    "Svenskkursen ligger mitt under skiftet.",
)
MOTION = "Buss som passar skiften"
POINT = "att kommunen tar fram ett förslag till busstider som passar skiften"
DECISION = "Kommunfullmäktige beslutar att bifalla motionen."
MINUTES = f"""§ 40 Motion om nattis (KS 2027/88)
Beslut
Kommunfullmäktige beslutar att avslå motionen.

§ 41 Motion om buss som passar skiften (KS 2027/123)
Beslut
{DECISION}
"""
