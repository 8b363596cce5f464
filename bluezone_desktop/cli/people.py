"""People: listing them and setting their status."""

from typing import Any

from bluezone_desktop.cli.run import DONE, Request
from bluezone_desktop.domain.people import PersonId
from bluezone_desktop.services import marking
from bluezone_desktop.services import people as register


def people(request: Request) -> int:
    """People at school who match all that is asked, in Vietnamese name order."""
    asked = request.options
    with request.office() as office:
        found = register.find(
            office,
            text=asked.find,
            group=asked.group,
            status=asked.status,
            class_name=asked.class_name,
        )
    if asked.json:
        request.console.data([_plain(one) for one in found])
        return DONE
    texts = request.texts
    request.console.table(
        [texts(f"cli.people.{name}") for name in ("id", "name", "group", "class", "status")],
        [
            (
                one.person.id,
                one.person.full_name or "–",
                texts(f"vocabulary.group.{one.person.group}"),
                one.class_name or "",
                texts(f"vocabulary.status.{one.person.status}"),
            )
            for one in found
        ],
    )
    request.console.say("cli.people.number", number=len(found))
    return DONE


def mark(request: Request) -> int:
    """Set the status of people, as one undo step."""
    asked = request.options
    ids = [PersonId(one) for one in dict.fromkeys(asked.id)]
    with request.office() as office:
        changed = marking.mark(office, ids, asked.status, store=asked.store, on=asked.on).value
    if asked.json:
        request.console.data({"status": asked.status, "marked": len(ids), "changed": changed})
    else:
        request.console.say(
            "cli.mark.done",
            number=len(ids),
            changed=changed,
            status=request.texts(f"vocabulary.status.{asked.status}"),
        )
    return DONE


def _plain(one: register.FoundPerson) -> dict[str, Any]:
    person = one.person
    return {
        "id": person.id,
        "full_name": person.full_name,
        "group": person.group,
        "class": one.class_name,
        "of": list(one.of),
        "relation": one.relations[0] if one.relations else None,
        "sex": person.sex,
        "date_of_birth": person.date_of_birth,
        "code": person.code,
        "phone": person.phone,
        "status": person.status,
        "store": person.store,
        "installed_on": person.installed_on,
    }
