"""The access table: what each role is answered at every address of the house.

A status, or "login" for being sent to sign in. The voice was given to the supervisor's unit; rows
of the organisation belong to others; forms are sent empty, so 422 means: it may be filled in.
"""

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


# They send a file, which a browser does not show as a page.
FILES = frozenset(
    {
        "staff:document-json",
        "staff:document-paper",
        "staff:surveys-csv",
        "staff:surveys-xlsx",
        "staff:wave-paper",
    }
)

GET: dict[str, Seen] = {
    "/": all_get("302"),
    "/matka": all_get("302"),
    "poster-door": all_get("302"),
    "service-door": all_get("302"),
    "public:accessibility": all_get("200"),
    "public:give": all_get("200"),
    "public:give-service": all_get("200"),
    "public:give-unit": all_get("200"),
    "public:home": all_get("200"),
    "public:journey": all_get("200"),
    "public:journey-add": all_get("405"),
    "public:journey-harm": all_get("405"),
    "public:journey-judge": all_get("405"),
    "public:journey-publish": all_get("405"),
    "public:journey-withdraw": all_get("405"),
    "public:link": all_get("200"),
    "public:mail": all_get("404"),  # only in the demo
    "public:places": all_get("200"),
    "public:paper-form": all_get("200"),
    "public:poster-service": all_get("200"),
    "public:poster-unit": all_get("200"),
    "public:privacy": all_get("200"),
    "public:unit": all_get("200"),
    "public:wishes": all_get("200"),
    "public:wishes-unit": all_get("200"),
    "wave-door": all_get("302"),
    "wishes-door": all_get("302"),
    "public:opt-out": all_get("200"),
    "public:poster-wave": all_get("200"),
    "public:promise": all_get("200"),
    "public:answer": all_get("200"),
    "public:group": all_get("200"),
    "public:invited": all_get("200"),
    "public:survey-resume": all_get("200"),
    "public:wave": all_get("200"),
    "public:surveys": all_get("200"),
    "staff:survey": staff_get("200"),
    "staff:survey-cancel": holds_survey("200"),
    "staff:survey-edit": holds_survey("200"),
    "staff:survey-move": holds_survey("200"),
    "staff:survey-new": makes_surveys("200"),
    "staff:surveys": staff_get("200"),
    "staff:surveys-csv": staff_get("200"),
    "staff:surveys-xlsx": staff_get("200"),
    "staff:document": makes_surveys("200"),
    "staff:document-arrange": edits_document("405"),
    "staff:document-bank": edits_document("200"),
    "staff:document-file": makes_surveys("200"),
    "staff:document-heading": edits_document("200"),
    "staff:document-instrument": makes_surveys("200"),
    "staff:document-item": edits_document("200"),
    "staff:document-item-new": edits_document("200"),
    "staff:document-json": makes_surveys("200"),
    "staff:document-new": makes_surveys("200"),
    "staff:document-next": edits_document("405"),
    "staff:document-page": edits_document("200"),
    "staff:document-paper": makes_surveys("200"),
    "staff:document-phone": makes_surveys("200"),
    "staff:document-preview": edits_document("405"),
    "staff:document-remove": edits_document("200"),
    "staff:document-scale": edits_document("200"),
    "staff:documents": makes_surveys("200"),
    "staff:wave": staff_get("200"),
    "staff:wave-close": holds_survey("200"),
    "staff:wave-edit": holds_survey("200"),
    "staff:wave-goals": holds_survey("200"),
    "staff:wave-new": holds_survey("200"),
    # The wave is open: what belongs to a draft or to a closed one leads back to its page.
    "staff:wave-open": holds_survey("303"),
    "staff:wave-promise": holds_survey("303"),
    "staff:wave-remove": holds_survey("303"),
    "staff:wave-interview": from_elsewhere("200"),
    "staff:wave-invitations": staff_get("200"),
    "staff:wave-batches": keys_papers("200"),
    "staff:wave-paper": staff_get("200"),
    "staff:wave-papers-given": staff_get("405"),
    "staff:batch": keys_papers("200"),
    "staff:batch-abandon": staff_get("405"),
    "staff:batch-again": keys_papers("200"),
    "staff:batch-differences": keys_papers("303"),
    "staff:batch-done": staff_get("405"),
    "staff:batch-sheet": keys_papers("200"),
    "staff:batch-sheet-new": keys_papers("200"),
    "staff:batch-sheet-remove": staff_get("405"),
    "staff:login": all_get("302", anonymous="200"),
    "staff:logout": staff_get("405"),
    "staff:set-password": all_get("200"),
    "staff:me": staff_get("200"),
    "staff:me-absence": staff_get("405"),
    "staff:me-absence-remove": staff_get("405"),
    "staff:me-language": staff_get("405"),
    "staff:me-password": staff_get("405"),
    "staff:inbox": staff_get("200"),
    "staff:voice": readers_get("200", director="200"),
    "staff:harm": all_get("403", anonymous="login", independent="200"),
    "staff:harm-report": all_get("404", anonymous="login", independent="200"),
    "staff:voice-answer": readers_get("303", director="303"),
    "staff:voice-as-feedback": readers_get("303", director="403"),
    "staff:voice-hand-on": readers_get("200", director="403"),
    "staff:voice-agenda": readers_get("200", director="403"),
    "staff:voice-close": readers_get("200", director="403"),
    "staff:voice-conclude": readers_get("303", director="403"),
    "staff:voice-discard": readers_get("303", director="403"),
    "staff:voice-calm": readers_get("200", director="403"),
    "staff:voice-interim": readers_get("200", director="403"),
    "staff:voice-urgent": readers_get("200", director="403"),
    "staff:voice-move": readers_get("200", director="403"),
    "staff:voice-note": readers_get("200", director="403"),
    "staff:voice-publish": readers_get("200", director="403"),
    "staff:voice-release": readers_get("303", director="403"),
    "staff:voice-take-down": readers_get("200", director="403"),
    "staff:voice-talk": readers_get("303", director="403"),
    "staff:voice-thank": readers_get("303", director="403"),
    "staff:team": staff_get("200"),
    "staff:surges": staff_get("200"),
    "staff:absence": administrator_gets("200"),
    "staff:absence-new": administrator_gets("200"),
    "staff:absence-remove": administrator_gets("200"),
    "staff:area": administrator_gets("200"),
    "staff:area-new": administrator_gets("200"),
    "staff:authority": administrator_gets("200"),
    "staff:daily-check": administrator_gets("200"),
    "staff:duties": administrator_gets("200"),
    "staff:duty": administrator_gets("200"),
    "staff:duty-new": administrator_gets("200"),
    "staff:duty-remove": administrator_gets("200"),
    "staff:import-do": administrator_gets("405"),
    "staff:import-places": administrator_gets("200"),
    "staff:import-plan": administrator_gets("302"),
    "staff:opening": administrator_gets("200"),
    "staff:opening-new": administrator_gets("200"),
    "staff:opening-remove": administrator_gets("200"),
    "staff:openings": administrator_gets("200"),
    "staff:organisation": administrator_gets("200"),
    "staff:paper-links": administrator_gets("200"),
    "staff:people": administrator_gets("200"),
    "staff:person": administrator_gets("200"),
    "staff:person-leaves": administrator_gets("200"),
    "staff:person-link": administrator_gets("405"),
    "staff:person-new": administrator_gets("200"),
    "staff:role": administrator_gets("200"),
    "staff:role-new": administrator_gets("200"),
    "staff:role-remove": administrator_gets("200"),
    "staff:rule": administrator_gets("200"),
    "staff:rule-down": administrator_gets("405"),
    "staff:rule-new": administrator_gets("200"),
    "staff:rule-remove": administrator_gets("200"),
    "staff:rule-up": administrator_gets("405"),
    "staff:rules": administrator_gets("200"),
    "staff:service": administrator_gets("200"),
    "staff:service-new": administrator_gets("200"),
    "staff:wish": administrator_gets("200"),
    "staff:wish-down": administrator_gets("405"),
    "staff:wish-list": administrator_gets("200"),
    "staff:wish-new": administrator_gets("200"),
    "staff:wish-retire": administrator_gets("405"),
    "staff:wish-return": administrator_gets("405"),
    "staff:wish-start": administrator_gets("405"),
    "staff:wish-up": administrator_gets("405"),
    "staff:wishes": meets_clients("200"),
    "staff:write-down": meets_clients("200"),
    "staff:write-down-slip": meets_clients("405"),
    "staff:unit": administrator_gets("200"),
    "staff:unit-new": administrator_gets("200"),
}

POST: dict[str, Seen] = {
    "public:give": all_get("422"),
    "public:give-service": all_get("422"),
    "public:give-unit": all_get("422"),
    "public:journey": all_get("422"),
    "public:journey-add": all_get("422"),
    "public:journey-harm": all_get("422"),
    "public:journey-judge": all_get("422"),
    "public:journey-publish": all_get("422"),
    "public:journey-withdraw": all_get("422"),
    "public:opt-out": all_get("200"),  # says nothing of whether there was such a link
    "public:wishes": all_get("422"),
    "public:wishes-unit": all_get("422"),
    "staff:login": all_get("302", anonymous="422"),
    "staff:logout": staff_get("302"),
    "staff:set-password": all_get("422"),
    "staff:me-absence": staff_get("422"),
    "staff:me-absence-remove": all_get("404", anonymous="login", worker="303"),
    "staff:me-language": staff_get("302"),
    "staff:me-password": staff_get("422"),
    "staff:harm-report": all_get("404", anonymous="login", independent="422"),
    "public:answer": all_get("422"),
    "public:group": all_get("422"),
    "public:survey-resume": all_get("422"),
    "staff:wave-interview": from_elsewhere("422"),
    "staff:survey-cancel": holds_survey("422"),
    "staff:survey-edit": holds_survey("422"),
    "staff:survey-move": holds_survey("422"),
    "staff:survey-new": makes_surveys("422"),
    # A form that does not tell what its writer saw is like one that somebody else was ahead of.
    "staff:document-arrange": edits_document("409"),
    "staff:document-bank": edits_document("422"),
    "staff:document-file": makes_surveys("422"),
    "staff:document-heading": edits_document("422"),
    "staff:document-instrument": makes_surveys("303"),
    "staff:document-item": edits_document("409"),
    "staff:document-item-new": edits_document("422"),
    "staff:document-new": makes_surveys("422"),
    "staff:document-next": edits_document("303"),
    "staff:document-page": edits_document("409"),
    "staff:document-preview": edits_document("404"),
    "staff:document-remove": edits_document("409"),
    "staff:document-scale": edits_document("409"),
    "staff:wave-close": holds_survey("303"),
    "staff:wave-edit": holds_survey("422"),
    "staff:wave-goals": holds_survey("303"),  # no number is a goal, too
    "staff:wave-new": holds_survey("422"),
    "staff:wave-open": holds_survey("303"),
    "staff:wave-promise": holds_survey("303"),
    "staff:wave-remove": holds_survey("303"),
    "staff:wave-invitations": {**makes_surveys("422"), "supervisor": "403"},  # of a service
    "staff:wave-batches": keys_papers("422"),
    "staff:wave-papers-given": keys_papers("422"),
    "staff:batch-abandon": keys_papers("422"),
    "staff:batch-again": keys_papers("422"),
    "staff:batch-differences": keys_papers("303"),
    "staff:batch-done": keys_papers("422"),
    "staff:batch-sheet": keys_papers("422"),
    "staff:batch-sheet-new": keys_papers("422"),
    "staff:batch-sheet-remove": keys_papers("303"),
    "staff:voice-answer": readers_get("422", director="403"),
    "staff:voice-as-feedback": readers_get("409", director="403"),
    "staff:voice-hand-on": readers_get("422", director="403"),
    "staff:voice-agenda": readers_get("422", director="403"),
    "staff:voice-close": readers_get("422", director="403"),
    "staff:voice-conclude": readers_get("422", director="403"),
    "staff:voice-discard": readers_get("409", director="403"),
    "staff:voice-calm": readers_get("422", director="403"),
    "staff:voice-interim": readers_get("422", director="403"),
    "staff:voice-urgent": readers_get("303", director="403"),
    "staff:voice-move": readers_get("422", director="403"),
    "staff:voice-note": readers_get("422", director="403"),
    "staff:voice-publish": readers_get("422", director="403"),
    "staff:voice-release": readers_get("409", director="403"),
    "staff:voice-take-down": readers_get("422", director="403"),
    "staff:voice-talk": readers_get("422", director="403"),
    "staff:voice-thank": readers_get("422", director="403"),
    "staff:absence": administrator_gets("422"),
    "staff:absence-new": administrator_gets("422"),
    "staff:absence-remove": administrator_gets("303"),
    "staff:area": administrator_gets("422"),
    "staff:area-new": administrator_gets("422"),
    "staff:authority": administrator_gets("422"),
    "staff:duty": administrator_gets("422"),
    "staff:duty-new": administrator_gets("422"),
    "staff:duty-remove": administrator_gets("303"),
    "staff:import-do": administrator_gets("302"),
    "staff:import-places": administrator_gets("422"),
    "staff:opening": administrator_gets("422"),
    "staff:opening-new": administrator_gets("422"),
    "staff:opening-remove": administrator_gets("303"),
    "staff:person": administrator_gets("422"),
    "staff:person-leaves": administrator_gets("422"),
    "staff:person-link": administrator_gets("303"),
    "staff:person-new": administrator_gets("422"),
    "staff:role": administrator_gets("422"),
    "staff:role-new": administrator_gets("422"),
    "staff:role-remove": administrator_gets("303"),
    "staff:rule": administrator_gets("422"),
    "staff:rule-down": administrator_gets("303"),
    "staff:rule-new": administrator_gets("422"),
    "staff:rule-remove": administrator_gets("303"),
    "staff:rule-up": administrator_gets("303"),
    "staff:service": administrator_gets("422"),
    "staff:service-new": administrator_gets("422"),
    "staff:wish": administrator_gets("422"),
    "staff:wish-down": administrator_gets("303"),
    "staff:wish-new": administrator_gets("422"),
    "staff:wish-retire": administrator_gets("303"),
    "staff:wish-return": administrator_gets("303"),
    "staff:wish-start": administrator_gets("303"),
    "staff:wish-up": administrator_gets("303"),
    "staff:wishes": meets_clients("422"),
    "staff:write-down": meets_clients("422"),
    "staff:write-down-slip": meets_clients("404"),
    "staff:unit": administrator_gets("422"),
    "staff:unit-new": administrator_gets("422"),
}
