"""Five questions about one's own use.

They follow ideas of the DSM-5 criteria for stimulant use disorder and of the Severity of Dependence Scale, in our own
words. They are not a validated instrument, and every result says so. Two or more is where talking to someone is clearly
worth it: the DSM-5 begins at two criteria. A yes here is not a criterion, so no outcome names a disorder, a level or a chance.
"""

from checkin.outcomes import Band, Link, NextStep, Rule
from checkin.questionnaire import Fact, Questionnaire
from checkin.questions import Question

QUESTIONS = (
    Question(
        "more",
        "Once you start, do you often end up taking more cocaine, or using for longer, than you wanted to?",
        "Often means more than now and then",
    ),
    Question(
        "stop",
        "Have you wanted to quit or cut back, but it did not last?",
        "More than once, or for much of the year",
    ),
    Question(
        "time",
        "Does cocaine fill a lot of your week: getting it, using it or getting over it?",
        "Think of a week in which you used",
    ),
    Question(
        "harm",
        "Did you go on using after it caused trouble at work, with money, at home or with people you love?",
        "Any one of these counts",
    ),
    Question(
        "days",
        "On days without cocaine, are you often very low, worn out or on edge?",
        "Nearly everyone is tired the day after. Think of the days after that",
    ),
)
KEYS = tuple(question.key for question in QUESTIONS)

BANDS = (
    Band(
        "most",
        Rule(yes=4),
        (
            "You said yes to most of these signs. They suggest that cocaine has a strong hold just now.",
            "This can be treated, and there are people who can help. "
            "A doctor or a drug service can look at the whole picture with you.",
        ),
    ),
    Band(
        "some",
        Rule(yes=2),
        (
            "You said yes to some of these signs. Health workers ask about things like these.",
            "Two or more in a year is a good reason to talk it through with a doctor, a drug service or a helpline. "
            "It does not say what you have.",
        ),
    ),
    Band(
        "one",
        Rule(yes=1),
        (
            "You said yes to one of these signs. One sign is worth noticing.",
            "Many people act at this point, and that is early.",
        ),
        not_sure="“Not sure” does not count as a no.",
    ),
    Band(
        "none",
        Rule(),
        (
            "You said yes to none of these five signs.",
            "This is not an all-clear. Even one use can do harm, and things change. "
            "If you came here worried, the worry counts.",
        ),
        not_sure="“Not sure” is a real answer, and it does not count as a no.",
    ),
)

NEXT_STEPS = (
    NextStep(
        "contact-a-service",
        Rule(yes=4),
        "Contact a service today or tomorrow. Ask one person to be with you when you do. "
        "If you used in the last day, begin with the plan.",
        "Find words for the call",
        "/plans/24-hours/reach-out/",
        also=Link("Begin with the 24-hour plan", "/plans/24-hours/"),
    ),
    NextStep(
        "book-a-talk",
        Rule(yes=2),
        "Book one talk this week: a doctor, a drug service or a helpline. You do not have to decide anything first.",
        "Find words for the call",
        "/plans/24-hours/reach-out/",
    ),
    NextStep(
        "talk-it-through",
        Rule(not_sure=1),
        "Talk it through with one person. Saying it aloud can help you see where you stand. "
        "It can be a friend, or someone at a helpline who does not know you.",
        "Find words to start",
        "/plans/24-hours/tell-one-person/",
    ),
    NextStep(
        "change-one-thing",
        Rule(yes=1),
        "Choose one thing to change this week, and tell someone you trust what it is.",
        "See seven small things, one a day",
        "/plans/7-days/",
    ),
    NextStep(
        "read-plan",
        Rule(),
        "If you used in the last day, the plan goes through the next hours with you, one thing at a time. "
        "You can come back to these questions whenever you like.",
        "Open the 24-hour plan",
        "/plans/24-hours/",
    ),
)

YOURSELF = Questionnaire(
    slug="",
    title="Check-in",
    heading="Where are you with it?",
    description="Where are you with cocaine? Five short questions, an honest answer and one next step. "
    "No name, no cookie, nothing kept.",
    offer="Is it about your own use? Five questions for you",
    card_heading="A check-in: five short questions",
    intro="Most people need a minute or two. There is no clock. "
    "Then you see what your answers may mean, and one next step.",
    facts=(
        Fact("Nothing is kept.", "No name, no cookie, and we keep no record that you came."),
        Fact("It is not a diagnosis.", "The questions are ours, not a tested medical tool."),
        Fact(
            "You can leave at any time.",
            "“Leave quickly” takes you off this site. It does not delete your browser history.",
        ),
    ),
    lead_in="Think about the last 12 months. "
    "If you stopped for part of that time, think about the times you were using.",
    questions=QUESTIONS,
    bands=BANDS,
    next_steps=NEXT_STEPS,
    always="People change this, wherever they start from, and many after more than one try.",
    limit="This is not a diagnosis. Only a clinician who sees the whole picture can give one.",
    reading=(
        Link("Your body after a slip", "/articles/your-body-after-a-slip/"),
        Link("Slip, lapse or relapse: what the words mean", "/articles/slip-lapse-or-relapse/"),
        Link("What treatment helps", "/articles/what-treatment-helps/"),
    ),
)
