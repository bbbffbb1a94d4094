"""What can be answered now, the year's plan, and whether promises were kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kuulluksi.surveys import queries
from kuulluksi.web.kit.clock import today
from kuulluksi.web.kit.outcomes import replies

# So many promises that were told are listed; the pages of the others stay.
TOLD = 20


def surveys(request: HttpRequest) -> HttpResponse:
    on = today()
    years = queries.years()
    typed = request.GET.get("year", "")
    year = int(typed) if typed in map(str, years) else on.year
    plan = queries.plan(year)
    page = {
        "today": on,
        "open_now": queries.open_waves(on),
        "plan": plan,
        "replies": replies.stands(plan.waves, on),
        "years": sorted({*years, on.year}, reverse=True),
        "promises": queries.promises(on, TOLD),
    }
    return render(request, "public/surveys/plan.html", page)
