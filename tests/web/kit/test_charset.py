"""A request in another encoding than ours is refused before anybody reads it."""

import pytest
from django.test import Client

PART = 'Content-Disposition: form-data; name="words"'
BODY = f"--x\r\n{PART}\r\n\r\nhei\r\n--x--\r\n".encode()


@pytest.mark.parametrize("charset", ["hex", "utf-7", "ei-ole", "latin-1"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/plain"])
@pytest.mark.parametrize("address", ["/fi/palaute/", "/fi/matka/", "/fi/tyo/kirjaudu/"])
def test_charset_other_than_ours_is_a_plain_400(
    client: Client, db: None, charset: str, kind: str, address: str
) -> None:
    said = f"{kind}; charset={charset}"
    answer = client.generic("POST", address, BODY, content_type=said)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "text/plain"


@pytest.mark.parametrize("charset", ["", "; charset=UTF-8", '; charset="utf8"'])
def test_charset_of_ours_passes(client: Client, db: None, charset: str) -> None:
    answer = client.get("/p/kamppi", CONTENT_TYPE=f"multipart/form-data; boundary=x{charset}")
    assert answer.status_code == 302
