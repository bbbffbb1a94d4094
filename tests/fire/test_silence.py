"""People answer over the real web server while the real worker writes to them: neither of them says
a word about it, and what they were given is nowhere in the house.
"""

import http.client
from pathlib import Path
from urllib.parse import urlencode

from kuulluksi.pure.deadlines import day
from kuulluksi.web.kit import begun
from kuulluksi.web.kit.clock import now
from tests.fire.installation import Installation, Postgres, until
from tests.fire.stored import ask

PEOPLE = 20
# People are invited in the product's own rows; given to the installation's own shell.
PROGRAM = f"""
from datetime import datetime
from django.conf import settings
from kuulluksi.pure import receipt
from kuulluksi.surveys import queries
from kuulluksi.surveys.models import Invitation
from tests.factories import surveys
from tests.fire.test_closing import county_there
at = datetime.fromisoformat("{{at}}")
wave = surveys.wave(county_there(), at, code="hiljaa")
name, key = next(iter(settings.RECEIPT_KEYS.items()))
codes = []
for number in range({PEOPLE}):
    link = Invitation(target=wave.targets.all()[0], address=f"a{{{{number}}}}@b.example")
    link.language, link.send_on, link.sent = "fi", at.date(), True
    code = receipt.make(key, f"invitation:{{{{link.pk}}}}")
    link.lookup = receipt.digest(key, code)
    link.save(force_insert=True)
    codes.append(code)
open("{{file}}", "w").write(" ".join(codes))
"""
PLACE = "/fi/kysely/hiljaa/kampin-sosiaaliasema/"
AGENT = "Kvokkaselain/7.3"
WORDS = "Kvokkasiin puhelua ei tullut"


def visit(house: Installation, path: str, **sent: str) -> tuple[int, str]:
    line = http.client.HTTPConnection("127.0.0.1", house.port, timeout=60)
    headers = {"User-Agent": AGENT, "X-Forwarded-For": "203.0.113.77"}
    if sent:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    line.request("POST" if sent else "GET", path, urlencode(sent) or None, headers)
    reply = line.getresponse()
    assert reply.getheader("Set-Cookie") is None
    return reply.status, reply.read().decode()


def log(house: Installation) -> str:
    return (house.folder / "log").read_text()


def test_silence_of_web_server_and_worker(running: Installation, tmp_path: Path) -> None:
    at = now()
    file = tmp_path / "codes"
    running.command(
        "shell", "--no-imports", "--command", PROGRAM.format(at=at.isoformat(), file=file)
    )
    codes = file.read_text().split()
    before = log(running)
    nonces = []
    for number, code in enumerate(codes):
        token = begun.fresh(day(at))
        nonces.append(token.nonce)
        form = {"nonce": token.signed, "language": "fi", "layout": "all", "link": code}
        form["w.worked-well"] = f"{WORDS} {number}"
        assert visit(running, f"/fi/kysely/linkki/{code}/")[0] == 200
        assert visit(running, PLACE, go="pause", **form)[0] == 200
        if number % 2:
            assert visit(running, PLACE, go="send", **form)[0] == 200
            # The same link again: refused, and the words are on the page.
            again = {**form, "nonce": begun.fresh(day(at)).signed}
            assert WORDS in visit(running, PLACE, go="send", **again)[1]
    visit(running, f"/fi/kysely/linkki/{codes[0][::-1]}/")
    visit(running, f"/fi/kysely/linkki/{codes[0]}/ei/")
    visit(running, f"/fi/kysely/linkki/{codes[0]}/ei-ole/")
    running.command("worker", "--once")
    assert log(running) == before

    if isinstance(running.database, Postgres):
        running.database.kill()
        assert visit(running, f"/fi/kysely/linkki/{codes[0]}/")[0] == 503
        assert "Service Unavailable: public:invited" in log(running)
        running.database.start()
        until(lambda: visit(running, PLACE)[0] == 200, "the house is open again")
    said = log(running).lower()
    secrets = [*codes, *nonces, "linkki", AGENT, WORDS, "203.0.113.77", "@b.example"]
    assert [secret for secret in secrets if secret.lower() in said] == []
    content = (
        b"".join(each.read_bytes() for each in running.folder.rglob("*") if each.is_file())
        + str(ask(running.database.url, "SELECT * FROM kuulluksi_draft")).encode()
    )
    assert [secret for secret in (*codes, *nonces, AGENT) if secret.encode() in content] == []
    assert ask(running.database.url, "SELECT count(*) FROM kuulluksi_usedlink")[0][0] == PEOPLE / 2
