"""The store: the app's own database with drafts, ledger, recipes, saved settings and the do-not-call lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from callsheet.database import explained_disk, migrate, open_database, prepare_home
from callsheet.store.audit import OPTION, Audit, signing_key
from callsheet.store.clock import Clock
from callsheet.store.do_not_call.numbers import SuppressionList
from callsheet.store.drafts import Drafts
from callsheet.store.ledger.gates.consent import FIELD as CONSENT
from callsheet.store.ledger.gates.consent import read_policy
from callsheet.store.ledger.gates.contacts import FIELD as CAP
from callsheet.store.ledger.ledger import Ledger
from callsheet.store.recipes import Recipes
from callsheet.store.restores import Restores
from callsheet.store.results.call_results import CallResults
from callsheet.store.settings import SavedSettings
from callsheet.validation import ConsentRule

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from callsheet.settings import Settings

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "store_version"


@dataclass(frozen=True)
class Store:
    """The app's own database.

    Args:
        engine: the database, its tables at the newest version.
        home: the data folder.
        clock: the clocks that the ledger reads.
    """

    engine: Engine
    home: Path
    clock: Clock = field(default_factory=Clock)

    @property
    def drafts(self) -> Drafts:
        """Files that are not sent yet."""
        return Drafts(self.engine)

    @property
    def ledger(self) -> Ledger:
        """What was sent, and the outcome of every row."""
        return Ledger(self.engine, self.clock)

    @property
    def results(self) -> CallResults:
        """What became of the calls of each send."""
        return CallResults(self.engine, self.clock)

    @property
    def suppression(self) -> SuppressionList:
        """Numbers that are never called."""
        return SuppressionList(self.engine)

    def consent_rule(self) -> ConsentRule:
        """The policy of consent in effect, today."""
        with self.engine.connect() as connection:
            return ConsentRule(read_policy(connection))

    @property
    def recipes(self) -> Recipes:
        """Saved decisions by header set."""
        return Recipes(self.engine)

    @property
    def audit(self) -> Audit:
        """Who did what, when."""
        return Audit(self.engine)

    @property
    def restores(self) -> Restores:
        """Whether the ledger was put back from an older copy."""
        return Restores(self.engine, self.home)

    @property
    def saved_settings(self) -> SavedSettings:
        """What the Settings page saves."""
        return SavedSettings(self.engine, self.home)


def open_store(settings: Settings) -> Store:
    """Open the app's own database and migrate it to the newest version.

    Args:
        settings: `home` and the database's URL.

    Raises:
        SystemFault: the data folder or the database cannot be used.
    """
    prepare_home(settings.home)
    engine = open_database(settings.store_url)
    migrate(engine, MIGRATIONS, VERSION_TABLE)
    with explained_disk(settings.home):
        key = signing_key(settings.home)
    fixed = {field: getattr(settings, field) if settings.is_fixed(field) else None for field in (CAP, CONSENT)}
    return Store(engine.execution_options(**{OPTION: key, **fixed}), settings.home)
