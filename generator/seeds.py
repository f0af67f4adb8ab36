"""The records that people write: guide.yml in each guide's folder, lineages.yml and batches.yml."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from generator.errors import InputError, refuse
from generator.ids import DirectionId, GuideId, guide_of, is_anchor, split_place
from generator.model import FundingKind, QuotaKind, Source, Stage
from generator.read import file_bytes
from generator.seedfile import (
    Bilingual,
    Count,
    DayOrMonth,
    Filled,
    Month,
    Strict,
    Year,
    line_of_key,
    load,
)
from generator.text.contacts import web_address

RECORD = "guide.yml"
OneLine = Annotated[Filled, Field(pattern=r"^[^\n\r\x{85}\x{2028}\x{2029}]*$")]
Batch = Annotated[int, Field(ge=1, le=999)]
GuideRef = Annotated[str, AfterValidator(lambda text: str(GuideId.parse(text)))]
"""A guide's id."""
DirectionRef = Annotated[str, AfterValidator(lambda text: str(DirectionId.parse(text)))]
"""A direction's id."""


class Seeds:
    """The paths of files and folders in the seeds folder ``root``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.guides = root / "guides"
        """One folder for each guide."""
        self.vocabulary = root / "vocabulary"
        self.catalogue = root / "translations" / "en.po"
        """The guides' segments in English."""
        self.patterns = root / "translations" / "patterns.yml"
        """English for segments that differ from known ones only in numbers, names or the words of a list."""
        self.interface = root / "translations" / "interface.zh.po"
        """The site's own words in Chinese."""
        self.ledger = root / "ledger.yml"
        """Every public path and anchor ever published."""
        self.versions = root / "data"
        """The archives of the versions of the data, which `guides release` writes."""
        self.redirects = root / "redirects.yml"
        """The new places of published paths and anchors that no longer exist."""
        self.lineages = root / "lineages.yml"
        """A person's decisions on which directions continue others, where the rule cannot decide."""
        self.batches = root / "batches.yml"
        """Batches whose guides are not held here."""


class QuotaRecord(Strict):
    """A number of projects, as in the data."""

    min: Count | None
    max: Count | None
    kind: QuotaKind

    @model_validator(mode="after")
    def _in_order(self) -> QuotaRecord:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min} is more than max {self.max}")
        return self


class FundingRecord(Strict):
    """Money in CNY, as in the data."""

    amount_cny: Count | None
    kind: FundingKind


class FinalText(Strict):
    """The public figures of a final text that is not held here; they stand in the record of its draft."""

    announced: Month
    directions: Count
    partners: Count
    projects: QuotaRecord
    funding: FundingRecord


class AssumedRecord(Strict):
    """A fact that the text does not state, and a person's reason to take it for true."""

    key: Literal["year", "batch", "series", "stage"]
    reason: Bilingual


class CorrectionRecord(Strict):
    """A misprint: its place, the words printed, and those meant."""

    at: str
    printed: Filled
    meant: Bilingual
    note: Bilingual | None = None

    @field_validator("at")
    @classmethod
    def _place(cls, at: str) -> str:
        direction, anchor = split_place(at)
        DirectionId.parse(direction)
        if not is_anchor(anchor):
            raise ValueError("expected a direction id, # and an anchor")
        return at

    @property
    def direction(self) -> str:
        """The id of the direction that holds the misprint."""
        return split_place(self.at)[0]

    @property
    def anchor(self) -> str:
        """The anchor of the item that holds it."""
        return split_place(self.at)[1]


class MatchRecord(Strict):
    """A direction of this final text, and the direction of the draft that it continues, or null."""

    new: DirectionRef
    old: DirectionRef | None


class RecognisedRecord(Strict):
    """The scan from which a guide's text was recognised; a person compared the two."""

    scan: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    """The name of its file in the guide's folder."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class GuideRecord(Strict):
    """guide.yml: facts about a guide, which its text does not always state."""

    id: GuideRef
    year: Year
    batch: Batch
    stage: Stage
    title: OneLine | None
    source_url: Annotated[str, AfterValidator(web_address)] | None
    published: DayOrMonth | None
    received: OneLine
    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    supersedes: GuideRef | None
    final: FinalText | None = None
    assumed: tuple[AssumedRecord, ...] = ()
    matches: tuple[MatchRecord, ...] = ()
    corrections: tuple[CorrectionRecord, ...]
    recognised: RecognisedRecord | None = None


class LineageRecord(Strict):
    """Two directions, of an earlier and a later batch, and a person's reason to join or separate them."""

    earlier: DirectionRef
    later: DirectionRef
    reason: Filled

    @model_validator(mode="after")
    def _forwards(self) -> LineageRecord:
        earlier, later = (GuideId.parse(guide_of(d)) for d in (self.earlier, self.later))
        if (earlier.year, earlier.batch) >= (later.year, later.batch):
            raise ValueError(f"{self.earlier} is of no earlier batch than {self.later}")
        return self


class LineageRecords(Strict):
    """lineages.yml: a person's decisions where the rule for lineages cannot decide."""

    join: tuple[LineageRecord, ...] = ()
    apart: tuple[LineageRecord, ...] = ()


class MissingBatch(Strict):
    """A published batch whose guide is not held here."""

    year: Year
    batch: Batch | None = None


@dataclass(frozen=True, slots=True)
class Seed:
    """A guide's record and its folder."""

    record: GuideRecord
    folder: Path

    @property
    def path(self) -> Path:
        """The path of the file as received."""
        return self.folder / self.record.file

    @property
    def identity(self) -> GuideId:
        """The guide's id, parsed."""
        return GuideId.parse(self.record.id)

    @property
    def source(self) -> Source:
        """The received name and the checksum of the file."""
        return Source(self.record.received, self.record.sha256)


def guide_folders(folder: Path) -> list[Path]:
    """Return the folders of the guides in ``folder``; InputError if it is not a folder."""
    if not folder.is_dir():
        raise InputError("is no folder of guides", folder)
    return sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] != ".")


def load_seeds(folder: Path, broken: Callable[[InputError], None] = refuse) -> list[Seed]:
    """Return the guides in ``folder`` in the order of their ids.

    ``broken`` is called with the error of each broken guide; if it returns, the guide is left out.
    """
    seeds = []
    for path in guide_folders(folder):
        try:
            seed = Seed(load(path / RECORD, GuideRecord), path)
            for location, problem in _contradictions(seed):
                message = f"{location[0]}: {problem}"
                raise InputError(message, path / RECORD, line_of_key(path / RECORD, location))
        except InputError as error:
            broken(error)
        else:
            seeds.append(seed)
    return sorted(seeds, key=lambda seed: seed.identity)


def _contradictions(seed: Seed) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield (location of an entry, the problem) where guide.yml contradicts itself, its folder or its file."""
    record = seed.record
    if record.id != seed.folder.name:
        yield ("id",), f"{record.id} stands in the folder {seed.folder.name}"
    identity = seed.identity
    if (identity.year, identity.batch, identity.stage) != (record.year, record.batch, record.stage):
        yield ("id",), f"{record.id} is not what year, batch and stage make"
    draft = None if record.stage == "draft" else f"{record.id}-draft"
    if record.supersedes not in (None, draft):
        allowed = f"expected null or {draft}" if draft else "a draft supersedes nothing"
        yield ("supersedes",), f"{record.supersedes} is no draft of this guide: {allowed}"
    if digest(file_bytes(seed.path)) != record.sha256:
        yield ("sha256",), f"{record.file} is not the file that was received"
    scan = record.recognised
    if scan and digest(file_bytes(seed.folder / scan.scan)) != scan.sha256:
        yield ("recognised",), f"{scan.scan} is not the scan that was received"
    matched: set[str] = set()
    for index, match in enumerate(record.matches):
        new, old = match.new, match.old
        if guide_of(new) != record.id or (old and guide_of(old) != record.supersedes):
            yield ("matches", index), f"{new} and {old} are in other guides"
        for direction in (new, old):
            if direction in matched:
                yield ("matches", index), f"{direction} is matched twice"
        matched |= {new} if old is None else {new, old}
    for index, correction in enumerate(record.corrections):
        if guide_of(correction.direction) != record.id:
            yield ("corrections", index), f"{correction.at} is in another guide"


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
