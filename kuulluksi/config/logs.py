"""What a log line may say of a request: which page of the house failed, never its address."""

import logging


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
