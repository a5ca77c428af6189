"""Orders to the agent in English, where the order of the words tells an order from a note."""

from __future__ import annotations

import re
from functools import cache

_PARTS = {
    "~AGENT~": (
        r"(?:ai|a i|bot|chatbot|llm|chatgpt|gpt|language model|(?:ai|voice|virtual|calling|phone|automated|"
        r"digital) (?:agent|assistant|bot|system|caller|model)|robot|voicebot|ai (?:agent|assistant|system|"
        r"caller|model))"
    ),
    "~PERSON~": (
        r"(?:the |this |every |any |all )?(?:customer|caller|user|lead|client|person|human|prospect|callee|"
        r"listener|everyone|people|customers|callers)s?"
    ),
    "~MODAL~": (
        r"(?:must|should|shall|needs? to|has to|have to|will now|is (?:required|instructed|ordered|allowed|"
        r"authori[sz]ed) to|are to|can now)"
    ),
    "~SAY~": (
        r"(?:say|tell|answer|respond|reply|speak|repeat|state|announce|mention|inform|promise|claim|shout|"
        r"read|sing|talk|laugh)"
    ),
}
"""Names in the orders → what they mean."""

_ORDERS = (
    (
        r"(?:always|only|just|never|simply) (?:ever )?(?:say|answer|respond|reply|repeat|tell|mention) "
        r"(?!the (?:door|bell|phone)|phone|door|before|after|calls?|on\b|in (?:the )?(?:morning|evening)s?)"
    ),
    (
        r"(?:answer|respond|reply) (?:only|always|to (?:every|any|all)|everything|every|all|exclusively|"
        r"in (?:rhyme|pirate|all caps|caps|binary|base64|json|emoji)|with (?:yes|no|only|the (?:word|phrase|"
        r"sentence))|as (?:if|though|an?|the) |like an? )"
    ),
    (
        r"say (?:exactly|only|the (?:following|words?|phrase|sentence)|nothing (?:but|else)|that (?:the|"
        r"you|they|he|she|it|this|our|we|i|everything)|yes to|no to|it is|this is|hello from|goodbye and|"
        r"in a |after me|out loud|aloud|congratulations|you are|i am|we are|we will|the company|everything "
        r"is|the price)"
    ),
    r"(?:in|using) (?:exactly )?these (?:exact )?words",
    r"word for word",
    r"say it (?:\w+ )?(?:verbatim|exactly)",
    r"verbatim",
    (
        r"(?:repeat|shout|chant|sing|recite) (?:after me|the (?:word|phrase|sentence|following|letter)|"
        r"this|everything|everything above|that|it) "
    ),
    r"repeat (?:\w+ ){1,6}(?:times|forever|endlessly|in a loop)\b",
    (
        r"(?:tell|inform|convince|force|get|make) (?:them|him|her) (?:that (?:they|the|their|you|it|we)|"
        r"they|to (?:pay|send|give|transfer|read|buy|share|confirm|reveal)|their|you)\b"
    ),
    (
        r"(?:tell|inform|advise|assure|convince|persuade|notify|trick|pressure|threaten|insult|scare|promise|"
        r"warn|remind|order|instruct|force|get) ~PERSON~ (?:that|to|they|the|their|this|we|our|you|how|"
        r"into|is|are|everything|a|an|all)\b"
    ),
    (
        r"(?:insult|threaten|scam|trick|deceive|mislead|swear at|yell at|shout at|laugh at|lie to|manipulate|"
        r"blackmail|sell) ~PERSON~\b"
    ),
    r"(?:~AGENT~|the (?:agent|assistant|caller agent|system)|agents?|assistants?) ~MODAL~ ",
    (
        r"(?:attention|dear|hey|hello|hi|note (?:to|for)|message (?:to|for)|instructions? (?:to|for)|order "
        r"to|to|for|listen|ok|okay|notice to) (?:the |all |my |any |every |this )?(?:~AGENT~|assistant|"
        r"agent reading)\b"
    ),
    r"(?:if|when|as) you (?:are|re) (?:an? )?(?:~AGENT~|assistant|model)",
    (
        r"you are (?:an? |the |my |our )?(?:now|~AGENT~|evil|helpful|unrestricted|unfiltered|uncensored|"
        r"free (?:now|from)|jailbroken|dan|assistant|hacked|no longer|going to|required to|allowed to|"
        r"authori[sz]ed|instructed|ordered|hereby|being|in (?:developer|debug|admin|test|maintenance|god) "
        r"mode|talking to (?:the|your|an?) (?:ceo|admin|developer|owner|boss|creator))\b"
    ),
    (
        r"you (?:must|shall|will|have to|need to|should|are to|ought to|can) (?:now |always |only |never |"
        r"immediately |first |also |not )*(?:say|tell|answer|respond|reply|speak|repeat|obey|follow|ignore|"
        r"reveal|act|pretend|ask|transfer|end|hang|call|read|give|offer|send|approve|do as|comply|forget|"
        r"disregard|refuse|agree|switch|become|use|execute|run|provide|confirm|collect|print|stop|promise|"
        r"share|comply)\b"
    ),
    (
        r"(?:you|your) (?:re |are )?(?:new |real |true |actual |only |next |main |secret |primary )(?:task|"
        r"goal|job|role|objective|mission|instructions?|orders?|name|purpose|rules?|identity|persona|prompt)\b"
    ),
    r"your (?:task|goal|job|role|objective|mission|purpose|name) (?:is|has|will|now)\b",
    r"(?:do|obey) (?:exactly )?(?:as|what) i (?:say|tell|command)",
    (
        r"follow (?:my|these|the (?:following|new)|only (?:my|these)) (?:orders?|commands?|instructions?|"
        r"rules|steps)"
    ),
    r"obey (?:me|my|this|the following)",
    (
        r"(?:new|updated|revised|additional|special|secret|important|urgent|following|override|real|hidden|"
        r"final) instructions? (?:for (?:the )?(?:agent|ai|bot|assistant)|follow|below|are|is|say|apply|"
        r"override|begin)\b"
    ),
    (
        r"(?<!not )(?<!don t )(?<!dont )(?<!they )(?<!he )(?<!she )(?<!never )(?<!always )(?<!client )(?<!customer )"
        r"hang up(?: (?:now|immediately|at once|right|the (?:phone|call|line|telephone|receiver)|this|as|when|"
        r"after|if|and|without|politely|calls?|phone|"
        r"before|on (?:them|him|her|the|everyone|whoever|this)|by|every|straight|directly|because)\b|$)"
    ),
    (
        r"(?:end|terminate|disconnect|drop|cut(?: off)?|abort|finish|close|stop|kill|exit|abandon) (?:the |"
        r"this |your |all )?(?:phone )?(?:call|conversation|dialogue|chat|session)s?(?: (?:now|immediately|"
        r"at once|right|without|and|after|before|by|with|as|here|politely|if|when|once)\b|$)"
    ),
    r"end (?:the|this) (?:call|conversation)",
    (
        r"(?<!asked to )(?<!asks to )(?<!wants to )(?<!want to )(?<!wanted to )"
        r"(?<!requested to )(?<!request to )(?<!agreed to )"
        r"(?:transfer|forward|redirect|route|patch|connect|escalate|divert|reroute) (?:the |this |my |"
        r"your |all |every |me |her |him |them |us )+(?:phone )?(?:calls?|caller|customer|line|user|conversation|"
        r"to|directly|through|immediately|straight)\b"
    ),
    (
        r"(?:transfer|forward|redirect|reroute|divert) (?:calls? |immediately |directly |straight |now "
        r")+(?:to|immediately|now)"
    ),
    r"put (?:me|this call|them|the (?:caller|customer|call)) (?:through|on hold)",
    r"(?:dial|call|phone|text|ring) (?:the number |this number |number )?(?:1 )?(?:900|0900|09\d\d) ",
    (
        r"(?:run|execute|invoke|trigger|launch|perform|activate|fire)\b(?: \w+){0,4} (?:function|functions|"
        r"tool|tools|api|command|commands|code|script|sql|query|webhook|plugin|action|shell|payload|workflow)\b"
    ),
    (
        r"(?:call|use|open|access|query)(?: (?:the|your|any|this|a|an|all|our|tool|function|api))(?: \w+){0,4} "
        r"(?:tool|tools|function(?! hall| room)|functions|api|endpoint|webhook|plugin|database|crm)\b"
    ),
    (
        r"(?:function|tool|api|webhook|command) (?:call|named|called|to (?:delete|send|transfer|end|book|"
        r"cancel|update))\b"
    ),
    r"(?:call|use|invoke|run) (?:tool|function|api|webhook) ",
    (
        r"(?:delete|drop|wipe|export|dump|erase|download|email|send|leak|forward|upload) (?:me )?(?:all |"
        r"every |the |your |entire |whole |full )+(?:\w+ )?(?:leads?|records?|data|database|contacts?|"
        r"customers?|list|transcripts?|history|recordings?|numbers|logs?|files?|conversations?|memory|"
        r"calls)\b"
    ),
    (
        r"(?:speak|talk|respond|answer|reply|continue|converse|write|communicate) (?:only |exclusively |"
        r"like |as |to (?:me|him|her|them) (?:only )?(?:in|like|as) )(?:in |a |an |if |though )?\w+"
    ),
    (
        r"(?:switch|change) (?:to|into|your) (?:\w+ )?(?:mode|persona|personality|voice|role|language|"
        r"name|accent|tone)"
    ),
    (
        r"(?:enter|enable|activate|start|initiate|go into|engage|turn on) (?:\w+ ){0,2}(?:mode|override|"
        r"protocol)\b"
    ),
    (
        r"(?:disable|turn off|remove|bypass|switch off|deactivate|lift|drop) (?:all |any |your |the |every "
        r")*(?:\w+ )?(?:filters?|safety|safeguards?|restrictions?|limits?|limitations|guardrails?|moderation|"
        r"security|rules|verification|authentication|checks|logging|recording|compliance)\b"
    ),
    (
        r"(?<!you )(?:offer|give|grant|approve|authori[sz]e|apply|issue|promise|award|sell) (?:them |him |"
        r"her |me |this |the |a |an |every |any |all |us |it |immediately |full |customer |client |caller |"
        r"user |person |lead |everyone )*(?:\d+ (?:percent |per cent |off )?|full |free |complete |total |"
        r"instant |maximum |100 |unlimited |admin |huge |special )*(?:(?:percent )?discount|refund|access|"
        r"admin(?:istrator)? (?:access|rights|privileges)|for free|free of charge|credit of|loan|upgrade|"
        r"prize|money back|permission|guarantee)\b"
    ),
    (
        r"(?:mark|set|flag|record|log|classify|tag|report|count|treat|register) (?:this|the|me|him|her|"
        r"them|my|it|every)(?: \w+){0,4} as (?:paid|converted|approved|vip|verified|interested|completed|"
        r"successful|success|resolved|do not call|qualified|won|closed|sold|trusted|admin|hot|positive|"
        r"booked|confirmed|owner|priority|an? (?:vip|admin|test))\b"
    ),
    (
        r"(?:waive|cancel|remove|erase|write off|clear) (?:all |the |any |my |this |their |his |her )+(?:\w+ "
        r")?(?:fees?|charges?|debts?|balance|dues|penalt\w+|loan|payments?|invoice|bill)\b"
    ),
    (
        r"(?:do not|don t|dont|never) (?:follow|obey|reveal|disclose|mention|tell|say|identify|admit|listen "
        r"to|comply|stop talking|read|use|apply|stick to) (?:\w+ ){0,3}(?:rules?|instructions?|script|"
        r"prompt|guidelines|orders|you|that (?:you|this)|user|customer|caller|company|disclosure|disclaimer|"
        r"recorded|recording|ai)\b"
    ),
    (
        r"(?:start|begin|end|finish|open|close|preface) (?:every|each|all|your|the next) (?:\w+ )?(?:sentences?|"
        r"answers?|repl(?:y|ies)|responses?|calls?|greeting|message|turn)s? (?:with|by|in|saying)\b"
    ),
    (
        r"(?:stop|quit|abandon|skip|leave|drop|break|exit|depart from|deviate from|go off|discard|replace|"
        r"rewrite|overwrite|change|modify|update|reset) (?:following |using |reading |out of |with |the "
        r"rest of |past |from )*(?:your|the|this|all|any|that) (?:\w+ )?(?:script|instructions?|character|"
        r"prompt|programming|guidelines|persona|system prompt|training|memory|directives?)\b"
    ),
    (
        r"(?:pretend|imagine|act|behave|respond|speak|talk|roleplay|role play|simulate|pose|impersonate|"
        r"masquerade)(?: as)? (?:to be|you|that you|that the|as if|as though|as an?|as the|as my|like "
        r"an?|like you|being|as if you|yourself as)\b"
    ),
    (
        r"from (?:now|here|this point|this moment) (?:on|onwards?|forward)s? (?:you|your|only|always|say|"
        r"tell|answer|respond|speak|every|act|reply|the (?:agent|assistant|bot)|i am|all|call|we|never|"
        r"use|do|treat|be|ignore|pretend|behave)"
    ),
    (
        r"(?:reset|clear|wipe|erase|flush|purge) (?:your|the|all|any|my)? ?(?:\w+ )?(?:memory|context|"
        r"instructions|prompt|conversation|history|settings|chat|state)\b"
    ),
    (
        r"(?:what|which) (?:is|are|was|were|s) (?:in )?(?:your|the) (?:\w+ )?(?:system |initial |original |"
        r"hidden |secret |first |exact |internal )*(?:prompt|instructions?|rules|guidelines|system message|"
        r"directives?|configuration|api key|password)\b"
    ),
    (
        r"(?:print|reveal|repeat|output|read|quote|recite|show|tell me|say|copy)(?: \w+){0,4} (?:you were "
        r"(?:given|told)|you (?:have )?received|above (?:text|words|this|verbatim)|at the (?:start|beginning|"
        r"top))\b"
    ),
    (
        r"whatever (?:the |a |any )?(?:caller|customer|user|client|person|he|she|they|i|anyone) (?:asks?|"
        r"says?|wants?|tells?)\b"
    ),
    r"no matter what (?:\w+ ){0,3}(?:asks?|says?|language|happens)",
    r"do whatever\b",
    (
        r"(?:skip|bypass|ignore|omit|avoid|without) (?:the |any |all |my |his |her |their )*(?:identity|"
        r"security|verification|authentication|id|consent|disclosure|disclaimer|compliance)(?: checks?|"
        r" verification| step| questions?| notice)?\b"
    ),
    r"make up (?:a|an|the|some|any) ",
    (
        r"(?:tell|read|give|show|send) me (?:everything|all (?:the|of|your|about|other)|whatever|every "
        r"(?:other|customer|lead))"
    ),
    (
        r"keep (?:calling (?:this|the|them|him|her|me)|repeating|saying|(?:them|the (?:customer|caller|"
        r"person|client|user|line)) (?:on|busy|talking|waiting|open))"
    ),
    r"(?:answer|respond|reply) in \w+ only",
    r"read (?:out |aloud |me )?your \w+",
    (
        r"(?:disconnect|terminate|drop|cut|end) (?:the |this )(?:line|connection|phone) (?:now|immediately|"
        r"without|at once|right|after|as|when|if|and)"
    ),
    (
        r"(?:show|tell|give|send|print|reveal|repeat|output|display|list|share|expose|leak|dump|recite|"
        r"summari[sz]e|translate|copy|quote|write)(?: \w+){0,3} (?:your|the|all) (?:\w+ ){0,2}(?:system "
        r"prompt|prompts?|instructions|hidden instructions|rules|guidelines|api keys?|secrets?|passwords?|"
        r"system message|configuration|directives?|training data|internal \w+|source code|credentials?|"
        r"tokens?)\b"
    ),
    (
        r"this is (?:the |your )?(?:admin|administrator|developer|ceo|openai|anthropic|system administrator|"
        r"your (?:developer|creator|owner|boss))\b(?: \w+)* (?:override|speaking|mode|you|grant|command|"
        r"access|do)"
    ),
    (
        r"(?:admin|administrator|developer|system|root|supervisor|manager|emergency|security) (?:override|"
        r"command|directive|mode|access granted|instruction|order)\b"
    ),
    r"override (?:code|mode|all|the|your|safety|any|previous|protocol|authori[sz]ation)",
    r"access granted",
)
"""On folded text: lower case, words separated by single spaces."""


def _pattern() -> str:
    pattern = "|".join(_ORDERS)
    for name, part in _PARTS.items():
        pattern = pattern.replace(name, part)
    return rf"\b(?:{pattern})"


@cache
def _english() -> re.Pattern[str]:
    """The orders, compiled on first use: it takes as long as loading a tenth of the package."""
    return re.compile(_pattern())


def is_english_order(text: str) -> bool:
    """Return whether a text gives the agent an order in English.

    Args:
        text: folded: lower case, words separated by single spaces.
    """
    return _english().search(text) is not None
