"""Bytes → Table, and Report → files: the readers and the writers."""

from callsheet.files.exchange.clean_csv import sample_csv, sample_workbook, write_clean_csv
from callsheet.files.exchange.corrections import Corrections, parse_corrections, row_hashes
from callsheet.files.exchange.error_files import write_error_csv, write_error_workbook
from callsheet.files.exchange.sheet_xml import MOST_CHARACTERS
from callsheet.files.limits import MAX_BYTES
from callsheet.files.reader import read_table
from callsheet.files.sandbox.pool import READERS

__all__ = [
    "MAX_BYTES",
    "MOST_CHARACTERS",
    "READERS",
    "Corrections",
    "parse_corrections",
    "read_table",
    "row_hashes",
    "sample_csv",
    "sample_workbook",
    "write_clean_csv",
    "write_error_csv",
    "write_error_workbook",
]
