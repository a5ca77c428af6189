"""The open questions of a send, which only the operator can answer: did these leads arrive?"""
