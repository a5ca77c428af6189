"""A page of the app without a browser: Streamlit's AppTest over the real store and a server on a socket."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest

from callsheet.runtime.sender import run_worker_until
from callsheet.runtime.sender_process import SenderLauncher
from callsheet.runtime.services import Services, open_services
from callsheet.store import SubmissionState
from callsheet.ui.send.press import preparations

if TYPE_CHECKING:
    from datetime import datetime

    from callsheet.settings import Settings
    from callsheet.store import Store, Submission

PRESSES = ("send", "try_first", "call_again", "file_for_dashboard")
PATIENCE = 60.0
"""Seconds for one run of a page."""


def _import_page() -> None:
    from callsheet.ui.wizard import show_import  # noqa: PLC0415 - AppTest runs this function's source as a script

    show_import()


def _history_page() -> None:
    from callsheet.ui.history.page import show_history  # noqa: PLC0415 - as above

    show_history()


def _campaigns_page() -> None:
    from callsheet.ui.campaigns.page import show_campaigns  # noqa: PLC0415 - as above

    show_campaigns()


def _settings_page() -> None:
    from callsheet.ui.settings.page import show_settings  # noqa: PLC0415 - as above

    show_settings()


_NEED_SOMEBODY = (SubmissionState.HELD, SubmissionState.UNKNOWN)
_PAGES = {
    "import": _import_page,
    "history": _history_page,
    "campaigns": _campaigns_page,
    "settings": _settings_page,
}


class NoSenderProcess(SenderLauncher):
    """Starts no process: a test sends with `App.send`, when it wants to."""

    def ensure_running(self, settings: Settings, store: Store) -> None:
        """Do nothing."""


class Page:
    """One tab that shows a page.

    Args:
        test: what Streamlit would send to the browser.
    """

    def __init__(self, test: AppTest) -> None:
        self.test = test

    @property
    def title(self) -> str:
        """The heading; "" on a page without one."""
        return self.test.title[0].value if self.test.title else ""

    @property
    def text(self) -> str:
        """Everything on the page that is text, with the escapes of Markdown taken away."""
        elements = [
            *self.test.title, *self.test.subheader, *self.test.markdown, *self.test.caption, *self.test.error,
            *self.test.warning, *self.test.info, *self.test.success,
        ]  # fmt: skip
        labels = [*self.test.button, *self.test.expander]
        return "\n".join([*(str(e.value) for e in elements), *(e.label for e in labels)]).replace("\\", "")

    @property
    def info(self) -> str:
        """The boxes of information."""
        return "\n".join(str(box.value) for box in self.test.info).replace("\\", "")

    @property
    def progress(self) -> str:
        """The words above the bars of progress."""
        return "\n".join(str(element.proto.text) for element in self.test.get("progress")).replace("\\", "")

    @property
    def html(self) -> str:
        """Our own HTML on the page."""
        return "\n".join(str(element.proto.body) for element in self.test.get("html"))

    @property
    def draft(self) -> str:
        """Id of the draft in the address."""
        return self._in_address("draft")

    @property
    def step(self) -> str:
        """The step in the address; "" if it names none."""
        return self._in_address("step") if "step" in self.test.query_params else ""

    def _in_address(self, name: str) -> str:
        value = self.test.query_params[name]
        return value if isinstance(value, str) else value[0]

    def counts(self) -> dict[str, int]:
        """The line of counts: name → rows."""
        _, *parts = self.html.split("data-count=")
        return {part.split('"')[1]: int(part.split('data-value="')[1].split('"')[0]) for part in parts}

    def has(self, key: str) -> bool:
        """True if there is a button with this key."""
        return any(button.key == key for button in self.test.button)

    def press(self, key: str) -> Page:
        """Click a button; after a press of Send, which is prepared in a thread, the page is shown when that is done."""
        self.test.button(key=key).click().run()
        if key in PRESSES:
            preparations().wait_all(PATIENCE)
            self.test.run()
        return self

    def choose_campaign(self, campaign_id: str, name: str) -> Page:
        """Choose a campaign on Upload; its id is in the list only where several have its name."""
        options = self.test.selectbox(key="campaign").options
        of_id = [label for label in options if campaign_id in label]
        label = (of_id or [label for label in options if label.startswith(name)])[0]
        self.test.selectbox(key="campaign").select(label).run()
        return self

    def drop(self, name: str, data: bytes) -> Page:
        """Drop a file on Upload; where several campaigns are listed and none is chosen, choose the sandbox's."""
        campaigns = [box for box in self.test.selectbox if box.key == "campaign"]
        if campaigns and campaigns[0].value is None:
            campaigns[0].select("Sandbox campaign").run()
        self.test.file_uploader(key="upload").upload(name, data).run()
        return self

    def match(self, name: str, data: bytes) -> Page:
        """Drop a file and arrive at Match columns."""
        self.drop(name, data)
        assert self.title == "Match columns", self.text
        return self

    def review(self, name: str, data: bytes) -> Page:
        """Drop a file and arrive at Review."""
        self.match(name, data).press("continue")
        assert self.title == "Review your leads", self.text
        return self

    def edit(self, *entries: dict[str, object]) -> Page:
        """Send entries of the grid, as its script does."""
        self.test.session_state["grid"] = {"edits": list(entries)}
        self.test.run()
        return self


class App:
    """The app of one test: its services and its tabs.

    Args:
        services: the store in the test's own folder, and the test's server.
    """

    def __init__(self, services: Services) -> None:
        self.services = services

    def open(self, page: str = "import", **query: str) -> Page:
        """Open a page in a new tab.

        Args:
            page: "import", "history", "campaigns" or "settings".
            query: parameters of the address.
        """
        test = AppTest.from_function(_PAGES[page], default_timeout=PATIENCE)
        for name, value in query.items():
            test.query_params[name] = value
        return Page(test.run())

    def send(self) -> None:
        """Do the work of the sender process until nothing is left that may be sent."""
        ledger = self.services.store.ledger

        def is_done() -> bool:
            now = self.services.store.clock.now()
            return all(_is_left_alone(sent, now) for sent in ledger.latest(100))

        run_worker_until(self.services, self.services.api(), is_done)


def _is_left_alone(submission: Submission, now: datetime) -> bool:
    state = submission.state
    return state.is_settled or state in _NEED_SOMEBODY or submission.is_waiting(now)


def without_sender_process() -> Services:
    """The services of the environment, except that no sender process is started."""
    return replace(open_services(), senders=NoSenderProcess())
