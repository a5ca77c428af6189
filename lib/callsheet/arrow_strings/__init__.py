"""Vectorised string functions over Arrow arrays, typed, with NumPy masks and indices.

`columns` builds, selects and combines arrays, `search` tests and edits their texts, `patterns`
does so by what a person typed, `utf8` works on their bytes,
`json` encodes them.
"""

from callsheet.arrow_strings.columns import (
    concat_in_order,
    filter_rows,
    from_integers,
    from_series,
    from_texts,
    if_else,
    join,
    join_runs,
    map_unique,
    replace_with_mask,
    take,
    take_or_empty,
    to_float64,
    to_int32,
    to_list,
)
from callsheet.arrow_strings.json import encode_json_strings
from callsheet.arrow_strings.patterns import (
    Deadline,
    PatternTooSlow,
    matches_within,
    pattern_problem,
    replaced_within,
)
from callsheet.arrow_strings.search import (
    contains,
    contains_bytes,
    first_bytes,
    has_any,
    has_digits,
    longer_than,
    matches,
    matches_sparse,
    replace_substring,
    trim_whitespace,
)
from callsheet.arrow_strings.utf8 import concatenated_bytes, from_utf8, slice_bytes, utf8_bytes

__all__ = [
    "Deadline",
    "PatternTooSlow",
    "concat_in_order",
    "concatenated_bytes",
    "contains",
    "contains_bytes",
    "encode_json_strings",
    "filter_rows",
    "first_bytes",
    "from_integers",
    "from_series",
    "from_texts",
    "from_utf8",
    "has_any",
    "has_digits",
    "if_else",
    "join",
    "join_runs",
    "longer_than",
    "map_unique",
    "matches",
    "matches_sparse",
    "matches_within",
    "pattern_problem",
    "replace_substring",
    "replace_with_mask",
    "replaced_within",
    "slice_bytes",
    "take",
    "take_or_empty",
    "to_float64",
    "to_int32",
    "to_list",
    "trim_whitespace",
    "utf8_bytes",
]
