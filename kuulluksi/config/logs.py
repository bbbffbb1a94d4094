"""What a log line may say of a request: which page of the house failed, never its address."""

import logging
from http import HTTPStatus


class WithoutPath(logging.Filter):
    """Puts the name of the page in the place of the path that Django would write.

    A path names the place that somebody gives feedback on, and the log's keeper adds the moment.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        path = getattr(request, "path", None)
        if path is not None and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            page = match.view_name if match else "no page of the house"
            record.args = tuple(page if part == path else part for part in record.args)
        return True


class StormByKind(logging.Filter):
    """Of a database that was away, locked, slow or full it leaves the kind, without its words."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if getattr(record, "status_code", None) == HTTPStatus.SERVICE_UNAVAILABLE and error:
            cause = error.__cause__ or error
            kind = getattr(cause, "sqlite_errorname", type(cause).__name__)
            record.msg = f"{record.msg} ({kind})"
            record.exc_info = None
        return True


class WithoutArguments(logging.Filter):
    """Leaves of a line of the web server what happened, without the path that it names."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.args:
            record.msg, record.args = str(record.msg).partition("%")[0].rstrip(), ()
        return True
