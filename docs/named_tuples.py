"""Extension of the documentation build: named tuples show their fields as parameters, as dataclasses do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from griffe import Class, Extension, Function, Parameter, ParameterKind, Parameters

if TYPE_CHECKING:
    from griffe import Attribute


class NamedTuples(Extension):
    """Give each `typing.NamedTuple` the constructor that its fields make.

    Without it the reader of the sources finds no signature, and takes the documented arguments for unknown ones.
    """

    def on_class_members(self, *, cls: Class, **_kwargs: Any) -> None:
        """Add `__init__` to a class whose base is `NamedTuple`; every annotated attribute is a field."""
        if not any(str(base).endswith("NamedTuple") for base in cls.bases):
            return
        fields = [field for field in cls.attributes.values() if field.annotation is not None]
        constructor = Function(
            "__init__",
            parameters=Parameters(Parameter("self"), *map(_parameter, fields)),
            returns="None",
        )
        cls.set_member("__init__", constructor)


def _parameter(field: Attribute) -> Parameter:
    return Parameter(
        field.name,
        annotation=field.annotation,
        kind=ParameterKind.positional_or_keyword,
        default=field.value,
    )
