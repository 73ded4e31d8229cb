"""Five questions for whoever worries about someone close: about what they live with, never about the other person.

They are ours and have not been tested. Fear for oneself or for a child comes before everything else, also where someone is
not sure. That help for relatives is worth having, and that CRAFT is one kind of it, rests on the trials that the plan
`someone-close` cites. No outcome judges, names or counts anything about the other person.
"""

from checkin.outcomes import Band, Link, NextStep, Rule
from checkin.questionnaire import Fact, Questionnaire
from checkin.questions import Question

FEAR = Rule(not_no=("fear",))

QUESTIONS = (
    Question(
        "risk",
        "In the last month, have you thought that they could be in danger?",
        "From using, from an illness or from thoughts of dying. If it is now, call an ambulance first",
    ),
    Question(
        "fear",
        "Have you been afraid of them, for yourself or for a child?",
        "Afraid of being hurt or threatened, or of what could happen. Once is enough to say yes",
    ),
    Question(
        "seen",
        "Have you seen changes that worry you: in their mood, their sleep or where money goes?",
        "What you saw yourself is enough. You do not have to know why",
    ),
    Question(
        "home",
        "Has it made things harder at home: with money, children, work or plans?",
        "Any one of these counts",
    ),
    Question(
        "self",
        "Has worry kept you from sleep, from meals or from seeing friends?",
        "This one is about you alone",
    ),
)
KEYS = tuple(question.key for question in QUESTIONS)

NOT_SURE = "“Not sure” is a real answer, and it does not count as a no."

BANDS = (
    Band(
        "fear",
        FEAR,
        (
            "You are afraid, or not sure. Fear comes before all the rest: before talks, plans and help for anyone else.",
            "You do not need proof, and you do not have to call it anything. "
            "The people above talk with you about what you can do, and they do not decide for you.",
        ),
    ),
    Band(
        "most",
        Rule(yes=3),
        (
            "You said yes to most of these. That is a lot to live with, and you should not have to carry it alone.",
            "There is help for families and friends, also when the other person wants none.",
        ),
    ),
    Band(
        "some",
        Rule(yes=1),
        (
            "You said yes to one or two of these. Each one is a good enough reason to talk to somebody about how you are.",
            "There is help for families and friends, also when the other person wants none.",
        ),
        not_sure=NOT_SURE,
    ),
    Band(
        "none",
        Rule(),
        (
            "You said yes to none of these five.",
            "This is not an all-clear, for them or for you. If you came here worried, the worry counts.",
        ),
        not_sure=NOT_SURE,
    ),
)

NEXT_STEPS = (
    NextStep(
        "safe-first",
        FEAR,
        "See who helps when home is not safe, for you and for a child, and what you can do now.",
        "See what you can do now",
        "/plans/someone-close/safe-first/",
        before_all="If you may be in danger this minute, leave if you can, and call the emergency number.",
    ),
    NextStep(
        "check-they-are-safe",
        Rule(not_no=("risk",)),
        "Find out first if they are safe, and learn the signs that need an ambulance. The talk can wait.",
        "Check that everyone is safe",
        "/plans/someone-close/is-everyone-safe/",
    ),
    NextStep(
        "look-after-yourself",
        Rule(yes=1, not_no=("self",)),
        "Begin with you. Choose one line or group that is for you, and get in touch today.",
        "Find a line of your own",
        "/plans/someone-close/look-after-yourself/",
    ),
    NextStep(
        "open-plan",
        Rule(yes=1),
        "Go through five steps at your own speed: a calm hour, words to say, one thing to offer, and help for you.",
        "Open the plan for someone close",
        "/plans/someone-close/",
    ),
    NextStep(
        "talk-it-through",
        Rule(not_sure=1),
        "Talk it through with one person you trust, or with someone at a helpline who knows neither of you.",
        "Find words to start",
        "/plans/someone-close/look-after-yourself/",
    ),
    NextStep(
        "read",
        Rule(),
        "Read what helps when someone you care about uses again. "
        "You can come back to these questions whenever you like.",
        "Read what helps",
        "/articles/when-someone-you-care-about-slips/",
    ),
)

SOMEONE = Questionnaire(
    slug="someone",
    instead=Link("Straight to danger signs, and what to say", "/plans/someone-close/"),
    title="Check-in for someone close",
    heading="How is it for you?",
    description="Do you worry about someone who uses cocaine? Five short questions about what you live with, "
    "and one next step. Nothing kept.",
    offer="Do you worry about someone close? Five questions for you",
    card_heading="For someone close: five short questions",
    intro="They are about what you live with. Then you see what they may mean for you, and one next step.",
    facts=(
        Fact("Nothing is kept.", "No name, no cookie, and we keep no record that you came."),
        Fact(
            "It does not judge them.", "It cannot say what the other person has. The questions are ours and not tested."
        ),
        Fact(
            "You can leave at any time.",
            "“Leave quickly” takes you off this site. It does not delete your browser history.",
        ),
    ),
    lead_in="Think about the last month, and about how it has been for you.",
    questions=QUESTIONS,
    bands=BANDS,
    next_steps=NEXT_STEPS,
    always="In trials, relatives felt better whichever kind of help they had for themselves.",
    limit="This says nothing about what the other person has, or what they will do. It is about what you live with.",
    reading=(
        Link("When someone you care about slips", "/articles/when-someone-you-care-about-slips/"),
        Link("Words that help", "/articles/words-that-help/"),
        Link("What the plan for someone close rests on", "/plans/someone-close/what-it-rests-on/"),
    ),
    help_kinds=("child-safety", "abuse"),
    help_heading="When home is not safe",
)
