from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.support.files.workbooks import as_xlsx

if TYPE_CHECKING:
    from tests.browser.wizard import Wizard


pytestmark = pytest.mark.browser
LEADS = b"phone_number,name\n9876543210,Priya\n9123456789,Rahul\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


def workbook() -> bytes:
    leads = [[f"98765{number:05}", f"Lead {number}"] for number in range(400)]
    return as_xlsx([["phone_number", "name"], *leads], digits_are_numbers=False)


def with_password() -> bytes:
    """The start of a compound file with an encrypted package, as Excel writes it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


REFUSED = (
    ("leads.csv", b"", "This file is empty"),  # nothing in it
    ("leads.csv", PNG, "This is a PNG picture. Save your leads as CSV or Excel"),
    ("leads.csv", b"\n\n\n", "This file is empty"),  # only line ends
    ("leads.csv", b"%PDF-1.7\n" + b"1 0 obj << >> endobj\n" * 40, "This is a PDF. Save your leads as CSV or Excel"),
    ("leads.xlsx", with_password(), "Save it without one"),  # a password
    ("leads.xlsx", workbook()[:3000], "Open it in Excel, save it again"),  # cut off
    ("leads.csv", b"phone_number,name\n", "no leads below"),  # only a header
)


@pytest.mark.nightly
def test_a_refused_file_says_why_and_the_next_one_is_read(wizard: Wizard) -> None:
    """The page says what is wrong and what to do, and reads the next file."""
    for name, data, words in REFUSED:
        wizard.drop(name, data)
        wizard.expect_text(words)
        wizard.expect_no_error()
    wizard.review("leads.csv", LEADS)
    wizard.expect_counts(rows=2, ready=2)


@pytest.mark.nightly
def test_columns_of_the_same_name_stay_separate(wizard: Wizard) -> None:
    """Two columns called Notes become two variables."""
    wizard.match("leads.csv", b"phone_number,Notes,Notes\n9876543210,warm,call late\n")
    wizard.expect_text("2 variables")
    wizard.press("continue")
    wizard.expect_counts(rows=1, ready=1)
    wizard.page.get_by_text("All 1").click()
    expect(wizard.page.locator('[data-row="2"][data-index="1"]')).to_contain_text("warm")
    expect(wizard.page.locator('[data-row="2"][data-index="2"]')).to_contain_text("call late")


@pytest.mark.nightly
def test_continue_is_disabled_until_a_row_is_ready(wizard: Wizard) -> None:
    """With 300 bad rows Continue is disabled until one of them is fixed."""
    wizard.review("leads.csv", b"phone_number,name\n" + b"12,Priya\n" * 300)
    wizard.expect_counts(rows=300, ready=0, errors=300)
    expect(wizard.page.locator(".st-key-continue button")).to_be_disabled()
    wizard.type_into(2, "9876543210")
    wizard.expect_counts(ready=1, errors=299)
    expect(wizard.page.locator(".st-key-continue button")).to_be_enabled()


@pytest.mark.nightly
def test_one_bad_row_in_a_hundred_thousand_is_shown(wizard: Wizard) -> None:
    """It is the only row shown, under its row number in the file."""
    rows = "".join(f"9{number:09},Lead\n" for number in range(800_000_000, 800_099_999))
    wizard.review("leads.csv", f"phone_number,name\n{rows}77,Lead\n".encode())
    wizard.expect_counts(rows=100_000, ready=99_999, errors=1)
    expect(wizard.cell(100_001)).to_contain_text("too few digits")
    assert wizard.page.locator('[data-column="phone_number"]').count() == 1
