"""The files that a command writes: never onto what it reads, never over a file without leave, whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, NamedTuple

from callsheet.cli.input_files import STANDARD_INPUT, file_name, input_names, is_together
from callsheet.cli.terminal.console import complain, visible, write_bytes
from callsheet.cli.terminal.interrupts import removed_on_exit
from callsheet.errors import SettingsError
from callsheet.wording.cli import errors as words
from callsheet.wording.format import listed, several_files, stem

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterable, Mapping, Sequence

STANDARD_OUTPUT = "-"
PLACEHOLDER = "{name}"
_UNNAMED = "stdin"
"""What standard input is called without `--name`."""
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "clean": (".csv", ".xlsx"),
    "errors": (".xlsx", ".csv"),
    "save_recipe": (".json",),
    "csv": (".csv",),
    "out": (".xlsx", ".csv", ".json"),
    "rejoined": (".csv", ".xlsx"),
    "next": (".csv", ".xlsx"),
}
"""Option → endings of the files that it can write."""
_READ_AGAIN = ("recipe",)
"""Inputs that `--force` may replace: a recipe is saved under its own name once it was changed."""


class OutputFile(NamedTuple):
    """A file to write.

    Args:
        option: as typed: "--clean".
        name: as typed, or "-" for standard output.
    """

    option: str
    name: str

    @property
    def ending(self) -> str:
        """The ending of the name in lower case, which decides the format; "" for standard output."""
        return "" if self.name == STANDARD_OUTPUT else Path(self.name).suffix.lower()


def outputs_of(options: argparse.Namespace) -> list[OutputFile]:
    """The files that a command line for one file of leads writes."""
    given = ((name, vars(options).get(name)) for name in ENDINGS)
    return [OutputFile(f"--{name.replace('_', '-')}", value) for name, value in given if value is not None]


def list_by_list(options: argparse.Namespace) -> list[argparse.Namespace]:
    """The same command line for each list of leads: for each file, or with `--together` for all of them as one.

    `file` of each is the file as typed, or the name of the whole; it replaces `{name}` in the names of the outputs.

    Args:
        options: the command line.
    """
    names = input_names(options)
    if is_together(options):
        whole = several_files(list(dict.fromkeys(file_name(name, options.name) or _UNNAMED for name in names)))
        return [_for_list(options, whole, stem(whole))]
    stems = [Path(options.name or _UNNAMED).stem if name == STANDARD_INPUT else Path(name).stem for name in names]
    return [_for_list(options, name, shown) for name, shown in zip(names, stems, strict=True)]


def _for_list(options: argparse.Namespace, file: str, shown: str) -> argparse.Namespace:
    import argparse  # noqa: PLC0415 - only its type is needed elsewhere

    one = argparse.Namespace(**vars(options) | {"file": file})
    for option in ENDINGS:
        if vars(one).get(option) is not None:
            setattr(one, option, getattr(one, option).replace(PLACEHOLDER, shown))
    return one


def check_outputs(options: argparse.Namespace) -> frozenset[str]:
    """Refuse outputs that cannot or must not be written, before anything is read; ask about those that exist.

    Args:
        options: the command line.

    Returns:
        The names of the outputs that may be replaced.

    Raises:
        SettingsError: an ending that the option does not write, an output that is an input or a folder, two outputs
            of one name, a folder that is missing or may not be written, or a file that exists and may not be replaced.
    """
    files = input_names(options)
    raw = outputs_of(options)
    for output in raw:
        if len(files) > 1 and not is_together(options) and PLACEHOLDER not in output.name:
            raise SettingsError(words.NEEDS_A_NAME_EACH.format(option=output.option))
    every = [output for one in list_by_list(options) for output in outputs_of(one)] if files else raw
    _check_standard_output(every, options)
    for output in every:
        if output.name != STANDARD_OUTPUT:
            _check_name(output, options)
    _check_pairs([output for output in every if output.name != STANDARD_OUTPUT])
    for output in every:
        if output.name != STANDARD_OUTPUT and os.path.lexists(output.name):
            _check_existing(output, options)
    return frozenset(output.name for output in every if options.force or os.path.lexists(output.name))


def write_outputs(files: Sequence[tuple[OutputFile, bytes]], replaceable: Collection[str]) -> None:
    """Write all files under temporary names beside their own, then rename them; on a failure none is changed.

    Args:
        files: the outputs with their contents.
        replaceable: names that may be replaced; another file that has appeared in the meantime is not.

    Raises:
        SettingsError: a file cannot be written.
    """
    with ExitStack() as stack:
        staged = []
        for output, data in files:
            if output.name == STANDARD_OUTPUT:
                continue
            target = Path(os.path.realpath(output.name))
            temporary = target.with_name(f".{target.name[:100]}.{token_hex(4)}.tmp")
            stack.enter_context(removed_on_exit(temporary))
            stack.callback(_remove, temporary)
            try:
                _write(temporary, data, target)
            except OSError as error:
                raise _cannot_write(output, error) from None
            staged.append((output, temporary, target))
        for output, temporary, target in staged:
            try:
                _rename(temporary, target, replace=output.name in replaceable)
            except OSError as error:
                raise _cannot_write(output, error) from None
    for output, data in files:
        if output.name == STANDARD_OUTPUT:
            write_bytes(data)


def _check_standard_output(outputs: Iterable[OutputFile], options: argparse.Namespace) -> None:
    users = [output.option for output in outputs if output.name == STANDARD_OUTPUT]
    users += [f"--{name}" for name in ("json", "jsonl") if users and vars(options).get(name)]
    if len(users) > 1:
        raise SettingsError(words.TWO_TO_STDOUT.format(first=users[0], second=users[1]))


def _check_name(output: OutputFile, options: argparse.Namespace) -> None:
    path, shown = Path(output.name), visible(output.name)
    endings = ENDINGS[output.option.lstrip("-").replace("-", "_")]
    if path.is_dir():
        raise SettingsError(words.NO_FOLDER_OF_THAT_NAME.format(option=output.option, name=shown))
    if output.ending not in endings:
        shown_endings = listed(list(endings)).replace(" and ", " or ")
        raise SettingsError(words.WRONG_ENDING.format(option=output.option, endings=shown_endings, name=shown))
    for name in _inputs(options, output):
        if _is_same_file(output.name, name):
            raise SettingsError(words.ONTO_INPUT.format(option=output.option, name=shown))
    folder = Path(os.path.realpath(output.name)).parent
    if not folder.is_dir():
        raise SettingsError(words.NO_SUCH_FOLDER.format(option=output.option, name=visible(str(path.parent))))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError(
            words.CANNOT_WRITE.format(option=output.option, name=shown, reason=os.strerror(13))  # EACCES
        )


def _inputs(options: argparse.Namespace, output: OutputFile) -> list[str]:
    texts = [
        vars(options).get(name)
        for name in ("recipe", "route", "script")
        if not (name in _READ_AGAIN and output.option == "--save-recipe")
    ]
    return [name for name in (*input_names(options), *texts) if name and name != STANDARD_INPUT]


def _is_same_file(first: str, second: str) -> bool:
    """True for one file under two names: links of both kinds, and names that differ in their folders only."""
    try:
        return Path(first).samefile(second)
    except (OSError, ValueError):
        return os.path.realpath(first) == os.path.realpath(second)


def _check_pairs(outputs: Sequence[OutputFile]) -> None:
    for index, first in enumerate(outputs):
        for second in outputs[index + 1 :]:
            if _is_same_file(first.name, second.name):
                raise SettingsError(words.SAME_OUTPUT.format(first=first.option, second=second.option))


def _check_existing(output: OutputFile, options: argparse.Namespace) -> None:
    shown = visible(output.name)
    with suppress(FileNotFoundError):  # a link to a file that is not there yet
        if not stat.S_ISREG(Path(output.name).stat().st_mode):
            raise SettingsError(words.NOT_REPLACEABLE.format(option=output.option, name=shown))
        if not (options.force or _is_replaced(output, options)):
            raise SettingsError(words.EXISTS.format(option=output.option, name=shown))


def _is_replaced(output: OutputFile, options: argparse.Namespace) -> bool:
    """Ask on a terminal; elsewhere there is nobody to ask."""
    reads_input = STANDARD_INPUT in input_names(options)
    if reads_input or sys.stdin is None or not sys.stdin.isatty() or not sys.stderr.isatty():
        return False
    complain(words.REPLACE.format(name=visible(output.name)).rstrip())
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _write(temporary: Path, data: bytes, target: Path) -> None:
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)


def _rename(temporary: Path, target: Path, *, replace: bool) -> None:
    if replace:
        temporary.replace(target)
        return
    try:
        os.link(temporary, target)  # unlike a rename, fails where a file has appeared
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        temporary.replace(target)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _cannot_write(output: OutputFile, error: OSError) -> SettingsError:
    reason = error.strerror or type(error).__name__
    return SettingsError(words.CANNOT_WRITE.format(option=output.option, name=visible(output.name), reason=reason))
