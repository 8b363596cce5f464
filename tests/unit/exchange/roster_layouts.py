"""The made-up school written in the layouts in which class lists arrive.

Every layout gives the grids of one file, and says which of the school's facts it carries, so that a
test can hold what was read against what went in.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.unit.exchange.made_up_school import Pupil, School, SchoolClass
from tests.unit.exchange.table_writers import Grid, Value

YEAR = "NĂM HỌC 2020-2021"


@dataclass
class Written:
    """Grids of one file, and what they carry.

    facts  of the fields of a pupil: which the layout shows
    """

    grids: list[Grid]
    facts: set[str]
    teachers: dict[str, str] = field(default_factory=dict)


def slashed(one: Pupil) -> str:
    return f"{one.born.day:02d}/{one.born.month:02d}/{one.born.year}"


def word(one: Pupil) -> str:
    return "Nữ" if one.female else "Nam"


def csdl(school: School) -> Written:
    """The national database: one sheet, its catalogues beside it, NFC and NFD side by side."""
    header: list[Value] = [
        "STT",
        "Mã lớp",
        unicodedata.normalize("NFD", "Mã học sinh /\nMã định danh Bộ GD&ĐT"),
        "Họ tên",
        "Ngày sinh",
        unicodedata.normalize("NFD", "Giới tính"),
        "Trạng thái HS",
        "Ngày nhập trạng thái",
        "Dân tộc",
        "Tỉnh/Thành phố\n(Theo địa chỉ thường trú)",
        "Số điện thoại\nliên hệ",
        "Số định danh cá nhân",
        "Họ tên cha",
        "Nghề nghiệp cha",
        "Năm sinh cha",
        "Số điện thoại cha",
        "Họ tên mẹ",
        "Năm sinh mẹ",
        "Số điện thoại mẹ",
        "Họ tên người giám hộ",
    ]
    rows = [header]
    for one in school.classes:
        for member in one.pupils:
            rows.append(
                [
                    len(rows),
                    one.name,
                    member.code,
                    unicodedata.normalize("NFD", member.name),
                    slashed(member),
                    word(member),
                    member.gone or "Đang học",
                    "05/09/2020",
                    "Khmer",
                    "Sóc Trăng",
                    member.phone,
                    "094128736650",
                    member.father,
                    "Nông dân",
                    1980,
                    member.father_phone,
                    member.mother,
                    1982,
                    member.mother_phone,
                    "",
                ]
            )
    values: list[list[Value]] = [["Mã", "Tên"]]
    values += [[number, f"Giá trị {number}"] for number in range(12)]
    catalogues = [Grid(name, values) for name in ("GIOI_TINH", "DAN_TOC", "TRANG_THAI", "XA")]
    facts = {"born", "sex", "code", "phone", "father", "father_phone", "mother", "mother_phone"}
    return Written([Grid("Sheet1", rows), *catalogues], facts)


def _vnedu_head(one: SchoolClass) -> list[list[Value]]:
    return [
        ["PHÒNG GD&ĐT HUYỆN MỸ TÚ"],
        ["TRƯỜNG THCS HOÀ BÌNH"],
        ["BẢNG TỔNG HỢP KẾT QUẢ HỌC SINH"],
        ["Năm học 2020 - 2021"],
        [f"LỚP: {one.name}"],
    ]


def vnedu_class(school: School) -> Written:
    """Merged header rows 6–9, the name in two columns under one heading, a mark for girls."""
    grids = []
    for one in school.classes:
        rows = _vnedu_head(one)
        rows.append(["STT", "MÃ VNEDU", "Họ và tên", "", "Ngày sinh", "Nữ", "Dân tộc", "Ghi chú"])
        rows += [[], [], []]
        for number, member in enumerate(one.pupils, 1):
            mark = "x" if member.female else ""
            rows.append(
                [number, member.code, member.surname, member.given, slashed(member), mark, "Kinh"]
            )
        rows += [
            [],
            ["", f"Danh sách này gồm có {len(one.pupils)} em"],
            ["", "", "", "", "", "Ngày 05 tháng 9 năm 2020"],
            ["", "", "", "", "", "HIỆU TRƯỞNG"],
            [],
            ["", "", "", "", "", "Trần Văn Chánh"],
        ]
        merges = [(5, 2, 8, 3), *((5, place, 8, place) for place in (0, 1, 4, 5, 6, 7))]
        grids.append(Grid(f"BANG {one.name.replace('/', '-')}", rows, merges))
    return Written(grids, {"born", "sex", "code"})


def vnedu_contacts(school: School) -> Written:
    """Header in row 7; the parents are known by their telephones alone."""
    grids = []
    for one in school.classes:
        rows = [*_vnedu_head(one), []]
        rows.append(["STT", "Họ và tên", "Ngày sinh", "Điện thoại bố", "Điện thoại mẹ", "Email"])
        for number, member in enumerate(one.pupils, 1):
            rows.append(
                [number, member.name, slashed(member), member.father_phone, member.mother_phone]
            )
        grids.append(Grid(f"Danh ba {one.name.replace('/', '-')}", rows))
    return Written(grids, {"born", "father_phone", "mother_phone"})


def smas(school: School) -> Written:
    """Hidden rows of a program, a hidden column of its ids, a title with the class."""
    grids = []
    teachers = {}
    for one in school.classes:
        rows: list[list[Value]] = [
            ['{"Id":1234,"SchoolId":77}'],
            ["STUDENTID", "ORDER", "CODE", "FULLNAME", "BIRTHDATE", "SEX"],
            ["v3"],
            ["UBND HUYỆN KẾ SÁCH"],
            [f"DANH SÁCH HỌC SINH LỚP {one.name} - {YEAR}"],
            [f"Giáo viên chủ nhiệm: {one.teacher}"],
            [],
            [
                "STUDENTID",
                "TT",
                "Mã học sinh",
                "Họ và tên",
                "Ngày sinh",
                "Giới tính",
                "Họ tên bố",
                "Điện thoại bố",
                "Họ tên mẹ",
                "Điện thoại mẹ",
            ],
        ]
        for number, member in enumerate(one.pupils, 1):
            rows.append(
                [
                    1_000_000 + number,
                    number,
                    member.code,
                    member.name,
                    member.born,
                    word(member),
                    member.father,
                    int(member.father_phone),
                    member.mother,
                    member.mother_phone,
                ]
            )
        teachers[one.name] = one.teacher
        name = one.name.replace("/", "-")
        grids.append(Grid(f"DS {name}", rows, hidden_rows={0, 1, 2}, hidden_columns={0}))
    facts = {"born", "sex", "code", "father", "father_phone", "mother", "mother_phone"}
    return Written(grids, facts, teachers)


def hcm_portal(school: School) -> Written:
    """Title in row 2, header in row 4, twenty-five columns, most of them of no use."""
    grids: list[Grid] = []
    for one in school.classes:
        title = f"DANH SÁCH HỌC SINH LỚP {one.name}"
        header: list[Value] = [
            "STT",
            "Mã học sinh",
            "Họ và tên",
            "Ngày sinh",
            "Phái",
            "Nơi sinh",
            "Dân tộc",
            "Tôn giáo",
            "Số nhà, đường",
            "Phường/Xã",
            "Quận/Huyện",
            "Điện thoại",
            "Email",
            "Họ tên cha",
            "Năm sinh cha",
            "Nghề nghiệp cha",
            "ĐT cha",
            "Họ tên mẹ",
            "Năm sinh mẹ",
            "Nghề nghiệp mẹ",
            "ĐT mẹ",
            "Con thương binh",
            "Diện ưu tiên",
            "Số BHYT",
            "Ghi chú",
        ]
        rows: list[list[Value]] = [["SỞ GIÁO DỤC VÀ ĐÀO TẠO"], [title], [], header]
        for number, member in enumerate(one.pupils, 1):
            rows.append(
                [
                    number,
                    float(member.code),
                    member.name,
                    f"{member.born.day}/{member.born.month}/{member.born.year}",
                    word(member),
                    "Sóc Trăng",
                    "Kinh",
                    "Không",
                    "12 Lê Lợi",
                    "Phường 2",
                    "TP Sóc Trăng",
                    f"{member.phone[:4]}.{member.phone[4:7]}.{member.phone[7:]}",
                    "a@b.vn",
                    member.father,
                    1980,
                    "Nông dân",
                    f"+84 {member.father_phone[1:]}",
                    member.mother,
                    "1982",
                    "",
                    member.mother_phone,
                    "",
                    "",
                    "GD4949",
                    "",
                ]
            )
        grids.append(Grid(f"Sheet{len(grids) + 1}", rows, [(1, 0, 1, 24)]))
    facts = {"born", "sex", "code", "phone", "father", "father_phone", "mother", "mother_phone"}
    return Written(grids, facts)


def k12_online(school: School) -> Written:
    """Stars in the headers, text dates, and a cell with nothing but a blank far below."""
    header: list[Value] = [
        "STT",
        "Họ và tên (*)",
        "Ngày sinh (*)\n(dd/mm/yyyy)",
        "Giới tính (*)\n(0: Nam, 1: Nữ)",
        "Lớp (*)",
        "Họ tên mẹ hoặc người giám hộ (*)",
        "Điện thoại mẹ hoặc người giám hộ (*)",
    ]
    rows: list[list[Value]] = [["DANH SÁCH HỌC SINH"], ["(*) là bắt buộc"], header]
    for one in school.classes:
        for member in one.pupils:
            rows.append(
                [
                    len(rows) - 2,
                    member.name,
                    slashed(member),
                    1 if member.female else 0,
                    one.name,
                    "",
                    "",
                ]
            )
    rows += [[] for _ in range(300)]
    rows.append(["", " "])
    return Written([Grid("Data", rows)], {"born", "sex"})


def misa_sheets(school: School) -> Written:
    """One sheet for each class, which only the sheet's name tells."""
    grids = []
    for one in school.classes:
        rows: list[list[Value]] = [
            ["TRƯỜNG TIỂU HỌC AN THẠNH"],
            ["DANH SÁCH HỌC SINH"],
            [],
            ["STT", "Mã HS", "Họ đệm", "Tên", "Ngày sinh", "Giới tính", "Chỗ ở hiện nay"],
        ]
        for number, member in enumerate(one.pupils, 1):
            rows.append(
                [
                    number,
                    member.code,
                    member.surname,
                    member.given,
                    member.born,
                    word(member).upper(),
                    "Ấp 2",
                ]
            )
        grids.append(Grid(one.name.replace("/", "."), rows))
    return Written(grids, {"born", "sex", "code"})


def misa_together(school: School) -> Written:
    """All classes on one sheet, by a column."""
    rows: list[list[Value]] = [
        ["Mã học sinh", "Họ và tên", "Lớp", "Ngày sinh", "Giới tính", "SĐT phụ huynh"]
    ]
    rows += [
        [
            member.code,
            member.name,
            one.name,
            member.born.isoformat(),
            "F" if member.female else "M",
            member.phone,
        ]
        for one in school.classes
        for member in one.pupils
    ]
    return Written([Grid("Danh sách", rows)], {"born", "sex", "code", "guardian_phone"})


def _block_row(number: int, member: Pupil) -> list[Value]:
    # Every third date has slipped into a serial number, as happens when columns are pasted.
    serial = (member.born.toordinal() - 693594) if number % 3 == 0 else slashed(member)
    return [number, f" {member.name} ", serial, "X" if member.female else "", "Kinh", ""]


BLOCK_HEADER: list[Value] = ["STT", "Họ và tên", "Ngày sinh", "Nữ", "Dân tộc", "K.tật"]


def blocks(school: School) -> Written:
    """Made by the school: "LỚP 1A" above each block, the header again in each."""
    rows: list[list[Value]] = [
        ["TRƯỜNG TIỂU HỌC AN THẠNH 2"],
        [f"DANH SÁCH PHÂN LỚP KHỐI 1 {YEAR}"],
        [],
    ]
    for one in school.classes:
        rows += [[f"LỚP {one.name}"], BLOCK_HEADER]
        rows += [_block_row(number, member) for number, member in enumerate(one.pupils, 1)]
        girls = sum(1 for member in one.pupils if member.female)
        rows.append(["Tổng cộng", f"{len(one.pupils)} học sinh", "", girls])
    rows += [
        [],
        ["", "Người lập", "", "", "Hiệu trưởng"],
        ["", "Lê Thị Tư", "", "", "Phan Văn Năm"],
    ]
    return Written([Grid("Sheet", rows)], {"born", "sex"})


def blocks_one_header(school: School) -> Written:
    """The header only once, the first class row above it, teachers named in the class rows."""
    rows: list[list[Value]] = [["DANH SÁCH HỌC SINH TOÀN TRƯỜNG"], []]
    teachers = {}
    for place, one in enumerate(school.classes):
        line = f"Lớp {one.name} - GVCN: {one.teacher}"
        rows.append([line] if place == 0 else ["", line])
        teachers[one.name] = one.teacher
        if place == 0:
            rows.append(BLOCK_HEADER)
        rows += [_block_row(number, member) for number, member in enumerate(one.pupils, 1)]
        rows.append(["", f"Danh sách lớp này gồm có {len(one.pupils)} em."])
    rows += [[], ["", "", "Hiệu trưởng"], ["", "", "Phan Văn Năm"]]
    return Written([Grid("Sheet1", rows)], {"born", "sex"}, teachers)


def two_levels(school: School) -> Written:
    """Headings over headings: day, month, year; sex in two columns; parents with two each."""
    top: list[Value] = [
        "TT",
        "Lớp",
        "Họ và tên học sinh",
        "Ngày, tháng, năm sinh",
        "",
        "",
        "Giới tính",
        "",
        "Cha",
        "",
        "Mẹ",
        "",
    ]
    low: list[Value] = [
        "",
        "",
        "",
        "Ngày",
        "Tháng",
        "Năm",
        "Nam",
        "Nữ",
        "Họ và tên",
        "Số ĐT",
        "Họ và tên",
        "Số ĐT",
    ]
    labels: list[Value] = [f"({number})" for number in range(1, 13)]
    rows: list[list[Value]] = [["Phụ lục 2"], ["DANH SÁCH HỌC SINH"], top, low, labels]
    for one in school.classes:
        for member in one.pupils:
            rows.append(
                [
                    len(rows) - 4,
                    one.name,
                    member.name.upper(),
                    member.born.day,
                    f"{member.born.month:02d}",
                    member.born.year,
                    "" if member.female else "x",
                    "x" if member.female else "",
                    member.father,
                    member.father_phone,
                    member.mother,
                    member.mother_phone,
                ]
            )
    merges = [
        *((2, place, 3, place) for place in (0, 1, 2)),
        (2, 3, 2, 5),
        (2, 6, 2, 7),
        (2, 8, 2, 9),
        (2, 10, 2, 11),
    ]
    facts = {"born", "sex", "father", "father_phone", "mother", "mother_phone", "upper"}
    return Written([Grid("DS", rows, merges)], facts)


LAYOUTS: dict[str, Callable[[School], Written]] = {
    layout.__name__: layout
    for layout in (
        csdl,
        vnedu_class,
        vnedu_contacts,
        smas,
        hcm_portal,
        k12_online,
        misa_sheets,
        misa_together,
        blocks,
        blocks_one_header,
        two_levels,
    )
}
