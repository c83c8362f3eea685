"""What `pipeline_peer.py` reads in the text of a JD, by rules and dictionaries."""

import re

from pipeline_catalog import text_key

TITLE_LINES = 12
TITLE_LABEL = re.compile(
    r"(?i)^\W*(?:job|position)?\s*(?:title|role|position|designation)\s*[-:–]")
TITLE_END = re.compile(r"\s[-–—|@]\s|[|(,:\[/]|\b(?:at|for|in|with)\b")
BULLET = re.compile(r"^[\s•●▪◦‣·*\-–—]+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-ÖØ-Þ])")
YEARS = re.compile(r"(?i)(\d{1,2})\s*(?:\+|(?:-|–|to)\s*(\d{1,2}))?\s*\+?\s*(?:years?|yrs?)\b")
DUTY_HEADING = re.compile(
    r"(?i)responsibilit|duties|tasks|your (?:work|role|job)|(?:you will|you['’]ll) do|day to day")
OTHER_HEADING = re.compile(
    r"(?i)require|qualif|skills|you bring|we (?:expect|offer|give)|benefit|education|experience"
    r"|about|salary|to have|who we|perks|expect")
OPTIONAL = re.compile(r"(?i)nice to have|good to have|preferred|bonus points|a plus")
HEADING_LENGTH = 60


class Reading:
    """What the text says: sentences, title, duties, skills and years."""

    def __init__(self, text, catalog):
        lines = [BULLET.sub("", line).rstrip() for line in text.splitlines()]
        lines = [line for line in lines if line]
        self.title, self.title_roles = self._title(lines, catalog)
        self.duties = self._duties(lines)
        self.sentences = [s for line in self.duties for s in SENTENCE_END.split(line) if s]
        optional = OPTIONAL.search(text)
        end = optional.start() if optional else len(text)
        self.skills = {}
        for start, values in catalog.skill_names.find(text):
            skill, alias = values[0]
            self.skills.setdefault(skill, (alias, start < end))
        years = YEARS.search(text)
        self.experience = {
            "min": years and float(years[1]), "max": years and years[2] and float(years[2]),
            "raw": years and years[0],
        }

    @staticmethod
    def _title(lines, catalog):
        """A title of the library and its roles: a line, the start of one, or words in the first."""
        for line in lines[:TITLE_LINES]:
            bare = TITLE_LABEL.sub("", line)
            for part in (bare, TITLE_END.split(bare, maxsplit=1)[0]):
                roles = catalog.roles_of_title.get(text_key(part))
                if roles:
                    return part.strip(), roles
        for line in lines[:3]:
            for _, values in catalog.titles.find(line[:150]):
                return values[0][1], list(dict.fromkeys(role for role, _ in values))
        return None, []

    @staticmethod
    def _duties(lines):
        """The lines under headings of duties; all lines where there is no such heading."""
        duties, inside = [], False
        for line in lines:
            if len(line) <= HEADING_LENGTH and not line.endswith("."):
                if DUTY_HEADING.search(line):
                    inside = True
                    continue
                if OTHER_HEADING.search(line):
                    inside = False
            if inside:
                duties.append(line)
        return duties or lines
