"""Spaces the requests that read results, so that the sender is left its share of the rate limit."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Any, Self

from callsheet.errors import RateLimited
from callsheet.sending.planning.plan import EMBEDDED

if TYPE_CHECKING:
    from collections.abc import Callable

WINDOW_SECONDS = 60.0
REQUESTS_A_WINDOW = 80
"""Of the 150 in 60 s that the provider's server was seen to allow one key. The others are left to the sender, and to
what fetches results without a press."""
MOST_WAITS = 5
"""How often one request waits because the server says that there were too many. Chosen by hand."""
LOOK_EVERY_SECONDS = 0.5


class ReadingStopped(Exception):
    """The person who asked for results has stopped the reading."""


class Pace:
    """Lets at most so many requests through in a window.

    Args:
        most: requests a window; None: as many as one likes, for the embedded server.
        now: returns seconds on a clock that only goes forward.
        sleep: waits for some seconds.
    """

    def __init__(
        self,
        most: int | None = REQUESTS_A_WINDOW,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._most, self._now, self._sleep = most, now, sleep
        self._times: deque[float] = deque()
        self.requests = 0

    @classmethod
    def of(cls, server: str, most: int = REQUESTS_A_WINDOW) -> Self:
        """Return the pace of a server; the embedded one has no rate limit.

        Args:
            server: its name in the ledger.
            most: requests of a window elsewhere.
        """
        return cls(None if server == EMBEDDED else most)

    def take_turn(self, is_stopped: Callable[[], bool]) -> None:
        """Wait until a request may be made, and count it.

        Raises:
            ReadingStopped: `is_stopped` returned True meanwhile.
        """
        if self._most is not None and len(self._times) >= self._most:
            self.wait(self._times[0] + WINDOW_SECONDS - self._now(), is_stopped)
            self._times.popleft()
        if is_stopped():
            raise ReadingStopped
        if self._most is not None:
            self._times.append(self._now())
        self.requests += 1

    def wait(self, seconds: float, is_stopped: Callable[[], bool]) -> None:
        """Wait, looking now and then whether to stop.

        Raises:
            ReadingStopped: `is_stopped` returned True.
        """
        end = self._now() + seconds
        while (left := end - self._now()) > 0:
            if is_stopped():
                raise ReadingStopped
            self._sleep(min(left, LOOK_EVERY_SECONDS))


class PacedRequests:
    """Makes requests one after the other; a call of it is a call of `CallsheetApi.request`.

    Args:
        request: `CallsheetApi.request`.
        pace: of the server and its key.
        is_stopped: asked before each request.
    """

    def __init__(self, request: Callable[..., Any], pace: Pace, is_stopped: Callable[[], bool] = lambda: False) -> None:
        self._request, self._pace, self._is_stopped = request, pace, is_stopped

    def __call__(self, method: str, path: str, **options: Any) -> Any:
        """Make a request; after an answer that there were too many, wait as long as the server asks for.

        Raises:
            ServerError: the server did not respond as it should.
            ReadingStopped: the reading is to end.
        """
        for _ in range(MOST_WAITS):
            self._pace.take_turn(self._is_stopped)
            try:
                return self._request(method, path, **options)
            except RateLimited as error:
                self._pace.wait(error.retry_after, self._is_stopped)
        self._pace.take_turn(self._is_stopped)
        return self._request(method, path, **options)
