"""What app and backend both do with a request before anything else, as ASGI middleware."""

from callsheet.web.hosts import HostCheck, HostProblem, KnownHosts, host_problem
from callsheet.web.response_headers import COMMON_HEADERS, ResponseHeaders

__all__ = ["COMMON_HEADERS", "HostCheck", "HostProblem", "KnownHosts", "ResponseHeaders", "host_problem"]
