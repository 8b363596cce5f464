"""The return as a message: a few sentences to paste into Zalo or an e-mail.

Source: the order of 17/8/2020 names staff, pupils and relatives, in that order; schools tell one
another "có 318/367 CBGVNV (86,6%)".
"""

from collections.abc import Sequence

from bluezone_desktop.domain.counting import Figures, format_count, format_rate
from bluezone_desktop.domain.dates import moment_words
from bluezone_desktop.domain.return_table import Words, round_words
from bluezone_desktop.domain.returns import ReturnContent

_GROUPS = ("staff", "pupils", "relatives")


def summary(content: ReturnContent, words: Words) -> str:
    """A return's figures in sentences, both rates told apart; groups of nobody are left out."""
    total = content.figures.total
    groups = [
        (name, figures)
        for name, figures in zip(_GROUPS, (total.staff, total.pupils, total.relatives), strict=True)
        if figures.total
    ]
    values = {
        "round": _capital(round_words(content.round_name, words)),
        "moment": moment_words(content.as_of, words.language),
        "school": content.school.name,
    }
    if not groups:
        return words("paper.message.nobody", **values)

    sentences = [words("paper.message.of_all", figures=_listed(groups, words), **values)]
    owners = [(name, figures) for name, figures in groups if figures.with_smartphone]
    if owners:
        listed = _listed(owners, words, of_smartphones=True)
        sentences.append(words("paper.message.of_smartphones", figures=listed))
    if not_asked := sum(figures.not_asked for _, figures in groups):
        number = format_count(not_asked, words.language)
        sentences.append(words("paper.message.not_asked", number=number))
    return " ".join(sentences)


def _listed(
    groups: Sequence[tuple[str, Figures]], words: Words, *, of_smartphones: bool = False
) -> str:
    """Each group as in "318/367 CB, GV, NV (86,6%)"."""
    found = []
    for name, figures in groups:
        rate = figures.rate_of_smartphones if of_smartphones else figures.rate_of_total
        whole = figures.with_smartphone if of_smartphones else figures.total
        found.append(
            words(
                f"paper.message.{name}",
                done=format_count(figures.installed, words.language),
                whole=format_count(whole, words.language),
                rate=format_rate(rate, words.language),
            )
        )
    return ", ".join(found)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
