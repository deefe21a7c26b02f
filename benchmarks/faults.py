"""Small faults that can be made in a file of Python: another comparison, a number off by one, a statement left out."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_PAIRS = ("Lt LtE", "Gt GtE", "Eq NotEq", "Is IsNot", "In NotIn", "And Or", "Add Sub", "Mult Div", "BitOr BitAnd")
_OPERATORS = dict(pair for names in _PAIRS for one, two in [names.split()] for pair in ((one, two), (two, one)))
_OPERATORS |= {"FloorDiv": "Div", "Mod": "Mult", "Pow": "Mult", "BitXor": "BitOr"}
_RENAMED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "floor": "ceil", "ceil": "floor"}


class Mutation(NamedTuple):
    """A fault: the file, the lines of the statement, what is there and what is put in its place, and the file with it."""

    path: Path
    lines: range
    before: str
    after: str
    source: str


def mutations_of(path: Path, root: Path) -> Iterator[Mutation]:
    """Every fault that can be made in a file, whose path is below a root."""
    tree = ast.parse((root / path).read_text(encoding="utf-8"))
    for parent, field, index, node, statement in _mutable(tree):
        whole = isinstance(node, (ast.cmpop, ast.boolop, ast.operator))
        before = _shown(parent if whole else node)
        for other in _others(node):
            _put(parent, field, index, other)
            yield Mutation(path, _lines(statement), before, _shown(parent if whole else other), ast.unparse(tree))
            _put(parent, field, index, node)


def _mutable(node: ast.AST, statement: ast.stmt | None = None) -> Iterator[tuple[ast.AST, str, int, ast.AST, ast.stmt]]:
    """Every node that can be another, with its parent, its place there and the statement it is in."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params", "bases"):
            continue
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or _is_exempt(child, statement):
                continue
            inside = child if isinstance(child, ast.stmt) else statement
            if inside is not None:
                yield node, field, index if isinstance(value, list) else -1, child, inside
            yield from _mutable(child, inside)


def _is_exempt(node: ast.AST, statement: ast.stmt | None) -> bool:
    """Imports, texts, types by another name, and what only guards the code itself."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Assert() | ast.JoinedStr() | ast.keyword("strict"):
            return True
        case ast.Expr(ast.Constant() | ast.Call(ast.Name("assert_never"))):
            return True
    return isinstance(node, ast.BitOr) and statement is not None and statement.col_offset == 0


def _others(node: ast.AST) -> Iterator[ast.AST]:
    """What can be put in the place of a node."""
    match node:
        case ast.cmpop() | ast.boolop() | ast.operator():
            yield getattr(ast, _OPERATORS[type(node).__name__])()
        case ast.UnaryOp(ast.Not() | ast.USub() | ast.Invert(), operand):
            yield operand
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() | float() as value):
            yield ast.Constant(value + 1)
            if value:
                yield ast.Constant(-value)
        case ast.Call(ast.Name(id, context), args, keywords) if id in _RENAMED:
            yield ast.Call(ast.Name(_RENAMED[id], context), args, [] if id == "sorted" else keywords)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.If(ast.Name() | ast.Call() | ast.NamedExpr() as test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.comprehension(target, iter, ifs, is_async) if ifs:
            yield ast.comprehension(target, iter, [], is_async)
        case ast.Return(value) if value is not None and not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.AugAssign() | ast.Continue() | ast.Break() | ast.Expr():
            yield ast.Pass()


def _put(parent: ast.AST, field: str, index: int, node: ast.AST) -> None:
    value = getattr(parent, field)
    setattr(parent, field, node if index < 0 else [*value[:index], node, *value[index + 1 :]])


def _lines(statement: ast.stmt) -> range:
    """The lines of a statement, of one with others in it those of its head."""
    inner: list[ast.stmt] = getattr(statement, "body", [])
    end = inner[0].lineno - 1 if inner else statement.end_lineno or statement.lineno
    return range(statement.lineno, max(statement.lineno, end) + 1)


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(ast.fix_missing_locations(node)).split("\n", 1)[0].split())[:70]
