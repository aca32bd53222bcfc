"""One demand of the handbook in blocks. Its page, the terminal and the motion pick among them."""

from collections.abc import Mapping
from datetime import date

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand, Study
from samspel.catalogue.texts import Texts
from samspel.needs.deciding import Addressee, choose_proposals, find_committee
from samspel.rendering.blocks import Block, Bullets, Heading, Label, Labels, Paragraph
from samspel.reports.costs import describe_cost_anywhere
from samspel.reports.figures import describe_definition
from samspel.reports.needs import describe_condition_anywhere
from samspel.reports.whose import describe_whose, find_lang, find_texts, label_title
from samspel.terms.alphabet import capitalise


def compose_demand(catalogue: Catalogue, texts: Texts, demand: Demand) -> tuple[Block, ...]:
    """All that the handbook says of a demand, without a place."""
    return (
        Heading(label_demand(texts, demand)),
        *compose_asked(catalogue, texts, demand),
        *compose_grounds(texts, demand),
        *compose_measures_anywhere(catalogue, texts, demand),
        *compose_questions_anywhere(texts, demand),
        *compose_objections(catalogue, texts, demand),
        *compose_lever(catalogue, texts, demand),
        *compose_cost(texts, describe_cost_anywhere(catalogue, texts, demand)),
        *compose_proposals(texts, demand, word_anywhere(catalogue, find_texts(catalogue, texts, demand), demand)),
    )


def label_demand(texts: Texts, demand: Demand) -> str:
    """A demand's number and title, with whose it is."""
    return f"{demand.number}. {label_title(texts, demand)}"


def compose_asked(catalogue: Catalogue, texts: Texts, demand: Demand) -> tuple[Block, ...]:
    """Who is asked for what, and where that applies."""
    who = capitalise(f"{texts(f'responsible.{demand.responsible}')}, {texts(f'obligation.{demand.obligation}')}")
    said = (texts.of(demand).asks, describe_condition_anywhere(texts, demand))
    return (
        Labels((Label(texts.of(catalogue.areas[demand.area])), Label(who))),
        Paragraph(" ".join(part for part in said if part), style="ingress", lang=find_lang(texts, demand)),
        *compose_whose(texts, demand),
    )


def compose_whose(texts: Texts, demand: Demand) -> tuple[Block, ...]:
    """Whose the demand is, where it is not the program's own."""
    told = describe_whose(texts, demand)
    return (Paragraph(told, style="note"),) if told else ()


def compose_grounds(texts: Texts, demand: Demand) -> tuple[Block, ...]:
    """What the law says, and why the demand is needed."""
    return (*compose_law(texts, demand), *compose_why(texts, demand))


def compose_law(texts: Texts, demand: Demand) -> tuple[Block, ...]:
    """What the law says."""
    return (Heading(texts("motion.law_title")), Paragraph(texts.of(demand).law, lang=find_lang(texts, demand)))


def compose_why(texts: Texts, demand: Demand) -> tuple[Block, ...]:
    """What industry and welfare have of it."""
    told, lang = texts.of(demand), find_lang(texts, demand)
    sides = (("industry", told.industry), ("welfare", told.welfare))
    known = tuple(Paragraph(text, lead=texts(f"motion.why_{side}"), lang=lang) for side, text in sides if text)
    return (Heading(texts("motion.why_title")), *(known or (Paragraph(told.motion_why, lang=lang),)))


def compose_measures_anywhere(catalogue: Catalogue, texts: Texts, demand: Demand) -> tuple[Block, ...]:
    """How the demand is measured: each figure with its definition."""
    items = []
    for measure in demand.measures:
        indicator = catalogue.indicators[measure.indicator]
        how = f"{texts(f'kind.{measure.kind}')}, {texts(f'role.{measure.role}')}"
        items.append(f"{texts.of(indicator).name} ({how}). {describe_definition(texts, indicator)}")
    listed = (Bullets(tuple(items)),) if items else ()
    measured = Paragraph(texts.of(demand).measured, lang=find_lang(texts, demand))
    return (Heading(texts("need.measured")), measured, *listed)


def compose_questions_anywhere(texts: Texts, demand: Demand) -> tuple[Block, ...]:
    """The questions that belong to the demand, and to whom each is put."""
    if not demand.questions:
        return ()
    items = (
        f"{texts.of(one)} "
        + texts("need.put_to", body=texts(f"responsible.{one.body}"), role=texts(f"role.{one.role}"))
        for one in demand.questions
    )
    return (Heading(texts("need.questions")), Bullets(tuple(items)))


def compose_objections(catalogue: Catalogue, texts: Texts, demand: Demand) -> tuple[Block, ...]:
    """What speaks against, with what can be said of it, and the studies that bear on the demand."""
    told = texts.of(demand)
    studies = tuple(describe_study(texts, catalogue.studies[study]) for study in demand.studies)
    return (
        Heading(texts("motion.against_title")),
        Paragraph(texts("motion.against_intro" if told.against else "motion.against_none")),
        *(
            Paragraph(texts("motion.against_answer", answer=answer), lead=objection, lang=find_lang(texts, demand))
            for objection, answer in zip(told.against, told.answer, strict=True)
        ),
        *((Heading(texts("motion.studies_title"), 3), Bullets(studies)) if studies else ()),
    )


def describe_study(texts: Texts, study: Study) -> str:
    """What a study found, how it was read, and what it does not say."""
    told = texts.of(study)
    return texts(
        "motion.study",
        citation=study.citation,
        kind=texts(f"study.kind_{study.kind.replace('-', '_')}"),
        result=texts(f"study.result_{study.result.replace('-', '_')}"),
        finding=told.finding,
        limits=told.limits,
    )


def compose_lever(catalogue: Catalogue, texts: Texts, demand: Demand) -> tuple[Block, ...]:
    """What the demand can change, and which of the model's levers it moves."""
    names = tuple(Label(texts.of(catalogue.levers[lever])) for lever in demand.levers)
    said = (Heading(texts("motion.lever_title")), Paragraph(texts.of(demand).lever, lang=find_lang(texts, demand)))
    return (*said, Labels(names)) if names else said


def compose_cost(texts: Texts, cost: str) -> tuple[Block, ...]:
    """What the demand costs."""
    return (Heading(texts("words.cost_title")), Paragraph(cost))


def compose_proposals(
    texts: Texts, demand: Demand, words: Mapping[str, str], *, is_authority: bool = False
) -> tuple[Block, ...]:
    """The draft decisions where what is asked does not exist and where something does, and the authors' note."""
    told = texts.of(demand)
    note = (Heading(texts("words.note")), Paragraph(told.note)) if told.note else ()
    return (
        Heading(texts("motion.proposal_title")),
        list_proposals(texts, demand, words, is_authority=is_authority),
        Heading(texts("motion.proposal_existing_title"), 3),
        list_proposals(texts, demand, words, is_authority=is_authority, exists=True),
        *note,
    )


def list_proposals(
    texts: Texts, demand: Demand, words: Mapping[str, str], *, is_authority: bool = False, exists: bool = False
) -> Bullets:
    """The draft decisions, with `words` for area, committee, date and authority."""
    chosen = choose_proposals(demand, texts.lang, is_authority=is_authority, exists=exists)
    items = tuple(texts.fill(one, words) for one in chosen)
    return Bullets(items, numbered=True, lang=find_lang(texts, demand))


def word_anywhere(catalogue: Catalogue, texts: Texts, demand: Demand) -> dict[str, str]:
    """What stands in the draft decisions where no place has been chosen: the kind of body and its usual committee."""
    kind = "region" if demand.responsible == "region" else "municipality"
    return {
        "area": texts(f"responsible.{kind}"),
        "committee": texts.of(find_committee(catalogue, demand, kind)),
        "date": texts("motion.open_date"),
        "authority": texts("motion.authority"),
    }


def word_addressee(texts: Texts, to: Addressee, day: date | None, committee: str = "") -> dict[str, str]:
    """What stands in the draft decisions to a body, with the committee's own name where it is given."""
    return {
        "area": to.body.area,
        "committee": committee or texts.of(to.committee),
        "date": texts("motion.open_date") if day is None else texts("motion.by_date", day=texts.day(day)),
        "authority": texts.of(to.authority),
    }


def label_chair(texts: Texts, to: Addressee, committee: str = "") -> str:
    """The chair of the committee, by title."""
    return texts("motion.chair", committee=committee or texts.of(to.committee))
