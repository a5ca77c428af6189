"""The kinds of words that a text made to steer the agent is built from."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """Words of one language by what they mean; separated by spaces, "_" inside an expression.

    A star stands for the rest of a word. Words of scripts without spaces match anywhere. Verbs are in the forms that
    give an order, because reports ("she never answers") are usual in notes about leads.

    Args:
        ignore: ignore, forget, disregard, skip, delete, stop following.
        rules: instructions, rules, prompt, guidelines, script.
        before: everything, all of it, the above, what came before.
        role: you are now, act as, pretend, from now on, your new task: orders by themselves.
        reveal: reveal, print, show, repeat, read out, what is.
        secret: one-time password, password, PIN, card number, bank details, key.
        ask: ask, collect, request, get.
        say: say, tell, answer, inform.
        exactly: exactly, only, always, word for word, to every question.
        end: hang up, end, disconnect, transfer, forward.
        call: the call, the conversation, the line.
        run: call, run, execute, use.
        tool: tool, function, command.
        agent: artificial intelligence, bot, assistant, model.
    """

    ignore: str = ""
    rules: str = ""
    before: str = ""
    role: str = ""
    reveal: str = ""
    secret: str = ""
    ask: str = ""
    say: str = ""
    exactly: str = ""
    end: str = ""
    call: str = ""
    run: str = ""
    tool: str = ""
    agent: str = ""
