"""The door that the web server knocks on."""

import gc
import os

from django.conf import settings
from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application
from django.db import connection

os.umask(0o077)  # the database and its journal are for their owner's eyes only
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kuulluksi.config.settings")
application = get_wsgi_application()
if connection.vendor == "postgresql":
    from kuulluksi.config.postgresql import Line, page_begins

    # Somebody waits for each statement of the web server.
    options = connection.settings_dict["OPTIONS"]
    options["options"] += f" -c statement_timeout={settings.STATEMENT_TIMEOUT}s"
    options["pool"]["connection_class"] = Line
    request_started.connect(page_begins)
# What was loaded stays for good: nobody who waits for a page waits for it to be looked through.
gc.collect()
gc.freeze()
