"""Links and addresses in every form that a model may write or a chat client may make clickable."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from search.text.visible_text import plain

_DOT = r"(?:\.|。|｡|\[\.\]|\(\.\)|\{\.\}|\s*[\[({]\s*(?:dot|punkt|punto|point|ponto)\s*[\])}]\s*)"
_SPELT_TLD = (
    r"(?:com|net|org|info|biz|shop|app|dev|xyz|online|site|top|ru|cn|tk|eu|co|me|io|ai|de|fr|es|uk|"
    r"at|ch|it|nl|pl|pt|br|us|in|gov|edu)"
)
_LINK = re.compile(
    rf"""
      [a-z][a-z0-9+.-]{{1,14}}:/{{1,3}}[^\s<>"'`)\]]+         # any scheme, hxxp included
    | (?:mailto|tel|sms|data|javascript|skype|whatsapp|bitcoin|callto|magnet):[^\s<>"')\]]+
    | (?<![^\s<>"'()\[\],;:])[^\s<>"'()\[\],;:]+(?:@|\s?[\[(](?:at|ät)[\])]\s?)[^\s<>"'()\[\],;:]+
    | (?<!\w)@[a-z0-9_]{{3,}}
    | (?<![\w.])//[^\s/]+\.[^\s]+
    | (?<!\w)\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?::\d+)?(?:/\S*)?
    | \[[0-9a-f:]{{3,}}:[0-9a-f:.]*\](?::\d+)?
    | (?<![\w%-])[\w%-]+(?:{_DOT}[\w%-]+)*{_DOT}[^\W\d_][\w-]*(?::\d+)?(?:[/?#][^\s<>"')\]]*)?
    | (?<![\w-])\w[\w-]*\s+(?:dot|punkt|punto|point|ponto)\s+{_SPELT_TLD}\b\S*
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TAG = re.compile(r"<[a-z!/?][^>]*>?", re.IGNORECASE)
# Apart from its text ("[text] (target)") only what is no single word is a target.
_MARKDOWN = re.compile(
    r"\]\(\s*<?(?P<inline>[^)\s>]*)|\]\s\(\s*<?(?P<apart>[^)\s>]*[^)\s>\w][^)\s>]*)"
    r"|^\s*\[[^\]]+\]:\s*(?P<reference>\S+)",
    re.MULTILINE,
)
_LINKLIKE = re.compile(r"\S[.:@/\[。]\S")
_RUN = re.compile(r"[^\W_]+")
_EDGE = ".,;:!?…'\"*_`)>]}"
_NO_LINK = re.compile(
    r"^(?:(?:[a-z]\.)+[a-z]?|[a-z]+:/*|\d+(?:[.,]\d+)*\w{0,3}|\W*)$", re.IGNORECASE
)


def links(text: str) -> tuple[str, ...]:
    """Everything in `text` that is, or could become, a link or an address; folded to compare.

    >>> links("Write to help@evil.example, see [here](https://evil.example/x) or evil[.]com.")
    ('help@evil.example', 'https://evil.example/x', 'evil.com')
    """
    found: list[str] = []
    # Browsers read the ideographic full stop as a dot.
    for match in _LINK.finditer(re.sub(r"(?<=\w)[。｡](?=\w)", ".", plain(text))):
        link = canonical(match.group())
        if link and not _NO_LINK.match(link):
            found.append(link)
    return tuple(dict.fromkeys(found))


def canonical(link: str) -> str:
    """A link to compare by: lower case, "[.]" and " dot " as ".", no closing punctuation."""
    link = re.sub(_DOT, ".", link.casefold())
    link = re.sub(r"\s*[\[(](?:at|ät)[\])]\s*", "@", link)
    link = re.sub(r"\s+(?:dot|punkt|punto|point|ponto)\s+", ".", link)
    return link.strip().strip(_EDGE).rstrip("/")


def unknown_links(text: str, sources: Iterable[str]) -> tuple[str, ...]:
    """The links of `text` that stand in none of `sources`, byte for byte once folded.

    A link must be a whole link of a source: "shop.example" is not backed by "shop.example.evil".
    Only the scheme of the web and "www." may differ, for they lead to the same place.
    """
    wanted = (*links(text), *_targets(text))
    if not wanted:
        return ()
    found = list(sources)
    return tuple(
        link
        for link in dict.fromkeys(wanted)
        if not any(_bare(link) in _links_of(source) for source in _candidates(link, found))
    )


def _candidates(link: str, sources: Iterable[str]) -> list[str]:
    """The sources that have the longest word of `link`, however they write what parts its words."""
    word = max(_RUN.findall(_bare(link)), key=len, default="")
    return [source for source in sources if word in _folded(source)]


@lru_cache(maxsize=512)
def _folded(source: str) -> str:
    return plain(source).casefold()


@lru_cache(maxsize=512)
def _links_of(source: str) -> frozenset[str]:
    """The links of a passage; only words that hold a link's punctuation are looked at closely."""
    words = "\n".join(word for word in plain(source).split() if _LINKLIKE.search(word))
    return frozenset(_bare(link) for link in links(words))


def tags(text: str) -> tuple[str, ...]:
    """HTML tags in `text`: what could carry a link, an image or a script."""
    return tuple(match.group() for match in _TAG.finditer(plain(text)))


def _targets(text: str) -> list[str]:
    """Where Markdown links lead, also where that does not look like a link."""
    return [
        canonical(match["inline"] or match["apart"] or match["reference"] or "")
        for match in _MARKDOWN.finditer(plain(text))
    ]


def _bare(link: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", link)
