"""A made-up school as the Excel lists that schools really have: three layouts and the staff."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from bluezone_desktop.domain.made_up import MadeUpClass, MadeUpPupil, MadeUpSchool
from bluezone_desktop.domain.vocabulary import Relation, Sex

Rows = list[list[object]]
_MADE = datetime(2020, 8, 17, 7, 0, tzinfo=UTC)


def write_lists(folder: Path, made_up: MadeUpSchool) -> list[Path]:
    """Write the lists into ``folder``. Returns the files, in the order a clerk would import them.

    The lower half of the grades comes as one export of the national database, the next as a
    workbook of one class each, the last as one sheet with a block for each class; then the staff.
    """
    folder.mkdir(parents=True, exist_ok=True)
    grades = sorted({_grade(one) for one in made_up.classes})
    half = grades[: len(grades) // 2]
    last = grades[-1]
    files = [
        _save(
            folder / f"CSDL nganh - khoi {'-'.join(half)}.xlsx",
            {"Sheet1": _national([c for c in made_up.classes if _grade(c) in half])},
        )
    ]
    files += [
        _save(folder / f"SMAS - lop {one.name}.xlsx", {"DS": _one_class(one)}, hidden_rows=3)
        for one in made_up.classes
        if _grade(one) not in half and _grade(one) != last
    ]
    blocks = _blocks(made_up, [c for c in made_up.classes if _grade(c) == last])
    files.append(_save(folder / f"Danh sach khoi {last}.xlsx", {f"Khối {last}": blocks}))
    files.append(_save(folder / "Can bo giao vien nhan vien.xlsx", {"CBGVNV": _staff(made_up)}))
    return files


def _grade(one: MadeUpClass) -> str:
    return one.name.split("A")[0]


def _national(classes: Sequence[MadeUpClass]) -> Rows:
    rows: Rows = [
        [
            "STT",
            "Mã lớp",
            "Mã học sinh /\nMã định danh Bộ GD&ĐT",
            "Họ tên",
            "Ngày sinh",
            "Giới tính",
            "Trạng thái HS",
            "Họ tên cha",
            "SĐT cha",
            "Họ tên mẹ",
            "SĐT mẹ",
            "Họ tên người giám hộ",
            "SĐT người giám hộ",
        ]
    ]
    for one in classes:
        for pupil in one.pupils:
            row = [len(rows), one.name, pupil.code, pupil.full_name, _day(pupil.date_of_birth)]
            rows.append([*row, _sex(pupil.sex), "Đang học", *_relatives(pupil, _ALL)])
    return rows


def _one_class(one: MadeUpClass) -> Rows:
    rows: Rows = [
        ['{"Id":1234,"SchoolId":77}'],
        ["STUDENTID"],
        ["v3"],
        [f"DANH SÁCH HỌC SINH LỚP {one.name} - NĂM HỌC 2020-2021"],
        [f"Giáo viên chủ nhiệm: {one.homeroom_teacher}"],
        [],
        [
            "TT",
            "Mã học sinh",
            "Họ và tên",
            "Ngày sinh",
            "Giới tính",
            "Họ tên bố",
            "Điện thoại bố",
            "Họ tên mẹ",
            "Điện thoại mẹ",
            "Người giám hộ",
            "Điện thoại người giám hộ",
        ],
    ]
    for number, pupil in enumerate(one.pupils, start=1):
        born = date.fromisoformat(pupil.date_of_birth)
        row = [number, pupil.code, pupil.full_name, born, _sex(pupil.sex)]
        rows.append([*row, *_relatives(pupil, _ALL)])
    return rows


def _blocks(made_up: MadeUpSchool, classes: Sequence[MadeUpClass]) -> Rows:
    rows: Rows = [
        [made_up.school.name.upper()],
        [f"DANH SÁCH HỌC SINH KHỐI {_grade(classes[0])} NĂM HỌC 2020 - 2021"],
    ]
    for one in classes:
        rows += [
            [],
            [f"LỚP {one.name}"],
            [f"GVCN: {one.homeroom_teacher}"],
            [
                "STT",
                "Họ và tên",
                "Ngày sinh",
                "Nữ",
                "Họ tên cha",
                "ĐT cha",
                "Họ tên mẹ",
                "ĐT mẹ",
                "Người giám hộ",
                "ĐT người giám hộ",
            ],
        ]
        for number, pupil in enumerate(one.pupils, start=1):
            mark = "x" if pupil.sex is Sex.FEMALE else None
            row = [number, pupil.full_name, _day(pupil.date_of_birth), mark]
            rows.append([*row, *_relatives(pupil, _ALL)])
        rows.append(["Danh sách này gồm có", f"{len(one.pupils)} em"])
    rows += [[], [None, "Người lập", None, None, None, "Hiệu trưởng"]]
    rows += [[], [None, made_up.school.preparer, None, None, None, made_up.school.head]]
    return rows


def _staff(made_up: MadeUpSchool) -> Rows:
    rows: Rows = [
        [made_up.school.name.upper()],
        ["DANH SÁCH CÁN BỘ, GIÁO VIÊN, NHÂN VIÊN NĂM HỌC 2020-2021"],
        [],
        ["STT", "Họ và tên", "Ngày sinh", "Nữ", "Chức vụ", "Điện thoại", "Ghi chú"],
    ]
    for number, member in enumerate(made_up.staff, start=1):
        mark = "x" if member.sex is Sex.FEMALE else None
        day = _day(member.date_of_birth)
        rows.append([number, member.full_name, day, mark, member.job, member.phone])
    return rows


_ALL = (Relation.FATHER, Relation.MOTHER, Relation.GUARDIAN)


def _relatives(pupil: MadeUpPupil, relations: Sequence[Relation]) -> list[object]:
    cells: list[object] = []
    for relation in relations:
        found = next((r for r in pupil.relatives if r.relation is relation), None)
        cells += [found.full_name, found.phone] if found else [None, None]
    return cells


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def _sex(sex: Sex) -> str:
    return "Nữ" if sex is Sex.FEMALE else "Nam"


def _write_row(sheet: Any, number: int, row: list[object], plain: Any, day: Any) -> None:
    for column, value in enumerate(row):
        if isinstance(value, date):
            sheet.write_datetime(number, column, datetime.combine(value, time()), day)
        elif isinstance(value, int):
            sheet.write_number(number, column, value, plain)
        elif value is not None:
            sheet.write_string(number, column, str(value), plain)


def _save(path: Path, sheets: dict[str, Rows], *, hidden_rows: int = 0) -> Path:
    import xlsxwriter  # late: only the demo writes lists

    from bluezone_desktop.exchange.safe_files import write_safely

    def write(part: Path) -> None:
        # In the year it is about, so that the same seed gives the same bytes.
        with xlsxwriter.Workbook(part, {"strings_to_formulas": False}) as book:
            book.set_properties({"created": _MADE})
            plain = book.add_format({"font_name": "Times New Roman", "font_size": 12})
            bold = book.add_format({"font_name": "Times New Roman", "font_size": 12, "bold": True})
            day = book.add_format({"font_name": "Times New Roman", "num_format": "dd/mm/yyyy"})
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    _write_row(sheet, number, row, bold if len(row) == 1 else plain, day)
                widest = max(rows, key=len)
                for column in range(len(widest)):
                    long = max(len(str(r[column] or "")) for r in rows if len(r) == len(widest))
                    sheet.set_column(column, column, min(max(long + 2, 6), 30))
                for number in range(hidden_rows):
                    sheet.set_row(number, None, None, {"hidden": True})

    write_safely(path, write, overwrite=True)
    return path
