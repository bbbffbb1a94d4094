"""The door that the web server knocks on."""

import os

from django.core.wsgi import get_wsgi_application

os.umask(0o077)  # the database and its journal are for their owner's eyes only
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kuulluksi.config.settings")
application = get_wsgi_application()
