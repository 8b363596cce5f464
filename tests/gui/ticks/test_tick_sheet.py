"""How households lie on a tick sheet."""

from dataclasses import replace

from bluezone_desktop.domain.counting import Figures
from bluezone_desktop.domain.people import (
    Household,
    KinshipId,
    Person,
    PersonId,
    RelativeOf,
)
from bluezone_desktop.domain.vocabulary import Group, Relation, Status
from bluezone_desktop.gui.ticks.sheet import (
    ColumnKind,
    lay_out,
    pupil_columns,
    pupil_figures,
    relative_figures,
    staff_columns,
)


def pupil(
    name: str, *relatives: tuple[Relation, str], status: Status = Status.NOT_ASKED
) -> Household:
    return Household(
        Person(PersonId(name), Group.PUPIL, name, status=status),
        tuple(
            RelativeOf(
                KinshipId(f"{name}/{who}"),
                relation,
                Person(PersonId(who), Group.RELATIVE, who),
            )
            for relation, who in relatives
        ),
    )


def names(household: Household) -> list[str | None]:
    _, rows = lay_out((household,), pupil_columns)
    return [person.full_name if person else None for person in rows[0].cells]


def test_each_relative_stands_in_a_cell_of_their_own() -> None:
    """A key, a tooltip and a screen reader speak of one person: nobody shares a cell."""
    household = pupil(
        "An",
        (Relation.MOTHER, "Mai"),
        (Relation.FATHER, "Ba"),
        (Relation.GUARDIAN, "Tư"),
        (Relation.GRANDMOTHER, "Bảy"),
    )
    assert names(household) == ["An", "An", "An", "Ba", "Mai", "Bảy", "Tư", None]


def test_a_second_father_is_not_lost() -> None:
    """Lists carry a father and a stepfather under one word; both must be tickable."""
    household = pupil("An", (Relation.FATHER, "Ba"), (Relation.FATHER, "Dượng"))
    columns, rows = lay_out((household,), pupil_columns)
    other = [place for place, column in enumerate(columns) if column.kind is ColumnKind.OTHER]
    assert names(household)[other[0]] == "Dượng"
    assert rows[0].relations[other[0]] is Relation.FATHER
    assert len(other) == 1


def test_classes_without_relatives_have_the_same_columns() -> None:
    """Going from class to class must not move the column under the hand."""
    with_parents = pupil_columns([pupil("An", (Relation.FATHER, "Ba"))])
    assert pupil_columns([pupil("An")]) == with_parents == pupil_columns([])


def test_staff_show_job_and_group_and_relatives_in_one_kind_of_column() -> None:
    """Staff have no usual relative, so all of theirs stand under one heading."""
    teacher = Household(
        Person(PersonId("t"), Group.TEACHER, "Tú", job="GVCN 6A1"),
        pupil("x", (Relation.MOTHER, "Mai"), (Relation.OTHER, "Hùng")).relatives,
    )
    columns, rows = lay_out((teacher,), staff_columns)
    kinds = [column.kind for column in columns]
    assert kinds == [
        ColumnKind.NUMBER,
        ColumnKind.NAME,
        ColumnKind.JOB,
        ColumnKind.GROUP,
        ColumnKind.OWN,
        ColumnKind.OTHER,
        ColumnKind.OTHER,
        ColumnKind.NOTE,
    ]
    assert rows[0].relations[5:7] == (Relation.MOTHER, Relation.OTHER)


def test_a_parent_of_two_pupils_of_the_class_counts_once() -> None:
    """The counting rule: one parent of several pupils is one person."""
    twins = [
        pupil("An", (Relation.MOTHER, "Mai"), status=Status.INSTALLED),
        pupil("Bình", (Relation.MOTHER, "Mai"), (Relation.FATHER, "Ba")),
    ]
    assert relative_figures(twins).total == 2
    assert pupil_figures(twins) == Figures(total=2, asked=1, with_smartphone=1, installed=1)


def test_column_keys_are_unique() -> None:
    """Widths are remembered under them."""
    household = pupil("An", *((Relation.OTHER, f"người {n}") for n in range(4)))
    keys = [column.key for column in pupil_columns([replace(household)])]
    assert len(set(keys)) == len(keys)
