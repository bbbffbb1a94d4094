"""Every form of ours is sent in UTF-8; what says otherwise is no form of ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest


def only_utf8(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """A request in another encoding is a plain 400: some that Python knows do not even write
    letters, and reading a form in them fails."""

    def answer(request: HttpRequest) -> HttpResponse:
        said = (request.content_params or {}).get("charset", "utf-8")
        if said.lower() not in ("utf-8", "utf8"):
            return HttpResponseBadRequest("Send the form in UTF-8.", content_type="text/plain")
        return respond(request)

    return answer
