"""Read files of leads into Tables; write clean files, error files and sample files."""

from callsheet.files.exchange.bundle import AFTER_THE_OTHERS, BundledFile, is_bundle, pack_files, unpack_files
from callsheet.files.exchange.cells_workbook import write_cells_workbook
from callsheet.files.exchange.clean_csv import (
    sample_csv,
    sample_workbook,
    write_cells_csv,
    write_clean_csv,
    write_clean_workbook,
)
from callsheet.files.exchange.corrections import Corrections, parse_corrections, row_hashes, strip_error_file
from callsheet.files.exchange.erased_rows import digits_of, without_rows
from callsheet.files.exchange.error_files import write_error_csv, write_error_workbook
from callsheet.files.exchange.formula_escaping import escape_formula
from callsheet.files.limits import MAX_BYTES, MAX_BYTES_INTERACTIVE, MAX_CELL_CHARACTERS
from callsheet.files.reader import ReadTogether, read_stored, read_table, read_together
from callsheet.files.sandbox.pool import reader_pool

__all__ = [
    "AFTER_THE_OTHERS",
    "MAX_BYTES",
    "MAX_BYTES_INTERACTIVE",
    "MAX_CELL_CHARACTERS",
    "BundledFile",
    "Corrections",
    "ReadTogether",
    "digits_of",
    "escape_formula",
    "is_bundle",
    "pack_files",
    "parse_corrections",
    "read_stored",
    "read_table",
    "read_together",
    "reader_pool",
    "row_hashes",
    "sample_csv",
    "sample_workbook",
    "strip_error_file",
    "unpack_files",
    "without_rows",
    "write_cells_csv",
    "write_cells_workbook",
    "write_clean_csv",
    "write_clean_workbook",
    "write_error_csv",
    "write_error_workbook",
]
