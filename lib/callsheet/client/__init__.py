"""A client of the upload API, for our own server and others."""

from callsheet.client.agents import Agent, AgentVersion, list_agents
from callsheet.client.api import CallsheetApi
from callsheet.client.batch_calls import BatchCall, BatchCalls, BatchList, BatchOrder
from callsheet.client.call_results import (
    IDS_A_REQUEST,
    CallPage,
    CallRecord,
    LeadState,
    find_campaign_leads,
    read_batch_page,
    read_calls,
    read_lead_history,
    read_workflow_leads,
)
from callsheet.client.calling_route import route_without_campaign
from callsheet.client.campaign_leads import CampaignLeads
from callsheet.client.lists import read_list
from callsheet.client.matching import find_matching
from callsheet.client.outcomes import Accepted, NotSent, Outcome, RateLimited, Refused, RefusedRow, Unknown
from callsheet.client.prober import CallFacts, Found, ServerFacts, probe
from callsheet.client.workflows import (
    Workflow,
    WorkflowApi,
    WorkflowLead,
    WorkflowLeads,
    list_workflows,
    same_number,
)
from callsheet.client.workspace import WorkspaceApi
from callsheet.contract import MAX_IDS, Campaign, Capabilities, FoundLead, Lead

__all__ = [
    "IDS_A_REQUEST",
    "MAX_IDS",
    "Accepted",
    "Agent",
    "AgentVersion",
    "BatchCall",
    "BatchCalls",
    "BatchList",
    "BatchOrder",
    "CallFacts",
    "CallPage",
    "CallRecord",
    "CallsheetApi",
    "Campaign",
    "CampaignLeads",
    "Capabilities",
    "Found",
    "FoundLead",
    "Lead",
    "LeadState",
    "NotSent",
    "Outcome",
    "RateLimited",
    "Refused",
    "RefusedRow",
    "ServerFacts",
    "Unknown",
    "Workflow",
    "WorkflowApi",
    "WorkflowLead",
    "WorkflowLeads",
    "WorkspaceApi",
    "find_campaign_leads",
    "find_matching",
    "list_agents",
    "list_workflows",
    "probe",
    "read_batch_page",
    "read_calls",
    "read_lead_history",
    "read_list",
    "read_workflow_leads",
    "route_without_campaign",
    "same_number",
]
