"""What government sites have in common: the mandated meta tags, and addresses on one host (dossier gov)."""

import re

from monitor.reading.mandated import GovernmentPage
from monitor.text.urls import AddressForm

TEMPLATES = (
    GovernmentPage(
        name="tags", evidence="GUESS; the tags SEEN on 3 sites, the text by density where no container is known"
    ),
)


def article(host: str, path: str, key: str = "{id}") -> AddressForm:
    """Return the form of the articles' addresses on `host`, by http or https: `path` is a regular expression behind the
    host's bar. Its group `id` is the key; the address as it is listed is the canonical one, in https."""
    return AddressForm(rf"^https?://(?P<host>{re.escape(host)})/(?P<path>{path})", "https://{host}/{path}", key)
