"""A good example of each block, shown where editors choose one. Invented, about no council in particular."""

EXAMPLES = {
    "text": "<h2>Why it matters</h2><p>A service that nobody can use costs twice: once to run, and once in calls.</p>",
    "key_fact": {"fact": "In this example from July 2018, five principles fit on one page.", "sources": []},
    "quotation": {
        "quote": "We stopped asking what it would cost and began to ask who was waiting.",
        "attribution": "An invented chief executive",
        "said_on": "2018-07",
        "source": None,
    },
    "case_study": {
        "title": "A council that asked first",
        "story": "<p>The form took forty minutes. The team sat beside six residents and watched, and took out half of it.</p>",
        "lesson": "An hour beside a resident says more than a month of reports.",
        "sources": [],
    },
    "checklist": {
        "title": "Three questions for the next board",
        "intro": "Ask them of any proposal.",
        "items": ["Who waits, and for how long?", "What have users done with it?", "How would we stop?"],
    },
    "details": {"summary": "What the term means", "body": "<p>A service standard says what users can expect.</p>"},
    "inset": {"body": "<p>You need not know how it works. You need to know whom it works for.</p>"},
    "warning": {"text": "Personal data that is shared without a lawful basis cannot be called back."},
    "table": {
        "caption": "Who decides what",
        "header": ["Question", "Who decides"],
        "rows": [["What is it for?", "The cabinet"], ["How is it built?", "The team"]],
    },
    "knowledge_check": {
        "kind": "single",
        "prompt": "A supplier offers to skip user research to save a month. What do you ask first?",
        "options": [
            {"text": "What we would not find out", "correct": True, "feedback": "It shows what the month is worth."},
            {"text": "What the month would cost", "correct": False, "feedback": "That is known; the risk is not."},
            {"text": "Whether others do so too", "correct": False, "feedback": "Their users are not yours."},
        ],
        "explanation": "Ask what a shortcut hides before what it saves.",
        "required": True,
    },
    "reflection": {
        "officer": "When did you last watch somebody use one of your services?",
        "councillor": "Which service do residents bring to you most often?",
    },
    "discussion": {
        "officer": "Ask a colleague: which of our services would we build differently today?",
        "councillor": "Ask an officer: how do we know that this works for residents?",
    },
    "scenario": {
        "title": "The report is late",
        "steps": [
            {
                "situation": "<p>The board meets tomorrow, and the figures are not ready.</p>",
                "choices": [
                    {"text": "Put it off", "consequence": "<p>Nobody learns anything for a month.</p>", "next": ""},
                    {
                        "text": "Show what there is",
                        "consequence": "<p>The board asks a better question.</p>",
                        "next": "",
                    },
                ],
            }
        ],
        "debrief": "<p>Unfinished work that is shown early costs less than finished work that is wrong.</p>",
    },
    "sorting": {
        "title": "Ask or decide?",
        "instruction": "Which of these is yours to decide, and which to ask about?",
        "groups": [{"title": "Decide"}, {"title": "Ask"}],
        "items": [
            {"text": "What the service is for", "group": "1", "feedback": "Purpose is a leader’s decision."},
            {"text": "Which database it uses", "group": "2", "feedback": "Ask what it makes easy or hard."},
            {"text": "Who may see the data", "group": "1", "feedback": "It is a question of trust."},
        ],
    },
    "cards": {
        "title": "Three ways to begin",
        "cards": [
            {"title": "Watch", "principle": "", "body": "<p>Sit beside a resident for an hour.</p>"},
            {"title": "Ask", "principle": "", "body": "<p>Ask the team what they would stop.</p>"},
            {"title": "Share", "principle": "", "body": "<p>Show unfinished work.</p>"},
        ],
    },
    "self_assessment": {
        "title": "Where do I stand?",
        "intro": "Be honest: nobody else sees it.",
        "scale": ["Not yet", "A little", "Mostly", "Fully"],
        "statements": [
            {"text": "I know who our services leave out.", "principle": "p1", "modules": []},
            {"text": "I can say what we will stop doing.", "principle": "p2", "modules": []},
        ],
    },
    "next_step": {
        "title": "One thing before next month",
        "prompt": "What will you ask, of whom, and by when?",
        "good": "It names a person and a date.",
    },
}
