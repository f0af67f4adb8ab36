"""The sentence above a picture: what its newest guides say, computed from the same directions that the picture draws.

Final texts and drafts are told apart. Each function takes the views of the page that shows the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from generator.ids.addresses import parse_path
from generator.link.batches import Batch
from generator.link.totals import totals
from generator.model import Direction, Stage
from generator.write.pages.page import figures
from generator.write.pages.partner import named_partners
from generator.write.views import Views

_NEWEST = 2
"""Number of guides of which a sentence tells."""
_TIED = 3
"""Maximum number of equals that a sentence names."""


def partner(v: Views) -> str:
    """Return what the newest guides with the partner of the page plan with it."""
    code = parse_path(v.path).name
    return _planned(v, v.partner(code).text, v.library.direct(code))


def lineage(v: Views) -> str:
    """Return what the newest guides of the lineage of the page plan."""
    latest = v.library.lineage(parse_path(v.path).name).latest
    partners = v.partner_names(v.library.directions[latest[-1]])
    return _planned(v, v.phrases.comma.join(partners), latest)


def _planned(v: Views, subject: str, direction_ids: Iterable[str]) -> str:
    wanted = list(direction_ids)
    batches = v.library.axis(wanted)
    held = [
        (batch, found)
        for batch, found in zip(batches, v.library.by_batch(batches, wanted), strict=True)
        if found
    ]
    told = [_in_guide(v, batch, figures(v, *v.sums(found))) for batch, found in held[-_NEWEST:]]
    return v._("{subject}: {told}").format(subject=subject, told=v._("; ").join(told))


def _in_guide(v: Views, batch: Batch, told: str) -> str:
    """Return ``told`` with the guide of ``batch``: “15 projects in the draft of 2023, batch 1”."""
    words: dict[Stage | None, str] = {
        "final": v._("{told} in the final text of {batch}"),
        "draft": v._("{told} in the draft of {batch}"),
    }
    return words[batch.stage].format(told=told, batch=v.batch_of(batch.year, batch.number))


def share(v: Views) -> str:
    """Return how many directions of the newest guides name the domain of the page."""
    code = parse_path(v.path).name
    wanted = v.library.by_domain[code]
    told = [
        _in_guide(
            v,
            batch,
            (v._("{part} of {directions}") if naming else v._("none of {directions}")).format(
                part=len(naming), directions=v.phrases.directions(len(every))
            ),
        )
        for batch, naming, every in v.library.parts(v.library.axis(wanted), wanted)[-_NEWEST:]
    ]
    return v._("{subject}: {told}").format(subject=v.domain(code).text, told=v._("; ").join(told))


def domains(v: Views) -> str:
    """Return the domains that most directions of the newest guides name."""
    told = []
    for batch, _, every in v.library.parts(v.library.whole_axis, ())[-_NEWEST:]:
        counts = {
            v.domain(code).text: sum(code in d.domains for d in every)
            for code in v.library.by_domain
        }
        if most := _most(v, counts):
            names, count, several = most
            each = v._("{names} ({part} of {directions} each)")
            share = (each if several else v._("{names} ({part} of {directions})")).format(
                names=names, part=count, directions=v.phrases.directions(len(every))
            )
            told.append(_in_guide(v, batch, share))
    return _listed(v, v._("Named most: {told}"), told)


def directions(v: Views) -> str:
    """Return the partners that most directions name in their titles."""
    return _by_stage(
        v,
        v.library.whole_axis,
        v._("Most directions: {told}"),
        len,
        lambda found: v.phrases.count(len(found)),
    )


def projects(v: Views) -> str:
    """Return the partners with most projects."""

    def say(found: list[Direction]) -> str:
        sums = totals(found)
        count = v._("{count}").format(count=sums.projects[1])
        return v.phrases.summed(count, sums.projects[1], sums.without_projects)

    return _by_stage(
        v,
        v.library.legible_axis,
        v._("Most projects: {told}"),
        lambda found: totals(found).projects[1],
        say,
    )


def funding(v: Views) -> str:
    """Return the partners with most money."""

    def say(found: list[Direction]) -> str:
        sums = totals(found)
        money = v.phrases.money(sums.amount_cny)
        return v.phrases.summed(money, sums.amount_cny, sums.without_funding)

    return _by_stage(
        v,
        v.library.legible_axis,
        v._("Most funding: {told}"),
        lambda found: totals(found).amount_cny,
        say,
    )


def _by_stage(
    v: Views,
    batches: Sequence[Batch],
    wording: str,
    amount: Callable[[list[Direction]], int],
    say: Callable[[list[Direction]], str],
) -> str:
    """Return the partners with the largest ``amount`` in the guides of ``batches``, final texts and drafts apart.

    ``say`` returns the number of a partner's directions in words.
    """
    words: dict[Stage, str] = {
        "final": v._("{names}, {number} in final texts"),
        "draft": v._("{names}, {number} in drafts"),
    }
    told = []
    for stage, words_of_stage in words.items():
        held = [batch for batch in batches if batch.stage == stage]
        found = {
            v.partner(code).text: list(
                chain.from_iterable(v.library.by_batch(held, v.library.direct(code)))
            )
            for code in named_partners(v)
        }
        if most := _most(v, {name: amount(some) for name, some in found.items()}):
            names, count, several = most
            first = next(some for some in found.values() if amount(some) == count)
            number = v._("{number} each").format(number=say(first)) if several else say(first)
            told.append(words_of_stage.format(names=names, number=number))
    return _listed(v, wording, told)


def _listed(v: Views, wording: str, told: Sequence[str]) -> str:
    return wording.format(told=v._("; ").join(told)) if told else ""


def _most(v: Views, counts: dict[str, int]) -> tuple[str, int, bool] | None:
    """Return (the names with the largest number, that number, whether there are several); None if all are 0."""
    most = max(counts.values(), default=0)
    tied = [name for name, count in counts.items() if count == most]
    if not most:
        return None
    if len(tied) > _TIED:
        return v._("{count} with the same number").format(count=len(tied)), most, True
    return v.phrases.listing(tied), most, len(tied) > 1
