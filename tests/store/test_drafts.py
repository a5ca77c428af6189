from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from callsheet.errors import DraftChanged, DraftNotFound, StoreError
from callsheet.validation import Choices, ColumnMapping, Edit
from tests.support.ledgers import create_submission

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from callsheet.store import Store

EDITED = Choices(edits=(Edit(2, "a", "1"), Edit(3, "a", "2", "accepted")))


def test_a_draft_is_complete_after_the_store_is_opened_again(
    store: Store, tmp_path: Path, new_store: Callable[[Path], Store]
) -> None:
    """File, mapping, choices and edits survive the end of the process."""
    drafts = store.drafts
    draft_id = drafts.create("leads.csv", b"phone_number\n98\n")
    mapping = ColumnMapping(phone=("Mobile",), variables={"Name": "name"}, left_out=("Id",))
    drafts.save(draft_id, step="review", mapping=mapping, choices=Choices(default_region="IN"), campaign_id="cmp_1")
    saved = Choices(default_region="IN")
    for edits in ((Edit(2, "Mobile", "+919876543210"), Edit(2, "Name", "é")), (Edit(2, "Name", "Asha"),)):
        longer = replace(saved, edits=saved.edits + edits)
        drafts.save_choices(draft_id, saved, longer)
        saved = longer

    version = drafts.load(draft_id).version
    drafts.save_layout(draft_id, {"hidden": ["name"]})

    draft = new_store(tmp_path).drafts.load(draft_id)

    assert (draft.layout, draft.version) == ({"hidden": ["name"]}, version)  # a width conflicts with no other tab
    assert (draft.name, draft.data) == ("leads.csv", b"phone_number\n98\n")
    assert (draft.step, draft.campaign_id) == ("review", "cmp_1")
    assert draft.mapping == mapping
    assert draft.choices == Choices(
        default_region="IN",
        edits=(Edit(2, "Mobile", "+919876543210"), Edit(2, "Name", "é"), Edit(2, "Name", "Asha")),
    )
    assert draft.version == 4


def test_saving_fields_never_changes_the_edit_log(store: Store) -> None:
    """Edits in the choices of `save` are ignored."""
    draft_id = store.drafts.create("leads.csv", b"x")
    store.drafts.save_choices(draft_id, Choices(), EDITED)
    store.drafts.save(draft_id, choices=Choices(edits=(Edit(9, "z", "9"),), duplicates="last"))
    assert store.drafts.load(draft_id).choices == replace(EDITED, duplicates="last")


@pytest.mark.parametrize(
    "after",
    [(), (Edit(2, "a", "1"),), (Edit(2, "a", "1"), Edit(4, "c", "4")), (Edit(5, "d", "5"), Edit(3, "b", "2"))],
)
def test_an_undone_edit_leaves_the_log(any_store: Store, after: tuple[Edit, ...]) -> None:
    """The log is cut where it differs from the new choices, and continues with theirs; other drafts keep theirs."""
    drafts = any_store.drafts
    draft_id, other_id = drafts.create("leads.csv", b"x"), drafts.create("other.csv", b"x")
    before = Choices(edits=(Edit(2, "a", "1"), Edit(3, "b", "%s ? ' é")))
    for draft in (other_id, draft_id, other_id):
        saved = drafts.load(draft).choices
        drafts.save_choices(draft, saved, replace(saved, edits=saved.edits + before.edits))
    drafts.save_choices(draft_id, before, Choices(edits=after))
    assert drafts.load(draft_id).choices.edits == after
    assert drafts.load(other_id).choices.edits == before.edits * 2


def test_a_change_based_on_an_older_version_is_refused(store: Store) -> None:
    """Two tabs cannot overwrite each other; nothing is written."""
    draft_id = store.drafts.create("leads.csv", b"x")
    version = store.drafts.save(draft_id, step="match")
    store.drafts.save(draft_id, step="review", expected=version)
    with pytest.raises(DraftChanged):
        store.drafts.save_choices(draft_id, Choices(), EDITED, expected=version)
    draft = store.drafts.load(draft_id)
    assert (draft.step, draft.choices.edits) == ("review", ())


def test_ids_are_long_and_unique(store: Store) -> None:
    """The address of a draft cannot be guessed: 128 bits."""
    ids = {store.drafts.create("a.csv", b"") for _ in range(50)}
    assert len(ids) == 50
    assert {len(draft_id) for draft_id in ids} == {22}


def test_a_deleted_draft_is_gone_with_its_edits(store: Store) -> None:
    """File and edits leave the database."""
    draft_id = store.drafts.create("a.csv", b"secret")
    store.drafts.save_choices(draft_id, Choices(), EDITED)
    store.drafts.delete(draft_id)
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from draft_edits").scalar_one() == 0
        assert connection.exec_driver_sql("select count(*) from draft_files").scalar_one() == 0
    assert store.drafts.ids() == []


def test_a_draft_with_unsettled_leads_is_not_deleted(store: Store) -> None:
    """No screen would show those leads any more."""
    draft_id = store.drafts.create("a.csv", b"x")
    submission = create_submission(store.ledger, draft_id=draft_id)
    with pytest.raises(StoreError):
        store.drafts.delete(draft_id)
    store.ledger.decisions.withdraw(submission.id, "Meera")
    store.drafts.delete(draft_id)
    assert store.drafts.ids() == []


@pytest.mark.parametrize(
    "call",
    [
        lambda store: store.drafts.load("missing"),
        lambda store: store.drafts.save("missing", step="match"),
        lambda store: store.drafts.save_choices("missing", Choices(), EDITED),
    ],
    ids=["load", "save", "save_choices"],
)
def test_a_missing_draft_is_an_error(store: Store, call: Callable[[Store], object]) -> None:
    """Every method that needs the draft raises DraftNotFound."""
    with pytest.raises(DraftNotFound):
        call(store)


def test_drafts_are_listed_only_for_their_owner(store: Store) -> None:
    """Every owner sees their own drafts, the newest first; drafts without an owner are in no list."""
    first = store.drafts.create("first.csv", b"x", "asha")
    second = store.drafts.create("second.csv", b"x", "asha")
    store.drafts.create("other.csv", b"x", "ravi")
    store.drafts.create("without-owner.csv", b"x")
    store.drafts.save(first, rows=160, step="review")
    assert [(draft.id, draft.rows, draft.step) for draft in store.drafts.list_for("asha")] == [
        (first, 160, "review"),
        (second, 0, "upload"),
    ]
    assert store.drafts.list_for("") == []
    assert set(store.drafts.ids("asha")) == {first, second}
    assert store.drafts.ids("") == []
    assert len(store.drafts.ids()) == 4
