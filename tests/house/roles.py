"""Who is who in the access table, and what rows of it have in common."""

Seen = dict[str, str]

ROLES = (
    "anonymous",
    "worker",
    "supervisor",
    "manager",
    "dispatcher",
    "independent",
    "director",
    "administrator",
    "researcher",
)


def all_get(answer: str, **but: str) -> Seen:
    return {**dict.fromkeys(ROLES, answer), **but}


def staff_get(answer: str) -> Seen:
    return all_get(answer, anonymous="login")


def administrator_gets(answer: str) -> Seen:
    return all_get("403", anonymous="login", administrator=answer)


def readers_get(answer: str, director: str) -> Seen:
    """Those whose scope holds the voice; others are not told that it exists."""
    handlers = dict.fromkeys(("supervisor", "manager", "dispatcher"), answer)
    return all_get("404", anonymous="login", director=director, **handlers)


def meets_clients(answer: str) -> Seen:
    """Those who work or lead in some place, or dispatch."""
    others = dict.fromkeys(("independent", "director", "administrator", "researcher"), "403")
    return all_get(answer, anonymous="login", **others)


def keys_papers(answer: str) -> Seen:
    """Those who make surveys about the place, and those who work there."""
    return {**makes_surveys(answer), "worker": answer}


def holds_survey(answer: str) -> Seen:
    """Those whose scope holds the place of the survey in the county: the manager of its service and
    the researcher of the whole authority."""
    return all_get("403", anonymous="login", manager=answer, researcher=answer)


def makes_surveys(answer: str) -> Seen:
    """Those whose scope holds the place of the survey: the supervisor, the manager above, and the
    researcher of the whole authority."""
    makers = dict.fromkeys(("supervisor", "manager", "researcher"), answer)
    return all_get("403", anonymous="login", **makers)


def edits_document(answer: str) -> Seen:
    """The manager of the service that the draft is made for, and the researcher; the supervisor
    of one of its units reads it."""
    return {**makes_surveys(answer), "supervisor": "403"}


def from_elsewhere(answer: str) -> Seen:
    """Those who neither work in the place nor answer for it."""
    here = dict.fromkeys(("worker", "supervisor", "manager"), "403")
    return all_get(answer, anonymous="login", **here)


def gathers(answer: str) -> Seen:
    """Those who handle feedback of some place, or lead one."""
    gatherers = dict.fromkeys(("supervisor", "manager", "dispatcher", "director"), answer)
    return all_get("403", anonymous="login", **gatherers)


def opens_rounds(answer: str) -> Seen:
    """Whoever leads the whole authority, and the administrator."""
    return all_get("403", anonymous="login", director=answer, administrator=answer)


def leads(answer: str) -> Seen:
    """Those who decide on measures of the place: supervisor, manager above, director."""
    leaders = dict.fromkeys(("supervisor", "manager", "director"), answer)
    return all_get("403", anonymous="login", **leaders)
