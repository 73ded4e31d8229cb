"""What a clinician hands over: a plan or one step of it, for a country or for none. Chosen from fixed lists alone."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.urls import reverse

from plans.library import PLANS, Plan, Step
from support.country_choice import country_called, query_of
from support.directory.records import Country

# Whoever is near reads what a locked screen shows: neither line names what it is about.
MAIL_SUBJECT = "The page we spoke about"
MESSAGE = "Short steps, one at a time, with people to call. No sign-in, nothing kept:"


@dataclass(frozen=True)
class Handout:
    """A choice of the kit. The same choice makes the same link for every client: nothing else goes into it."""

    plan: Plan
    step: Step | None
    country: Country | None

    @property
    def what(self) -> str:
        """The value of the form's first field: "24-hours", or "24-hours/pause" for a single step."""
        return f"{self.plan.slug}/{self.step.slug}" if self.step else self.plan.slug

    @property
    def heading(self) -> str:
        return self.step.heading if self.step else self.plan.heading

    @property
    def path(self) -> str:
        """The address of the page to hand over, without the site's own."""
        page = (
            reverse("plans:step", args=[self.plan.slug, self.step.slug])
            if self.step
            else reverse("plans:start", args=[self.plan.slug])
        )
        return page + self._country_query

    @property
    def paper(self) -> str:
        """The address of the plan's page to print."""
        return reverse("plans:print", args=[self.plan.slug]) + self._country_query

    @property
    def pdf(self) -> str:
        """The address of the same as a PDF."""
        return reverse("plans:pdf", args=[self.plan.slug]) + self._country_query

    @property
    def one_file(self) -> str:
        """The address of the plan as one file that needs no network."""
        return reverse("plans:take-away", args=[self.plan.slug]) + self._country_query

    @property
    def if_then(self) -> str:
        """The address of the empty if-then sheet to print."""
        return reverse("plans:if-then-print") + self._country_query

    @property
    def query(self) -> str:
        """The choice as the query of the kit's own files."""
        return "?" + urlencode({"what": self.what, "country": self.country.code if self.country else ""}, safe="/")

    def mail(self, link: str) -> str:
        """An e-mail to write, with this link in it. Its words show on a locked screen, so they name nothing."""
        return "mailto:?" + urlencode({"subject": MAIL_SUBJECT, "body": f"{MESSAGE} {link}"}, quote_via=quote)

    @property
    def file_name(self) -> str:
        """A name for a downloaded code. Neutral, because it stays in a folder of downloads."""
        return "-".join([*self.what.split("/"), *([self.country.code] if self.country else [])])

    @property
    def _country_query(self) -> str:
        return query_of(self.country)


def choose(what: str, country: str) -> Handout:
    """The handout for two values that came with a request. A value that is on no list is ignored."""
    plan, step = CHOICES.get(what, FIRST)
    return Handout(plan, step, country_called(country))


CHOICES: dict[str, tuple[Plan, Step | None]] = {
    Handout(plan, step, None).what: (plan, step) for plan in PLANS.values() for step in (None, *plan.steps)
}
FIRST = next(iter(CHOICES.values()))
