"""`--file-for-dashboard DIR`: the files of a send that somebody uploads in the provider's dashboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.cli.output_files import OutputFile, write_outputs
from callsheet.cli.terminal.console import visible
from callsheet.cli.terminal.screen import print_text
from callsheet.errors import InvalidArgument
from callsheet.sending import dashboard_pieces
from callsheet.wording import destinations as shared
from callsheet.wording.cli import destinations as words

if TYPE_CHECKING:
    import argparse

    from callsheet.cli.sends.file_send import FileSend

OPTION = "--file-for-dashboard"


def check_folder(options: argparse.Namespace) -> None:
    """Refuse a folder that is not there, and options that do not go with it, before anything is read.

    Args:
        options: the command line.

    Raises:
        InvalidArgument: there is no such folder, or an option asks for a part of the leads or a later time.
    """
    folder = options.file_for_dashboard
    if folder is None:
        return
    for name in ("try_first", "within", "at"):
        if getattr(options, name):
            raise InvalidArgument(words.NOT_WITH_A_FILE.format(option=f"--{name.replace('_', '-')}"))
    if not Path(folder).is_dir():
        raise InvalidArgument(words.NO_SUCH_FOLDER.format(name=visible(folder)))


def write_pieces(send: FileSend) -> None:
    """Write the files of every send of this file that was handed over; one that is there already stays as it is.

    After an interrupted command the same call writes what it did not write.

    Args:
        send: the file and what it is for.

    Raises:
        SettingsError: a file cannot be written.
    """
    folder, has_pieces = Path(send.options.file_for_dashboard), False
    for submission in reversed(send.submissions()):
        for piece in dashboard_pieces(send.services.store.ledger, submission):
            name, has_pieces = folder / f"{submission.id[:8]} {piece.name}", True
            if not name.exists():
                write_outputs([(OutputFile(OPTION, str(name)), piece.data)], ())
            if send.talks:
                print_text(visible(shared.piece_line(str(name), piece.rows, len(piece.data), piece.sha256)))
    if send.talks and has_pieces:
        print_text(words.UPLOAD_ONCE)
