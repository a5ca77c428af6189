"""Sends a clean set so that nobody is called twice and no lead is lost silently."""

from callsheet.sending.destinations.marks import TITLE_ROOM, batch_title, shortened_title, title_length
from callsheet.sending.destinations.workflow_variables import compare_variables
from callsheet.sending.do_not_call.list_file import (
    Imported,
    ListTarget,
    import_suppressed,
    read_suppressed,
    suppressed_csv,
)
from callsheet.sending.do_not_call.listed_numbers import ListedNumbers
from callsheet.sending.do_not_call.stop_request import Stopped, StopRequest
from callsheet.sending.known_numbers import numbers_at_destination, numbers_in_campaign
from callsheet.sending.made_batches import MadeBatch, made_batches
from callsheet.sending.number_erasure import Erased, NumberEraser, NumberUse, home_region, number_typed
from callsheet.sending.planning.call_queue import CallQueue
from callsheet.sending.planning.campaign_start import CampaignStart, StartDoubts
from callsheet.sending.planning.draft_file import read_draft_file
from callsheet.sending.planning.part_file import DashboardPiece, dashboard_pieces
from callsheet.sending.planning.plan import EMBEDDED, Plan, PreviousSubmission, SendRequest, server_name
from callsheet.sending.planning.schedule import Schedule, Timetable, has_one_local_time
from callsheet.sending.planning.target import CAMPAIGN, BatchChoice, Target
from callsheet.sending.planning.trial import TRIAL
from callsheet.sending.preparation import Preparation
from callsheet.sending.preparations import EndedPress, Preparations
from callsheet.sending.receipt import Receipt, make_receipt, outcome_counts
from callsheet.sending.reconciliation.campaign_list import ListedRows, find_listed
from callsheet.sending.reconciliation.operator_answers import Question
from callsheet.sending.refused_countries import is_refused_whole, refused_countries
from callsheet.sending.results.next_draft import make_next_draft
from callsheet.sending.results.next_list import CALLABLE_AGAIN, NextChoice, NextList, next_list, rows_of_file
from callsheet.sending.results.outcomes import counts_now
from callsheet.sending.results.pace import Pace
from callsheet.sending.results.polling import RECENT, ResultsPoller, may_change
from callsheet.sending.results.reading import ResultsReader
from callsheet.sending.results.rejoined import RejoinedFile, rejoin
from callsheet.sending.seal import SealCheck, check_seal
from callsheet.sending.service import SendService
from callsheet.sending.worker.intent_log import LoggedIntent, add_to_intent_log, intent_log_file
from callsheet.sending.worker.loop import WorkerLoop, is_sender_running, sender_lock
from callsheet.sending.worker.restored_ledger import acknowledge_untracked, untracked_uploads, waits_for_operator
from callsheet.sending.worker.sender import Sender

__all__ = [
    "CALLABLE_AGAIN",
    "CAMPAIGN",
    "EMBEDDED",
    "RECENT",
    "TITLE_ROOM",
    "TRIAL",
    "BatchChoice",
    "CallQueue",
    "CampaignStart",
    "DashboardPiece",
    "EndedPress",
    "Erased",
    "Imported",
    "ListTarget",
    "ListedNumbers",
    "ListedRows",
    "LoggedIntent",
    "MadeBatch",
    "NextChoice",
    "NextList",
    "NumberEraser",
    "NumberUse",
    "Pace",
    "Plan",
    "Preparation",
    "Preparations",
    "PreviousSubmission",
    "Question",
    "Receipt",
    "RejoinedFile",
    "ResultsPoller",
    "ResultsReader",
    "Schedule",
    "SealCheck",
    "SendRequest",
    "SendService",
    "Sender",
    "StartDoubts",
    "StopRequest",
    "Stopped",
    "Target",
    "Timetable",
    "WorkerLoop",
    "acknowledge_untracked",
    "add_to_intent_log",
    "batch_title",
    "check_seal",
    "compare_variables",
    "counts_now",
    "dashboard_pieces",
    "find_listed",
    "has_one_local_time",
    "home_region",
    "import_suppressed",
    "intent_log_file",
    "is_refused_whole",
    "is_sender_running",
    "made_batches",
    "make_next_draft",
    "make_receipt",
    "may_change",
    "next_list",
    "number_typed",
    "numbers_at_destination",
    "numbers_in_campaign",
    "outcome_counts",
    "read_draft_file",
    "read_suppressed",
    "refused_countries",
    "rejoin",
    "rows_of_file",
    "sender_lock",
    "server_name",
    "shortened_title",
    "suppressed_csv",
    "title_length",
    "untracked_uploads",
    "waits_for_operator",
]
