"""What the gallery shows: every block and component, empty, filled, wrong and answered. All of it is made up."""

from django import forms
from django.core.paginator import Paginator
from django.utils.safestring import mark_safe

from declaration.principles import PRINCIPLES, principle
from look.forms import LookForm
from look.widgets import Checkboxes, DateParts, Radios

SOURCE = {
    "title": "What is the Declaration?",
    "publisher": "Local Digital",
    "date": "2018-07-04",
    "url": "https://www.example.org/declaration",
    "confidence": "seen",
}
TWO_SOURCES = [SOURCE, {**SOURCE, "title": "A second source", "date": "about 2021", "url": ""}]
STORY = mark_safe(  # noqa: S308
    "<p>A fictional borough asked residents to report missed bins by telephone only. Calls doubled each winter, "
    "and nobody could say why.</p><p>A small team listened to <b>forty calls</b> and found that most people wanted "
    'to know <a href="https://www.example.org/">whether the lorry was still coming</a>.</p>'
)
TEXT = mark_safe(  # noqa: S308
    "<h2>Why this matters to you</h2><p>Most decisions that help or block change are about money, contracts, risk and "
    "structure. They are made by people who do not work in technology, often in a meeting about something else.</p>"
    "<h3>Three questions to carry with you</h3><ul><li>Who uses this, and how do we know?</li>"
    "<li>What would make it cheaper to change our minds?</li><li>Where else has it been done?</li></ul>"
    "<p>None of them needs a technical answer. Each of them changes the conversation.</p>"
)

OPTIONS = [
    {"id": "a", "text": "Ask how many residents tried the service and gave up"},
    {"id": "b", "text": "Ask for a longer specification before anything is shown to anyone"},
    {"id": "c", "text": "Wait for the annual report"},
]
CHECK = {
    "kind": "single",
    "prompt": "A new online form is used by half as many people as expected. What do you do first?",
    "options": OPTIONS,
    "explanation": "Evidence from the people who gave up is cheaper than another specification.",
    "required": True,
}
FEEDBACK = {
    "a": {"text": "You start from what happened to people.", "correct": True},
    "b": {"text": "More paper does not show why people stopped.", "correct": False},
}
GROUPS = [{"id": "g1", "title": "For leaders"}, {"id": "g2", "title": "For digital and IT teams"}]
SORTING = {
    "title": "Whose commitment is it?",
    "instruction": "Put each into the group that it speaks to.",
    "groups": GROUPS,
    "items": [
        {"id": "i1", "text": "Make digital expertise central to decisions", "group": "g1"},
        {"id": "i2", "text": "Look for something to reuse before designing anew", "group": "g2"},
        {"id": "i3", "text": "Champion change openly and visibly", "group": "g1"},
    ],
}
STEPS = [
    {
        "id": "s1",
        "situation": mark_safe("<p>A supplier offers a ten-year contract with a large discount.</p>"),
        "choices": [
            {
                "id": "c1",
                "text": "Sign",
                "consequence": mark_safe("<p>Two years later you need to leave.</p>"),
                "next": "",
            },
            {
                "id": "c2",
                "text": "Ask for break points",
                "consequence": mark_safe("<p>They agree to three.</p>"),
                "next": "s2",
            },
        ],
    },
    {
        "id": "s2",
        "situation": mark_safe("<p>Now they ask to keep the data format closed.</p>"),
        "choices": [
            {"id": "c3", "text": "Accept", "consequence": mark_safe("<p>Moving becomes costly.</p>"), "next": ""},
            {
                "id": "c4",
                "text": "Insist on an open standard",
                "consequence": mark_safe("<p>They publish it.</p>"),
                "next": "",
            },
        ],
    },
]
SCENARIO = {
    "title": "The ten-year discount",
    "steps": STEPS,
    "debrief": mark_safe("<p>Leaving is part of the price.</p>"),
}
SELF = {
    "title": "Where does your council stand?",
    "intro": "Ten statements, two for each principle. There is no right answer.",
    "scale": ["Not yet", "Here and there", "Mostly", "How we work"],
    "statements": [
        {"id": f"st{n}", "text": f"{p.plain_meaning} This is true of us.", "principle": p, "modules": []}
        for n, p in enumerate(PRINCIPLES)
    ],
}
SCORES = [{"principle": p, "score": score, "out_of": 6} for p, score in zip(PRINCIPLES, (4, 2, 5, 3, 6), strict=True)]
SUGGESTIONS = [{"title": "Fixing the plumbing", "url": "#fixing", "reason": "your lowest score"}]
CARDS = {
    "title": "The five principles",
    "cards": [
        {"title": p.short_name, "principle": p, "body": mark_safe(f"<p>{p.plain_meaning}</p>")} for p in PRINCIPLES
    ]
    + [{"title": "A card without a principle", "principle": None, "body": STORY}],
}
PROMPTS = {
    "officer": "Think of a decision in the last month. Whose needs did the paper describe first?",
    "councillor": "Think of a complaint that a resident brought to you. What were they trying to get done?",
}
NEXT = {
    "title": "One visible habit",
    "prompt": "For the next 90 days I will … Choose one habit that people can see.",
    "good": "A good one names a behaviour, a frequency and the people who will notice.",
}

READING = [
    ("text", TEXT),
    ("key_fact", {"fact": "In July 2018 the Declaration was launched with five principles.", "sources": [SOURCE]}),
    ("text", TEXT),
    (
        "quotation",
        {
            "quote": "Digital is how we run the council now.",
            "attribution": "A fictional chief executive",
            "said_on": "2019-03",
            "source": SOURCE,
        },
    ),
    (
        "case_study",
        {
            "title": "Forty telephone calls",
            "story": STORY,
            "lesson": "Listen before you build.",
            "sources": TWO_SOURCES,
        },
    ),
    (
        "checklist",
        {
            "title": "Before the next board",
            "intro": "Five minutes are enough.",
            "items": ["Read one user story", "Ask for the failure rate", "Name who decides"],
        },
    ),
    ("details", {"summary": "What is an open standard?", "body": STORY}),
    ("inset", {"body": STORY}),
    ("warning", {"text": "A contract that cannot be left is a risk that belongs on the register."}),
    (
        "table",
        {
            "caption": "What changes, and for whom",
            "header": ["What", "Residents", "Staff"],
            "rows": [["Reporting", "One page", "No rekeying"], ["Payment", "Any hour", "Fewer calls"]],
        },
    ),
    ("cards", CARDS),
    ("discussion", PROMPTS),
    (
        "video",
        {
            "title": "A two-minute film",
            "url": "/static/film.mp4",
            "captions_url": "/static/film.vtt",
            "transcript": STORY,
        },
    ),
]


def open_to(**answers):
    """An activity that may be answered, with what was answered."""
    return {"url": "/post/", "sign_in_url": "", "answer": None, "result": None, "errors": [], **answers}


SIGNED_OUT = open_to(url="", sign_in_url="#sign-in")
MISSING = open_to(errors=["Choose an answer"])
MULTIPLE = {**CHECK, "kind": "multiple", "prompt": "Which of these would tell you more? Choose all that apply."}

ACTIVITIES = [
    ("knowledge_check", CHECK, SIGNED_OUT),
    ("knowledge_check", CHECK, open_to()),
    ("knowledge_check", MULTIPLE, MISSING),
    ("knowledge_check", CHECK, open_to(answer=["a"], result={"correct": True, "feedback": {"a": FEEDBACK["a"]}})),
    ("knowledge_check", CHECK, open_to(answer=["b"], result={"correct": False, "feedback": FEEDBACK})),
    ("reflection", PROMPTS, SIGNED_OUT),
    ("reflection", PROMPTS, open_to(entry="I will ask who was in the room.", result={"correct": None})),
    ("scenario", SCENARIO, SIGNED_OUT),
    ("scenario", SCENARIO, open_to(answer=[])),
    ("scenario", SCENARIO, open_to(answer=[{"step": "s1", "choice": "c2"}])),
    ("scenario", SCENARIO, open_to(answer=[{"step": "s1", "choice": "c2"}, {"step": "s2", "choice": "c4"}])),
    ("sorting", SORTING, SIGNED_OUT),
    ("sorting", SORTING, open_to(answer={"i1": "g1"}, errors=["Choose a group for every item"])),
    (
        "sorting",
        SORTING,
        open_to(
            answer={"i1": "g1", "i2": "g1", "i3": "g1"},
            result={
                "correct": False,
                "feedback": {
                    "i1": {"text": "Yes: it is about who is in the room.", "correct": True},
                    "i2": {"text": "This is what teams promise.", "correct": False},
                    "i3": {"text": "Leaders are seen.", "correct": True},
                },
            },
        ),
    ),
    ("self_assessment", SELF, SIGNED_OUT),
    ("self_assessment", SELF, open_to(answer={"st0": 2})),
    (
        "self_assessment",
        SELF,
        open_to(answer={"st0": 2, "st1": 0}, scores=SCORES, suggestions=SUGGESTIONS, result={"correct": None}),
    ),
    ("next_step", NEXT, SIGNED_OUT),
    (
        "next_step",
        NEXT,
        open_to(
            entry="Open every board with one story.", by={"day": 27, "month": 3, "year": 2027}, result={"correct": True}
        ),
    ),
]


class ExampleForm(LookForm):
    email = forms.EmailField(label="Work email address", help_text="We send a code to it. There is no password.")
    name = forms.CharField(
        label="Name for your certificate",
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "govuk-input--width-20"}),
    )
    note = forms.CharField(label="Tell us more", max_length=200, widget=forms.Textarea)
    organisation = forms.ChoiceField(
        label="Organisation", choices=[("", "Choose one"), ("1", "Exampleshire"), ("2", "Samplebury")]
    )
    audience = forms.ChoiceField(
        label="Which describes you best?",
        help_text="You can change this later.",
        choices=[("officer", "Senior officer"), ("councillor", "Councillor"), ("other", "Another role")],
        widget=Radios(hints={"officer": "Director, head of service or similar"}, reveals={"other": "other"}),
    )
    other = forms.CharField(label="What is your role?", required=False)
    topics = forms.MultipleChoiceField(
        label="What would you like to hear about?",
        choices=[("a", "Data"), ("b", "Buying")],
        widget=Checkboxes(attrs={"class": "govuk-checkboxes--small"}),
    )
    by = forms.DateField(label="By when?", help_text="For example, 27 3 2027", widget=DateParts)
    paper = forms.FileField(label="Upload a paper", required=False)
    agree = forms.BooleanField(
        label="I understand who will see what", help_text="Your coordinator sees completion, never answers."
    )
    step = forms.CharField(widget=forms.HiddenInput, initial="1")


def forms_shown():
    filled = {
        "email": "ada@example.gov.uk",
        "name": "Ada Example",
        "note": "Once.",
        "organisation": "1",
        "audience": "other",
        "other": "Clerk",
        "topics": ["a"],
        "by-day": "27",
        "by-month": "3",
        "by-year": "2027",
        "agree": "on",
        "step": "1",
    }
    return {
        "empty": ExampleForm(prefix=None, auto_id="empty_%s"),
        "filled": ExampleForm(filled, auto_id="filled_%s"),
        "wrong": ExampleForm(
            {"by-day": "31", "by-month": "2", "by-year": "2027", "audience": "other"}, auto_id="wrong_%s"
        ),
    }


def gallery():
    """The whole context of templates/look/gallery.html."""
    lessons = [
        {"title": "Why digital belongs in the boardroom", "url": "#l1", "minutes": 6, "state": "done"},
        {"title": "Five principles in plain English", "url": "#l2", "minutes": 8, "state": "done"},
        {"title": "Two sets of commitments", "url": "#l3", "minutes": 7, "current": True, "state": "started"},
        {"title": "What signing means", "url": "", "minutes": 9},
    ]
    modules = [
        {
            "title": "Your part in the Declaration",
            "summary": "What it asks of leaders, and what you can do on Monday morning.",
            "url": "#m1",
            "principle": principle("p4"),
            "minutes": 45,
        },
        {
            "title": "Starting with residents",
            "summary": "Needs, whole services and the questions to ask of a proposal.",
            "url": "#m2",
            "principle": principle("p1"),
            "minutes": 50,
        },
        {
            "title": "Fixing the plumbing",
            "summary": "Parts that can be replaced, and data that joins up.",
            "url": "",
            "principle": principle("p2"),
        },
    ]
    return {
        "reading": [{"type": kind, "value": value, "block_id": f"r{n}"} for n, (kind, value) in enumerate(READING)],
        "activities": [
            {"type": k, "value": v, "activity": a, "block_id": f"a{n}"} for n, (k, v, a) in enumerate(ACTIVITIES)
        ],
        "forms": forms_shown(),
        "principles": PRINCIPLES,
        "principle": principle("p4"),
        "lessons": lessons,
        "modules": modules,
        "page_of_many": Paginator(range(200), 10).get_page(9),
        "rows": [
            {"key": "Name", "value": "Ada Example", "actions": [{"text": "Change", "href": "#name", "hidden": "name"}]},
            {"key": "Organisation", "value": "Exampleshire Council"},
        ],
    }


FRAME = {
    "service_name": "Local Digital Leadership",
    "demonstration": True,
    "nav_items": [
        {"text": "Courses", "url": "#courses", "current": True},
        {"text": "The Declaration", "url": "#declaration", "current": False},
        {"text": "My learning", "url": "#my-learning", "current": False},
        {"text": "Figures", "url": "#figures", "current": False},
    ],
    "signed_in": True,
    "account_url": "#account",
    "sign_out_url": "#sign-out",
    "footer_items": [
        {"text": text, "url": "#footer"}
        for text in ("About", "Get help", "Privacy", "Cookies", "Accessibility statement", "Terms")
    ],
    "report_problem_url": "#report",
}
