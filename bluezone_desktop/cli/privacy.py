"""Personal data: removing them for good."""

from bluezone_desktop.cli.run import DONE, Request
from bluezone_desktop.domain.errors import KnownError
from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.services import erasing
from bluezone_desktop.services.office import Office


def erase(request: Request) -> int:
    """Erase one person, or everybody's personal data, journal and backups included."""
    asked = request.options
    if asked.campaign and not asked.yes:
        raise KnownError("errors.erase_unsure")
    # Taken for this command alone: an open window would go on showing who is gone.
    with Office.open(request.folder, make=False, for_window=True) as office:
        if asked.campaign:
            erased = erasing.erase_campaign(office).value
        else:
            erased = erasing.erase_person(office, PersonId(asked.person)).value
    key = "cli.erase.campaign" if asked.campaign else "cli.erase.person"
    request.console.say(key, people=erased.people, relatives=erased.relatives)
    request.console.say("cli.erase.backups", backups=erased.backups, copies=erased.copies)
    if erased.left:
        names = ", ".join(map(str, erased.left))
        raise KnownError("errors.erase_left", number=len(erased.left), files=names)
    return DONE
