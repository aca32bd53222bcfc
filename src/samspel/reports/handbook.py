"""The handbook without a place: its demands, and the duties behind them."""

from samspel.catalogue.loading import Catalogue
from samspel.catalogue.records.needs import Demand, Duty
from samspel.catalogue.texts import Texts
from samspel.rendering.table import Cell, Column, Field, Link, Table, data_field, list_records, tabulate, text
from samspel.reports.costs import describe_cost_anywhere
from samspel.reports.needs import describe_condition_anywhere, word_for_form
from samspel.reports.records import Plain
from samspel.reports.whose import label_title, name_whose, render_whose


def tabulate_demands(catalogue: Catalogue, texts: Texts) -> Table:
    """The handbook, one row a demand."""

    fields: tuple[Field[Demand], ...] = (
        Field[Demand](
            Column(key="number", head=texts("words.column.number")),
            lambda demand: Cell(value=demand.number, words=str(demand.number)),
        ),
        data_field("id", lambda demand: demand.id),
        Field[Demand](
            Column(key="title", head=texts("words.column.title")),
            lambda demand: text(label_title(texts, demand), link=Link("demand", demand.id)),
        ),
        data_field("area", lambda demand: demand.area),
        Field[Demand](
            Column(key="responsible", head=texts("words.column.responsible")),
            lambda demand: Cell(value=demand.responsible, words=texts(f"responsible.{demand.responsible}")),
        ),
        Field[Demand](
            Column(key="obligation", head=texts("words.column.obligation")),
            lambda demand: Cell(value=demand.obligation, words=texts(f"obligation.{demand.obligation}")),
        ),
        data_field("duty", lambda demand: demand.duty),
        data_field("asks", lambda demand: texts.of(demand).asks),
        data_field("law", lambda demand: texts.of(demand).law),
        data_field("measured", lambda demand: texts.of(demand).measured),
        data_field("indicators", lambda demand: " ".join(measure.indicator for measure in demand.measures)),
        data_field("questions", lambda demand: len(demand.questions)),
        data_field("levers", lambda demand: " ".join(demand.levers)),
        data_field("handbook", name_whose),
    )
    return tabulate("demands", texts("handbook.title"), fields, catalogue.demands.values())


def tabulate_duties(catalogue: Catalogue, texts: Texts) -> Table:
    """The duties, one row each."""

    def find_demands(duty: Duty) -> str:
        return " ".join(demand.id for demand in catalogue.demands.values() if demand.duty == duty.id)

    fields: tuple[Field[Duty], ...] = (
        data_field("id", lambda duty: duty.id),
        Field[Duty](Column(key="name", head=texts("words.column.name")), lambda duty: text(texts.of(duty).name)),
        Field[Duty](
            Column(key="body", head=texts("words.column.body")),
            lambda duty: Cell(value=duty.body, words=texts(f"responsible.{duty.body}")),
        ),
        Field[Duty](
            Column(key="obligation", head=texts("words.column.obligation")),
            lambda duty: Cell(value=duty.obligation, words=texts(f"obligation.{duty.obligation}")),
        ),
        data_field("task", lambda duty: texts.of(duty).task),
        Field[Duty](Column(key="law", head=texts("words.column.law")), lambda duty: text(texts.of(duty).law)),
        data_field("industry", lambda duty: texts.of(duty).industry),
        data_field("demands", find_demands),
    )
    return tabulate("duties", texts("handbook.duties"), fields, catalogue.duties.values())


def render_demand(catalogue: Catalogue, texts: Texts, demand: Demand) -> Plain:
    """A demand for machines: its row of the table, and all that it says."""
    said = texts.of(demand)
    rows = {row["id"]: row for row in list_records(tabulate_demands(catalogue, texts))}
    return rows[demand.id] | {
        "whose": render_whose(demand),
        "condition": describe_condition_anywhere(texts, demand) or None,
        "industry": said.industry,
        "welfare": said.welfare,
        "against": said.against,
        "answer": said.answer,
        "proposals": said.proposals,
        "lever": said.lever,
        "cost": describe_cost_anywhere(catalogue, texts, demand),
        "note": said.note,
        "studies": demand.studies,
        "questions": [word_for_form(texts, question) for question in demand.questions],
    }
