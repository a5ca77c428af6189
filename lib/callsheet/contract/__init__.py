"""The wire shapes of the upload API, used by client and backend alike."""

from callsheet.contract.judgement import REASONS, grouped, wire_reason
from callsheet.contract.shapes import (
    Campaign,
    Capabilities,
    CountryShape,
    Envelope,
    Lead,
    NetworkGroup,
    PhoneNumber,
    RefusedGroup,
    RefusedLine,
    UploadAnswer,
    route_of,
)

MAX_BYTES_SERVER = 10 * 1024 * 1024
"""What our server takes (ours: the larger reading of the documented 10 MB)."""

MAX_BYTES_CLIENT = 10_000_000
"""What our client sends at most, so that both readings of "10 MB" hold (ours)."""

__all__ = [
    "MAX_BYTES_CLIENT",
    "MAX_BYTES_SERVER",
    "REASONS",
    "Campaign",
    "Capabilities",
    "CountryShape",
    "Envelope",
    "Lead",
    "NetworkGroup",
    "PhoneNumber",
    "RefusedGroup",
    "RefusedLine",
    "UploadAnswer",
    "grouped",
    "route_of",
    "wire_reason",
]
