"""What a receipt states about the variables of the script."""

from __future__ import annotations

import pandas as pd

from callsheet.sending.service import report_facts
from callsheet.validation import Choices, ColumnMapping, Route, Source, Table, check
from callsheet.wording.receipt import decisions


def test_a_receipt_says_what_filled_each_variable_and_whom_it_held_back() -> None:
    """By name and number of leads, never with a lead's data."""
    frame = pd.DataFrame({"phone": ["9876543210", "9876543211"], "Name": ["Asha", ""]}, dtype="str")
    frame.index = pd.Index([2, 3], name="row")
    table = Table(frame, ("phone", "Name"), Source("leads.csv", "0" * 64, "csv"))
    mapping = ColumnMapping(phone=("phone",), variables={"Name": "name"}, constants={"company": "ACME"})
    facts = report_facts(check(table, mapping, Route("IN"), Choices(prompt="{{name}} {{company}}")))
    stated = dict(decisions(facts))["Variables of the script"]
    assert stated == "{{name}} by nothing: 1 lead held back; {{company}} by one value for all"
