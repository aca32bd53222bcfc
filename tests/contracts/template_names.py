"""Every name in a template, followed from the type of its page through records, tuples, loops and parts."""

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from django.template import Engine, Node
from django.template.base import FilterExpression, TextNode, Variable, VariableNode
from django.template.defaulttags import CommentNode, CsrfTokenNode, ForNode, IfNode, LoadNode, URLNode, WithNode
from django.template.library import SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.smartif import Literal as IfLiteral
from django.template.smartif import TokenBase
from django.templatetags.static import StaticNode

Names = Mapping[str, Any]
"""The type of each name that stands at a point of a template."""
WITHOUT_NAMES = (TextNode, CommentNode, LoadNode, CsrfTokenNode, StaticNode)
GIVES: dict[str, Callable[[Any], Any]] = {
    "length": lambda _: int,
    "said": lambda _: str,
    "as_paragraph": lambda _: str,
    "add": lambda _: str,
    "urlencode": lambda _: str,
    "capfirst": lambda _: str,
    "slice": lambda kind: kind,
}
"""What a filter makes of a type."""


@dataclass(slots=True)
class Walk:
    """What was met on the way: faults, the names that were used and the fields of records, and the parts."""

    engine: Engine
    faults: list[str] = field(default_factory=list)
    used: set[tuple[type, str]] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)
    roots: set[str] = field(default_factory=set)
    at: str = ""

    def template(self, name: str, names: Names, blocks: Mapping[str, BlockNode] | None = None) -> None:
        """A whole template; `blocks` stand in place of those that it has of the same name."""
        nodes = self.engine.get_template(name).nodelist
        parent = next((node for node in nodes if isinstance(node, ExtendsNode)), None)
        if parent is None:
            self.nodes(nodes, dict(names), blocks or {})
            return
        self.template(self._name_part(parent.parent_name), names, {**parent.blocks, **(blocks or {})})

    def nodes(
        self, nodes: Iterable[object], names: dict[str, Any], blocks: Mapping[str, BlockNode] | None = None
    ) -> None:
        """Nodes in their order; a tag that keeps what it gave under a name adds it to `names`."""
        for node in nodes:
            assert isinstance(node, Node)
            self.at = f"{Path(node.origin.name).name}:{node.token.lineno if node.token else 0}"
            if isinstance(node, URLNode | SimpleNode):
                self._tag(node, names)
            elif isinstance(node, VariableNode):
                self._type(node.filter_expression, names)
            elif not isinstance(node, WITHOUT_NAMES) and type(node).__name__ != "HtmxScriptNode":
                self._holder(node, names, blocks or {})

    def _holder(self, node: Node, names: dict[str, Any], blocks: Mapping[str, BlockNode]) -> None:
        """A node that holds others."""
        match node:
            case BlockNode():
                self.nodes(blocks.get(str(node.name), node).nodelist, names, blocks)
            case IfNode():
                for condition, _ in node.conditions_nodelists:
                    self._condition(condition, names)
                for _, inside in node.conditions_nodelists:
                    self.nodes(inside, names, blocks)
            case ForNode():
                loop = self._unpack(_list_items(self._type(node.sequence, names)), node.loopvars)
                self.nodes(node.nodelist_loop, {**names, "forloop": Any, **loop}, blocks)
                self.nodes(node.nodelist_empty, names, blocks)
            case WithNode():
                self.nodes(node.nodelist, {**names, **self._give(node.extra_context, names)}, blocks)
            case IncludeNode():
                given = self._give(node.extra_context, names)
                self.template(self._name_part(node.template), {**names, **given})
            case _:
                self.faults.append(f"{self.at}: the test does not know {type(node).__name__}")

    def _tag(self, node: URLNode | SimpleNode, names: dict[str, Any]) -> None:
        for value in (*node.args, *node.kwargs.values()):
            self._type(value, names)
        if isinstance(node, URLNode) and node.asvar:
            names[node.asvar] = str
        if isinstance(node, SimpleNode) and node.target_var:
            names[node.target_var] = get_type_hints(node.func).get("return", Any)

    def _give(self, given: Mapping[str, object], names: Names) -> dict[str, Any]:
        return {name: self._type(value, names) for name, value in given.items()}

    def _name_part(self, expression: object) -> str:
        assert isinstance(expression, FilterExpression)
        self.parts.add(str(expression.var))
        return str(expression.var)

    def _condition(self, condition: TokenBase | None, names: Names) -> None:
        if condition is None:
            return
        if isinstance(condition, IfLiteral):
            self._type(condition.value, names)
            return
        for part in (condition.first, condition.second):
            self._condition(part, names)

    def _type(self, expression: object, names: Names) -> Any:
        """The type of a name with its filters; Any after a fault, which is told once."""
        assert isinstance(expression, FilterExpression)
        kind = self._follow(expression.var, names) if isinstance(expression.var, Variable) else str
        for function, arguments in expression.filters:
            for is_name, value in arguments:
                if is_name:
                    self._follow(value, names)
            name = getattr(function, "_filter_name", function.__name__)
            if name not in GIVES:
                self.faults.append(f"{self.at}: the test does not know the filter {name}")
                return Any
            kind = GIVES[name](kind)
        return kind

    def _follow(self, variable: Variable, names: Names) -> Any:
        if variable.lookups is None:
            return type(variable.literal)
        first, *rest = variable.lookups
        if first not in names:
            self.faults.append(f"{self.at}: nothing declares {variable.var}")
            return Any
        self.roots.add(first)
        kind = names[first]
        for name in rest:
            found = [self._step(one, name) for one in list_choices(kind)]
            if not found or None in found:
                self.faults.append(f"{self.at}: nothing declares {name} of {variable.var}")
                return Any
            kind = Union[tuple(found)]  # noqa: UP007
        return kind

    def _step(self, kind: Any, name: str) -> Any:
        """The type of an attribute, a key or a place in a row; None where there is none."""
        if kind is Any:
            return Any
        origin, inside = get_origin(kind) or kind, get_args(kind)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return _make_rows(inside) if name == "items" else inside[1]
        if isinstance(origin, type) and issubclass(origin, tuple) and name.isdecimal():
            spread = len(inside) == 2 and inside[1] is Ellipsis
            return inside[0] if spread else inside[int(name)] if int(name) < len(inside) else None
        if not isinstance(origin, type):
            return None
        found = get_type_hints(origin).get(name)
        if found is None and (made := getattr(origin, name, None)) is not None:
            found = get_type_hints(getattr(made, "fget", made)).get("return")
        if found is not None:
            self.used.add((origin, name))
        return found

    def _unpack(self, item: Any, loopvars: Sequence[str]) -> dict[str, Any]:
        if item is None:
            self.faults.append(f"{self.at}: the loop of {', '.join(loopvars)} goes through nothing that has a type")
            return dict.fromkeys(loopvars, Any)
        if len(loopvars) == 1:
            return {loopvars[0]: item}
        parts = get_args(item) if get_origin(item) is tuple else ()
        if item is not Any and len(parts) != len(loopvars):
            self.faults.append(f"{self.at}: the loop of {', '.join(loopvars)} goes through {item}")
        return dict(zip(loopvars, parts, strict=False)) if len(parts) == len(loopvars) else dict.fromkeys(loopvars, Any)


def _make_rows(parts: tuple[Any, ...]) -> Any:
    """The type of rows with such parts."""
    return types.GenericAlias(tuple, (types.GenericAlias(tuple, parts), ...))


def list_choices(kind: Any) -> list[Any]:
    """The types that a type may be, without None."""
    if get_origin(kind) in (Union, types.UnionType):
        return [one for part in get_args(kind) for one in list_choices(part)]
    return [] if kind is type(None) else [kind]


def list_records(kind: Any, package: str) -> set[type]:
    """The records of a package that a type holds, however deep."""
    found: set[type] = set()
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if isinstance(one, type) and is_dataclass(one) and one.__module__.startswith(package) and one not in found:
            found.add(one)
            hints = get_type_hints(one)
            waiting += [hints[part.name] for part in fields(one)]
    return found


def list_names(record: type) -> set[str]:
    """The fields of a record and what it works out from them."""
    made = {name for name, value in vars(record).items() if isinstance(value, property)}
    return {part.name for part in fields(record)} | made


def _list_items(kind: Any) -> Any:
    """What a loop goes through; None for what is no list."""
    choices = list_choices(kind)
    if len(choices) != 1:
        return None
    origin, inside = get_origin(choices[0]), get_args(choices[0])
    if choices[0] is Any:
        return Any
    if origin is tuple and len(inside) == 2 and inside[1] is Ellipsis:
        return inside[0]
    return inside[0] if origin in (list, Sequence, Iterable) else None
